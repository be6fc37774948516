"""What a text begins with: its title, and the paragraph above the mark that ends a summary."""

import re

from newsgen.content.text import one_line
from newsgen.model.slug import identity

_TITLE = re.compile(
    r"\s*(?:#[ \t]+(?P<marked>\S[^\n]*?)[ \t]*#*|(?P<under>\S[^\n]*)\n=+)[ \t]*(?:\n|\Z)"
)
_MORE = re.compile(
    r"<!--\s*(?:more|excerpt|TEASER_END|END_SUMMARY|read more|truncate)\b.*?-->", re.I
)
_MARKS = re.compile(r"^[\s#*_]+|[\s#*_]+$")
LONGEST_SUMMARY = 400
"""Characters of a paragraph that can be a summary."""


def without_title(body: str, title: str) -> tuple[str, str]:
    """Return the title that a text begins with, and the text below it."""
    match = _TITLE.match(body)
    if not match:
        return "", body
    words = one_line(match["marked"] or match["under"])
    if title and words.casefold().strip("*_ ") != title.casefold():
        return "", body
    return words.strip("*_ "), body[match.end() :]


def without_repeated_title(text: str, title: str) -> str:
    """Return a text without a first line of its own that says the title once more."""
    first, _, rest = text.partition("\n\n")
    words = one_line(_MARKS.sub("", first))
    is_same = identity(words).rstrip(".") == identity(title).rstrip(".")
    return rest.lstrip("\n") if is_same and rest.strip() and "\n" not in first.strip() else text


def text_before_mark(body: str, separator: str) -> str:
    """Return the one paragraph above the mark that ends a summary; empty without a mark."""
    mark = _MORE.search(body)
    end = body.find(separator) if separator.strip() else mark.start() if mark else -1
    before = body[:end].strip() if end > 0 else ""
    is_plain = "\n\n" not in before and not re.search(r"\{[{%]|<\w|^[#|>]", before)
    return before if is_plain and len(before) <= LONGEST_SUMMARY else ""
