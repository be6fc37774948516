"""Renders Markdown to HTML, which is not safe yet, with the fast paths or without them.

Raises RecursionError for text that is nested too deeply. Both ways give the same HTML.
"""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from newsgen.content.markdown.dialect import make_converter
from newsgen.content.markdown.fast_paths.inline import FastInlineProcessor

TESTED_VERSIONS = ("3.11.2", "3.11.3")
"""The versions of Python-Markdown that the fast paths were tested with; others work without."""

# Headings, their underlines, rules, lists, quotes, footnotes and definitions of links begin a line,
# after spaces at most. A table has pipes. Code, further blocks of a list item, and empty lines
# are recognized by the beginning of the block.
_OTHER_BLOCK_START = re.compile(r"[ \n#*+>\[\d_-]|$")
_OTHER_LINE_START = re.compile(r"\n *[#=*>\[_-]")

_idle_converters: list[markdown.Markdown] = []
"""Converters that no call uses. A converter that failed is dropped: its state is unknown."""


def render_markdown(text: str) -> str:
    """Return the HTML of a text, with the fast paths if they know the library's version."""
    converter = _idle_converters.pop() if _idle_converters else make_fast_converter()
    rendered = converter.reset().convert(text)
    _idle_converters.append(converter)
    return rendered


def make_fast_converter() -> markdown.Markdown:
    """Return a converter with the fast paths, or a plain one for a version they do not know."""
    if markdown.__version__ in TESTED_VERSIONS:
        return make_converter(_FastPaths())
    return make_converter()


def render_without_fast_paths(text: str) -> str:
    """Return the HTML of a text as Python-Markdown makes it by itself."""
    return make_converter().convert(text)


class _FastPaths(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        paragraphs = _ParagraphProcessor(md.parser)
        md.parser.blockprocessors.register(paragraphs, "prose", priority=1000)
        md.treeprocessors.register(FastInlineProcessor(md), "inline", 20)


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
