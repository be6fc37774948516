"""Which content every input has, as far as its stamp can tell without opening it.

Takes the stamps of today's files; gives the digest a file had when it was last read, if its stamp
is the same and could be trusted then.
"""

from collections.abc import Mapping

from newsgen.engine import wire
from newsgen.engine.cache import Cache
from newsgen.engine.stamp import Stamp


class Contents:
    """The digests of files by path.

    stamps: of the files as they were listed at `listed_at` (nanoseconds), before any was read.
    """

    def __init__(self, cache: Cache, stamps: Mapping[str, Stamp], listed_at: int) -> None:
        self._cache = cache
        self._stamps = stamps
        self._listed_at = listed_at
        self._known: dict[str, str] = {}
        self._stale: set[str] = set()
        for key, value in cache.scan("files"):
            path = key.decode("utf-8", "surrogateescape")
            held, content = wire.decode(value, tuple[Stamp, str])
            if stamps.get(path) == held:
                self._known[path] = content
        self._new: dict[str, str] = {}

    def known(self, path: str) -> str | None:
        """The digest of a file's content; None if only reading it can tell."""
        return self._known.get(path)

    def learn(self, path: str, content: str) -> None:
        """Note what a file held that was read after it was listed."""
        self._known[path] = content
        if self._stamps[path].settled(self._listed_at):
            self._new[path] = content

    def keep(self) -> None:
        """Put what was learned into the cache, and forget files that are gone."""
        rows = (
            (_key(path), wire.encode((self._stamps[path], content)))
            for path, content in self._new.items()
        )
        self._cache.put("files", rows)
        self._cache.sweep("files", {_key(path) for path in self._known})


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
