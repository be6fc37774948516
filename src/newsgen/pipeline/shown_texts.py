"""The texts that the stored archive has pages of: articles and plain pages, by their sources."""

from collections.abc import Iterable, Iterator, Mapping

from newsgen.model.article import Article, PlainPage
from newsgen.pages.cards import article_address
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import ARTICLES_LIST
from newsgen.store.source_rows import SourceRow, SourceRows
from newsgen.store.stored_articles import StoredArticle


def all_texts(database: ArchiveDatabase) -> Iterator[tuple[str, str]]:
    """Yield the paths of all texts that have a page, with the digests of their contents."""
    for path, value in database.select("SELECT path, value FROM sources"):
        row = codec.decode(value, SourceRow)
        if _has_page(row):
            yield path, row.content


def changed_texts(database: ArchiveDatabase, paths: Iterable[str]) -> Mapping[str, str | None]:
    """Return the same of sources that may have changed; None for those that have no page."""
    rows = SourceRows(database)
    sources = {path: rows.get(path) for path in paths}
    return {path: row.content if row and _has_page(row) else None for path, row in sources.items()}


def text_at(database: ArchiveDatabase, path: str) -> Article | PlainPage | None:
    """Return the text of a source; None if it has no page."""
    if place := database.get("places", path):
        return StoredArticle.read(database, place[0]).article
    if address := database.get("keys", "page addresses", path.encode()):
        row = database.get("keys", "plain pages", f"{address[0]}\0{path}".encode())
        return codec.decode(row[0], PlainPage) if row else None
    return None


def text_address(text: Article | PlainPage) -> str:
    """Return the address of the page of a text."""
    return article_address(text) if isinstance(text, Article) else text.address


def text_addresses(database: ArchiveDatabase, paths: Iterable[str]) -> dict[str, str]:
    """Return the addresses of those texts of some paths that have a page."""
    texts = {path: text_at(database, path) for path in paths}
    return {path: text_address(text) for path, text in texts.items() if text}


def article_count(database: ArchiveDatabase) -> int:
    """Return the number of articles that are not withdrawn."""
    query = "SELECT count(*) FROM entries WHERE list = ?"
    ((count,),) = database.select(query, ARTICLES_LIST)
    return int(count)


def textless_paths(database: ArchiveDatabase) -> tuple[str, ...]:
    """Return the paths of articles that have nothing to read but a title, newest first."""
    query = "SELECT value FROM keys WHERE list = 'textless' ORDER BY key DESC"
    return tuple(path for (path,) in database.select(query))


def _has_page(row: SourceRow) -> bool:
    return bool(row.kind) and not row.reason
