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
from newsgen.store.fingerprint import itself


class Last(Value, frozen=True):
    """A build that succeeded.

    claim: the digest of all that decided what it came to, but for the time; empty if the stamps of
        its inputs could not be trusted to tell the next change.
    since, until: the span of time, without its end, for which it holds; timezone: the site's.
    outcome: what the build said, encoded.
    seal: of the manifest it left; stamps: of the files that this manifest lists, one after another
        in its order. They tell of the files of no other.
    """

    claim: str = ""
    since: datetime | None = None
    until: datetime | None = None
    timezone: str = "UTC"
    outcome: bytes = b""
    seal: bytes = b""
    stamps: bytes = b""

    def holds(self, now: datetime) -> bool:
        """Whether embargoes are as they were then."""
        return (not self.since or self.since <= now) and (not self.until or now < self.until)


def read_last(cache: Cache, out: Path) -> Last:
    """What is known of the last build into a folder."""
    if known := cache.get("builds", _key(out)):
        with suppress(codec.Unreadable):
            return codec.decode(known, Last)
    return Last()


def keep_last(cache: Cache, out: Path, built: Last) -> None:
    """Remember a build."""
    cache.put("builds", [(_key(out), codec.encode(built))])
    cache.sweep("builds", [_key(out)])


def _key(out: Path) -> bytes:
    return digest(itself(), os.fsencode(out.resolve())).encode()
