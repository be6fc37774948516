"""Parses inline marks (links, emphasis, code) with only the patterns that can match.

A pattern that needs a certain character cannot match a text without it. No step adds one: the
library replaces matches by placeholders of letters, digits and control characters.
"""

from typing import TypeGuard
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from newsgen.content.markdown.fast_paths.simple_spans import (
    count_emphasis_marks,
    has_hard_break,
    parse_simple_spans,
)
from newsgen.content.text import contains_any

_REQUIRED_TEXTS = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),  # the mark of a footnote
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
}
"""By regular expression: texts of which one is in every match. All patterns of the library."""

_MARK_CHARS = "`\\[<&*_"
"""Every text that a pattern may match has one of these, or a hard break."""


class FastInlineProcessor(InlineProcessor):
    """The library's processor, called only with patterns that may match and texts with marks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._all_patterns = tuple(md.inlinePatterns)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Parse the texts of a tree: simple ones here, the rest with the library's patterns."""
        complex_texts: list[str] = []
        simple: list[tuple[Element, Element]] = []
        for element in tree.iter():
            if element is tree:
                continue
            if _needs_parsing(element.text):
                parsed = parse_simple_spans(element.text)
                if parsed is None:
                    complex_texts.append(element.text)
                else:
                    simple.append((element, parsed))
            elif element.text:
                element.text = AtomicString(element.text)
            if _needs_parsing(element.tail):
                complex_texts.append(element.tail)
            elif element.tail:
                element.tail = AtomicString(element.tail)
        # Where the library (3.11) pairs marks of emphasis, it may leave parts of a placeholder with
        # its number in the text. Then it gets the simple texts too, so that the numbers are equal.
        if any(count_emphasis_marks(text) > 1 for text in complex_texts):
            complex_texts += [element.text or "" for element, _ in simple]
        else:
            for element, parsed in simple:
                element.text = parsed.text
                element[:0] = list(parsed)
        if not complex_texts:
            return tree
        self.inlinePatterns = self._may_match("\n".join(complex_texts))  # type: ignore[assignment]
        return super().run(tree, ancestors)

    def _may_match(self, text: str) -> list[inlinepatterns.Pattern]:
        # Without definitions of links, a reference is text.
        undefined = () if self.md.references else ReferenceInlineProcessor
        return [
            pattern
            for pattern in self._all_patterns
            if any(required in text for required in _REQUIRED_TEXTS[pattern.pattern])
            and not isinstance(pattern, undefined)
        ]


def _needs_parsing(text: str | None) -> TypeGuard[str]:
    """Return whether a text may hold marks. The library marks final text as AtomicString."""
    if not text or isinstance(text, AtomicString):
        return False
    return contains_any(text, _MARK_CHARS) or has_hard_break(text)
