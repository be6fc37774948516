"""Has tests write into memory, where the machine has room for it; else on the disk as ever."""

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
"""Linux has a file system in memory here; that of a container is often too small for tests."""

ROOM = 2 * 1024**3
"""Bytes that have to be free. What a run of four workers has there at a time is a tenth of it."""


def has_room(folder: Path, size: int = ROOM) -> bool:
    """Whether one may write that much into a folder, and run programs that are written there."""
    try:
        system = os.statvfs(folder)
    except OSError:
        return False
    runs_programs = not system.f_flag & os.ST_NOEXEC
    return runs_programs and os.access(folder, os.W_OK) and system.f_bavail * system.f_frsize > size


def write_to_memory() -> None:
    """Let this process, and those it starts, write into memory, unless TMPDIR names a place."""
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
