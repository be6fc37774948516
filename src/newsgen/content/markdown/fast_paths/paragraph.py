"""Paragraphs and items of Markdown's HTML that need no mending, as most do.

Takes the HTML and where one begins; gives it and all of its kind that follow, as far as they hold
only text, emphasis and links, each of them with words in it. Then every element stands where it may
and says something, and all there is to look into are the addresses of the links.
"""

import re

from newsgen.content.markdown.html_tokens import controls
from newsgen.content.markdown.source_map import MARK
from newsgen.content.markdown.tree_builder import BREAK

DEEP = 4
"""Elements in elements at most, the paragraph among them."""

LINK = re.compile(r'<a href=("[^"]*+")>')
"""The start of a link in them; its address in quotes."""

# What begins so is not blank. No groups, as Python 3.11 fails over groups in what it must not give
# back.
_SAID = r"\s*+(?:[^\s<&]|&(?!nbsp;|#160;))[^<]*+"
_WORDS = rf"<em>{_SAID}</em>|<strong>{_SAID}</strong>"
_LINK = rf"<a href=\"[^\"<>]++\">(?:{_SAID}|\s*+(?=<[es]))(?:[^<]++|{_WORDS})*+</a>"
_INNER = rf"(?:{_SAID}|\s*+(?=<[aes]))(?:[^<]++|{_LINK}|{_WORDS})*+"
_INLINE = rf"{_LINK}|<em>{_INNER}</em>|<strong>{_INNER}</strong>"
# So many at once, as one that turns out to need mending has them all looked at again.
_MOST = 20
_WHOLE = {
    name: re.compile(
        rf"(?:<{name}>(?:{_SAID}|\s*+(?=<[aes]))(?:[^<]++|{_INLINE})*+</{name}>"
        rf"(?:\n(?=<{name}>))?+){{1,{_MOST}}}+"
    )
    for name in ("p", "li")
}
_TAG = re.compile(r"<[^>]*+>")


def paragraphs(name: str, markup: str, at: int) -> str:
    """The HTML of these elements; empty if the first has to be taken piece by piece."""
    found = _WHOLE[name].match(markup, at)
    if not found:
        return ""
    html = found.group()
    return "" if MARK in html or ("&" in html and controls(html)) else html


def said(name: str, html: str) -> str:
    """The text of such elements, with BREAK after each."""
    return _TAG.sub("", html.replace(f"</{name}>", BREAK))
