"""What this process asks of the machine: its encoding, processors and memory."""

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def ensure_utf8() -> None:
    """Start again in Python's UTF-8 mode if the locale has another encoding than file names."""
    if sys.getfilesystemencoding() != "utf-8":
        os.environ["PYTHONUTF8"] = "1"  # noqa: TID251 - for this program and its workers alone
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def random_token() -> str:
    """Return a text that nobody can guess."""
    from secrets import token_urlsafe  # noqa: TID251 - nothing that is built depends on it

    return token_urlsafe(32)


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Turn off the collector of reference cycles: values form none, and there are millions."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def disable_gc_until_exit() -> None:
    """Turn the collector off for a command that ends soon."""
    gc.disable()
    freeze_gc_at_exit()


def enable_gc() -> None:
    """Turn the collector on for a command that goes on for hours.

    Pages and connections leave some cycles.
    """
    gc.enable()


def freeze_gc_at_exit() -> None:
    """Skip the two collections at exit, which take as long as many a build."""
    atexit.register(gc.freeze)


def github_workspace() -> Path | None:
    """Return the folder of the repository in a workflow of GitHub, whose log knows commands."""
    # It decides how problems are shown, and nothing of what is built.
    environ = os.environ  # noqa: TID251
    if environ.get("GITHUB_ACTIONS") != "true":
        return None
    return Path(environ.get("GITHUB_WORKSPACE", "")).resolve()


def cpu_count() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def peak_memory_mb() -> float | None:
    """Return the most memory that this process or a child had, in 10^6 bytes; None on Windows."""
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return round(max(resource.getrusage(who).ru_maxrss for who in usage) * unit / 1e6, 1)
