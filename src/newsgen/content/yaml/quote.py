"""A text from the command line → one line, and that line as a YAML value."""

import json
import re

from newsgen.content.text import FORBIDDEN_CHARACTERS, one_line
from newsgen.model.command_error import CommandError

# A letter, then characters without a meaning in YAML anywhere, even within [brackets].
_PLAIN_SCALAR = re.compile(r"[^\W\d_](?:[\w .'()/-]*[\w.')(/-])?")
_RESERVED_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def single_line(text: str, name: str) -> str:
    """Return a text in one line. Raises CommandError, whose message calls the text by its name."""
    line = one_line(text)
    if not line:
        raise CommandError(f"the {name} is empty: give it a text")
    if match := FORBIDDEN_CHARACTERS.search(line):
        code = f"U+{ord(match[0]):04X}"
        raise CommandError(f"the {name} holds a control character ({code}): leave it out")
    return line


def yaml_scalar(text: str) -> str:
    """Return a line as a YAML value that is read as this very text; without quotes if possible."""
    if _PLAIN_SCALAR.fullmatch(text) and text.casefold() not in _RESERVED_WORDS:
        return text
    return yaml_quoted(text)


def yaml_quoted(text: str) -> str:
    """Return a line as a YAML value in double quotes. YAML knows all of JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)
