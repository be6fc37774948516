"""Recognizes the HTML in a text, and addresses between < and >."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE

from newsgen.content.markdown.commonmark.block_marks import TAG
from newsgen.content.markdown.html_tokens import OFFICE_PREFIXES

_TAG = re.compile(TAG)
_OFFICE_TAG = re.compile(rf"</?(?:{'|'.join(OFFICE_PREFIXES)})[A-Za-z][^<>]*>")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*)>")
_MAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_SPANS = (
    ("<!-->", ""),
    ("<!--->", ""),
    ("<!--", "-->"),
    ("<?", "?>"),
    ("<![CDATA[", "]]>"),
    ("<!", ">"),
)
"""What begins a comment, an instruction, data or a declaration, and what ends it."""


_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
"""What stands for stored HTML, or for &."""


class Autolink(NamedTuple):
    """An address between < and >: where it leads, as typed, and where it ends."""

    address: str
    text: str
    end: int


def match_autolink(text: str, start: int) -> Autolink | None:
    """Return the address that is typed at an offset."""
    if _OFFICE_TAG.match(text, start):
        return None
    if match := _AUTOLINK.match(text, start):
        return Autolink(match[1], match[1], match.end())
    if match := _MAIL.match(text, start):
        return Autolink(f"mailto:{match[1]}", match[1], match.end())
    return None


def match_html(text: str, start: int, missing_ends: set[str]) -> int:
    """Return where the tag, comment or the like at an offset ends; 0 if none begins there.

    missing_ends: what was searched for in vain in this text; it is added to.
    """
    if match := _OFFICE_TAG.match(text, start) or _TAG.match(text, start):
        return match.end()
    for beginning, ending in _SPANS:
        if text.startswith(beginning, start):
            if beginning == "<!" and not text[start + 2 : start + 3].isalpha():
                return 0
            after = start + len(beginning)
            if not ending:
                return after
            at = -1 if ending in missing_ends else text.find(ending, after)
            if at < 0:
                missing_ends.add(ending)
                return 0
            return at + len(ending)
    return 0


def plain_words(element: Element) -> str:
    """Return the words of an element, with those for its pictures."""
    words = [element.text or ""]
    for child in element:
        words += (
            child.get("alt", "") if child.tag == "img" else plain_words(child),
            child.tail or "",
        )
    return _PLACEHOLDER.sub(
        lambda match: match[0] if match[0] == AMP_SUBSTITUTE else "", "".join(words)
    )
