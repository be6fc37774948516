"""The lines that begin a block, by the CommonMark Specification (0.31.2) and GitHub's tables."""

import re
from typing import NamedTuple

_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
SETEXT_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
FOOTNOTE = re.compile(r"\[\^([^\]\n]+)\]:[ \t]*")
_MARKER = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")

_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"\s++[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
TAG = rf"<[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>"

_HTML_STARTS = (
    (re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE), "raw"),
    (re.compile(r"<!--"), "comment"),
    (re.compile(r"<\?"), "instruction"),
    (re.compile(r"<![A-Za-z]"), "declaration"),
    (re.compile(r"<!\[CDATA\["), "data"),
    (re.compile(rf"</?(?:{_BLOCK_NAMES})(?:\s|/?>|$)", re.IGNORECASE), "block"),
    (re.compile(rf"(?:{TAG})\s*$"), "tag"),
)
HTML_ENDS = {
    "raw": re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    "comment": re.compile("-->"),
    "instruction": re.compile(r"\?>"),
    "declaration": re.compile(">"),
    "data": re.compile(r"\]\]>"),
}
"""What ends an HTML block of a kind; the other kinds end before an empty line."""


class Marker(NamedTuple):
    """The mark that begins an item, as typed. kind: its last sign, one of - + * . )"""

    typed: str
    kind: str
    number: int


def match_heading(text: str) -> tuple[int, str] | None:
    """Return the level and the words of a heading that a line begins with #."""
    match = _HEADING.match(text)
    if not match:
        return None
    words = text[match.end() :].strip(" \t")
    without_end = words.rstrip("#")
    if not without_end or without_end[-1] in " \t":
        words = without_end.rstrip(" \t")
    return match.end(), words


def find_marker(text: str) -> Marker | None:
    """Return the mark of an item that a line begins with."""
    match = _MARKER.match(text)
    if not match:
        return None
    return Marker(match[0], match[0][-1], int(match[1] or 0))


def html_block_kind(text: str, after_paragraph: bool) -> str:
    """Return the kind of HTML block that a line begins; empty if none."""
    for pattern, kind in _HTML_STARTS:
        if pattern.match(text):
            return "" if kind == "tag" and after_paragraph else kind
    return ""
