"""The HTML of texts, for whoever draws their pages: out of the cache, else made from the source."""

from pathlib import Path

from newsgen.content.parse_file import SourceFile, parse_body
from newsgen.model.digest import digest
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache


class BodyStore:
    """The bodies of one site.

    folder: the site's; base: links.base of newsgen.yml.
    """

    def __init__(self, cache: Cache, folder: Path, links_base: str) -> None:
        self._cache = cache
        self._folder = folder
        self._base = links_base

    def html(self, html_digest: str, path: str) -> str:
        """The HTML with a digest, which is that of the source at a path.

        Raises Changed if the source has another by now or is gone, OSError if it cannot be read.
        """
        known = self._cache.get("bodies", html_digest.encode())
        if known is not None:
            return known.decode()
        try:
            data = (self._folder / path).read_bytes()
        except FileNotFoundError as error:
            raise FileChanged(path) from error
        html = parse_body(SourceFile(path, data), self._base).html
        if digest(html) != html_digest:
            raise FileChanged(path)
        self._cache.put("bodies", [(html_digest.encode(), html.encode())])
        return html
