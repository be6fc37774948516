"""The texts of a tree → Markdown, in their places: blanks joined, and signs escaped."""

import re
from typing import NamedTuple

from lxml import etree

from newsgen.importing.markup.tree import BLOCKS, HtmlElement
from newsgen.importing.plain_to_markdown import escape_signs, escape_words

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_START = re.compile(
    r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|=+(?=\s*$)|-+(?=\s*$)|\||:(?=\s))"
)


class _Place(NamedTuple):
    """Where a text stands: before the first child of an element, or after its end."""

    element: HtmlElement
    is_tail: bool


def write_text_nodes(root: HtmlElement) -> None:
    """Make each text of a tree Markdown."""
    writer = _TextWriter()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element, element is root)


class _TextWriter:
    """Walks a tree in its order and knows whether a line begins."""

    def __init__(self) -> None:
        self._is_start = True
        self._last: _Place | None = None
        self._within: list[str] = []

    def start(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS or element.tag == "br":
            self._end_line()
        if element.tag == "img":
            self._is_start, self._last = False, None
        self._within.append(str(element.tag))
        self._write(_Place(element, False), element.text)

    def end(self, element: HtmlElement, is_root: bool) -> None:
        self._within.pop()
        if element.tag in BLOCKS or element.tag == "br":
            self._end_line()
        if not is_root:
            self._write(_Place(element, True), element.tail)

    def _end_line(self) -> None:
        if self._last:
            element, is_tail = self._last
            text = (element.tail if is_tail else element.text) or ""
            _set(self._last, text.rstrip())
        self._is_start, self._last = True, None

    def _write(self, place: _Place, text: str | None) -> None:
        if not text or "pre" in self._within:
            self._is_start = self._is_start and not text
            return
        words = _SPACE.sub(" ", text)
        if self._is_start or (self._last and self._ends_with_space()):
            words = words.lstrip()
        if not words:
            _set(place, "")
            return
        _set(place, self._escape(words))
        self._is_start, self._last = False, place

    def _ends_with_space(self) -> bool:
        element, is_tail = self._last or _Place(HtmlElement(), False)
        return ((element.tail if is_tail else element.text) or "").endswith(" ")

    def _escape(self, words: str) -> str:
        if "code" in self._within or "footnote-mark" in self._within:
            return words
        escaped = escape_signs(words) if "a" in self._within else escape_words(words)
        if "td" in self._within or "th" in self._within:
            return escaped.replace("|", "\\|")
        return _LINE_START.sub(_escape_start, escaped) if self._is_start else escaped


def _escape_start(match: re.Match[str]) -> str:
    mark = match[1]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _set(place: _Place, text: str) -> None:
    if place.is_tail:
        place.element.tail = text or None
    else:
        place.element.text = text or None
