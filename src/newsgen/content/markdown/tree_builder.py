"""Puts the tags of an HTML text in order, as the checker of the HTML Standard wants them.

Takes tags and texts in their order; gives pieces of HTML in which every element is closed, stands
where it may stand, and says something. Misplaced tags lose their place, never their text.
"""

import re
from collections.abc import Callable

from newsgen.content.markdown.content_model import (
    BLOCKS,
    HEADINGS,
    PARENT_BOUND,
    PHRASING,
    TABLE_PARTS,
    VOID,
    allowed_content,
    banned_descendants,
    name_set,
)
from newsgen.content.markdown.element import Element, find_parent

MAX_DEPTH = 60
"""Elements in elements: beyond it the text is not worth its markup, and parsers begin to fail."""

BLOCK_BREAK = "\x1e"
"""Between the words of two blocks. Control characters are never part of a text."""

_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;)*+")
_WITH_CHILD_RULES = name_set(
    "details dl figure ruby table"
)  # there are rules for all that stands in these
_WITH_CHILD_LIST = _WITH_CHILD_RULES | name_set("tbody thead tr")
_NOTIFIED_ON_CLOSE = _WITH_CHILD_RULES | HEADINGS
_VISIBLE_VOID = name_set("hr img")
_MAY_BE_EMPTY = name_set("td th")
_NEVER_EMPTY = HEADINGS | {"tr"}
_SCOPE_BOUNDARIES = name_set("caption table td th")


class TooDeepError(Exception):
    """Elements are nested deeper than DEEPEST."""


