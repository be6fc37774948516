"""Runs the command that was called, and turns what it raises into a message and an exit code."""

import click

from newsgen.cli.output import exit_with_message
from newsgen.cli.program import newsgen
from newsgen.model.command_error import CommandError
from newsgen.runtime import system
from newsgen.runtime.clock import InvalidEpoch
from newsgen.runtime.standard_files import ensure_standard_files


def run_command() -> int:
    """Run the command that was called; return the exit code, or raise KeyboardInterrupt."""
    system.ensure_utf8()
    ensure_standard_files()
    try:
        newsgen.main(standalone_mode=False)
    except (CommandError, InvalidEpoch) as error:
        exit_with_message(2, str(error))
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        if isinstance(error, click.NoSuchOption) and error.option_name == "-C":
            click.echo("-C stands before the command: newsgen -C my-archive build", err=True)
        return 2
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except OSError as error:
        path = f": {error.filename}" if error.filename else ""
        exit_with_message(3, f"{error.strerror or error}{path}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the exit code says whose fault it is
        exit_with_message(3, f"failed: {type(error).__name__}: {error}")
    return 0
