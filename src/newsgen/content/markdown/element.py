"""An element that the tree builder has opened, and the search for an open parent."""

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

    Attributes:
        name: the name it is published with; empty for an unpublished tag, which waits for its end.
        source_name: the name its end tag will have; empty for the article itself.
        start, end: the indexes of its tags in `TreeBuilder.pieces`, equal if it has no end tag.
        words_start: the index of its first text in `TreeBuilder.words`.
        banned_inside: the elements that may not stand in it at any depth.
        is_nonempty: whether it holds text or anything visible.
        children: its children in order, None for text; collected only where a rule needs them.
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
        """Return its start tag as HTML."""
        if not self.attributes:
            return f"<{self.name}>"
        pairs = (f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{''.join(pairs)}>"

    @property
    def is_published(self) -> bool:
        """Whether it is published, or the article itself."""
        return bool(self.name) or not self.source_name


def find_parent(open_elements: Sequence[Element], name: str) -> tuple[int, tuple[str, ...]] | None:
    """Return the innermost open element that can hold another one, and what must come between.

    That is its index in `open_elements`, and the names of the elements to open in it first. None if
    a block would be cut in two.
    """
    for index in range(len(open_elements) - 1, -1, -1):
        element = open_elements[index]
        if not element.is_published:
            continue
        parents = implied_parents(element.name, element.allowed_children, name)
        if parents is not None and name not in element.banned_inside:
            return index, parents
        # A block that begins in an unclosed heading with text ends the heading.
        is_heading = element.name in HEADINGS and name in BLOCKS
        is_heading_over = is_heading and any(inner.is_nonempty for inner in open_elements[index:])
        if not is_heading_over and not has_implied_end(element.name, name):
            return None
    return None
