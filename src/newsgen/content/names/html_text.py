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

from newsgen.content.markdown.content_model import HEADINGS, PHRASING, VOID, name_set
from newsgen.content.names.folding import NAME_BREAK
from newsgen.model.value import Value

NAME_LINK = re.compile(r'<a class="name" href="newsgen:name/([^"]*)"')
"""A link that `marks.apply` made."""

_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)[^>]*>")
_TEXT_UNIT = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|\s+|.", re.DOTALL)

_NOT_TEXT = name_set("code kbd pre samp")
"""What is in these is no text."""

_INLINE = PHRASING - _NOT_TEXT - name_set("br img ruby sub sup")
_UNLINKED = HEADINGS | _NOT_TEXT | name_set("a caption figcaption summary")


class TextRun(Value, frozen=True, array_like=True):
    """A text between two tags.

    start, end: in the whole text; at: where it begins in the HTML; linkable: whether it may get a
    link; places: for each sign its place in the HTML after `at`, if those differ, and the end.
    """

    start: int
    end: int
    html_start: int
    linkable: bool
    html_offsets: tuple[int, ...] = ()

    def html_offset(self, position: int) -> int:
        """The place in the HTML of a position in the whole text that lies in this part."""
        within = position - self.start
        return self.html_start + (self.html_offsets[within] if self.html_offsets else within)


class HtmlText(Value, frozen=True):
    """text: of all parts, with breaks between; linked: the names that are links already."""

    text: str
    runs: tuple[TextRun, ...]
    linked_targets: frozenset[str]


def read_html_text(html: str) -> HtmlText:
    """The text of a body. A break stands at the beginning and the end of each block."""
    texts: list[str] = []
    parts: list[TextRun] = []
    position = done = unlinked = silent = 0
    strict = "&" not in html and "  " not in html and is_normalized("NFC", html)
    for match in chain(_TAG.finditer(html), [None]):
        start, after = match.span() if match else (len(html), 0)
        if start > done and not silent:
            text, places = (html[done:start], ()) if strict else _decode_run(html[done:start])
            texts.append(text)
            end = position + len(text)
            parts.append(TextRun(position, end, done, not unlinked, places))
            position = end
        if match:
            done = after
            breaks, within, hushed = _tag_effect(match[1])
            unlinked += within
            silent += hushed
            if breaks:
                texts.append(NAME_BREAK)
                position += 1
    linked = NAME_LINK.findall(html) if 'class="name"' in html else ()
    return HtmlText("".join(texts), tuple(parts), frozenset(map(unquote, linked)))


@cache
def _tag_effect(tag: str) -> tuple[bool, int, int]:
    """What a tag does: whether it ends a text, and whether one may be no link or none at all in it.

    tag: the name of its element, after a slash at its end. Every element of a body is closed.
    """
    name = tag.lstrip("/")
    step = 0 if name in VOID else -1 if tag != name else 1
    return name not in _INLINE, step * (name in _UNLINKED), step * (name in _NOT_TEXT)


def _decode_run(piece: str) -> tuple[str, tuple[int, ...]]:
    """The text of a piece of HTML, and the places of its signs where they are not those of HTML."""
    if "&" not in piece and "  " not in piece and is_normalized("NFC", piece):
        return piece, ()
    text: list[str] = []
    places: list[int] = []
    for match in _TEXT_UNIT.finditer(piece):
        token = match.group()
        read = " " if token.isspace() else unescape(token) if token[0] == "&" else token
        text.append(read)
        places += [match.start()] * len(read)
    return _compose_nfc("".join(text), places, len(piece))


def _compose_nfc(text: str, offsets: list[int], end: int) -> tuple[str, tuple[int, ...]]:
    """The text in NFC; a letter made of several signs has the place of the first."""
    if is_normalized("NFC", text):
        return text, (*offsets, end)
    composed: list[str] = []
    kept: list[int] = []
    start = 0
    while start < len(text):
        stop = start + 1
        while stop < len(text) and combining(text[stop]):
            stop += 1
        letter = normalize("NFC", text[start:stop])
        composed.append(letter)
        kept += [offsets[start]] * len(letter)
        start = stop
    return "".join(composed), (*kept, end)