class TreeBuilder:
    """The pieces of HTML and the words of text so far, and the elements that are open."""

    def __init__(
        self, on_close: Callable[[Element], None], on_misplaced: Callable[[str, str], None]
    ) -> None:
        """Begins with nothing.

        done: told of every element that stays and has attributes or parts, once it is closed.
        moved: told the typed name of a tag that cannot stand where it does, and what it met there.
        """
        self.pieces: list[str] = []
        self.words: list[str] = []
        self.open_elements = [Element("", "", {})]
        self._on_close = on_close
        self._on_misplaced = on_misplaced

    def accepts(self, name: str, depth: int) -> bool:
        """Whether an element with others in it, `deep` in all, can just be put where we are.

        It cannot where something is banned, as links are in links, or where kids are counted.
        """
        top = self.open_elements[-1]
        free = top.children is None and not top.banned_inside
        return (
            free and name in top.allowed_children and len(self.open_elements) + depth <= MAX_DEPTH
        )

    def add_text(self, text: str) -> None:
        """Adds text, HTML-escaped, to where the last tag left off."""
        if text.strip() and not ("&" in text and _BLANK.fullmatch(text)):
            self._make_room("span")
            top = self.open_elements[-1]
            top.is_nonempty = True
            if top.children is not None:
                top.children.append(None)
        elif "span" not in self.open_elements[-1].allowed_children:
            text = "\n" if "\n" in text else ""
        self.pieces.append(text)
        self.words.append(text)

    def add_blocks(self, pieces: list[str], text: str) -> None:
        """Adds blocks that are in good order, and their text, to what is open to them.

        text: ends each block with a BREAK.
        """
        self.pieces += pieces
        self.words += BLOCK_BREAK, text
        self.open_elements[-1].is_nonempty = True

    def start_element(
        self, name: str, source_name: str, attributes: dict[str, str]
    ) -> Element | None:
        """Adds a start tag; what was opened, or None if there is no place for it."""
        if name == "a" and "a" in self.open_elements[-1].banned_inside:
            self._end_link()
        if not self._make_room(name):
            known = name in PARENT_BOUND - {"rp", "rt"}
            where = next(
                element.name for element in reversed(self.open_elements) if element.is_published
            )
            self._on_misplaced(source_name, "" if known else where)
            if not known or not self._make_room("div"):
                self.ignore_tag(source_name)
                return None
            name = "div"
        if name in ("caption", "thead"):
            before = {kid.name for kid in self.open_elements[-1].children or () if kid}
            if name == "caption" and before:
                self._on_misplaced(source_name, "table")
                self.ignore_tag(source_name)
                return None
            name = "tbody" if before - {"caption"} else name
        return self._open(name, source_name, attributes)

    def ignore_tag(self, source_name: str) -> None:
        """Remembers a tag that is not published, so that its end is not taken for another's."""
        if source_name not in VOID:
            top = self.open_elements[-1]
            element = Element(
                "",
                source_name,
                {},
                allowed_children=top.allowed_children,
                banned_inside=top.banned_inside,
            )
            element.children = top.children
            self._push(element)

    def end_element(self, source_name: str) -> None:
        """Adds an end tag, if anything it could end is open."""
        for index in range(len(self.open_elements) - 1, 0, -1):
            element = self.open_elements[index]
            if element.source_name == source_name and element.name:
                self._close_to(index)
                return
            if element.source_name == source_name:
                del self.open_elements[index]
                self.open_elements[index - 1].is_nonempty |= element.is_nonempty
                return
            if (
                element.name in _SCOPE_BOUNDARIES
                and source_name not in TABLE_PARTS
                and source_name != "table"
            ):
                return

    def close_all(self) -> None:
        """Ends whatever is still open."""
        self._close_to(1)

    def rename(self, element: Element, name: str) -> None:
        """Publishes a closed element under another name."""
        element.name = name
        self.rewrite_tags(element)

    def rewrite_tags(self, element: Element) -> None:
        """Writes the tags of a closed element again; a link to nowhere, without an id, has none."""
        gone = element.name == "a" and not element.attributes.keys() & {"href", "id"}
        start = "" if gone else element.start_tag()
        end = "" if gone or element.name in VOID else f"</{element.name}>"
        if element.end > element.start:
            self.pieces[element.end] = end
            end = ""
        self.pieces[element.start] = start + end

    def _make_room(self, name: str) -> bool:
        """Closes and opens what it takes for the innermost open element to hold `name`."""
        top = self.open_elements[-1]
        if name in top.allowed_children and name not in top.banned_inside:
            return True
        found = find_parent(self.open_elements, name)
        if not found:
            return False
        index, parts = found
        for element in self.open_elements[index + 1 :]:
            if element.name in PHRASING and name in BLOCKS:
                self._on_misplaced(element.source_name, name)
        self._close_to(index + 1)
        for part in parts:
            self._open(part, part, {})
        return True

    def _end_link(self) -> None:
        """Ends an open link before another begins, or takes it away if blocks stand in it."""
        index = max(i for i, element in enumerate(self.open_elements) if element.name == "a")
        if all(
            element.name in PHRASING or not element.name for element in self.open_elements[index:]
        ):
            self._close_to(index)
            return
        link = self.open_elements[index]
        self.pieces[link.start] = ""
        if "id" in link.attributes:
            left = Element("a", "a", {"id": link.attributes["id"]}, link.start, link.start)
            self.rewrite_tags(left)
            self._on_close(left)
            self.open_elements[
                index - 1
            ].is_nonempty = True  # the id stays, and so what it stands in
        self._on_misplaced("a", "a")
        link.name, link.attributes = "", {}
        for before, element in zip(
            self.open_elements[index - 1 :], self.open_elements[index:], strict=False
        ):
            element.banned_inside = before.banned_inside | banned_descendants(element.name)

    def _open(self, name: str, source_name: str, attributes: dict[str, str]) -> Element:
        parent = self.open_elements[-1]
        element = Element(
            name, source_name, attributes, len(self.pieces), words_start=len(self.words)
        )
        self.pieces.append(element.start_tag())
        if name not in PHRASING or name == "br":
            self.words.append(" " if name == "br" else BLOCK_BREAK)
        if name in VOID:
            element.end = element.start
            parent.is_nonempty |= name in _VISIBLE_VOID or "id" in attributes
            self._add_child(element, parent)
            return element
        element.allowed_children = allowed_content(name, parent.allowed_children)
        own = banned_descendants(name)
        element.banned_inside = parent.banned_inside | own if own else parent.banned_inside
        if name in _WITH_CHILD_LIST:
            element.children = []
        self._push(element)
        return element

    def _push(self, element: Element) -> None:
        if len(self.open_elements) > MAX_DEPTH:
            raise TooDeepError
        self.open_elements.append(element)

    def _close_to(self, index: int) -> None:
        while len(self.open_elements) > index:
            self._close(self.open_elements.pop())

    def _close(self, element: Element) -> None:
        parent = self.open_elements[-1]
        if not element.name:
            parent.is_nonempty |= element.is_nonempty
            return
        element.end = len(self.pieces)
        if element.name not in PHRASING:
            self.words.append(BLOCK_BREAK)
        aimed_at = "id" in element.attributes and element.name not in _NEVER_EMPTY
        if element.is_nonempty or aimed_at or element.name in _MAY_BE_EMPTY:
            if element.name == "pre":
                self._trim_line_ends(element)
            self.pieces.append(f"</{element.name}>")
            parent.is_nonempty = True
            self._add_child(element, parent)
        elif element.name in PHRASING:
            self.pieces[element.start] = ""
        else:
            del self.pieces[element.start :]

    def _trim_line_ends(self, element: Element) -> None:
        """Takes away line ends at the beginning of <pre>: each parser would eat one of them."""
        for index in range(element.start + 1, len(self.pieces)):
            self.pieces[index] = self.pieces[index].lstrip("\n")
            if self.pieces[index]:
                return

    def _add_child(self, element: Element, parent: Element) -> None:
        if parent.children is not None:
            parent.children.append(element)
        if element.attributes or element.name in _NOTIFIED_ON_CLOSE:
            self._on_close(element)
