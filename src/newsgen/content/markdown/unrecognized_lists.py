"""Finds lists that Python-Markdown does not recognize, though most previews show them.

It keeps the original rules of Markdown: an empty line before a list, and four spaces for each level
of nesting.
"""

import re
from collections.abc import Iterator

from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.problem import Problem, problem

# After a line of text, only the number 1 begins a list: a year there is no list.
_ITEM = re.compile(r"(?P<indent> {0,3})(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")
_ANY_ITEM = re.compile(r"\n {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_NO_PARAGRAPH = re.compile(r"\s*(?:#|>|<|\||[-=*_]{3,}\s*$)|\s{4}")


def find_unrecognized_lists(source_map: SourceMap) -> Iterator[Problem]:
    """Yield a problem for the first line of each list that is not recognized."""
    text = source_map.text_without_code
    if not (_ITEM.match(text) or _ANY_ITEM.search(text)):
        return
    parent: int | None = None  # the indentation of the list the line may belong to
    reported: int | None = None  # the indentation of items that were reported as not nested
    before, offset = "", 0
    for line in text.split("\n"):
        if item := _ITEM.match(line):
            indent, message = len(item["indent"]), ""
            if parent is None and _is_paragraph(before) and _FIRST_ITEM.match(line):
                hint = "put an empty line before it"
                message = "a list right after a line of text is shown as part of that text"
            elif parent is not None and parent < indent != reported:
                reported = indent
                message = "this item is not nested in the one above it"
                hint = "begin nested items with four spaces for each level"
            if message:
                yield problem("N207", source_map.location_at(offset + indent), message, hint)
            parent = indent if parent is None else parent
            reported = reported if indent > parent else None
        elif line.strip() and not before.strip() and not line.startswith(" "):
            parent = None
        before = line
        offset += len(line) + 1


def _is_paragraph(line: str) -> bool:
    """Return whether the next line would belong to the same paragraph."""
    return bool(line.strip()) and not _NO_PARAGRAPH.match(line)
