"""The symbolic targets that stand in the HTML of a body."""

import html
import re
from urllib.parse import unquote

_SYMBOLIC_TARGET = re.compile(r'<(?:a|img) [^>]*?(?:href|src)="(newsgen:[^"?#]*)')


def symbolic_targets(body: str) -> tuple[str, ...]:
    """Return the targets in their order, each once, as in `Reference.target`."""
    targets = (unquote(html.unescape(symbol)) for symbol in _SYMBOLIC_TARGET.findall(body))
    return tuple(dict.fromkeys(targets))
