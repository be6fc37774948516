"""An element on its way to being published, and the place for the next one among those open."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from newsgen.content.markdown.content_model import BLOCKS, FLOW, HEADINGS, between, ends_before


@dataclass(slots=True, eq=False)
class Element:
    """An element that has been opened.

    name: what it is published as; empty for a tag that is not, which waits for its end only.
    typed: the name its end tag will have; empty for the article itself.
    start, end: where its tags are among the pieces; words: where its text begins among the words.
    allowed, banned: what may stand in it, and what may not at any depth.
    filled: whether it says or shows anything.
    kids: what stands in it, in order, None for text; kept only where a rule asks for it.
    """

    name: str
    typed: str
    attributes: dict[str, str]
    start: int = 0
    end: int = 0
    words: int = 0
    allowed: frozenset[str] = FLOW
    banned: frozenset[str] = frozenset()
    filled: bool = False
    kids: list["Element | None"] | None = None

    def tag(self) -> str:
        """Its start tag."""
        if not self.attributes:
            return f"<{self.name}>"
        pairs = (f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{''.join(pairs)}>"

    @property
    def published(self) -> bool:
        """Whether it is more than a tag that waits for its end."""
        return bool(self.name) or not self.typed


def holder(opened: Sequence[Element], name: str) -> tuple[int, tuple[str, ...]] | None:
    """Where an element can be put: in which of the open ones, innermost first, after which parts.

    The elements in that one have to be closed for it; None if that would cut a block in two.
    """
    for index in range(len(opened) - 1, -1, -1):
        element = opened[index]
        if not element.published:
            continue
        parts = between(element.name, element.allowed, name)
        if parts is not None and name not in element.banned:
            return index, parts
        if not ends_before(element.name, name) and not _is_over(opened[index:], name):
            return None
    return None


def _is_over(opened: Sequence[Element], name: str) -> bool:
    """Whether a heading that was not closed has said what it has to, where a block begins."""
    heading = opened[0].name in HEADINGS and name in BLOCKS
    return heading and any(element.filled for element in opened)
