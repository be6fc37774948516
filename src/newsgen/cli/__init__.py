"""The command line: parses arguments, calls one of the commands, prints and exits.

`main` is the entry point of the console script; `program.newsgen` is the click group with all
commands.
"""

import sys
from contextlib import suppress
from typing import NoReturn

from newsgen.runtime.interruption import interruptible
from newsgen.runtime.system import disable_gc_until_exit


def main() -> NoReturn:
    """Run the console script `newsgen`."""
    disable_gc_until_exit()
    with interruptible() as interruption:
        try:
            # Loading it takes long enough for somebody to press Ctrl+C.
            from newsgen.cli.run_command import run_command

            sys.exit(run_command())
        except KeyboardInterrupt:
            with suppress(OSError):  # the terminal may be closed
                sys.stderr.write("newsgen: interrupted\n")
            sys.exit(interruption.exit_code)
