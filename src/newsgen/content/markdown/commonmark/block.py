"""A block of a text: a paragraph, a heading, a list, a quotation and so on."""

from itertools import pairwise
from typing import Literal

BlockKind = Literal[
    "document",
    "quote",
    "list",
    "item",
    "footnote",
    "paragraph",
    "heading",
    "code",
    "fence",
    "html",
    "table",
    "rule",
    "definition",
]


class Block:
    """A block while it is read, and after.

    Attributes:
        line: its first line, counted from 0 in the text.
        end: its last line that is not empty.
        children: the blocks in it, if it is a container.
        lines: its text, without what its containers put before each line; line by line.
        marker: the mark of an item or fence as typed; the name of a footnote; the kind of a list or
            an HTML block.
        number: the number of an item, the level of a heading.
        indent: how far the text of an item or footnote, or a fence, is indented.
        margin: how far the mark of an item is indented.
    """

    __slots__ = ("children", "end", "indent", "kind", "line", "lines", "margin", "marker", "number")

    def __init__(
        self, kind: BlockKind, line: int, marker: str = "", number: int = 0, indent: int = 0
    ) -> None:
        self.kind: BlockKind = kind
        self.line = self.end = line
        self.children: list[Block] = []
        self.lines: list[str] = []
        self.marker = marker
        self.number = number
        self.indent = indent
        self.margin = 0

    def append(self, text: str, line: int) -> None:
        """Append a line of text."""
        self.lines.append(text)
        self.end = line


def are_loose(items: list[Block]) -> bool:
    """Return whether an empty line stands between two items of a list, or two blocks of one."""
    return any(
        before.end + 1 < after.line
        for blocks in (items, *(item.children for item in items))
        for before, after in pairwise(blocks)
    )
