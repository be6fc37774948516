"""The record of what outputs were made of: every article and plain page as it was when published.

With `build --keep-going` the published content of a text stands for a file that has an error since.
The record is in `.newsgen/published.sqlite3`, and unlike the cache it cannot be made anew. It holds
for an output only as long as that is what it was: an output that is not known has no record.
"""

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.publish.export_files import is_export_file
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


class PublishedTexts:
    """The record of one output; those of all outputs of a site share the contents of texts."""

    def __init__(self, cache_folder: Path, out: Path, slack: int) -> None:
        self._rows = Cache(cache_folder, slack, PUBLISHED_FILE)
        self._out = digest(_place(out.resolve(), cache_folder.resolve())).encode()

    def digests(self, manifest: OutputManifest) -> Digests | None:
        """Return the texts that an output is made of; None if that is not known."""
        if all(map(is_export_file, manifest.entries().values())):
            return {}
        return self._digests(self._key(manifest.texts))

    def content(self, content_digest: str) -> bytes | None:
        """Return the content of a text; None if it is lost, so that `save` stores it again."""
        key = content_digest.encode()
        if row := self._rows.get("published_texts", key):
            return zlib.decompress(row)
        self._rows.retain("published_texts", {*self._rows.keys("published_texts")} - {key})
        return None

    def save(self, digests: Digests, read: Callable[[str], bytes]) -> str:
        """Record what an output is about to be made of; until `settle`, what it is made of stays.

        Returns the digest of all, for the manifest. Raises FileChanged if a text is not what it was
        any more, OSError if it cannot be read.

        Args:
            digests: Of its texts.
            read: Gives the content of a text by its path.
        """
        data = codec.encode(digests)
        texts = digest(data)
        if self._digests(self._key(texts)) != digests:
            self._rows.put("published_outputs", [(self._key(texts), data)])
        stored = frozenset(self._rows.keys("published_texts"))
        missing = (pair for pair in digests.items() if pair[1].encode() not in stored)
        while batch := [_text_row(*pair, read) for pair in islice(missing, _BATCH)]:
            self._rows.put("published_texts", batch)
        return texts

    def settle(self, texts: str) -> None:
        """Forget what the output was made of before; texts: the digest of those it is made of."""
        current = self._key(texts)
        keys = self._rows.keys("published_outputs")
        live = {key for key in keys if key == current or not key.startswith(self._out)}
        if len(live) < len(keys):
            self._rows.retain("published_outputs", live)
        self._rows.sweep("published_outputs", [current])
        count = len(self._digests(current) or ())
        if self._rows.needs_sweep("published_texts", count):
            records = map(self._digests, self._rows.keys("published_outputs"))
            used = {text.encode() for record in records if record for text in record.values()}
            self._rows.sweep("published_texts", used)

    def close(self) -> None:
        """Write everything into the one file, and close it."""
        self._rows.close()

    def _digests(self, key: bytes) -> Digests | None:
        if row := self._rows.get("published_outputs", key):
            with suppress(codec.DecodeError):
                return codec.decode(row, Digests)
        return None

    def _key(self, texts: str) -> bytes:
        """Return what an output is known by: its place, and what its manifest says of its texts."""
        return self._out + texts.encode()


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
