"""Turns a body's sanitized HTML into plain text: all of it, or its first paragraphs.

Cutting at tags with regular expressions is safe here: nh3 escapes `>` in attributes.
"""

import re
from html import unescape

from newsgen.content.markdown.content_model import PHRASING
from newsgen.content.markdown.tree_builder import BLOCK_BREAK

_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(PHRASING - {'br'}))})(?: [^>]*)?>")
_LINE_BREAK = re.compile(r"<br(?: [^>]*)?>")
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_FOOTNOTE_LINK = re.compile(r'<a (?=[^>]*class="footnote-(?:ref|backref)")[^>]*>.*?</a>', re.DOTALL)
_FOOTNOTE_MARK = re.compile(r"<sup[^>]*><a [^>]*footnote-ref.*?</sup>", re.DOTALL)
_FOOTNOTES = '<div class="footnote">'


def html_to_text(html: str) -> str:
    """Return the text of a body as in `Body.text`. html: sanitized."""
    if "footnote" in html:
        html = _FOOTNOTE_LINK.sub("", html)
    return join_lines(_TAG.sub(BLOCK_BREAK, _LINE_BREAK.sub(" ", _INLINE_TAG.sub("", html))))


def join_lines(escaped_text: str) -> str:
    """Return HTML-escaped text as plain text; each BLOCK_BREAK in it begins a new line."""
    lines = (" ".join(line.split()) for line in unescape(escaped_text).split(BLOCK_BREAK))
    return "\n".join(line for line in lines if line)


def lead_text(html: str, min_length: int) -> str:
    """Return the text of the first paragraphs in one line, without headings and footnotes.

    min_length: characters after which no further paragraph is added. html: sanitized.
    """
    texts: list[str] = []
    length = 0
    for paragraph in _PARAGRAPH.finditer(html.partition(_FOOTNOTES)[0]):
        text = " ".join(unescape(_TAG.sub("", _FOOTNOTE_MARK.sub("", paragraph[1]))).split())
        texts.append(text)
        length += len(text) + 1
        if length > min_length:
            break
    return " ".join(filter(None, texts))
