"""Puts the tags of an HTML text in order, so that the checker of the HTML Standard has no objection.

Takes tags and texts in their order; gives pieces of HTML in which every element is closed, stands
where it may stand, and says something. Misplaced tags lose their place, never their text.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from newsgen.reading.markup.content import (
    BLOCKS,
    FLOW,
    HEADINGS,
    PARTS,
    PHRASING,
    banned,
    between,
    content,
    ends_before,
)
from newsgen.reading.markup.tags import VOID

DEEPEST = 60
"""Elements in elements: beyond it the text is not worth its markup, and parsers begin to fail."""

BREAK = "\x1e"
"""Between the words of two blocks. Control characters are never part of a text."""

_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;)*+")
_KEPT_EMPTY = frozenset(("td", "th"))
_FILLS = frozenset(("hr", "img"))
_COUNTED = frozenset(["details", "dl", "figure", "ruby", "table", "tbody", "thead", "tr"])
_TOLD = HEADINGS | frozenset(["details", "dl", "figure", "ruby", "table"])
_CELLS = frozenset(["caption", "tbody", "td", "th", "thead", "tr"])


class TooDeepError(Exception):
    """Elements are nested deeper than DEEPEST."""


@dataclass(slots=True, eq=False)
class Element:
    """An element that has been opened.

    name: what it is published as; empty for a tag that is not, which waits for its end only.
    typed: the name its end tag will have.
    start, end: where its tags are among the pieces; words: where its text begins among the words.
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


