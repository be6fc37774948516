"""The record of the last build into an output folder, by which the next knows what has changed.

Kept in the site's cache, one for each output. If it is lost, damaged or of another newsgen, the
next build looks at everything.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest


class LastBuild(Value, frozen=True):
    """A build that succeeded.

    Attributes:
        inputs_digest: of all that decides the result, but for the time; empty if the stamps of the
            inputs are too young to show the next change.
        valid_since: from when the result holds, because of embargoes; None for always.
        valid_until: when it ends to hold; None for never.
        timezone: the site's.
        encoded_result: the BuildResult.
        manifest_header: of the manifest it left.
        stamps: of the files in that manifest, joined in its order.
    """

    inputs_digest: str = ""
    valid_since: datetime | None = None
    valid_until: datetime | None = None
    timezone: str = "UTC"
    encoded_result: bytes = b""
    manifest_header: bytes = b""
    stamps: bytes = b""

    def is_valid_at(self, now: datetime) -> bool:
        """Return whether no embargo has ended since, at this time."""
        return (not self.valid_since or self.valid_since <= now) and (
            not self.valid_until or now < self.valid_until
        )


def read_last_build(cache: Cache, out: Path) -> LastBuild:
    """Return the record of the last build into a folder; an empty one if there is none."""
    if data := cache.get("builds", _key(out)):
        with suppress(codec.DecodeError):
            return codec.decode(data, LastBuild)
    return LastBuild()


def write_last_build(cache: Cache, out: Path, last_build: LastBuild) -> None:
    """Keep the record of a build."""
    cache.put("builds", [(_key(out), codec.encode(last_build))])
    cache.sweep("builds", [_key(out)])


def _key(out: Path) -> bytes:
    return digest(program_digest(), os.fsencode(out.resolve())).encode()
