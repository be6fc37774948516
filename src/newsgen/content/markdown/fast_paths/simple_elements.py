"""Paragraphs and items of Markdown's HTML that need no mending, as most do.

Takes the HTML and where one begins; gives it and all of its kind that follow, as far as they hold
only text, emphasis and links, each of them with words in it. Then every element stands where it may
and says something, and all there is to look into are the addresses of the links.
"""

import re

from newsgen.content.markdown.html_tokens import control_references
from newsgen.content.markdown.source_map import SHORTCODE_MARKER
from newsgen.content.markdown.tree_builder import BLOCK_BREAK

MAX_SIMPLE_DEPTH = 4
"""Elements in elements at most, the paragraph among them."""

SIMPLE_LINK = re.compile(r'<a href=("[^"]*+")>')
"""The start of a link in them; its address in quotes."""

# What begins so is not blank. No groups, as Python 3.11 fails over groups in what it must not give
# back.
_NONBLANK = r"\s*+(?:[^\s<&]|&(?!nbsp;|#160;))[^<]*+"
_EMPHASIZED = rf"<em>{_NONBLANK}</em>|<strong>{_NONBLANK}</strong>"
_LINK = rf"<a href=\"[^\"<>]++\">(?:{_NONBLANK}|\s*+(?=<[es]))(?:[^<]++|{_EMPHASIZED})*+</a>"
_INNER = rf"(?:{_NONBLANK}|\s*+(?=<[aes]))(?:[^<]++|{_LINK}|{_EMPHASIZED})*+"
_INLINE = rf"{_LINK}|<em>{_INNER}</em>|<strong>{_INNER}</strong>"
# So many at once, as one that turns out to need mending has them all looked at again.
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
    """The HTML of these elements; empty if the first has to be taken piece by piece."""
    found = _SIMPLE_ELEMENTS[name].match(markup, offset)
    if not found:
        return ""
    html = found.group()
    return "" if SHORTCODE_MARKER in html or ("&" in html and control_references(html)) else html


def simple_elements_text(name: str, html: str) -> str:
    """The text of such elements, with BREAK after each."""
    return _TAG.sub("", html.replace(f"</{name}>", BLOCK_BREAK))
