"""The HTML of texts, from the cache; where the cache has lost it, made from the source again."""

from pathlib import Path

from newsgen.content.parse_file import SourceFile, parse_body
from newsgen.model.digest import digest
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache


class BodyStore:
    """The bodies of one site.

    Args:
        folder: The site's folder.
        links_base: `links.base` of newsgen.yml.
    """

    def __init__(self, cache: Cache, folder: Path, links_base: str) -> None:
        self._cache = cache
        self._folder = folder
        self._base = links_base

    def html(self, html_digest: str, path: str) -> str:
        """Return the HTML with this digest, of the source at this path.

        Raises:
            FileChanged: The source has other HTML by now, or is gone.
            OSError: The source cannot be read.
        """
        row = self._cache.get("bodies", html_digest.encode())
        if row is not None:
            return row.decode()
        try:
            data = (self._folder / path).read_bytes()
        except FileNotFoundError as error:
            raise FileChanged(path) from error
        html = parse_body(SourceFile(path, data), self._base).html
        if digest(html) != html_digest:
            raise FileChanged(path)
        self._cache.put("bodies", [(html_digest.encode(), html.encode())])
        return html
