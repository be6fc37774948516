"""The first words of a text, where it has no summary or may not be shown whole."""

from newsgen.content.markdown import Body, opening

EXCERPT = 280
"""Characters of an article's text that may stand for it."""


def excerpt(body: Body, *, whole: bool = True) -> str:
    """The first words of the paragraphs; of whatever there is, where there are none.

    whole: whether a short text may be all in it; otherwise at most half of a text is.
    """
    longest = EXCERPT if whole else min(EXCERPT, len(body.text) // 2)
    return shorten(opening(body.html, EXCERPT) or body.text, longest)


def shorten(text: str, longest: int) -> str:
    """The first words of a text in one line, at most `longest` characters, an ellipsis counted."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    # Scripts without spaces are cut anywhere; others at the last word, if that is not far back.
    space = cut.rfind(" ", longest // 2)
    return (cut[:space] if space > 0 else cut[:-1]).rstrip(" ,;:.-–—") + "…"
