"""The Markdown dialect: Python-Markdown with tables, footnotes, fences and sane lists."""

from collections import Counter

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor

from newsgen.content.markdown.anchors import anchor_slug, numbered
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER

_FOOTNOTE_MARKER = "\x10"
"""A marker that nobody can type, so that the footnotes always go to the end of the text."""


def make_converter(*extensions: Extension) -> markdown.Markdown:
    """Return a converter. Reset it before each text. extensions: to be registered after ours."""
    return markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            _NamedFootnotes(PLACE_MARKER=_FOOTNOTE_MARKER, BACKLINK_TITLE="", BACKLINK_TEXT="↩"),
            FencedCodeExtension(),
            SaneListExtension(),
            _HtmlBlockExtension(),
            *extensions,
        ],
        output_format="html",
    )


class _NamedFootnotes(FootnoteExtension):
    """Footnotes whose ids depend on their names only and need no encoding in a URL."""

    def reset(self) -> None:
        super().reset()
        self._slugs: dict[str, str] = {}
        self._slug_counts: Counter[str] = Counter()

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - the library's name
        return f"{GENERATED_ID_MARKER}fn:{self._slug(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return self.unique_ref(f"{GENERATED_ID_MARKER}fnref:{self._slug(id)}", found)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            self._slugs[name] = numbered(anchor_slug(name), self._slug_counts)
        return self._slugs[name]


class _HtmlBlockExtension(Extension):
    """Keeps what follows a block of HTML on the same line in its place.

    Python-Markdown 3.11 moves an entity, <br> or <hr> after the end tag of a block to the end of
    the text.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)  # the priority it had


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
