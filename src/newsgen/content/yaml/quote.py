"""What a person typed at the command line → one line of text, and that line as YAML.

Refuses what no article could hold: nothing at all, and control characters.
"""

import json
import re

from newsgen.content.text import FORBIDDEN
from newsgen.model.errors import Refused

# Letters first, then what means nothing to YAML wherever it stands, even within [brackets].
_PLAIN = re.compile(r"[^\W\d_](?:[\w .'()/-]*[\w.')(/-])?")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def line(text: str, name: str) -> str:
    """The text in one line, every run of spaces and line ends one space.

    name: what the text is, for the message.
    """
    joined = " ".join(text.split())
    if not joined:
        raise Refused(f"the {name} is empty: give it a text")
    if bad := FORBIDDEN.search(joined):
        code = f"U+{ord(bad.group()):04X}"
        raise Refused(f"the {name} holds a control character ({code}): leave it out")
    return joined


def scalar(text: str) -> str:
    """A line as a YAML value that is read back as just this text: plain where it can be."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A line as a YAML value in double quotes; JSON's escapes are a part of YAML's."""
    return json.dumps(text, ensure_ascii=False)
