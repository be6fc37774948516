"""XML as text: elements with everything in them escaped, and nothing in them that XML forbids.

Takes texts of any kind; gives what every XML 1.0 parser reads. What the Char production
(https://www.w3.org/TR/xml/#charsets) has no place for, such as control characters and half of a
surrogate pair, is left out: there is no way to write it.
"""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """A text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """An element that holds a text. An underscore in an attribute's name is a colon.

    Attributes without a value are left out.
    """
    return enclosed(name, (escape(allowed(text)),), **attributes)


def enclosed(name: str, parts: Iterable[str], /, **attributes: str) -> str:
    """An element that holds other elements, written already."""
    given = "".join(
        f" {key.rstrip('_').replace('_', ':')}={quoteattr(allowed(value))}"
        for key, value in attributes.items()
        if value
    )
    inner = "".join(parts)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def document(root: str, parts: Iterable[str], /, **attributes: str) -> str:
    """A whole document, each of its parts on a line of its own."""
    lines = (f"  {part}\n" for part in parts)
    return HEAD + enclosed(root, ("\n", *lines), **attributes) + "\n"
