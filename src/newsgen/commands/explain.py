"""`newsgen explain`: what a problem code means, as docs/problems.md says it."""

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.command_error import CommandError
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.runtime.theme import read_problem_section


def explain_code(name: str) -> str:
    """Return the section of a code, in Markdown, without links. Raises CommandError."""
    code = name.strip("[]").upper()
    if code not in PROBLEM_CODES:
        hint = did_you_mean(code, PROBLEM_CODES) or "they stand at the end of each problem"
        raise CommandError(f'"{name}" is not a problem code: {hint}')
    return read_problem_section(code)
