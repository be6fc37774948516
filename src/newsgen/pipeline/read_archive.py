"""Reads the whole stored archive into memory, for what asks no questions of it yet."""

from typing import Any

from newsgen.archive.archive import Archive
from newsgen.archive.build_archive import build_archive
from newsgen.archive.visibility import Selection
from newsgen.content.parse_file import SourceFile, name_locations
from newsgen.content.site import Site
from newsgen.model.article import Article, PlainPage, keys_of_names
from newsgen.model.kind import Kind
from newsgen.model.problem import Location, Problem
from newsgen.model.slug import identity
from newsgen.pipeline.article_copies import article_copy_problems
from newsgen.pipeline.parse import ParsedSite
from newsgen.runtime import codec
from newsgen.store.source_content import read_source
from newsgen.store.stored_articles import decode_article


def read_archive(parsed: ParsedSite) -> tuple[Archive, Selection, tuple[Problem, ...]]:
    """Return the archive of a parsed site, what its time says of it, and its problems."""
    site, database = parsed.site, parsed.database
    query = "SELECT path, face, own, badge, is_news FROM articles"
    rows: list[tuple[Any, ...]] = list(database.select(query))
    articles = [decode_article(face, own) for _, face, own, _, _ in rows]
    badges = {path: badge for path, _, _, badge, _ in rows if badge}
    news = frozenset(path for path, _, _, _, is_news in rows if is_news)
    pages = database.select("SELECT value FROM keys WHERE list = 'plain pages'")
    archive, problems = build_archive(
        articles,
        [codec.decode(value, PlainPage) for (value,) in pages],
        site.context.authorities,
        site.config.slugs,
        site.config.language,
        parsed.hidden_paths,
        _NameLocations(site).locate,
    )
    copies = article_copy_problems(site, articles)
    return archive, Selection(badges, news), (*problems, *copies)


class _NameLocations:
    """Where articles declare names: those in memory know the place of their keys only."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._by_article: dict[tuple[str, tuple[str, ...]], dict[str, Location]] = {}

    def locate(self, article: Article, kind: Kind, text: str) -> Location:
        """Return the location of a name in the front matter of an article."""
        keys = keys_of_names(kind)
        if (article.path, keys) not in self._by_article:
            self._by_article[article.path, keys] = self._read(article.path, keys)
        locations = self._by_article[article.path, keys]
        return locations.get(identity(text)) or article.location_of_names(kind)

    def _read(self, path: str, keys: tuple[str, ...]) -> dict[str, Location]:
        try:
            data = read_source(self._site, path)
        except OSError:  # it was deleted since; the next build will know
            return {}
        return name_locations(SourceFile(path, data), keys, self._site.context.options.rename)
