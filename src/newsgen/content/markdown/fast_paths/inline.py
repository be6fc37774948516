"""Marks within a line of text: links, emphasis, code and the like.

Python-Markdown tries each of its patterns on each piece of text. Most of them cannot match: each
needs a character of its own, and nothing that is done to a text puts in one that was not there,
since what a pattern takes out is replaced by a placeholder of letters, digits and controls.
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
"""By regular expression: what is in every match, or one of what."""

_MARK_CHARS = "`\\[<&*_"
"""One of these is in a text that any pattern may match, if there is no hard break."""


class FastInlineProcessor(InlineProcessor):
    """The library's processor, given only the patterns and the texts that have to do with it."""

    def __init__(self, md: Markdown) -> None:
        """md: has all its patterns already."""
        super().__init__(md)
        self._all_patterns = tuple(md.inlinePatterns)
        self.knows_all_patterns = all(
            pattern.pattern in _REQUIRED_TEXTS for pattern in self._all_patterns
        )
        """Whether there are no other patterns than are listed here; if not, all is left to them."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies to the texts of the tree the patterns that one of them may match."""
        if not self.knows_all_patterns:
            return super().run(tree, ancestors)
        left: list[str] = []
        simple: list[tuple[Element, Element]] = []
        for element in tree.iter():
            if element is tree:
                continue
            if _needs_parsing(element.text):
                read = parse_simple_spans(element.text)
                if read is None:
                    left.append(element.text)
                else:
                    simple.append((element, read))
            elif element.text:
                element.text = AtomicString(element.text)
            if _needs_parsing(element.tail):
                left.append(element.tail)
            elif element.tail:
                element.tail = AtomicString(element.tail)
        # Where the library pairs marks of emphasis, it may lose its way (3.11) and leave parts of a
        # placeholder behind, with its number: then simple texts are left to it too, to be counted.
        if any(count_emphasis_marks(text) > 1 for text in left):
            left += [element.text or "" for element, _ in simple]
        else:
            for element, read in simple:
                element.text = read.text
                element[:0] = list(read)
        if not left:
            return tree
        self.inlinePatterns = self._may_match("\n".join(left))  # type: ignore[assignment]
        return super().run(tree, ancestors)

    def _may_match(self, text: str) -> list[inlinepatterns.Pattern]:
        # A reference to what nothing defines is text, and stays as it is.
        undefined = () if self.md.references else ReferenceInlineProcessor
        return [
            pattern
            for pattern in self._all_patterns
            if any(need in text for need in _REQUIRED_TEXTS[pattern.pattern])
            and not isinstance(pattern, undefined)
        ]


def _needs_parsing(text: str | None) -> TypeGuard[str]:
    """Whether a text has to be looked into. AtomicString is the library's word for final text."""
    if not text or isinstance(text, AtomicString):
        return False
    return contains_any(text, _MARK_CHARS) or has_hard_break(text)
