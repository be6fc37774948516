"""The first words of a text, where it has no summary or may not be shown whole."""

from newsgen.content.markdown import Body, lead_text

EXCERPT_LENGTH = 280
"""Characters of an article's text that may stand for it."""


def excerpt(body: Body, *, allow_whole: bool = True) -> str:
    """The first words of the paragraphs; of whatever there is, where there are none.

    whole: whether a short text may be all in it; otherwise at most half of a text is.
    """
    longest = EXCERPT_LENGTH if allow_whole else min(EXCERPT_LENGTH, len(body.text) // 2)
    return shorten(lead_text(body.html, EXCERPT_LENGTH) or body.text, longest)


def shorten(text: str, max_length: int) -> str:
    """The first words of a text in one line, at most `longest` characters, an ellipsis counted."""
    line = " ".join(text[: max_length * 4].split())
    if len(line) <= max_length:
        return line
    cut = line[:max_length]
    # Scripts without spaces are cut anywhere; others at the last word, if that is not far back.
    space = cut.rfind(" ", max_length // 2)
    return (cut[:space] if space > 0 else cut[:-1]).rstrip(" ,;:.-–—") + "…"
