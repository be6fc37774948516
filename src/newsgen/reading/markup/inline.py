"""Marks within a line of text: links, emphasis, code and the like.

Python-Markdown tries each of its patterns on each piece of text. Most of them cannot match: each
needs a character of its own, and nothing that is done to a text puts in one that was not there,
since what a pattern takes out is replaced by a placeholder of letters, digits and controls.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from newsgen.reading.markup.spans import spans

_NEEDS = {
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

_MARK = re.compile(r"[`\\\[<&*_]|  \n")
"""What is in a text that any pattern may match."""


class Inline(InlineProcessor):
    """The library's processor, given only the patterns and the texts that have to do with it."""

    def __init__(self, md: Markdown) -> None:
        """md: has all its patterns already. If some are not known here, all is left to them."""
        super().__init__(md)
        self._all = tuple(md.inlinePatterns)
        self._known = all(pattern.pattern in _NEEDS for pattern in self._all)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies to the texts of the tree the patterns that one of them may match."""
        if not self._known:
            return super().run(tree, ancestors)
        left: list[str] = []
        for element in list(tree.iter()):
            if element is not tree:
                left += _unread(element)
        if not left:
            return tree
        self.inlinePatterns = self._may_match("\n".join(left))  # type: ignore[assignment]
        return super().run(tree, ancestors)

    def _may_match(self, text: str) -> list[inlinepatterns.Pattern]:
        # A reference to what nothing defines is text, and stays as it is.
        undefined = () if self.md.references else ReferenceInlineProcessor
        return [
            pattern
            for pattern in self._all
            if any(need in text for need in _NEEDS[pattern.pattern])
            and not isinstance(pattern, undefined)
        ]


def _unread(element: Element) -> list[str]:
    """The texts of an element that the library has to look into; all others are made final.

    AtomicString is the library's word for text that is not to be looked into.
    """
    left = []
    text, tail = element.text, element.tail
    if text and not isinstance(text, AtomicString):
        if not _MARK.search(text):
            element.text = AtomicString(text)
        elif (read := spans(text)) is not None:
            element.text = read.text
            element[:0] = list(read)
        else:
            left.append(text)
    if tail and not isinstance(tail, AtomicString):
        if _MARK.search(tail):
            left.append(tail)
        else:
            element.tail = AtomicString(tail)
    return left
