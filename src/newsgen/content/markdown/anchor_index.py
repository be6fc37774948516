"""Headings and ids of one text: each heading its level and id, each id once, each #link its aim.

Takes elements as they are closed; changes them in place. Levels go down one step at a time below
the page's <h1>, whatever was typed: the article's first heading is <h2>, what it opens is <h3>.
"""

import html
from collections import Counter
from urllib.parse import quote, unquote

from newsgen.content.markdown.anchors import anchor_id, fragment_id
from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import TreeBuilder


class AnchorIndex:
    """What is known of a text's ids so far."""

    def __init__(self, builder: TreeBuilder) -> None:
        """structure: where the elements are."""
        self._builder = builder
        self._levels: list[str] = []
        self._id_counts: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._typed_targets: list[Element] = []
        self._links: list[Element] = []

    def add_heading(self, element: Element) -> None:
        """Gives a heading its level below those before it, and an id made of its text."""
        while self._levels and self._levels[-1] >= element.source_name:
            self._levels.pop()
        self._levels.append(element.source_name)
        if "id" not in element.attributes:
            words = "".join(self._builder.words[element.words_start :])
            made = anchor_id(html.unescape(words))
            self._id_counts[made] += 1
            count = self._id_counts[made]
            # No slug holds a low line, so a second "Talks" never meets a heading "Talks 2".
            element.attributes["id"] = made if count == 1 else f"{made}_{count}"
            self._ids.add(element.attributes["id"])
        else:
            self._typed_targets.append(element)
        self._builder.rename(element, f"h{min(len(self._levels) + 1, 6)}")

    def add_target(self, element: Element) -> None:
        """Notes an element that came with an id."""
        self._typed_targets.append(element)

    def add_link(self, element: Element) -> None:
        """Notes a link to an id of this text."""
        self._links.append(element)

    def resolve_ids(self) -> tuple[list[Element], list[Element]]:
        """Once all is known: the elements whose ids others were given, and links to nothing.

        An id that a heading has already, mostly the very one it stands in, is not missed.
        """
        made = frozenset(self._ids)
        given = [(element, element.attributes["id"]) for element in self._typed_targets]
        twice = [
            element for element, name in given if not self._claim_id(element) and name not in made
        ]
        return twice, [element for element in self._links if not self._point_link(element)]

    def _claim_id(self, element: Element) -> bool:
        if element.attributes["id"] not in self._ids:
            self._ids.add(element.attributes["id"])
            return True
        del element.attributes["id"]
        self._builder.rewrite_tags(element)
        return False

    def _point_link(self, element: Element) -> bool:
        fragment = unquote(element.attributes["href"][1:])
        for wanted in (fragment, fragment_id(fragment)):
            if wanted in self._ids:
                element.attributes["href"] = "#" + quote(wanted, safe=":")
                self._builder.rewrite_tags(element)
                return True
        if fragment.lower() == "top":
            return True
        del element.attributes["href"]
        self._builder.rewrite_tags(element)
        return False
