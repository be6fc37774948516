"""The story of a body: from Markdown as typed to HTML, text, references and problems.

Takes the text, its place and what root-relative links mean; reads no file and remembers nothing.
What is too tangled for any parser is shown as plain text, with a problem that says so.
"""

import html
import re
from collections import Counter

import markdown
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from newsgen.model.problem import Place, problem
from newsgen.reading.markup.anchors import slug
from newsgen.reading.markup.blocks import BlocksOfHtml
from newsgen.reading.markup.body import Body
from newsgen.reading.markup.effort import tangled
from newsgen.reading.markup.lists import unseen
from newsgen.reading.markup.mend import mend
from newsgen.reading.markup.sanitize import sanitize
from newsgen.reading.markup.shortcodes import leave_out
from newsgen.reading.markup.source import OURS, Source
from newsgen.reading.markup.structure import TooDeepError


def convert(body: str, place: Place, base: str = "/") -> Body:
    """The body of an article or page, ready to publish but for its symbolic targets.

    place: the file, relative to the site's folder, and the line (from 1) of the body's first line.
    base: links.base of newsgen.yml, see `targets.resolve`.
    """
    source = Source(body, place)
    text, shortcodes = leave_out(source)
    problems = (*source.problems, *shortcodes, *unseen(source))
    try:
        mended = mend(_render(text), source, base)
    except (TooDeepError, RecursionError):
        mended = mend(_plainly(text), source, base)
        message = "is nested too deeply to be read as Markdown; it is shown as plain text"
        problems += (problem("N205", source.first, message, "take out some of the nesting"),)
    return Body(sanitize(mended.html), mended.text, mended.references, problems + mended.problems)


_idle: list[markdown.Markdown] = []
"""Converters not in use. One that failed is in a state nobody knows, and is dropped."""


def _render(text: str) -> str:
    """Markdown's HTML, not safe at all. Raises RecursionError."""
    if tangled(text):
        raise TooDeepError
    converter = _idle.pop() if _idle else _converter()
    rendered = converter.reset().convert(text)
    _idle.append(converter)
    return rendered


_UNTYPED = "\x10"
"""Where the footnotes go instead of to the end, could it be typed: but they go to the end."""


def _converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            _Footnotes(PLACE_MARKER=_UNTYPED, BACKLINK_TITLE="", BACKLINK_TEXT="↩"),
            FencedCodeExtension(),
            SaneListExtension(),
            BlocksOfHtml(),
        ],
        output_format="html",
    )


class _Footnotes(FootnoteExtension):
    """Footnotes whose ids are made of their names alone and can stand in an address."""

    def reset(self) -> None:
        super().reset()
        self._slugs: dict[str, str] = {}
        self._same: Counter[str] = Counter()

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - the library's name
        return f"{OURS}fn:{self._slug(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return self.unique_ref(f"{OURS}fnref:{self._slug(id)}", found)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            made = slug(name)
            self._same[made] += 1
            count = self._same[made]
            self._slugs[name] = made if count == 1 else f"{made}_{count}"
        return self._slugs[name]


def _plainly(text: str) -> str:
    """Text as paragraphs of HTML, nothing of it read as Markdown or HTML."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip(), quote=False))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
