"""Reads blocks of HTML in Markdown, and keeps what follows a block on the same line in its place.

Python-Markdown 3.11 moves an entity, <br> or <hr> after the end tag of a block to the end of the
text. A subclass of its extractor corrects this in one method.
"""

from markdown import Markdown
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor

_LIBRARY_PRIORITY = 20
"""The priority of the preprocessor that this one replaces."""


class HtmlBlockExtension(Extension):
    """An extension that reads blocks of HTML with `_Extractor`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Replace the library's preprocessor."""
        md.preprocessors.register(_HtmlBlocks(md), "html_block", _LIBRARY_PRIORITY)


class _Extractor(HTMLExtractor):
    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        if self.intail and not self.inraw:
            self.cleandoc.append(data)
        else:
            super().handle_empty_tag(data, is_block)


class _HtmlBlocks(HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        extractor = _Extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")
