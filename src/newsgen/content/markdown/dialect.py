"""The Markdown dialect: CommonMark with GitHub's tables, footnotes, and captions.

Python-Markdown reads the Markdown of 2004, as no preview does today. One block processor takes the
place of its own, and reads texts as the folder commonmark/ says. The rest of the library stays: its
tree, its way to HTML, and how it stores HTML that was typed.
"""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.util import Registry

from newsgen.content.markdown.commonmark.block_parser import BlockParser
from newsgen.content.markdown.commonmark.finding import Finding
from newsgen.content.markdown.commonmark.footnotes import Footnotes
from newsgen.content.markdown.commonmark.inline_parser import InlineParser
from newsgen.content.markdown.commonmark.tree_writer import TreeWriter

_END_TAG = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)")

_idle_converters: list[tuple[markdown.Markdown, "_DocumentProcessor"]] = []
"""Converters that no call uses. A converter that failed is dropped: its state is unknown."""


def render_markdown(text: str) -> tuple[str, list[Finding]]:
    """Return the HTML of a text, which is not safe yet, and what was perhaps not meant so.

    Raises TooDeepError or RecursionError for a text that is nested too deeply.
    """
    converter, document = _idle_converters.pop() if _idle_converters else _make_converter()
    document.findings = []
    rendered = converter.reset().convert(text)
    _idle_converters.append((converter, document))
    return rendered, document.findings


def _make_converter() -> tuple[markdown.Markdown, "_DocumentProcessor"]:
    extension = _CommonMark()
    return markdown.Markdown(extensions=[extension], output_format="html"), extension.document


class _CommonMark(Extension):
    document: "_DocumentProcessor"

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors, md.treeprocessors = Registry(), Registry()
        md.parser.blockprocessors = Registry()
        self.document = _DocumentProcessor(md)
        md.parser.blockprocessors.register(self.document, "document", 100)


class _DocumentProcessor(BlockProcessor):
    """Takes all blocks at once: what the library divides at empty lines may belong together."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md.parser)
        self._md = md
        self.findings: list[Finding] = []

    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        text = "\n\n".join(blocks)
        blocks.clear()
        parser = BlockParser()
        parser.parse(text)
        footnotes = Footnotes(parser.footnotes)
        closed_names = {name.lower() for name in _END_TAG.findall(text)} if "</" in text else ()
        inline = InlineParser(parser.definitions, footnotes, closed_names, self._md.htmlStash.store)
        writer = TreeWriter(inline, footnotes)
        writer.write_document(parent, parser.document)
        found = (*parser.findings, *inline.findings, *inline.unused_definitions(), *writer.findings)
        self.findings += found
