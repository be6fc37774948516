"""Standard input, output and error: there, and of no influence on what newsgen does or exits with.

Whoever reads the output may stop reading, as `head` does: the rest is for nobody. A standard file
that was closed is the null device, because the next file that is opened would take its number.
"""

import io
import os
import sys
from typing import Any


class _UnreadOutput(io.FileIO):
    """A file that takes what is written to it although the reader of a pipe is gone.

    Any other error is raised once: Python tries to write the same again as it ends.
    """

    _is_broken = False

    def write(self, data: Any, /) -> int:
        """Write what somebody reads; return how many bytes are done with."""
        try:
            return super().write(data)
        except OSError as error:
            if not (self._is_broken or isinstance(error, BrokenPipeError)):
                self._is_broken = True
                raise
            return len(data)


def ensure_standard_files() -> None:
    """Open what is closed, and write on where nobody reads; signs unknown to a terminal as \\x…."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        stream = getattr(sys, name)
        if stream is None:
            os.open(os.devnull, os.O_RDWR)  # it gets the smallest number that is free
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            # Consoles of Windows are no such files.
            if type(getattr(stream.buffer, "raw", stream.buffer)) is io.FileIO:
                raw = _UnreadOutput(number, "w", closefd=False)
                text = io.TextIOWrapper(
                    io.BufferedWriter(raw),
                    encoding=stream.encoding,
                    errors=stream.errors,
                    line_buffering=stream.line_buffering or stream.write_through,
                )
                setattr(sys, name, text)
