"""What this machine has and what of it was used: processors and memory."""

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def ensure_utf8() -> None:
    """Start over in Python's UTF-8 mode where the machine's locale would have it otherwise.

    Names of files are UTF-8 in an archive, whatever the locale of the machine it is built on.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.environ["PYTHONUTF8"] = "1"  # noqa: TID251 - for this program and its workers alone
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Without Python's collector of circles: values do not go in any, and there are millions."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def freeze_gc_at_exit() -> None:
    """When this process ends, let it not look for circles in all that goes with it.

    Python does so twice, which takes as long as many a build.
    """
    atexit.register(gc.freeze)


def cpu_count() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_memory_mb() -> float | None:
    """The largest resident size so far of this process or any child that ended; None if unknown.

    In megabytes (10^6 bytes). Windows has no such account.
    """
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(max(resource.getrusage(who).ru_maxrss for who in usage) * unit / 1e6, 1)
