"""Marks within a line of text: links, emphasis, code and the like.

Python-Markdown tries each of its patterns on each piece of text. Most of them cannot match: each
needs a character of its own, and nothing that is done to a text puts in one that was not there,
since what a pattern takes out is replaced by a placeholder of letters, digits and controls.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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
"""By regular expression: what is in every match, or one of what. A pattern not listed is tried."""


class Inline(InlineProcessor):
    """The library's processor, given only the patterns and the texts that have to do with it."""

    def __init__(self, md: Markdown) -> None:
        """md: has all its patterns already."""
        super().__init__(md)
        self._all = [(pattern, _NEEDS.get(pattern.pattern, ("",))) for pattern in md.inlinePatterns]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies the patterns that any text of the tree may match, to the texts that may."""
        text = "".join(tree.itertext())
        known = bool(self.md.references)
        needs: set[str] = set()
        patterns = []
        for pattern, any_of in self._all:
            # A reference to what nothing defines is text, and stays as it is.
            if not known and isinstance(pattern, ReferenceInlineProcessor):
                continue
            if any(need in text for need in any_of):
                patterns.append(pattern)
                needs.update(any_of)
        if not needs:
            return tree
        self.inlinePatterns = patterns  # type: ignore[assignment]  # a list does, and is quicker
        for element in tree.iter():
            element.text = _left(element.text, needs)
            element.tail = _left(element.tail, needs)
        return super().run(tree, ancestors)


def _left(text: str | None, needs: set[str]) -> str | None:
    """A text as it is, if there is anything to do about it; or marked as done, in a library word."""
    if not text or any(need in text for need in needs):
        return text
    return AtomicString(text)
