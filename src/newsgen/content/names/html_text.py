"""Reads the text of sanitized HTML with its offsets, and puts links to names into it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from itertools import chain, pairwise
from unicodedata import combining
from urllib.parse import quote

from newsgen.content.markdown.content_model import HEADINGS, PHRASING, VOID, name_set
from newsgen.content.names.disambiguation import Mention
from newsgen.content.names.fold import NAME_BREAK, visible_text
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.look_alikes import invisible_spans, without_spans
from newsgen.model.value import Value

NAME_PREFIX = "newsgen:name/"
"""Starts the symbolic target of a name in HTML."""

_TAG = lazy_pattern(r"<(/?[a-z][a-z0-9]*)[^>]*>")
_TEXT_UNIT = lazy_pattern(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|\s+|.", re.DOTALL)

_NOT_TEXT = name_set("code kbd pre samp")
"""Elements whose content is not part of the text."""

_INLINE = PHRASING - _NOT_TEXT - name_set("br img ruby sub sup")
_UNLINKED = HEADINGS | _NOT_TEXT | name_set("a caption figcaption summary")


class TextRun(Value, frozen=True, array_like=True):
    """A text between two tags, from `start` to `end` of the whole text.

    html_offsets: from `html_start`, of each character and of the end; empty if these are the same
    as in the text.
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
    """Return the visible texts before a body, such as a title, with a break after each."""
    return "".join(visible_text(text) + NAME_BREAK for text in texts)


def read_html_text(html: str) -> HtmlText:
    """Return the visible text of HTML, with a break at the start and the end of each block."""
    texts: list[str] = []
    runs: list[TextRun] = []
    position = done = unlinked_depth = hidden_depth = 0
    needs_no_decoding = _is_plain(html)
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
    """Return whether a tag is a break, and its steps in elements without links and without text."""
    name = tag.lstrip("/")
    step = 0 if name in VOID else -1 if tag != name else 1
    return name not in _INLINE, step * (name in _UNLINKED), step * (name in _NOT_TEXT)


def _is_plain(html: str) -> bool:
    """Return whether each character of some HTML is one of its text, but for tags."""
    return "&" not in html and "  " not in html and visible_text(html) == html


def _decode_run(piece: str) -> tuple[str, tuple[int, ...]]:
    """Return the text of a piece of HTML, and `TextRun.html_offsets` for it."""
    if _is_plain(piece):
        return piece, ()
    text = ""
    offsets: list[int] = []
    for match in _TEXT_UNIT.finditer(piece):
        token = match.group()
        chars = " " if token.isspace() else unescape(token) if token[0] == "&" else token
        text += chars
        offsets += [match.start()] * len(chars)
    if invisible := invisible_spans(text):
        text = "".join(without_spans(text, invisible))
        offsets = without_spans(offsets, invisible)
    if visible_text(text) == text:
        return text, (*offsets, len(piece))
    # The offset of a composed letter is that of its first character; not all signs are composed.
    composed = ""
    composed_offsets: list[int] = []
    starts = [at for at, char in enumerate(text) if not at or not combining(char)]
    for start, stop in pairwise([*starts, len(text)]):
        letter = visible_text(text[start:stop])
        composed += letter
        composed_offsets += [offsets[min(start + at, stop - 1)] for at in range(len(letter))]
    return composed, (*composed_offsets, len(piece))


def find_link_spans(
    html_text: HtmlText, text_offset: int, mentions: Iterable[Mention]
) -> Iterator[Mention]:
    """Yield the first mention of each name that can be a link, in order, with its span in the HTML.

    text_offset: where the body starts in the text that the mentions are in.
    """
    runs = html_text.runs
    starts = [run.start for run in runs]
    done: set[int] = set()
    for mention in mentions:
        start, end = mention.start - text_offset, mention.end - text_offset
        if start < 0 or mention.entry_number in done:
            continue
        run = runs[bisect_right(starts, start) - 1]
        if not run.linkable or end > run.end:
            continue
        done.add(mention.entry_number)
        yield Mention(run.html_offset(start), run.html_offset(end), mention.entry_number)


def insert_name_links(html: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return the HTML with links in it. spans: start, end and target of each, in order."""
    pieces: list[str] = []
    done = 0
    for start, end, target in spans:
        pieces += (html[done:start], f'<a class="name" href="{NAME_PREFIX}{quote(target)}">')
        pieces += (html[start:end], "</a>")
        done = end
    return "".join(pieces) + html[done:]
