"""What a person typed at the command line → one line of text, and that line as YAML.

Refuses what no article could hold: nothing at all, and control characters.
"""

import json
import re

from newsgen.content.text import FORBIDDEN_CHARACTERS
from newsgen.model.command_error import CommandError

# Letters first, then what means nothing to YAML wherever it stands, even within [brackets].
_PLAIN_SCALAR = re.compile(r"[^\W\d_](?:[\w .'()/-]*[\w.')(/-])?")
_RESERVED_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def single_line(text: str, name: str) -> str:
    """The text in one line, every run of spaces and line ends one space.

    name: what the text is, for the message.
    """
    joined = " ".join(text.split())
    if not joined:
        raise CommandError(f"the {name} is empty: give it a text")
    if bad := FORBIDDEN_CHARACTERS.search(joined):
        code = f"U+{ord(bad.group()):04X}"
        raise CommandError(f"the {name} holds a control character ({code}): leave it out")
    return joined


def yaml_scalar(text: str) -> str:
    """A line as a YAML value that is read back as just this text: plain where it can be."""
    if _PLAIN_SCALAR.fullmatch(text) and text.casefold() not in _RESERVED_WORDS:
        return text
    return yaml_quoted(text)


def yaml_quoted(text: str) -> str:
    """A line as a YAML value in double quotes; JSON's escapes are a part of YAML's."""
    return json.dumps(text, ensure_ascii=False)
