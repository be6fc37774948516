"""Recognizes paragraphs and list items in Markdown's HTML that need no normalizing, as most.

Takes the HTML and where one begins. Gives it and those that follow it, as far as they hold nothing
but text, emphasis and links, none of them empty. Then only the links' addresses remain to be
resolved, since every element stands where it may.
"""

import re

from newsgen.content.markdown.html_tokens import control_references
from newsgen.content.markdown.source_map import SHORTCODE_MARKER
from newsgen.content.markdown.tree_builder import BLOCK_BREAK

MAX_SIMPLE_DEPTH = 4
"""The deepest nesting of simple elements, the paragraph included."""

SIMPLE_LINK = re.compile(r'<a href=("[^"]*+")>')
"""The start tag of a link in them. The group is its address in quotes."""

# Text that is not blank. Without groups: Python 3.11 fails over groups in possessive parts.
_NONBLANK = r"\s*+(?:[^\s<&]|&(?!nbsp;|#160;))[^<]*+"
_EMPHASIZED = rf"<em>{_NONBLANK}</em>|<strong>{_NONBLANK}</strong>"
_LINK = rf"<a href=\"[^\"<>]++\">(?:{_NONBLANK}|\s*+(?=<[es]))(?:[^<]++|{_EMPHASIZED})*+</a>"
_INNER = rf"(?:{_NONBLANK}|\s*+(?=<[aes]))(?:[^<]++|{_LINK}|{_EMPHASIZED})*+"
_INLINE = rf"{_LINK}|<em>{_INNER}</em>|<strong>{_INNER}</strong>"
# At once, since all are parsed again if one link among them cannot be resolved.
_MAX_ELEMENTS = 20
_SIMPLE_ELEMENTS = {
    name: re.compile(
        rf"(?:<{name}>(?:{_NONBLANK}|\s*+(?=<[aes]))(?:[^<]++|{_INLINE})*+</{name}>"
        rf"(?:\n(?=<{name}>))?+){{1,{_MAX_ELEMENTS}}}+"
    )
    for name in ("p", "li")
}
_TAG = re.compile(r"<[^>]*+>")


def simple_elements(name: str, markup: str, offset: int) -> str:
    """Return the HTML of the simple elements that begin at an offset; empty if there are none."""
    match = _SIMPLE_ELEMENTS[name].match(markup, offset)
    if not match:
        return ""
    html = match.group()
    return "" if SHORTCODE_MARKER in html or ("&" in html and control_references(html)) else html


def simple_elements_text(name: str, html: str) -> str:
    """Return the text of simple elements, with BLOCK_BREAK after each."""
    return _TAG.sub("", html.replace(f"</{name}>", BLOCK_BREAK))
