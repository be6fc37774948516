"""The HTML of texts, for whoever draws their pages: out of the cache, else made from the source."""

from pathlib import Path

from newsgen.content.parse_file import Source, body_of
from newsgen.model.digest import digest
from newsgen.runtime.file_errors import Changed
from newsgen.store.cache import Cache


class Bodies:
    """The bodies of one site.

    folder: the site's; base: links.base of newsgen.yml.
    """

    def __init__(self, cache: Cache, folder: Path, base: str) -> None:
        self._cache = cache
        self._folder = folder
        self._base = base

    def html(self, name: str, path: str) -> str:
        """The HTML with a digest, which is that of the source at a path.

        Raises Changed if the source has another by now or is gone, OSError if it cannot be read.
        """
        known = self._cache.get("bodies", name.encode())
        if known is not None:
            return known.decode()
        try:
            data = (self._folder / path).read_bytes()
        except FileNotFoundError as error:
            raise Changed(path) from error
        html = body_of(Source(path, data), self._base).html
        if digest(html) != name:
            raise Changed(path)
        self._cache.put("bodies", [(name.encode(), html.encode())])
        return html
