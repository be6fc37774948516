"""What was last built into an output folder, and from what: to know that nothing has changed since.

Kept in the cache of the site, one for each folder; lost, damaged or of another newsgen, it is as if
nothing were known, and everything is looked at again.
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

    claim: the digest of all that decided what it came to, but for the time; empty if the stamps of
        its inputs could not be trusted to tell the next change.
    since, until: the span of time, without its end, for which it holds; timezone: the site's.
    outcome: what the build said, encoded.
    seal: of the manifest it left; stamps: of the files that this manifest lists, one after another
        in its order. They tell of the files of no other.
    """

    inputs_digest: str = ""
    valid_since: datetime | None = None
    valid_until: datetime | None = None
    timezone: str = "UTC"
    encoded_result: bytes = b""
    manifest_header: bytes = b""
    stamps: bytes = b""

    def is_valid_at(self, now: datetime) -> bool:
        """Whether embargoes are as they were then."""
        return (not self.valid_since or self.valid_since <= now) and (
            not self.valid_until or now < self.valid_until
        )


def read_last_build(cache: Cache, out: Path) -> LastBuild:
    """What is known of the last build into a folder."""
    if known := cache.get("builds", _key(out)):
        with suppress(codec.DecodeError):
            return codec.decode(known, LastBuild)
    return LastBuild()


def write_last_build(cache: Cache, out: Path, last_build: LastBuild) -> None:
    """Remember a build."""
    cache.put("builds", [(_key(out), codec.encode(last_build))])
    cache.sweep("builds", [_key(out)])


def _key(out: Path) -> bytes:
    return digest(program_digest(), os.fsencode(out.resolve())).encode()
