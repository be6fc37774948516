"""An extension that replaces two processors of Python-Markdown by quicker ones.

Each gives the output of the library; the reason is written beside it. They rely on how the library
works inside, so `python_markdown` uses them with the versions they were tested with only.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from newsgen.content.markdown.fast_paths.inline import FastInlineProcessor

_HIGHEST_PRIORITY = 1000
"""A priority above those of all processors of the library."""

# Headings, their underlines, rules, lists, quotes, footnotes and definitions of links begin a line,
# after spaces at most. A table has pipes. Code, further blocks of a list item, and empty lines
# are recognized by the beginning of the block.
_OTHER_BLOCK_START = re.compile(r"[ \n#*+>\[\d_-]|$")
_OTHER_LINE_START = re.compile(r"\n *[#=*>\[_-]")


class FastPaths(Extension):
    """The extension. Register it after the extensions whose processors it replaces."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Replace the processors; 20 is the priority of the one for inline marks."""
        paragraphs = _ParagraphProcessor(md.parser)
        md.parser.blockprocessors.register(paragraphs, "prose", _HIGHEST_PRIORITY)
        md.treeprocessors.register(FastInlineProcessor(md), "inline", 20)
        # The library looks up every element in it: a set is quicker than a list.
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]


class _ParagraphProcessor(BlockProcessor):
    """Passes a block that can only be a paragraph to the library's processor of these.

    The library asks thirteen processors in turn whether a block is theirs, paragraphs last. This
    one comes first, and takes a block if one search shows that no other would take it.
    """

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._paragraph = parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:  # no other keeps state in its test
        return not (
            _OTHER_BLOCK_START.match(block) or "|" in block or _OTHER_LINE_START.search(block)
        )

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        return self._paragraph.run(parent, blocks)
