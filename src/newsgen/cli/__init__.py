"""The command line: parses arguments, calls one of the commands, prints and exits.

`main` is the entry point of the console script; `newsgen` is the click group with all commands.
"""

from newsgen.cli.output import EXIT_CODES
from newsgen.cli.program import main, newsgen

__all__ = ["EXIT_CODES", "main", "newsgen"]
