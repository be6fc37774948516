"""What an import has to know of the archive that its articles go to."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, tzinfo

from newsgen.archive.similar_texts import SimilarTexts
from newsgen.content.article_builder import plain_page_address
from newsgen.content.new_article import article_id
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.config import Config
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.slug import identity, slug
from newsgen.model.web_page_key import web_host, web_page_key


class KnownArchive:
    """The articles of an archive, its names and its settings; an import adds what it writes.

    Attributes:
        authorities: The names of its authority files.
        zone: Its time zone.
        paths: The paths of its files under articles/ and pages/, in lower case.
        page_addresses: The addresses of its plain pages.
        tags: Its tags as they are shown, by identity.
        similar: The texts of its articles, by path.
    """

    def __init__(
        self,
        config: Config,
        authorities: Authorities,
        zone: tzinfo = UTC,
        articles: Iterable[Article] = (),
        paths: Iterable[str] = (),
    ) -> None:
        self.config = config
        self.authorities = authorities
        self.zone = zone
        self.paths = {path.casefold() for path in paths}
        self.page_addresses = frozenset(
            plain_page_address(path, config.slugs)
            for path in self.paths
            if path.startswith("pages/")
        )
        self.similar = SimilarTexts()
        self.tags: dict[str, str] = {}
        self._spellings: dict[tuple[Kind, str], str] = {}
        self._addresses: set[str] = set()
        self._path_by_url: dict[str, str] = {}
        self._urls_by_path: dict[str, str] = {}
        self._path_by_alias: dict[str, str] = {}
        self._sources_by_host: dict[str, Counter[str]] = {}
        for article in articles:
            self.add(
                article.path,
                article.source_url,
                (
                    *(alias.address for alias in article.aliases),
                    article_id(article.moment.calendar_date, article.slug),
                ),
                article.source.text,
            )
            for tag in article.names(Kind.TAG):
                self.tags.setdefault(identity(tag.text), tag.text)
            for kind in CONTROLLED_KINDS:
                for name in article.names(kind):
                    self.spelling_of(kind, name.text)
        for entry in authorities.entries:
            if entry.kind is Kind.SOURCE:
                for url in entry.urls:
                    self._count_source(url, entry.name)

    def add(self, path: str, source_url: str, aliases: Iterable[str], source: str) -> None:
        """Add an article that there is, or that was just imported."""
        self.paths.add(path.casefold())
        self._addresses.add(self._address(path))
        if key := web_page_key(source_url):
            self._path_by_url.setdefault(key, path)
            self._urls_by_path[path] = key
        self._count_source(source_url, source)
        for alias in aliases:
            self._path_by_alias.setdefault(_alias_key(alias), path)

    def has_address(self, path: str) -> bool:
        """Return whether an article has the address that a path makes: a.b.md is at a-b/."""
        return self._address(path) in self._addresses

    def _address(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return f"{folder}/{slug(name.removesuffix('.md'), self.config.slugs)}"

    def spelling_of(self, kind: Kind, name: str) -> str:
        """Return the first spelling of the names that have the address of this one."""
        return self._spellings.setdefault((kind, slug(name, self.config.slugs)), name)

    def path_of_url(self, url: str) -> str:
        """Return the path of the article with a source_url; empty if there is none."""
        key = web_page_key(url)
        return self._path_by_url.get(key, "") if key else ""

    def is_from_elsewhere(self, path: str, url: str) -> bool:
        """Return whether an article has a source_url that is another page than an address."""
        here, there = self._urls_by_path.get(path, ""), web_page_key(url)
        return bool(here and there) and here != there

    def path_of_alias(self, alias: str) -> str:
        """Return the path of the article at an address, or formerly there; empty if none is."""
        return self._path_by_alias.get(_alias_key(alias), "")

    def source_of_host(self, url: str) -> str:
        """Return the source that most articles from the host of an address have; perhaps empty."""
        sources = self._sources_by_host.get(web_host(url))
        return sources.most_common(1)[0][0] if sources else ""

    def _count_source(self, url: str, source: str) -> None:
        if host := web_host(url):
            self._sources_by_host.setdefault(host, Counter())[source] += 1


def _alias_key(alias: str) -> str:
    return alias.strip("/").casefold()
