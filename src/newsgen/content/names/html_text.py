"""Reads the text of sanitized HTML, with the offset in the HTML of each part of it.

A name may go across inline elements. Blocks, images, code, ruby, superscripts and subscripts put a
`NAME_BREAK` into the text.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from itertools import chain
from unicodedata import combining, is_normalized, normalize

from newsgen.content.markdown.content_model import HEADINGS, PHRASING, VOID, name_set
from newsgen.content.names.fold import NAME_BREAK
from newsgen.model.value import Value

_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)[^>]*>")
_TEXT_UNIT = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|\s+|.", re.DOTALL)

_NOT_TEXT = name_set("code kbd pre samp")
"""Elements whose content is not part of the text."""

_INLINE = PHRASING - _NOT_TEXT - name_set("br img ruby sub sup")
_UNLINKED = HEADINGS | _NOT_TEXT | name_set("a caption figcaption summary")


class TextRun(Value, frozen=True, array_like=True):
    """A text between two tags, from `start` to `end` of the whole text.

    Attributes:
        html_start: Where it starts in the HTML.
        linkable: Whether links may be put into it.
        html_offsets: The offset from `html_start` of each character, and of the end; empty if
            these are the same as in the text.
    """

    start: int
    end: int
    html_start: int
    linkable: bool
    html_offsets: tuple[int, ...] = ()

    def html_offset(self, position: int) -> int:
        """Return the offset in the HTML of a position in the whole text that is in this run."""
        within = position - self.start
        return self.html_start + (self.html_offsets[within] if self.html_offsets else within)


class HtmlText(Value, frozen=True):
    """The text of HTML: that of all runs, with breaks between them."""

    text: str
    runs: tuple[TextRun, ...]


def read_headlines(texts: Iterable[str]) -> str:
    """Return the texts before a body, such as a title, in NFC and with a break after each."""
    return "".join(normalize("NFC", text) + NAME_BREAK for text in texts)


def read_html_text(html: str) -> HtmlText:
    """Return the text of HTML, with a break at the start and the end of each block."""
    texts: list[str] = []
    runs: list[TextRun] = []
    position = done = unlinked_depth = hidden_depth = 0
    needs_no_decoding = "&" not in html and "  " not in html and is_normalized("NFC", html)
    for match in chain(_TAG.finditer(html), [None]):
        start, after = match.span() if match else (len(html), 0)
        if start > done and not hidden_depth:
            piece = html[done:start]
            text, offsets = (piece, ()) if needs_no_decoding else _decode_run(piece)
            texts.append(text)
            end = position + len(text)
            runs.append(TextRun(position, end, done, not unlinked_depth, offsets))
            position = end
        if match:
            done = after
            is_break, unlinked_step, hidden_step = _tag_effect(match[1])
            unlinked_depth += unlinked_step
            hidden_depth += hidden_step
            if is_break:
                texts.append(NAME_BREAK)
                position += 1
    return HtmlText("".join(texts), tuple(runs))


@cache
def _tag_effect(tag: str) -> tuple[bool, int, int]:
    """Return whether a tag is a break, and by how much it changes two depths.

    The depths are those of elements without links and of elements without text. tag: the name of
    the element, after a slash in an end tag. Every element but the void ones has an end tag.
    """
    name = tag.lstrip("/")
    step = 0 if name in VOID else -1 if tag != name else 1
    return name not in _INLINE, step * (name in _UNLINKED), step * (name in _NOT_TEXT)


def _decode_run(piece: str) -> tuple[str, tuple[int, ...]]:
    """Return the text of a piece of HTML, and `TextRun.html_offsets` for it."""
    if "&" not in piece and "  " not in piece and is_normalized("NFC", piece):
        return piece, ()
    text: list[str] = []
    offsets: list[int] = []
    for match in _TEXT_UNIT.finditer(piece):
        token = match.group()
        chars = " " if token.isspace() else unescape(token) if token[0] == "&" else token
        text.append(chars)
        offsets += [match.start()] * len(chars)
    return _compose_nfc("".join(text), offsets, len(piece))


def _compose_nfc(text: str, offsets: list[int], end: int) -> tuple[str, tuple[int, ...]]:
    """Return the text in NFC; the offset of a composed letter is that of its first character."""
    if is_normalized("NFC", text):
        return text, (*offsets, end)
    composed: list[str] = []
    composed_offsets: list[int] = []
    start = 0
    while start < len(text):
        stop = start + 1
        while stop < len(text) and combining(text[stop]):
            stop += 1
        letter = normalize("NFC", text[start:stop])
        composed.append(letter)
        composed_offsets += [offsets[start]] * len(letter)
        start = stop
    return "".join(composed), (*composed_offsets, end)
