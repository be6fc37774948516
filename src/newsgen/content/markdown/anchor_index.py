"""Gives the headings of one text their levels and ids, keeps ids unique, and resolves #links.

Takes elements as they are closed and changes them in place. Levels start at <h2>, below the page's
<h1>, and go down one step at a time, whatever was typed.
"""

import html
from collections import Counter
from urllib.parse import quote, unquote

from newsgen.content.markdown.anchors import anchor_id, fragment_id, numbered
from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import TreeBuilder


class AnchorIndex:
    """The ids of a text, and the links to them."""

    def __init__(self, builder: TreeBuilder) -> None:
        """Begin with no ids. builder: holds the elements."""
        self._builder = builder
        self._levels: list[str] = []
        self._id_counts: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._typed_targets: list[Element] = []
        self._links: list[Element] = []

    def add_heading(self, element: Element) -> None:
        """Set a heading's level by those before it, and its id, unless typed, by its text."""
        while self._levels and self._levels[-1] >= element.source_name:
            self._levels.pop()
        self._levels.append(element.source_name)
        if "id" not in element.attributes:
            words = "".join(self._builder.words[element.words_start :])
            element.attributes["id"] = numbered(anchor_id(html.unescape(words)), self._id_counts)
            self._ids.add(element.attributes["id"])
        else:
            self._typed_targets.append(element)
        self._builder.rename(element, f"h{min(len(self._levels) + 1, 6)}")

    def add_target(self, element: Element) -> None:
        """Remember an element with a typed id."""
        self._typed_targets.append(element)

    def add_link(self, element: Element) -> None:
        """Remember a link to an id of this text."""
        self._links.append(element)

    def resolve_ids(self) -> tuple[list[Element], list[Element]]:
        """Take away ids that are used twice, and links to no id. Call it after the last element.

        Returns the elements that lost their ids, and the links that lost their addresses. An
        element is left out if a heading, mostly the one around it, got the same id from its text.
        """
        heading_ids = frozenset(self._ids)
        typed_ids = [(element, element.attributes["id"]) for element in self._typed_targets]
        duplicates = [
            element
            for element, name in typed_ids
            if not self._claim_id(element) and name not in heading_ids
        ]
        return duplicates, [element for element in self._links if not self._point_link(element)]

    def _claim_id(self, element: Element) -> bool:
        if element.attributes["id"] not in self._ids:
            self._ids.add(element.attributes["id"])
            return True
        del element.attributes["id"]
        self._builder.rewrite_tags(element)
        return False

    def _point_link(self, element: Element) -> bool:
        fragment = unquote(element.attributes["href"][1:])
        for name in (fragment, fragment_id(fragment)):
            if name in self._ids:
                element.attributes["href"] = "#" + quote(name, safe=":")
                self._builder.rewrite_tags(element)
                return True
        if fragment.lower() == "top":
            return True
        del element.attributes["href"]
        self._builder.rewrite_tags(element)
        return False
