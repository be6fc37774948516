"""XML 1.0 as text: elements and documents whose texts are escaped.

Characters outside the Char production (https://www.w3.org/TR/xml/#charsets), such as control
characters and lone surrogates, are removed: XML has no way to write them.
"""

from collections.abc import Iterable
from html import escape

from newsgen.model.lazy_pattern import lazy_pattern

XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_IN_VALUES = {ord("\t"): "&#9;", ord("\n"): "&#10;", ord("\r"): "&#13;"}
"""Blanks that a reader of an attribute would take for spaces."""

_FORBIDDEN = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def remove_forbidden(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def element(name: str, text: str = "", /, **attributes: str) -> str:
    """Return an element that holds a text.

    An underscore in the name of an attribute becomes a colon; empty attributes are left out.
    """
    return parent_element(name, (escape(remove_forbidden(text), quote=False),), **attributes)


def parent_element(name: str, children: Iterable[str], /, **attributes: str) -> str:
    """Return an element that holds other elements, which are XML already."""
    pairs = "".join(
        f" {key.rstrip('_').replace('_', ':')}={_quote(remove_forbidden(value))}"
        for key, value in attributes.items()
        if value
    )
    inner = "".join(children)
    return f"<{name}{pairs}>{inner}</{name}>" if inner else f"<{name}{pairs}/>"


def _quote(value: str) -> str:
    """Return the value of an attribute, in the quotes that it does not hold itself."""
    # As xml.sax.saxutils.quoteattr has it, which loads a client for HTTP with it.
    escaped = escape(value, quote=False).translate(_IN_VALUES)
    if '"' not in escaped:
        return f'"{escaped}"'
    return '"{}"'.format(escaped.replace('"', "&quot;")) if "'" in escaped else f"'{escaped}'"


def xml_document(root: str, children: Iterable[str], /, **attributes: str) -> str:
    """Return a document with each child of the root on a line of its own."""
    lines = (f"  {part}\n" for part in children)
    return XML_DECLARATION + parent_element(root, ("\n", *lines), **attributes) + "\n"
