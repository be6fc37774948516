"""`newsgen explain`: what a problem code means, as docs/problems.md says it."""

import re

from newsgen.content.did_you_mean import did_you_mean
from newsgen.model.command_error import CommandError
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.runtime.theme import read_document


def explain_code(name: str) -> str:
    """Return the section of a code, in Markdown, without links. Raises CommandError."""
    code = name.strip("[]").upper()
    if code not in PROBLEM_CODES:
        hint = did_you_mean(code, PROBLEM_CODES) or "they stand at the end of each problem"
        raise CommandError(f'"{name}" is not a problem code: {hint}')
    text = read_document("problems.md")
    section = re.search(rf"^## {code}: .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not section:  # a test keeps the page complete
        raise CommandError(f"nothing is written about {code}: install newsgen again")
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", section[0]).strip() + "\n"
