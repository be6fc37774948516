"""XML as text: elements with everything in them escaped, and nothing in them that XML forbids.

Takes texts of any kind; gives what every XML 1.0 parser reads. What the Char production
(https://www.w3.org/TR/xml/#charsets) has no place for, such as control characters and half of a
surrogate pair, is left out: there is no way to write it.
"""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def remove_forbidden(text: str) -> str:
    """A text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """An element that holds a text. An underscore in an attribute's name is a colon.

    Attributes without a value are left out.
    """
    return parent_element(name, (escape(remove_forbidden(text)),), **attributes)


def parent_element(name: str, children: Iterable[str], /, **attributes: str) -> str:
    """An element that holds other elements, written already."""
    given = "".join(
        f" {key.rstrip('_').replace('_', ':')}={quoteattr(remove_forbidden(value))}"
        for key, value in attributes.items()
        if value
    )
    inner = "".join(children)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def xml_document(root: str, children: Iterable[str], /, **attributes: str) -> str:
    """A whole document, each of its parts on a line of its own."""
    lines = (f"  {part}\n" for part in children)
    return XML_DECLARATION + parent_element(root, ("\n", *lines), **attributes) + "\n"
