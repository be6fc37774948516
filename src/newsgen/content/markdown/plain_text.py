"""Turns sanitized HTML into plain text. nh3 escapes `>` in attributes, so tags end at the first."""

import re
from html import unescape

from newsgen.content.markdown.content_model import PHRASING
from newsgen.content.markdown.tree_builder import BLOCK_BREAK
from newsgen.model.lazy_pattern import lazy_pattern

_TAG = lazy_pattern(r"<[^>]*>")
_INLINE_TAG = lazy_pattern(rf"</?(?:{'|'.join(sorted(PHRASING - {'br'}))})(?: [^>]*)?>")
_LINE_BREAK = lazy_pattern(r"<br(?: [^>]*)?>")
_FOOTNOTE_LINK = lazy_pattern(
    r'<a (?=[^>]*class="footnote-(?:ref|backref)")[^>]*>.*?</a>', re.DOTALL
)


def html_to_text(html: str) -> str:
    """Return the text of a body as in `Body.text`. html: sanitized."""
    if "footnote" in html:
        html = _FOOTNOTE_LINK.sub("", html)
    return join_lines(_TAG.sub(BLOCK_BREAK, _LINE_BREAK.sub(" ", _INLINE_TAG.sub("", html))))


def join_lines(escaped_text: str) -> str:
    """Return HTML-escaped text as plain text; each BLOCK_BREAK in it begins a new line."""
    lines = (" ".join(line.split()) for line in unescape(escaped_text).split(BLOCK_BREAK))
    return "\n".join(line for line in lines if line)
