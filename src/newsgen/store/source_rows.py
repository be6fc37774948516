"""The sources of a site in its archive database: what each of them says that concerns others.

A source owns rows of indexes. When it changes, its old rows go and its new ones come, and whoever
keeps what follows from an index learns which of its keys were touched.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase

SourceKind = Literal["article", "page", ""]

SourceIndex = Literal[
    "claims",
    "families",
    "file uses",
    "lost sources",
    "omissions",
    "orphan references",
    "own problems",
    "problems of others",
    "times",
    "unsettled sources",
]
"""The indexes of sources. Their keys are texts, mostly a path, or end with a null sign and a path:

- claims: of articles to be shown, what only one of them may have, and its rank.
- families: the families of names of files, and the tag of the article in each as the value.
- file uses: the folded paths of files that a source refers to.
- lost sources: those that are left out because of their problems.
- omissions: those that are left out, with the reason.
- orphan references: the references of files that became neither article nor page.
- own problems, problems of others: those that a file has by itself, and those that it has because
  of other articles or of the time.
- times: when something else will hold for an article, as `time_key` writes it.
- unsettled sources: those to be looked at again in the next build, whatever their stamps.
"""

SourceKey = tuple[SourceIndex, bytes, Any]
"""The name of an index, a key, and its value."""

SourceKeys = tuple[tuple[SourceIndex, bytes], ...]

_FIRST_INSTANT = datetime(1, 1, 1, tzinfo=UTC)


class SourceRow(Value, frozen=True, array_like=True):
    """A source as it was taken in.

    Attributes:
        content: The digest of its content; empty if it was not read.
        kind: What became of it.
        tag, original: The language and the original that names of files tell of an article.
        reason: Why it is left out; empty if a build shows it.
        keys: Its rows of indexes.
    """

    content: str = ""
    kind: SourceKind = ""
    tag: str = ""
    original: str = ""
    reason: str = ""
    keys: SourceKeys = ()


class SourceRows:
    """Reads and writes sources, and notes which keys of indexes they touch."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take an open database."""
        self._database = database
        self._step = 0
        self.touched: dict[SourceIndex, dict[bytes, None]] = defaultdict(dict)

    def get(self, path: str) -> SourceRow | None:
        """Return a source; None if there is none at a path."""
        row = self._database.get("sources", path)
        return codec.decode(row[1], SourceRow) if row else None

    def put(
        self,
        path: str,
        row: SourceRow,
        keys: tuple[SourceKey, ...],
        position: bytes,
        *,
        is_new: bool = False,
    ) -> bool:
        """Put a source in the place of that at its path; return whether it is another.

        position: as `position` returns it. is_new: whether it is known that there is none yet.
        """
        values = {(index, key): value for index, key, value in keys}
        row = SourceRow(row.content, row.kind, row.tag, row.original, row.reason, tuple(values))
        old = None if is_new else self.get(path)
        self._step += old is None
        for index, key in old.keys if old else ():
            if (index, key) not in values:
                self._database.delete("keys", index, key)
                self.touched[index][key] = None
        is_changed = old != row
        for (index, key), value in values.items():
            if is_new:
                self._database.add("keys", (index, key), (value,))
            else:
                is_changed |= self._put_key(index, key, value)
        if is_changed:
            self._database.put("sources", path, position, codec.encode(row))
        return is_changed

    def remove(self, path: str) -> None:
        """Remove the source at a path, if there is one."""
        if old := self.get(path):
            for index, key in old.keys:
                self._database.delete("keys", index, key)
                self.touched[index][key] = None
            self._database.delete("sources", path)
            self._step -= 1

    def paths(self) -> Iterator[str]:
        """Give the paths of all sources, articles in their order in time."""
        rows = self._database.select("SELECT path FROM sources ORDER BY position, path")
        return (path for (path,) in rows)

    def paths_below(self, folder: str) -> list[str]:
        """Return the paths of the sources in a folder, at any depth."""
        query = "SELECT path FROM sources WHERE path >= ? AND path < ?"
        return [path for (path,) in self._database.select(query, f"{folder}/", f"{folder}0")]

    def count(self) -> int:
        """Return the number of sources."""
        row = self._database.get("header", "sources")
        return (int(row[0]) if row else 0) + self._step

    def save_count(self) -> None:
        """Write the number of sources."""
        self._database.put("header", "sources", self.count())
        self._step = 0

    def index(self, index: SourceIndex, prefix: bytes = b"") -> Iterator[tuple[bytes, Any]]:
        """Give the keys of an index that begin with a prefix, in order, with their values."""
        query = "SELECT key, value FROM keys WHERE list = ? AND key >= ? AND key < ? ORDER BY key"
        return self._database.select(query, index, prefix, prefix + b"\xff" * 8)

    def _put_key(self, index: SourceIndex, key: bytes, value: Any) -> bool:
        stored = self._database.get("keys", index, key)
        is_changed = stored is None or stored[0] != value
        if is_changed:
            self._database.put("keys", index, key, value)
            self.touched[index][key] = None
        return is_changed


def join_key(*parts: str) -> bytes:
    """Return the key of texts, which are joined by null signs."""
    return "\0".join(parts).encode("utf-8", "surrogateescape")


def split_key(key: bytes) -> list[str]:
    """Return the texts of a key."""
    return key.decode("utf-8", "surrogateescape").split("\0")


def time_key(time: datetime, path: str) -> bytes:
    """Return a key that sorts by time."""
    return encode_time(time) + path.encode()


def split_time_key(key: bytes) -> tuple[datetime, str]:
    """Return the time and the path of a key."""
    instant = int.from_bytes(key[:8], "big")
    return _FIRST_INSTANT + timedelta(microseconds=instant), key[8:].decode()


def encode_time(time: datetime) -> bytes:
    """Return a time as eight bytes that sort as times do."""
    return ((time - _FIRST_INSTANT) // timedelta(microseconds=1)).to_bytes(8, "big")


def position(article: Article) -> bytes:
    """Return bytes that sort as `Article.sort_key` does."""
    day, is_in_month, is_day, instant, own_id = article.sort_key
    flags = bytes((is_in_month, is_day))
    return day.toordinal().to_bytes(4, "big") + flags + encode_time(instant) + own_id.encode()
