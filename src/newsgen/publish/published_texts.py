"""The record of what outputs were made of: every article and plain page as it was when published.

With `build --keep-going` the published content of a text stands for a file that has an error since.
The record is in `.newsgen/published.sqlite3`, and unlike the cache it cannot be made anew. It holds
for an output only as long as that is what it was: an output that is not known has no record.

A build changes the rows of the texts that it has changed. It notes these changes before it
publishes, and puts them among the rows afterwards; the manifest says whether that is still to do.
"""

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from newsgen.model.digest import digest, digest_sum
from newsgen.model.value import Value
from newsgen.publish.export_files import EXPORT_FOLDER, is_export_file
from newsgen.publish.output_manifest import OutputManifest
from newsgen.runtime import codec
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import PUBLISHED_FILE, Cache

Digests = dict[str, str]
"""The path of a text → the digest of its content."""

_LEVEL = 1
"""Of compression: texts become half as large in about the time that it takes to read them."""

_BATCH = 500
"""Texts that are stored at once."""

_PART = 5000
"""Texts whose digests are noted together where all of them are: so many need little memory."""

_MANY = 8
"""Times the rows of an output: if there are more, those of other outputs are forgotten."""


class _Summary(Value, frozen=True):
    """What all rows of an output come to, by which a row that is lost is noticed."""

    count: int = 0
    total: str = "0"

    def token(self) -> str:
        """Return what the manifest of the output says of its texts."""
        return digest(codec.encode(self))

    def with_rows(self, rows: Mapping[str, str], sign: int = 1) -> "_Summary":
        """Return what all rows come to with these, or without them."""
        total = int(self.total, 16) + sign * digest_sum(digest(*row) for row in rows.items())
        return _Summary(self.count + sign * len(rows), f"{total % (1 << 128):x}")


class _Changes(Value, frozen=True):
    """What a publication changes.

    Attributes:
        digests: Of texts that changed, None for those that have no page any more.
        part_count: How many rows have all texts of the output, where it is not known which changed.
        summary: What all texts come to then.
    """

    digests: dict[str, str | None]
    part_count: int
    summary: _Summary


