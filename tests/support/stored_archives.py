"""Archives in the store, made of random ones or of articles."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsgen.archive.term_questions import Companion
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.search_days import SearchDays
from newsgen.store.stored_archive import StoredArchive
from newsgen.store.stored_articles import encode_face
from support.random_archives import AUTHORITIES, RandomArchive, Selection


class WholeArticles:
    """A stored archive whose lists have all of each article, as the plain model has them."""

    def __init__(self, random_archive: RandomArchive, *, reads_all: bool) -> None:
        self._by_path = random_archive.archive.articles_by_path
        self._stored = StoredArchive(database_of(random_archive), AUTHORITIES, reads_all=reads_all)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        question = getattr(self._stored, name)
        return lambda *given, **options: self._whole(question(*given, **options))

    def _whole(self, answer: Any) -> Any:
        if isinstance(answer, Article):
            whole = self._by_path[answer.path]
            assert encode_face(whole) == encode_face(answer)
            return whole
        if isinstance(answer, Companion):
            return answer
        if isinstance(answer, tuple):
            return tuple(map(self._whole, answer))
        return map(self._whole, answer) if isinstance(answer, Iterator) else answer


def database_of(random_archive: RandomArchive) -> ArchiveDatabase:
    """The database of an archive, in memory."""
    articles = random_archive.archive.articles_by_path.values()
    return _database(articles, AUTHORITIES, random_archive.selection)


def stored_archive(
    articles: Iterable[Article], authorities: Authorities | None = None
) -> StoredArchive:
    """An archive in the store, made of articles."""
    authorities = authorities or Authorities()
    database = _database(articles, authorities, Selection({}))
    return StoredArchive(database, authorities, reads_all=True)


def _database(
    articles: Iterable[Article], authorities: Authorities, selection: Selection
) -> ArchiveDatabase:
    database = ArchiveDatabase.open(None)
    database.begin()
    update = ArchiveUpdate(database, authorities, "unicode", "en", Collation(Cache(None)).sort_key)
    for article in articles:
        badge = selection.badges.get(article.path, "")
        is_news = article.path in selection.news_paths
        update.replace(article.path, article, badge, is_news=is_news)
    SearchDays(database).update(update.finish(), is_first=True)
    database.commit()
    return database
