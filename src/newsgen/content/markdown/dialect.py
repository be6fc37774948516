"""The Markdown that newsgen reads: Python-Markdown with tables, footnotes, fences and sane lists.

Gives converters of the library. What one of them makes of a text is by definition what the text
means; whatever is done elsewhere to be quicker has to come to the same.
"""

from collections import Counter

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from newsgen.content.markdown.anchors import anchor_slug
from newsgen.content.markdown.blocks import HtmlBlockExtension
from newsgen.content.markdown.source_map import GENERATED_ID_MARKER

_FOOTNOTE_MARKER = "\x10"
"""Where the footnotes go instead of to the end, could it be typed: but they go to the end."""


def make_converter(*extensions: Extension) -> markdown.Markdown:
    """A converter, to be reset before each text. more: extensions that are put over ours."""
    return markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            _NamedFootnotes(PLACE_MARKER=_FOOTNOTE_MARKER, BACKLINK_TITLE="", BACKLINK_TEXT="↩"),
            FencedCodeExtension(),
            SaneListExtension(),
            HtmlBlockExtension(),
            *extensions,
        ],
        output_format="html",
    )


class _NamedFootnotes(FootnoteExtension):
    """Footnotes whose ids are made of their names alone and can stand in an address."""

    def reset(self) -> None:
        super().reset()
        self._slugs: dict[str, str] = {}
        self._same: Counter[str] = Counter()

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
            made = anchor_slug(name)
            self._same[made] += 1
            count = self._same[made]
            self._slugs[name] = made if count == 1 else f"{made}_{count}"
        return self._slugs[name]
