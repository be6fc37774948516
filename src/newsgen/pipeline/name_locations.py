"""Where articles declare names: the archive knows the place of their keys only."""

from newsgen.content.parse_file import SourceFile, name_locations
from newsgen.content.site import Site
from newsgen.model.article import Article, keys_of_names
from newsgen.model.kind import Kind
from newsgen.model.problem import Location
from newsgen.model.slug import identity
from newsgen.store.source_content import read_source


class NameLocations:
    """Reads the front matter of articles, each once."""

    def __init__(self, site: Site) -> None:
        """Take the site that has the articles."""
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
