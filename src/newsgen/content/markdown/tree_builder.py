"""Puts the tags of an HTML text in order, as the checker of the HTML Standard wants them.

Takes tags and texts in their order; gives pieces of HTML in which every element is closed, stands
where it may stand, and says something. Misplaced tags lose their place, never their text.
"""

import re
from collections.abc import Callable

from newsgen.content.markdown.content_model import (
    BLOCKS,
    CELLS,
    HEADINGS,
    PARTS,
    PHRASING,
    VOID,
    banned,
    content,
    names,
)
from newsgen.content.markdown.element import Element, holder

DEEPEST = 60
"""Elements in elements: beyond it the text is not worth its markup, and parsers begin to fail."""

BREAK = "\x1e"
"""Between the words of two blocks. Control characters are never part of a text."""

_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;)*+")
_WHOLE = names("details dl figure ruby table")  # there are rules for all that stands in these
_COUNTED = _WHOLE | names("tbody thead tr")
_TOLD = _WHOLE | HEADINGS
_FILLS = names("hr img")
_KEPT_EMPTY = names("td th")
_NEVER_EMPTY = HEADINGS | {"tr"}
_BOUNDS = names("caption table td th")


class TooDeepError(Exception):
    """Elements are nested deeper than DEEPEST."""


class Structure:
    """The pieces of HTML and the words of text so far, and the elements that are open."""

    def __init__(self, done: Callable[[Element], None], moved: Callable[[str, str], None]) -> None:
        """Begins with nothing.

        done: told of every element that stays and has attributes or parts, once it is closed.
        moved: told the typed name of a tag that cannot stand where it does, and what it met there.
        """
        self.pieces: list[str] = []
        self.words: list[str] = []
        self.open = [Element("", "", {})]
        self._done = done
        self._moved = moved

    def is_open_to(self, name: str, deep: int) -> bool:
        """Whether an element with others in it, `deep` in all, can just be put where we are.

        It cannot where something is banned, as links are in links, or where kids are counted.
        """
        top = self.open[-1]
        free = top.kids is None and not top.banned
        return free and name in top.allowed and len(self.open) + deep <= DEEPEST

    def text(self, text: str) -> None:
        """Adds text, HTML-escaped, to where the last tag left off."""
        if text.strip() and not ("&" in text and _BLANK.fullmatch(text)):
            self._make_room("span")
            top = self.open[-1]
            top.filled = True
            if top.kids is not None:
                top.kids.append(None)
        elif "span" not in self.open[-1].allowed:
            text = "\n" if "\n" in text else ""
        self.pieces.append(text)
        self.words.append(text)

    def whole(self, pieces: list[str], text: str) -> None:
        """Adds blocks that are in good order, and their text, to what is open to them.

        text: ends each block with a BREAK.
        """
        self.pieces += pieces
        self.words += BREAK, text
        self.open[-1].filled = True

    def begin(self, name: str, typed: str, attributes: dict[str, str]) -> Element | None:
        """Adds a start tag; what was opened, or None if there is no place for it."""
        if name == "a" and "a" in self.open[-1].banned:
            self._end_link()
        if not self._make_room(name):
            known = name in PARTS - {"rp", "rt"}
            where = next(element.name for element in reversed(self.open) if element.published)
            self._moved(typed, "" if known else where)
            if not known or not self._make_room("div"):
                self.ignore(typed)
                return None
            name = "div"
        if name in ("caption", "thead"):
            before = {kid.name for kid in self.open[-1].kids or () if kid}
            if name == "caption" and before:
                self._moved(typed, "table")
                self.ignore(typed)
                return None
            name = "tbody" if before - {"caption"} else name
        return self._open(name, typed, attributes)

    def ignore(self, typed: str) -> None:
        """Remembers a tag that is not published, so that its end is not taken for another's."""
        if typed not in VOID:
            top = self.open[-1]
            element = Element("", typed, {}, allowed=top.allowed, banned=top.banned)
            element.kids = top.kids
            self._push(element)

    def finish(self, typed: str) -> None:
        """Adds an end tag, if anything it could end is open."""
        for index in range(len(self.open) - 1, 0, -1):
            element = self.open[index]
            if element.typed == typed and element.name:
                self._close_to(index)
                return
            if element.typed == typed:
                del self.open[index]
                self.open[index - 1].filled |= element.filled
                return
            if element.name in _BOUNDS and typed not in CELLS and typed != "table":
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

    def _make_room(self, name: str) -> bool:
        """Closes and opens what it takes for the innermost open element to hold `name`."""
        top = self.open[-1]
        if name in top.allowed and name not in top.banned:
            return True
        found = holder(self.open, name)
        if not found:
            return False
        index, parts = found
        for element in self.open[index + 1 :]:
            if element.name in PHRASING and name in BLOCKS:
                self._moved(element.typed, name)
        self._close_to(index + 1)
        for part in parts:
            self._open(part, part, {})
        return True

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
            self.open[index - 1].filled = True  # the id stays, and so what it stands in
        self._moved("a", "a")
        link.name, link.attributes = "", {}
        for before, element in zip(self.open[index - 1 :], self.open[index:], strict=False):
            element.banned = before.banned | banned(element.name)

    def _open(self, name: str, typed: str, attributes: dict[str, str]) -> Element:
        parent = self.open[-1]
        element = Element(name, typed, attributes, len(self.pieces), words=len(self.words))
        self.pieces.append(element.tag())
        if name not in PHRASING or name == "br":
            self.words.append(" " if name == "br" else BREAK)
        if name in VOID:
            element.end = element.start
            parent.filled |= name in _FILLS or "id" in attributes
            self._keep(element, parent)
            return element
        element.allowed = content(name, parent.allowed)
        own = banned(name)
        element.banned = parent.banned | own if own else parent.banned
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
        aimed_at = "id" in element.attributes and element.name not in _NEVER_EMPTY
        if element.filled or aimed_at or element.name in _KEPT_EMPTY:
            if element.name == "pre":
                self._trim(element)
            self.pieces.append(f"</{element.name}>")
            parent.filled = True
            self._keep(element, parent)
        elif element.name in PHRASING:
            self.pieces[element.start] = ""
        else:
            del self.pieces[element.start :]

    def _trim(self, element: Element) -> None:
        """Takes away line ends at the beginning of <pre>: each parser would eat one of them."""
        for index in range(element.start + 1, len(self.pieces)):
            self.pieces[index] = self.pieces[index].lstrip("\n")
            if self.pieces[index]:
                return

    def _keep(self, element: Element, parent: Element) -> None:
        if parent.kids is not None:
            parent.kids.append(element)
        if element.attributes or element.name in _TOLD:
            self._done(element)
