"""What goes wrong when a listed file is read: it changed meanwhile, or cannot be read."""

import errno

from newsgen.model.problem import Location, Problem, problem


class FileChanged(OSError):
    """A file, named by its path, is no longer what it was when it was listed or read."""

    def __str__(self) -> str:
        return f"{self.args[0]} was changed while newsgen was at work"


def unreadable_file(path: str, error: OSError) -> Problem:
    """Return the problem of a file that cannot be read; raise FileChanged if it is gone by now."""
    if isinstance(error, FileNotFoundError):
        raise FileChanged(path) from error
    reason = error.strerror or str(error)
    denied = error.errno in (errno.EACCES, errno.EPERM)
    hint = "check the file's permissions" if denied else "put a readable file there"
    return problem("N118", Location(path), f"cannot be read: {reason}", hint)


def irregular_file(path: str) -> Problem:
    """Return the problem of a pipe, a socket or a device, which may be read for ever."""
    return problem("N118", Location(path), "is not a regular file", "take it out")
