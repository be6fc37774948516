"""The stored archive is a function of its articles, and says what an edit touched."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import (
    Article,
    Correction,
    FormerAddress,
    Moment,
    Withdrawal,
)
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.kind import Kind
from newsgen.model.period import Span
from newsgen.model.problem import Location
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import ArchiveDelta, StoredTerm
from newsgen.store.archive_lists import (
    ABOUT,
    ARTICLES_LIST,
    IN_WHOLE,
    LANGUAGE,
    MENTIONS,
    place_key,
)
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.name_indexes import NAME_WORDS, NAMES_BY_COUNT, NAMES_BY_LETTER
from newsgen.store.search_days import SEARCH_DAYS_KEY, SearchDays
from newsgen.store.stored_articles import StoredArticle
from support.examples import tries
from support.plain_archive import PlainArchive
from support.random_archives import FINGERPRINTS

LOCATION = Location("authorities/people.yml", 1, 1)
ENTRIES = (
    Authority(Kind.PERSON, "Ann Lee", LOCATION, aliases=(Spelling("A. Lee", LOCATION),)),
    Authority(Kind.PERSON, "Bo", LOCATION),
    Authority(Kind.TAG, "SCO", LOCATION, slug="sco"),
)
LINES = (
    "people:Ann Lee",
    "people:Bo",
    "tags:SCO",
    "tags:news",
    "tags:News",
    "places:X",
    "people:ANN LEE",
)
UPDATED = Moment(date(2022, 2, 1), datetime(2022, 2, 1, 7, tzinfo=UTC), 0)
PATHS = tuple(f"articles/{number}.md" for number in range(7))

Changes = dict[str, tuple[Article | None, bool]]
"""By path what comes, and whether it is there and hidden."""


@st.composite
def articles(draw: st.DrawFn, path: str) -> Article:
    span: Span = draw(st.sampled_from(("day", "day", "day", "month", "year")))
    day = draw(st.dates(date(2021, 12, 30), date(2022, 2, 2)))
    if span != "day":
        day = day.replace(day=1, month=1 if span == "year" else day.month)
    clock = time(draw(st.sampled_from((0, 0, 9))))
    names = draw(st.lists(st.sampled_from(LINES), max_size=3, unique_by=str.casefold))
    mentions = draw(st.lists(st.sampled_from(LINES[:2]), max_size=2, unique=True))
    declared = set(map(str.casefold, names))
    return Article(
        path=path,
        explicit_id=draw(st.sampled_from(("", "", "z"))) and f"z{path}",
        slug=path[9:10],
        title=draw(st.sampled_from(("A", "B"))),
        name_lines="\n".join([draw(st.sampled_from(("sources:Desk", "sources:desk"))), *names]),
        moment=Moment(day, datetime.combine(day, clock, UTC), span=span),
        language=draw(st.sampled_from(("en", "en", "de", "fr"))),
        html_digest="",
        excerpt="",
        key_locations="1:1",
        translation_of=draw(st.sampled_from(("", "", *PATHS[:3]))),
        updated=draw(st.sampled_from((None, None, UPDATED))),
        corrections=draw(st.sampled_from(((), (), (Correction(date(2022, 3, 1), "Note."),)))),
        aliases=draw(st.sampled_from(((), (FormerAddress("/old/", LOCATION),)))),
        withdrawn=draw(st.sampled_from((None, None, None, Withdrawal(day, "Wrong.")))),
        fingerprint=draw(st.sampled_from(FINGERPRINTS)),
        mention_lines="\n".join(line for line in mentions if line.casefold() not in declared),
    )


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    made: Changes = {}
    for path in draw(st.lists(st.sampled_from(PATHS), max_size=5, unique=True)):
        kind = draw(st.sampled_from(("article", "article", "article", "hidden", "gone")))
        made[path] = draw(articles(path)) if kind == "article" else None, kind == "hidden"
    return made


def apply(database: ArchiveDatabase, made: Changes) -> ArchiveDelta:
    database.begin()
    update = ArchiveUpdate(
        database, Authorities(ENTRIES), "unicode", "en", Collation(Cache(None)).sort_key
    )
    for path, (article, is_hidden) in made.items():
        update.replace(path, article, is_hidden=is_hidden)
    is_first, delta = database.is_new, update.finish()
    if SearchDays(database).update(delta, is_first=is_first):
        delta.keys[SEARCH_DAYS_KEY] = None
    database.commit()
    return delta


def dump(database: ArchiveDatabase) -> dict[str, object]:
    """All that is stored, in terms that do not tell in which order it came."""
    places = [row[0] for row in database.select("SELECT place FROM articles")]
    stored = {place: StoredArticle.read(database, place) for place in places}
    terms = {
        number: codec.decode(value, StoredTerm)
        for number, value in database.select("SELECT id, value FROM terms")
    }
    names = {
        4 * number + role: f"{term.kind}:{term.name}/{role}"
        for number, term in terms.items()
        for role in range(4)
    }
    lists: dict[str, list[tuple[str, int]]] = {}
    for number, place, listed in database.select("SELECT * FROM entries ORDER BY list, place"):
        name = names.get(number, str(number))
        lists.setdefault(name, []).append((stored[place].article.path, listed))
    documents = database.select("SELECT * FROM search_documents ORDER BY path")
    return {
        "documents": [(stored[place].article.path, *own) for place, *own in documents],
        "days": list(database.select("SELECT * FROM search_days ORDER BY day, language")),
        "order": [stored[place].article for place in sorted(stored)],
        "lists of each": {
            one.article.path: [names.get(number, str(number)) for number in one.lists]
            for one in stored.values()
        },
        "terms": {f"{term.kind}:{term.name}": term for term in terms.values()},
        "lists": lists,
        "keys": [
            (index, named(key, stored), value_name(index, value, stored, terms))
            for index, key, value in database.select("SELECT * FROM keys ORDER BY list, key")
        ],
        "ids": {
            f"{kind}:{name}": f"{terms[number].kind}:{terms[number].name}"
            for kind, name, number in database.select("SELECT * FROM term_ids")
        },
    }


def named(key: bytes, stored: dict[int, StoredArticle]) -> bytes:
    """A key of an index with the path of an article instead of its place."""
    for place, one in stored.items():
        key = key.replace(place_key(place), one.article.path.encode())
    return key


def value_name(
    index: str, value: object, stored: dict[int, StoredArticle], terms: dict[int, StoredTerm]
) -> object:
    by_number = NAMES_BY_LETTER, NAMES_BY_COUNT, NAME_WORDS
    if index in ("slugs", "first named", "parts", "rare names", *by_number):
        assert isinstance(value, int)
        return terms[value].name
    return stored[value].article.path if isinstance(value, int) and value in stored else value


def listed_paths(dumped: dict[str, object], name: str) -> list[str]:
    lists = dumped["lists"]
    assert isinstance(lists, dict)
    return [path for path, bits in reversed(lists.get(name, [])) if bits & IN_WHOLE]


def paths(found: Iterable[Article]) -> list[str]:
    return [article.path for article in found]


def assert_says(dumped: dict[str, object], archive: PlainArchive) -> None:
    """The store says of stories and names what the plain model says."""
    assert listed_paths(dumped, str(ARTICLES_LIST)) == paths(archive.stories)
    terms = dumped["terms"]
    assert isinstance(terms, dict)
    known = {key: term for key, term in terms.items() if term.kind != LANGUAGE}
    assert sorted(known) == sorted(f"{kind}:{name}" for kind, name in archive.terms)
    for (kind, name), term in archive.terms.items():
        stored = known[f"{kind}:{name}"]
        assert (stored.text, stored.slug, stored.authority) == (
            term.text,
            term.slug,
            term.authority and term.authority.without_places(),
        )
        assert (stored.about, stored.mentions) == (len(term.stories), len(term.mention_stories))
        assert term.authority or stored.location == term.location
        assert listed_paths(dumped, f"{kind}:{name}/{ABOUT}") == paths(term.stories)
        assert listed_paths(dumped, f"{kind}:{name}/{MENTIONS}") == paths(term.mention_stories)


@tries(80, 300)
@given(st.lists(changes(), min_size=1, max_size=5))
def test_a_store_after_any_edits_is_the_store_made_anew(steps: list[Changes]) -> None:
    store_after_edits_is_made_anew(steps)


@pytest.mark.long
@tries(3000, 3000)
@given(st.lists(changes(), min_size=1, max_size=8))
def test_a_store_after_any_edits_is_the_store_made_anew_for_many(steps: list[Changes]) -> None:
    store_after_edits_is_made_anew(steps)


def store_after_edits_is_made_anew(steps: list[Changes]) -> None:
    database, files = ArchiveDatabase.open(None), dict[str, tuple[Article | None, bool]]()
    for made in steps:
        apply(database, made)
        files = {path: value for path, value in {**files, **made}.items() if value[0] or value[1]}
        anew = ArchiveDatabase.open(None)
        apply(anew, files)
        assert dump(database) == dump(anew)
        assert database.is_whole()
        hidden = frozenset(path for path, (article, _) in files.items() if not article)
        shown = [article for article, _ in files.values() if article]
        archive = PlainArchive(shown, Authorities(ENTRIES), hidden=hidden)
        assert_says(dump(database), archive)
