"""An element on its way to being published, and the place for the next one among those open."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from newsgen.content.markdown.content_model import (
    BLOCKS,
    FLOW,
    HEADINGS,
    has_implied_end,
    implied_parents,
)


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
    source_name: str
    attributes: dict[str, str]
    start: int = 0
    end: int = 0
    words_start: int = 0
    allowed_children: frozenset[str] = FLOW
    banned_inside: frozenset[str] = frozenset()
    is_nonempty: bool = False
    children: list["Element | None"] | None = None

    def start_tag(self) -> str:
        """Its start tag."""
        if not self.attributes:
            return f"<{self.name}>"
        pairs = (f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{''.join(pairs)}>"

    @property
    def is_published(self) -> bool:
        """Whether it is more than a tag that waits for its end."""
        return bool(self.name) or not self.source_name


def find_parent(open_elements: Sequence[Element], name: str) -> tuple[int, tuple[str, ...]] | None:
    """Where an element can be put: in which of the open ones, innermost first, after which parts.

    The elements in that one have to be closed for it; None if that would cut a block in two.
    """
    for index in range(len(open_elements) - 1, -1, -1):
        element = open_elements[index]
        if not element.is_published:
            continue
        parts = implied_parents(element.name, element.allowed_children, name)
        if parts is not None and name not in element.banned_inside:
            return index, parts
        if not has_implied_end(element.name, name) and not _is_heading_over(
            open_elements[index:], name
        ):
            return None
    return None


def _is_heading_over(open_elements: Sequence[Element], name: str) -> bool:
    """Whether a heading that was not closed has said what it has to, where a block begins."""
    heading = open_elements[0].name in HEADINGS and name in BLOCKS
    return heading and any(element.is_nonempty for element in open_elements)
