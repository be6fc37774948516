"""Builds well-formed HTML from tags and texts, valid by the HTML Standard. All text stays."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from newsgen.content.markdown.content_model import (
    BANNED_DESCENDANTS,
    BLOCKS,
    HEADINGS,
    PARENT_BOUND,
    PHRASING,
    TABLE_PARTS,
    VOID,
    allowed_content,
    name_set,
)
from newsgen.content.markdown.element import Element, find_parent
from newsgen.model.lazy_pattern import lazy_pattern

MAX_DEPTH = 60
"""The deepest nesting of elements. Beyond it parsers begin to fail."""

BLOCK_BREAK = "\x1e"
"""Stands between the words of two blocks. No text holds control characters."""

_BLANK = lazy_pattern(r"(?>(?:\s|&nbsp;|&#160;)*)")
_WITH_CHILD_RULES = name_set("details dl figure ruby table")
_WITH_CHILD_LIST = _WITH_CHILD_RULES | name_set("tbody thead tr")
_NOTIFIED_ON_CLOSE = _WITH_CHILD_RULES | HEADINGS
_VISIBLE_VOID = name_set("hr img")
_MAY_BE_EMPTY = name_set("td th")
_NEVER_EMPTY = HEADINGS | {"tr"}
_SCOPE_BOUNDARIES = name_set("caption table td th")
_ENDING_SCOPES = TABLE_PARTS | {"table"}


class TooDeepError(Exception):
    """Elements are nested deeper than MAX_DEPTH."""


class TreeBuilder:
    """Builds the HTML of one text.

    Attributes:
        pieces: the HTML so far: tags and texts.
        words: the text so far, HTML-escaped, with BLOCK_BREAK between blocks.
        open_elements: the article itself first.
    """

    def __init__(
        self, on_close: Callable[[Element], None], on_misplaced: Callable[[str, str], None]
    ) -> None:
        """Begin with an empty text.

        Args:
            on_close: called with a closed element that has attributes, rules or a level.
            on_misplaced: called with the typed name of a tag and the element it conflicts with.
        """
        self.pieces: list[str] = []
        self.words: list[str] = []
        self.open_elements = [Element("", "", {})]
        self._on_close = on_close
        self._on_misplaced = on_misplaced

    def accepts(self, name: str, depth: int) -> bool:
        """Return whether any element of this name, nested to this depth, can be added here."""
        top = self.open_elements[-1]
        if top.children is not None or top.banned_inside:
            return False
        return name in top.allowed_children and len(self.open_elements) + depth <= MAX_DEPTH

    def add_text(self, text: str) -> None:
        """Add HTML-escaped text."""
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
        """Add valid blocks, where `accepts` allows them. text: theirs, BLOCK_BREAK after each."""
        self.pieces += pieces
        self.words += BLOCK_BREAK, text
        self.open_elements[-1].is_nonempty = True

    def start_element(
        self, name: str, source_name: str, attributes: dict[str, str]
    ) -> Element | None:
        """Add a start tag. Return the opened element, or None if it can stand nowhere."""
        if name == "a" and "a" in self.open_elements[-1].banned_inside:
            self._end_link()
        if not self._make_room(name):
            can_be_div = name in PARENT_BOUND - {"rp", "rt"}
            parent = next(
                element.name for element in reversed(self.open_elements) if element.is_published
            )
            self._on_misplaced(source_name, "" if can_be_div else parent)
            if not can_be_div or not self._make_room("div"):
                self.ignore_tag(source_name)
                return None
            name = "div"
        if name in ("caption", "thead"):
            siblings = {child.name for child in self.open_elements[-1].children or () if child}
            if name == "caption" and siblings:
                self._on_misplaced(source_name, "table")
                self.ignore_tag(source_name)
                return None
            name = "tbody" if siblings - {"caption"} else name
        return self._open(name, source_name, attributes)

    def ignore_tag(self, source_name: str) -> None:
        """Remember a tag that is not published, so that its end tag ends nothing else."""
        if source_name not in VOID:
            top = self.open_elements[-1]
            waiting = replace(top, name="", source_name=source_name, attributes={})
            waiting.is_nonempty = False
            self._push(waiting)

    def end_element(self, source_name: str) -> None:
        """Add an end tag, if it ends an open element."""
        for index in range(len(self.open_elements) - 1, 0, -1):
            element = self.open_elements[index]
            if element.source_name == source_name and element.name:
                self._close_to(index)
                return
            if element.source_name == source_name:
                del self.open_elements[index]
                self.open_elements[index - 1].is_nonempty |= element.is_nonempty
                return
            if element.name in _SCOPE_BOUNDARIES and source_name not in _ENDING_SCOPES:
                return

    def close_all(self) -> None:
        """Close all open elements."""
        self._close_to(1)

    def rename(self, element: Element, name: str) -> None:
        """Publish a closed element under another name."""
        element.name = name
        self.rewrite_tags(element)

    def rewrite_tags(self, element: Element) -> None:
        """Write the tags of a closed element again, or remove those of <a> without href and id."""
        is_removed = element.name == "a" and not element.attributes.keys() & {"href", "id"}
        start = "" if is_removed else element.start_tag()
        end = "" if is_removed or element.name in VOID else f"</{element.name}>"
        if element.end > element.start:
            self.pieces[element.end] = end
            end = ""
        self.pieces[element.start] = start + end

    def _make_room(self, name: str) -> bool:
        """Close and open elements until the innermost one may hold `name`. False if impossible."""
        top = self.open_elements[-1]
        if name in top.allowed_children and name not in top.banned_inside:
            return True
        index, between = find_parent(self.open_elements, name) or (-1, ())
        if index < 0:
            return False
        for element in self.open_elements[index + 1 :]:
            if element.name in PHRASING and name in BLOCKS:
                self._on_misplaced(element.source_name, name)
        self._close_to(index + 1)
        for implied in between:
            self._open(implied, implied, {})
        return True

    def _end_link(self) -> None:
        """End an open link before another begins, or remove it if it holds blocks."""
        index = max(i for i, element in enumerate(self.open_elements) if element.name == "a")
        if all(element.name in PHRASING | {""} for element in self.open_elements[index:]):
            self._close_to(index)
            return
        link = self.open_elements[index]
        self.pieces[link.start] = ""
        if "id" in link.attributes:
            anchor = Element("a", "a", {"id": link.attributes["id"]}, link.start, link.start)
            self.rewrite_tags(anchor)
            self._on_close(anchor)
            self.open_elements[index - 1].is_nonempty = True
        self._on_misplaced("a", "a")
        link.name, link.attributes = "", {}
        for outer, element in pairwise(self.open_elements[index - 1 :]):
            banned = BANNED_DESCENDANTS.get(element.name, frozenset())
            element.banned_inside = outer.banned_inside | banned

    def _open(self, name: str, source_name: str, attributes: dict[str, str]) -> Element:
        parent = self.open_elements[-1]
        start, words_start = len(self.pieces), len(self.words)
        element = Element(name, source_name, attributes, start, words_start=words_start)
        self.pieces.append(element.start_tag())
        if name not in PHRASING or name == "br":
            self.words.append(" " if name == "br" else BLOCK_BREAK)
        if name in VOID:
            element.end = element.start
            parent.is_nonempty |= name in _VISIBLE_VOID or "id" in attributes
            self._add_child(element, parent)
            return element
        element.allowed_children = allowed_content(name, parent.allowed_children)
        element.banned_inside = parent.banned_inside
        if name in BANNED_DESCENDANTS:
            element.banned_inside |= BANNED_DESCENDANTS[name]
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
        is_target = "id" in element.attributes and element.name not in _NEVER_EMPTY
        if element.is_nonempty or is_target or element.name in _MAY_BE_EMPTY:
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
        """Remove line ends at the beginning of <pre>, of which each HTML parser drops one."""
        for index in range(element.start + 1, len(self.pieces)):
            self.pieces[index] = self.pieces[index].lstrip("\n")
            if self.pieces[index]:
                return

    def _add_child(self, element: Element, parent: Element) -> None:
        if parent.children is not None:
            parent.children.append(element)
        if element.attributes or element.name in _NOTIFIED_ON_CLOSE:
            self._on_close(element)
