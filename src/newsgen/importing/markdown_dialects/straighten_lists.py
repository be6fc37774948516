"""Lists that other programs nest more freely → lists with the indents of CommonMark.

There an item's paragraphs and lists begin below its first word: three blanks below `1. `. Other
programs take two, or four whatever the mark is.
"""

import re
from typing import NamedTuple

from newsgen.content.markdown.source_map import blank_code

_MARK = re.compile(r"(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])(?P<gap>[ ]+|$)")
_RULE = re.compile(r"([-*_])[ ]*(?:\1[ ]*){2,}$")
_LEAST = 2
"""Blanks beyond an item's mark with which other programs put a line into the item."""


class _Item(NamedTuple):
    """An item: the columns of its mark and its text, as typed and as they become."""

    mark: int
    text: int
    new_mark: int
    new_text: int
    number: int = -1


def straighten_lists(markdown: str) -> str:
    """Return a text in which what was meant as part of an item stands in it."""
    if not re.search(r"(?m)^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]", markdown):
        return markdown
    plain = blank_code(markdown).split("\n")
    writer = _Writer()
    for typed, outside in zip(markdown.split("\n"), plain, strict=True):
        writer.add(typed, is_code=bool(typed.strip()) and not outside.strip())
    return "\n".join(writer.lines)


class _Writer:
    """Takes lines one by one, and knows the items that are open."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._items: list[_Item] = []
        self._after_gap = True
        self._shift = 0

    def add(self, typed: str, *, is_code: bool) -> None:
        """Add a line. is_code: whether it is part of a block of code with fences."""
        line = typed.expandtabs(4) if typed[:1] in " \t" else typed
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if not words:
            self.lines.append(typed)
            self._after_gap = True
            return
        mark = _MARK.match(words) if not _RULE.match(words) else None
        if is_code and not words.startswith(("```", "~~~")):
            new = max(0, indent + self._shift) if self._items else indent
        elif mark and not is_code and self._is_item(indent, mark):
            new = self._open(indent, mark, words)
        else:
            new = self._place(indent, words)
        self._shift = new - indent
        self.lines.append(typed if new == indent else f"{' ' * new}{words}")
        self._after_gap = False

    def _is_item(self, indent: int, mark: re.Match[str]) -> bool:
        if not self._items:
            is_first = self._after_gap or mark["number"] in (None, "1")
            return indent <= 3 and is_first
        return indent - self._items[-1].text <= 3

    def _open(self, indent: int, mark: re.Match[str], words: str) -> int:
        """Open an item, and return its new column."""
        number = int(mark["number"] or -1)
        last: _Item | None = None
        while self._items and indent < self._items[-1].mark:
            last = self._items.pop()
        above = self._items[-1] if self._items else None
        if above and (indent - above.mark < _LEAST or _goes_on(above, number, indent)):
            new = above.new_mark
            self._items.pop()
        elif above:
            new = above.new_text + max(0, indent - above.text)
        else:
            new = last.new_mark if last and not indent and last.new_mark == 0 else indent
        gap = len(mark["gap"])
        width = len(mark["mark"]) + (gap if 1 <= gap <= 4 and mark.end() < len(words) else 1)
        self._items.append(_Item(indent, indent + width, new, new + width, number))
        return new

    def _place(self, indent: int, words: str) -> int:
        """Return the new column of a line that begins no item."""
        if not self._after_gap and not words.startswith(("```", "~~~", "<")):
            return indent
        while self._items:
            item = self._items[-1]
            if indent >= item.text or indent - item.mark >= _LEAST:
                return item.new_text + max(0, indent - item.text)
            self._items.pop()
        return indent


def _goes_on(item: _Item, number: int, indent: int) -> bool:
    """Return whether a number goes on from that of an item, so that both are of one list."""
    return item.number >= 0 and number == item.number + 1 and indent < item.text
