"""The opening words of a text, for excerpts: its paragraphs, without headings and notes."""

import re
from html import unescape

# Cutting at tags is safe in what nh3 gives: it escapes > in attributes.
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_NOTE = re.compile(r"<sup[^>]*><a [^>]*footnote-ref.*?</sup>", re.DOTALL)
_FOOTNOTES = '<div class="footnote">'
_TAG = re.compile(r"<[^>]*>")


def lead_text(html: str, min_length: int) -> str:
    """The text of the first paragraphs in one line, at least `enough` characters if there are."""
    words, length = [], 0
    for found in _PARAGRAPH.finditer(html.partition(_FOOTNOTES)[0]):
        said = " ".join(unescape(_TAG.sub("", _NOTE.sub("", found[1]))).split())
        words.append(said)
        length += len(said) + 1
        if length > min_length:
            break
    return " ".join(filter(None, words))
