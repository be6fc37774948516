"""Recognizes blocks of text that can only be paragraphs.

Python-Markdown asks thirteen processors in turn whether a block is theirs, paragraphs last. This
processor comes first, and takes a block if one search shows that no other would take it.
"""

import re
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

# Headings, their underlines, rules, lists, quotes, footnotes and definitions of links begin a line,
# after spaces at most. A table has pipes. Code, further blocks of a list item, and empty lines
# are recognized by the beginning of the block.
_OTHER_BLOCK_START = re.compile(r"[ \n#*+>\[\d_-]|$")
_OTHER_LINE_START = re.compile(r"\n *[#=*>\[_-]")


class FastParagraphProcessor(BlockProcessor):
    """Passes such a block to the library's processor of paragraphs."""

    def __init__(self, parser: BlockParser) -> None:
        """parser: a parser with all its processors."""
        super().__init__(parser)
        self._paragraph = parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:
        """Return whether no other processor would take the block. None keeps state in its test."""
        return not (
            _OTHER_BLOCK_START.match(block) or "|" in block or _OTHER_LINE_START.search(block)
        )

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Make the first block a paragraph, or text of an item."""
        return self._paragraph.run(parent, blocks)
