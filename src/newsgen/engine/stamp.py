"""Stamps: by which newsgen knows that a file is still the one it read, without reading it again.

A stamp is what the file system says of a file beside its content. It is to be trusted only if the
file was left alone for a while when the stamp was taken: clocks of file systems are coarse, and a
second change within one tick leaves the stamp as it is.
"""

import os
from typing import NamedTuple

_SETTLED_AFTER = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use, FAT's, ticks every two seconds."""


class Stamp(NamedTuple):
    """What `os.stat` says of a file: bytes, and nanoseconds since 1970.

    changed: Unix alone notes when a file was last changed in any way; it cannot be set back.
    """

    size: int
    modified: int
    changed: int
    inode: int

    def settled(self, now: int) -> bool:
        """Whether the file had been left alone for a while at this time (nanoseconds)."""
        return max(self.modified, self.changed) + _SETTLED_AFTER <= now


def stamp(status: os.stat_result) -> Stamp:
    """The stamp in what the system says of a file."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
