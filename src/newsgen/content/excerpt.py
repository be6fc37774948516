"""The first words of a text that has no summary or may not be published whole."""

import re
from html import unescape

from newsgen.content.markdown.normalize_html import Body
from newsgen.content.text import one_line
from newsgen.model.lazy_pattern import lazy_pattern

EXCERPT_LENGTH = 280  # characters at most
_PARAGRAPH = lazy_pattern(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_FOOTNOTE_MARK = lazy_pattern(r"<sup[^>]*><a [^>]*footnote-ref.*?</sup>", re.DOTALL)
_TAG = lazy_pattern(r"<[^>]*>")


def excerpt(body: Body, *, allow_whole: bool = True) -> str:
    """Return the first words of a body. allow_whole: or else of a short text only half."""
    lead = ""
    for paragraph in _PARAGRAPH.finditer(body.html.partition('<div class="footnote">')[0]):
        if len(lead) > EXCERPT_LENGTH:
            break
        lead += " " + one_line(unescape(_TAG.sub("", _FOOTNOTE_MARK.sub("", paragraph[1]))))
    max_length = EXCERPT_LENGTH if allow_whole else min(EXCERPT_LENGTH, len(body.text) // 2)
    return shorten(one_line(lead) or body.text, max_length)


def shorten(text: str, max_length: int) -> str:
    """Return the first words of a text in one line. max_length: characters, with the ellipsis."""
    line = one_line(text[: max_length * 4])
    if len(line) <= max_length:
        return line
    cut = line[:max_length]
    # At the last space; anywhere if that is far back, as in scripts without spaces.
    space = cut.rfind(" ", max_length // 2)
    return (cut[:space] if space > 0 else cut[:-1]).rstrip(" ,;:.-–—") + "…"
