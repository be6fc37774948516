"""Paragraphs and items of Markdown's HTML that need no mending, as most do.

Takes the HTML and where one begins; gives it if it holds only text, emphasis and links out into the
web, each of them with words in it. Then every element stands where it may, says something, keeps
all its attributes, and has nothing to be looked up or told of.
"""

import re

from newsgen.reading.markup.source import MARK
from newsgen.reading.markup.tags import controls
from newsgen.reading.markup.targets import PLAIN

DEEP = 2
"""Elements in elements at most, the paragraph among them."""

# What begins with a character that is neither white space nor an entity is not blank. No groups, as
# Python 3.11 fails over groups in what it must not give back.
_SAID = r"[^\s<&][^<]*+"
_LINK = r"<a href=\"[^\"'&]++\">"
_INLINE = rf"<em>{_SAID}</em>|<strong>{_SAID}</strong>|{_LINK}{_SAID}</a>"
_WHOLE = {
    name: re.compile(rf"<{name}>(?:{_SAID}|(?=<[aes]))(?:[^<]++|{_INLINE})*+</{name}>")
    for name in ("p", "li")
}
_TARGET = re.compile(r'href="([^"]*+)"')
_TAG = re.compile(r"<[^>]*+>")


def paragraph(name: str, markup: str, at: int) -> tuple[str, str] | None:
    """The HTML of the element and its text; None if it has to be taken piece by piece."""
    found = _WHOLE[name].match(markup, at)
    if not found:
        return None
    html = found.group()
    if MARK in html or ("&#" in html and controls(html)):
        return None
    if not all(map(PLAIN.fullmatch, _TARGET.findall(html))):
        return None
    return html, _TAG.sub("", html)