class PublishedTexts:
    """The record of one output; those of all outputs of a site share the contents of texts."""

    def __init__(self, cache_folder: Path, out: Path, slack: int) -> None:
        self._rows = Cache(cache_folder, slack, PUBLISHED_FILE)
        name = digest(_place(out.resolve(), cache_folder.resolve())).encode()
        self._prefix = b"/" + name
        self._summary_key, self._changes_key, self._lost_key = b"=" + name, b"+" + name, b"-" + name
        self._part_prefix = b"*" + name

    def digests(self, manifest: OutputManifest) -> Digests | None:
        """Return the texts that an output is made of; None if that is not known."""
        exported = sum(map(is_export_file, manifest.below(f"{EXPORT_FOLDER}/")))
        if manifest.count == exported:
            return {}
        summary = self._settled(manifest.texts)
        found = self._stored() if summary else {}
        if summary and _Summary().with_rows(found) != summary:
            self._note_loss()
            return None
        return found if summary else None

    def content(self, content_digest: str) -> bytes | None:
        """Return the content of a text; None if it is lost, so that `save` stores it again."""
        key = content_digest.encode()
        if row := self._rows.get("published_texts", key):
            return zlib.decompress(row)
        self._rows.delete("published_texts", [key])
        self._note_loss()
        return None

    def save(
        self,
        texts: str,
        changed: Mapping[str, str | None] | None,
        read_all: Callable[[], Iterable[tuple[str, str]]],
        read: Callable[[str], bytes],
    ) -> str:
        """Record what an output is about to be made of; until `settle`, what it is made of stays.

        Returns what the manifest is to say of all texts. Raises FileChanged if a text is not what
        it was any more, OSError if it cannot be read.

        Args:
            texts: What the manifest says of them.
            changed: The texts that have changed since the last build, None for those that have no
                page any more; None if it is not known which have changed.
            read_all: Gives all texts, with the digests of their contents.
            read: Gives the content of a text by its path.
        """
        summary = self._settled(texts)
        is_lost = self._rows.get("published_outputs", self._lost_key) is not None
        if summary is None or changed is None or is_lost:
            return self._save_all(texts, summary, read_all(), read)
        before = {path: self._get(path) for path in changed}
        changes = {path: one for path, one in changed.items() if before[path] != one}
        if not changes:
            return texts
        came = {path: one for path, one in changes.items() if one is not None}
        went = {path: one for path in changes if (one := before[path]) is not None}
        self._store(came, self._has_content, read)
        new = summary.with_rows(went, -1).with_rows(came)
        return self._note(_Changes(changes, 0, new))

    def _save_all(
        self,
        texts: str,
        summary: _Summary | None,
        now: Iterable[tuple[str, str]],
        read: Callable[[str], bytes],
    ) -> str:
        """Do what `save` does for all texts, part by part."""
        known = frozenset(self._rows.keys("published_texts"))
        is_same = summary is not None
        changes, remaining = _Changes({}, 0, _Summary()), iter(now)
        while part := dict(islice(remaining, _PART)):
            self._store(part, known.__contains__, read)
            row = self._part_key(changes.part_count), codec.encode(part)
            changes = _Changes({}, changes.part_count + 1, changes.summary.with_rows(part))
            self._note(changes, row)
            is_same = is_same and all(self._get(path) == one for path, one in part.items())
        self._rows.delete("published_outputs", [self._lost_key])
        count = sum(1 for _ in self._own_keys())
        if is_same and changes.summary == summary and count == summary.count:
            self._forget(changes)
            return texts
        return self._note(changes)

    def settle(self, texts: str) -> None:
        """Forget what the output was made of before; texts: what its manifest says of them now."""
        summary = self._settled(texts)
        count = summary.count if summary else 0
        if self._rows.needs_sweep("published_outputs", _MANY * count):
            own = (self._summary_key, *map(self._key, self._stored()))
            self._rows.retain("published_outputs", frozenset(own))
        if self._rows.needs_sweep("published_texts", count):
            self._rows.sweep("published_texts", {*self._all_contents()})

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        self._rows.close()

    def _note_loss(self) -> None:
        """Have the next build save all texts."""
        self._rows.put("published_outputs", [(self._lost_key, b"")])

    def _note(self, changes: _Changes, *parts: tuple[bytes, bytes]) -> str:
        row = self._changes_key, codec.encode(changes)
        self._rows.put("published_outputs", [*parts, row])
        return changes.summary.token()

    def _forget(self, changes: _Changes) -> None:
        parts = map(self._part_key, range(changes.part_count))
        self._rows.delete("published_outputs", [*parts, self._changes_key])

    def _settled(self, texts: str) -> _Summary | None:
        """Put changes among the rows if they were published; return what all rows come to.

        None if they are not those of an output whose manifest says this of its texts.
        """
        if row := self._rows.get("published_outputs", self._changes_key):
            changes = _Changes({}, 0, _Summary())
            with suppress(codec.DecodeError):
                changes = codec.decode(row, _Changes)
                if changes.summary.token() == texts:
                    self._apply(changes)
            self._forget(changes)
        if row := self._rows.get("published_outputs", self._summary_key):
            with suppress(codec.DecodeError):
                summary = codec.decode(row, _Summary)
                return summary if summary.token() == texts else None
        return None

    def _apply(self, changes: _Changes) -> None:
        """Put changes among the rows; what was killed is done again.

        Raises DecodeError if a part of them is lost.
        """
        if changes.part_count:
            self._rows.delete("published_outputs", self._own_keys())
        for number in range(changes.part_count):
            part = self._rows.get("published_outputs", self._part_key(number))
            self._put_rows(codec.decode(part or b"", Digests))
        gone = [self._key(path) for path, one in changes.digests.items() if one is None]
        self._rows.delete("published_outputs", gone)
        self._put_rows(changes.digests)
        summary = (self._summary_key, codec.encode(changes.summary))
        self._rows.put("published_outputs", [summary])

    def _put_rows(self, digests: Mapping[str, str | None]) -> None:
        pairs = ((self._key(path), one.encode()) for path, one in digests.items() if one)
        self._rows.put("published_outputs", pairs)

    def _store(
        self, digests: Digests, is_stored: Callable[[bytes], bool], read: Callable[[str], bytes]
    ) -> None:
        missing = (pair for pair in digests.items() if not is_stored(pair[1].encode()))
        while batch := [_text_row(*pair, read) for pair in islice(missing, _BATCH)]:
            self._rows.put("published_texts", batch)

    def _has_content(self, key: bytes) -> bool:
        return self._rows.get("published_texts", key) is not None

    def _get(self, path: str) -> str | None:
        row = self._rows.get("published_outputs", self._key(path))
        return row.decode() if row else None

    def _stored(self) -> Digests:
        rows = self._rows.scan("published_outputs")
        size = len(self._prefix)
        return {
            _path(key[size:]): value.decode() for key, value in rows if key.startswith(self._prefix)
        }

    def _own_keys(self) -> Iterator[bytes]:
        keys = self._rows.keys("published_outputs")
        return (key for key in keys if key.startswith(self._prefix))

    def _all_contents(self) -> Iterator[bytes]:
        """Give the keys of the contents of all outputs."""
        for key, value in self._rows.scan("published_outputs"):
            if key.startswith(b"/"):
                yield value
            elif key.startswith(b"+"):
                with suppress(codec.DecodeError):
                    digests = codec.decode(value, _Changes).digests.values()
                    yield from (one.encode() for one in digests if one is not None)
            elif key.startswith(b"*"):
                with suppress(codec.DecodeError):
                    yield from (one.encode() for one in codec.decode(value, Digests).values())

    def _part_key(self, number: int) -> bytes:
        return self._part_prefix + number.to_bytes(4, "big")

    def _key(self, path: str) -> bytes:
        return self._prefix + path.encode("utf-8", "surrogateescape")


def _path(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _place(out: Path, cache_folder: Path) -> bytes:
    """Return where an output is, seen from the site, so that both may be moved together."""
    try:
        return os.fsencode(os.path.relpath(out, cache_folder))
    except ValueError:  # it is on another drive
        return os.fsencode(out)


def _text_row(path: str, content_digest: str, read: Callable[[str], bytes]) -> tuple[bytes, bytes]:
    data = read(path)
    if digest(data) != content_digest:
        raise FileChanged(path)
    return content_digest.encode(), zlib.compress(data, _LEVEL)
