"""The first words of a text that has no summary or may not be published whole."""

from newsgen.content.markdown import Body, lead_text
from newsgen.content.text import one_line

EXCERPT_LENGTH = 280
"""Characters of an excerpt at most."""


def excerpt(body: Body, *, allow_whole: bool = True) -> str:
    """Return the first words of the paragraphs; without paragraphs, of the whole text.

    allow_whole: whether it may hold all of a short text, rather than at most half of it.
    """
    max_length = EXCERPT_LENGTH if allow_whole else min(EXCERPT_LENGTH, len(body.text) // 2)
    return shorten(lead_text(body.html, EXCERPT_LENGTH) or body.text, max_length)


def shorten(text: str, max_length: int) -> str:
    """Return the first words of a text in one line. max_length: characters, with the ellipsis."""
    line = one_line(text[: max_length * 4])
    if len(line) <= max_length:
        return line
    cut = line[:max_length]
    # At the last space; anywhere if that is far back, as in scripts without spaces.
    space = cut.rfind(" ", max_length // 2)
    return (cut[:space] if space > 0 else cut[:-1]).rstrip(" ,;:.-–—") + "…"
