"""The key of a document is of all that a search can find and show of its article."""

from hypothesis import given
from hypothesis import strategies as st

from newsgen.archive.search_shards import SearchDay
from newsgen.model.authority import Authorities
from newsgen.model.digest import digest_sum
from newsgen.search.documents import SearchDocument, search_document
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.search_days import SearchDays
from newsgen.store.stored_archive import StoredArchive
from store.test_archive_update import ENTRIES, Changes, apply, changes
from support.examples import tries


@tries(60, 300, shrink=False)
@given(st.lists(changes(), min_size=1, max_size=4))
def test_articles_with_equal_keys_have_equal_documents(steps: list[Changes]) -> None:
    database, known = ArchiveDatabase.open(None), dict[str, SearchDocument]()
    for step in steps:
        apply(database, step)
        archive = StoredArchive(database, Authorities(ENTRIES), reads_all=False)
        search_days = SearchDays(database)
        for day in search_days.days():
            documents = list(search_days.documents(day.language, [day.day]))
            assert_sums_up(day, [key for _, key in documents])
            for path, key in documents:
                article = archive.article(path)
                assert article
                document = search_document(archive, article, lambda html, path: html)
                assert known.setdefault(key, document) == document


def assert_sums_up(day: SearchDay, keys: list[str]) -> None:
    assert (day.count, day.digest) == (len(keys), digest_sum(keys))
