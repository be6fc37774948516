"""The HTML of a body → its text, each part with its place in the HTML and whether it may be a link.

Takes HTML as the sanitiser writes it, in which tags can be told by their ends. Inline elements go
unnoticed, so that a name may go across them; blocks, images, code and what is set high or low
end a text.
"""

import re
from functools import cache
from html import unescape
from itertools import chain
from unicodedata import combining, is_normalized, normalize
from urllib.parse import unquote

from newsgen.content.markdown.content_model import HEADINGS, PHRASING, VOID, names
from newsgen.content.names.folding import BREAK
from newsgen.model.value import Value

NAMED = re.compile(r'<a class="name" href="newsgen:name/([^"]*)"')
"""A link that `marks.apply` made."""

_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)[^>]*>")
_LOOSE = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|\s+|.", re.DOTALL)

_SILENT = names("code kbd pre samp")
"""What is in these is no text."""

_INLINE = PHRASING - _SILENT - names("br img ruby sub sup")
_UNLINKED = HEADINGS | _SILENT | names("a caption figcaption summary")


class Part(Value, frozen=True, array_like=True):
    """A text between two tags.

    start, end: in the whole text; at: where it begins in the HTML; linkable: whether it may get a
    link; places: for each sign its place in the HTML after `at`, if those differ, and the end.
    """

    start: int
    end: int
    at: int
    linkable: bool
    places: tuple[int, ...] = ()

    def place(self, position: int) -> int:
        """The place in the HTML of a position in the whole text that lies in this part."""
        within = position - self.start
        return self.at + (self.places[within] if self.places else within)


class Page(Value, frozen=True):
    """text: of all parts, with breaks between; linked: the names that are links already."""

    text: str
    parts: tuple[Part, ...]
    linked: frozenset[str]


def page(html: str) -> Page:
    """The text of a body. A break stands at the beginning and the end of each block."""
    texts: list[str] = []
    parts: list[Part] = []
    position = done = unlinked = silent = 0
    strict = "&" not in html and "  " not in html and is_normalized("NFC", html)
    for match in chain(_TAG.finditer(html), [None]):
        start, after = match.span() if match else (len(html), 0)
        if start > done and not silent:
            text, places = (html[done:start], ()) if strict else _read(html[done:start])
            texts.append(text)
            end = position + len(text)
            parts.append(Part(position, end, done, not unlinked, places))
            position = end
        if match:
            done = after
            breaks, within, hushed = _turn(match[1])
            unlinked += within
            silent += hushed
            if breaks:
                texts.append(BREAK)
                position += 1
    linked = NAMED.findall(html) if 'class="name"' in html else ()
    return Page("".join(texts), tuple(parts), frozenset(map(unquote, linked)))


@cache
def _turn(tag: str) -> tuple[bool, int, int]:
    """What a tag does: whether it ends a text, and whether one may be no link or none at all in it.

    tag: the name of its element, after a slash at its end. Every element of a body is closed.
    """
    name = tag.lstrip("/")
    step = 0 if name in VOID else -1 if tag != name else 1
    return name not in _INLINE, step * (name in _UNLINKED), step * (name in _SILENT)


def _read(piece: str) -> tuple[str, tuple[int, ...]]:
    """The text of a piece of HTML, and the places of its signs where they are not those of HTML."""
    if "&" not in piece and "  " not in piece and is_normalized("NFC", piece):
        return piece, ()
    text: list[str] = []
    places: list[int] = []
    for match in _LOOSE.finditer(piece):
        token = match.group()
        read = " " if token.isspace() else unescape(token) if token[0] == "&" else token
        text.append(read)
        places += [match.start()] * len(read)
    return _composed("".join(text), places, len(piece))


def _composed(text: str, places: list[int], end: int) -> tuple[str, tuple[int, ...]]:
    """The text in NFC; a letter made of several signs has the place of the first."""
    if is_normalized("NFC", text):
        return text, (*places, end)
    composed: list[str] = []
    kept: list[int] = []
    start = 0
    while start < len(text):
        stop = start + 1
        while stop < len(text) and combining(text[stop]):
            stop += 1
        letter = normalize("NFC", text[start:stop])
        composed.append(letter)
        kept += [places[start]] * len(letter)
        start = stop
    return "".join(composed), (*kept, end)
