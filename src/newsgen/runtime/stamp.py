"""Stamps: by which newsgen knows that a file is still the one it read, without reading it again.

A stamp is stable if the file had been left alone for a while when it was taken: clocks of file
systems are coarse, and a second change within one tick leaves the stamp as it is.
"""

import os
import struct
import sys
from array import array

_STABLE_AFTER = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use, FAT's, ticks every two seconds."""

_STAMP_FORMAT = struct.Struct("<4q")

_MAX_INT64 = (1 << 63) - 1
"""Inodes are unsigned numbers, and file systems know times after 2262, where this one ends."""

Stamp = bytes
"""Size in bytes, times of the last modification and of the last change of any kind in nanoseconds
since 1970, and inode, packed: archives have hundreds of thousands. Unix alone notes when a file was
last changed in any way; that time cannot be set back."""

NO_STAMP = bytes(_STAMP_FORMAT.size)
"""The stamp of what is no regular file."""


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp in a file's status."""
    size, inode = status.st_size, status.st_ino & _MAX_INT64
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    try:
        return _STAMP_FORMAT.pack(size, modified, changed, inode)
    except struct.error:
        return _STAMP_FORMAT.pack(size, min(modified, _MAX_INT64), min(changed, _MAX_INT64), inode)


def stamp_size(stamp: Stamp) -> int:
    """Return how many bytes a file had."""
    size: int = _STAMP_FORMAT.unpack(stamp)[0]
    return size


def is_stable(stamps: bytes, now: int) -> bool:
    """Return whether files had been left alone for a while at this time (nanoseconds).

    stamps: Of one file, or of several, joined.
    """
    numbers = array("q", stamps)
    if sys.byteorder == "big":
        numbers.byteswap()
    modified, changed = numbers[1::4], numbers[2::4]
    return max(max(modified, default=0), max(changed, default=0)) + _STABLE_AFTER <= now
