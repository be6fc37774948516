"""Blocks that can be nothing but paragraphs, known at a glance.

Python-Markdown asks thirteen processors in turn what a block of text is, and the paragraph is the
last of them. This one is asked before all others, and says yes where it knows their answers.
"""

import re
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

# Headings, rules, lists, quotes, footnotes and definitions of links begin a line, after spaces at
# most; so does the underline of a heading. A table has pipes. Code, what belongs to an item of a
# list, and an empty line are told by how the block begins.
_OTHER_BLOCK_START = re.compile(r"[ \n#*+>\[\d_-]|$")
_OTHER_LINE_START = re.compile(r"\n *[#=*>\[_-]")


class FastParagraphProcessor(BlockProcessor):
    """Hands a block straight to the library's processor of paragraphs."""

    def __init__(self, parser: BlockParser) -> None:
        """parser: has all its processors already."""
        super().__init__(parser)
        self._paragraph = parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:
        """Whether no other processor would take the block. None of them minds not being asked."""
        return not (
            _OTHER_BLOCK_START.match(block) or "|" in block or _OTHER_LINE_START.search(block)
        )

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Makes a paragraph, or text of an item, of the first block."""
        return self._paragraph.run(parent, blocks)
