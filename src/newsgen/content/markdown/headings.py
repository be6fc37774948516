"""Headings and ids of one text: each heading its level and id, each id once, each #link its aim.

Takes elements as they are closed; changes them in place. Levels go down one step at a time below
the page's <h1>, whatever was typed: the article's first heading is <h2>, what it opens is <h3>.
"""

import html
from collections import Counter
from urllib.parse import quote, unquote

from newsgen.content.markdown.anchors import aim, anchor
from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import Structure


class Outline:
    """What is known of a text's ids so far."""

    def __init__(self, structure: Structure) -> None:
        """structure: where the elements are."""
        self._structure = structure
        self._levels: list[str] = []
        self._same: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._given: list[Element] = []
        self._links: list[Element] = []

    def heading(self, element: Element) -> None:
        """Gives a heading its level below those before it, and an id made of its text."""
        while self._levels and self._levels[-1] >= element.typed:
            self._levels.pop()
        self._levels.append(element.typed)
        if "id" not in element.attributes:
            words = "".join(self._structure.words[element.words :])
            made = anchor(html.unescape(words))
            self._same[made] += 1
            count = self._same[made]
            # No slug holds a low line, so a second "Talks" never meets a heading "Talks 2".
            element.attributes["id"] = made if count == 1 else f"{made}_{count}"
            self._ids.add(element.attributes["id"])
        else:
            self._given.append(element)
        self._structure.rename(element, f"h{min(len(self._levels) + 1, 6)}")

    def given(self, element: Element) -> None:
        """Notes an element that came with an id."""
        self._given.append(element)

    def link(self, element: Element) -> None:
        """Notes a link to an id of this text."""
        self._links.append(element)

    def settle(self) -> tuple[list[Element], list[Element]]:
        """Once all is known: the elements whose ids others were given, and links to nothing.

        An id that a heading has already, mostly the very one it stands in, is not missed.
        """
        made = frozenset(self._ids)
        given = [(element, element.attributes["id"]) for element in self._given]
        twice = [
            element for element, name in given if not self._claim(element) and name not in made
        ]
        return twice, [element for element in self._links if not self._point(element)]

    def _claim(self, element: Element) -> bool:
        if element.attributes["id"] not in self._ids:
            self._ids.add(element.attributes["id"])
            return True
        del element.attributes["id"]
        self._structure.retag(element)
        return False

    def _point(self, element: Element) -> bool:
        fragment = unquote(element.attributes["href"][1:])
        for wanted in (fragment, aim(fragment)):
            if wanted in self._ids:
                element.attributes["href"] = "#" + quote(wanted, safe=":")
                self._structure.retag(element)
                return True
        if fragment.lower() == "top":
            return True
        del element.attributes["href"]
        self._structure.retag(element)
        return False