class Structure:
    """The pieces of HTML so far, and the elements that are open."""

    def __init__(self, done: Callable[[Element], None], moved: Callable[[str, str], None]) -> None:
        """done: told of every element that stays and has attributes or parts, once it is closed.

        moved: told the typed name of a tag that cannot stand where it does, and what it met there.
        """
        self.pieces: list[str] = []
        self.words: list[str] = []
        self.open = [Element("", "", {})]
        self._done = done
        self._moved = moved

    def text(self, text: str) -> None:
        """Adds text, HTML-escaped, to where the last tag left off."""
        blank = _BLANK.fullmatch(text)
        if blank and not text.isspace() and "span" not in self.open[-1].allowed:
            return
        if not blank:
            if "span" not in self.open[-1].allowed:
                holder = self._holder("span")
                if holder:
                    self._enter(*holder)
            top = self.open[-1]
            top.filled = True
            if top.kids is not None:
                top.kids.append(None)
        self.pieces.append(text)
        self.words.append(text)

    def begin(self, name: str, typed: str, attributes: dict[str, str]) -> Element | None:
        """Adds a start tag; what was opened, or None if there is no place for it."""
        top = self.open[-1]
        if name not in top.allowed or name in top.banned:
            if name == "a" and "a" in top.banned:
                self._end_link()
            holder = self._holder(name)
            if holder is None and name in PARTS and name not in ("rp", "rt"):
                self._moved(typed, "")
                name = "div"
                holder = self._holder(name)
            if holder is None:
                self._moved(typed, self._real().name)
                self.ignore(typed)
                return None
            self._enter(*holder, name)
        if name in ("caption", "thead") and self.open[-1].kids:
            return self._late(name, typed, attributes)
        return self._open(name, typed, attributes)

    def _late(self, name: str, typed: str, attributes: dict[str, str]) -> Element | None:
        """A caption goes before the rows of its table, and so does a head."""
        table = self.open[-1]
        if name == "thead":
            before = {kid.name for kid in table.kids or () if kid}
            return self._open("tbody" if before - {"caption"} else name, typed, attributes)
        self._moved(typed, "table")
        self.ignore(typed)
        return None

    def ignore(self, typed: str) -> None:
        """Remembers a tag that is not published, so that its end is not taken for another's."""
        if typed not in VOID:
            top = self.open[-1]
            element = Element("", typed, {}, allowed=top.allowed, banned=top.banned)
            element.kids = top.kids
            self._push(element)

    def finish(self, typed: str) -> None:
        """Adds an end tag, if anything it could end is open."""
        top = self.open[-1]
        if top.typed == typed and top.name:
            self._close(self.open.pop())
            return
        for index in range(len(self.open) - 1, 0, -1):
            element = self.open[index]
            if element.typed == typed:
                if element.name:
                    self._close_to(index)
                else:
                    del self.open[index]
                    self.open[index - 1].filled |= element.filled
                return
            if element.name in ("table", "td", "th", "caption") and typed not in _CELLS | {"table"}:
                return

    def close(self) -> None:
        """Ends whatever is still open."""
        self._close_to(1)

    def rename(self, element: Element, name: str) -> None:
        """Publishes a closed element under another name."""
        element.name = name
        self.retag(element)

    def retag(self, element: Element) -> None:
        """Writes the tags of a closed element again; a link to nowhere, without an id, has none."""
        gone = element.name == "a" and not element.attributes.keys() & {"href", "id"}
        start = "" if gone else element.tag()
        end = "" if gone or element.name in VOID else f"</{element.name}>"
        if element.end > element.start:
            self.pieces[element.end] = end
            end = ""
        self.pieces[element.start] = start + end

    def _real(self) -> Element:
        return next(element for element in reversed(self.open) if element.name or not element.typed)

    def _holder(self, name: str) -> tuple[int, tuple[str, ...]] | None:
        """The innermost open element that can hold `name`, and the parts that come between."""
        for index in range(len(self.open) - 1, -1, -1):
            element = self.open[index]
            if element.typed and not element.name:
                continue
            if name not in element.banned:
                parts = between(element.name, element.allowed, name)
                if parts is not None:
                    return index, parts
            if not ends_before(element.name, name) and not (
                # A heading that has said something is over where a block begins.
                element.name in HEADINGS
                and name in BLOCKS
                and any(inner.filled for inner in self.open[index:])
            ):
                return None
        return None

    def _enter(self, index: int, parts: tuple[str, ...], name: str = "") -> None:
        """Makes the element at `index` the innermost one and opens the parts in it."""
        for element in self.open[index + 1 :]:
            if element.name in PHRASING and name in BLOCKS and element.name != "br":
                self._moved(element.typed, name)
        self._close_to(index + 1)
        for part in parts:
            self._open(part, part, {})

    def _end_link(self) -> None:
        """Ends an open link before another begins, or takes it away if blocks stand in it."""
        index = max(i for i, element in enumerate(self.open) if element.name == "a")
        if all(element.name in PHRASING or not element.name for element in self.open[index:]):
            self._close_to(index)
            return
        link = self.open[index]
        self.pieces[link.start] = ""
        if "id" in link.attributes:
            left = Element("a", "a", {"id": link.attributes["id"]}, link.start, link.start)
            self.retag(left)
            self._done(left)
        self._moved("a", "a")
        link.name, link.attributes = "", {}
        for before, element in zip(self.open[index - 1 :], self.open[index:], strict=False):
            element.banned = before.banned | banned(element.name)

    def _open(self, name: str, typed: str, attributes: dict[str, str]) -> Element:
        parent = self.open[-1]
        element = Element(name, typed, attributes, len(self.pieces), words=len(self.words))
        self.pieces.append(element.tag())
        if name in VOID:
            element.end = element.start
            if name not in PHRASING or name == "br":
                self.words.append(" " if name == "br" else BREAK)
            parent.filled |= name in _FILLS or "id" in attributes
            self._keep(element, parent)
            return element
        element.allowed = content(name, parent.allowed)
        element.banned = parent.banned | banned(name)
        if name not in PHRASING:
            self.words.append(BREAK)
        if name in _COUNTED:
            element.kids = []
        self._push(element)
        return element

    def _push(self, element: Element) -> None:
        if len(self.open) > DEEPEST:
            raise TooDeepError
        self.open.append(element)

    def _close_to(self, index: int) -> None:
        while len(self.open) > index:
            self._close(self.open.pop())

    def _close(self, element: Element) -> None:
        parent = self.open[-1]
        if not element.name:
            parent.filled |= element.filled
            return
        element.end = len(self.pieces)
        if element.name not in PHRASING:
            self.words.append(BREAK)
        marks = "id" in element.attributes and element.name not in HEADINGS | {"tr"}
        if not (element.filled or marks or element.name in _KEPT_EMPTY):
            if element.name in PHRASING:
                self.pieces[element.start] = ""
            else:
                del self.pieces[element.start :]
            return
        if element.name == "pre":
            self._trim(element)
        self.pieces.append(f"</{element.name}>")
        parent.filled = True
        self._keep(element, parent)

    def _trim(self, element: Element) -> None:
        """Takes away line ends at the beginning of <pre>: each reading of the HTML would eat one."""
        for index in range(element.start + 1, len(self.pieces)):
            self.pieces[index] = self.pieces[index].lstrip("\n")
            if self.pieces[index]:
                return

    def _keep(self, element: Element, parent: Element) -> None:
        if parent.kids is not None:
            parent.kids.append(element)
        if element.attributes or element.name in _TOLD:
            self._done(element)
