"""Makes figures of pictures alone in their paragraph, whose titles are their captions."""

import re
from collections.abc import Sequence
from itertools import groupby

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from newsgen.model.lazy_pattern import lazy_pattern

_CAPTIONS = "captions"
_TYPED_TITLE = "title"
_TITLE = lazy_pattern(
    r"""\s(?:"((?>(?:[^"\\]|\\.)*))"|'((?>(?:[^'\\]|\\.)*))'|\(((?>(?:[^()\\]|\\.)*))\))\s*+\)$""",
    re.DOTALL,
)
_LINE_ENDS = ("softbreak", "hardbreak")


def read_image(state: StateInline, silent: bool) -> bool:
    """Read a picture as the library does, and keep its title as it was typed.

    The library takes backslashes out of titles, which keep marks from being read.
    """
    start = state.pos
    if not image(state, silent):
        return False
    if not silent and "title" in state.tokens[-1].attrs:
        title = _TITLE.search(state.src, start, state.pos)
        typed = next(filter(None, title.groups()), "") if title else ""
        if unescapeAll(typed) == state.tokens[-1].attrs["title"]:
            state.tokens[-1].meta[_TYPED_TITLE] = typed
    return True


def read_captions(state: StateCore, text: Token) -> None:
    """Read the titles of the pictures that a paragraph consists of: they are texts like others."""
    pictures = _titled_pictures(text.children or ())
    captions = []
    for line, picture in enumerate(pictures, (text.map or [0])[0]):
        state.env["line"] = line
        title = str(picture.attrs.pop("title"))
        title = picture.meta.get(_TYPED_TITLE, title)
        captions.append(state.md.inline.parse(title, state.md, state.env, []))
    if captions:
        text.meta[_CAPTIONS] = captions


def is_figure(text: Token) -> bool:
    """Return whether a paragraph consists of pictures with captions."""
    return _CAPTIONS in text.meta


def make_figures(state: StateCore) -> None:
    """Make figures of the paragraphs whose pictures have captions."""
    tokens = state.tokens
    for at, text in enumerate(tokens):
        if not text.meta or not is_figure(text):
            continue
        opening, ending = tokens[at - 1], tokens[at + 1]
        opening.tag = ending.tag = "figure"
        opening.hidden = ending.hidden = False  # as in a list without empty lines
        figures = zip(_lines(text.children or ()), text.meta[_CAPTIONS], strict=True)
        text.children = []
        for picture, caption in figures:
            if text.children:
                text.children.append(Token("figure_close", "figure", -1))
                text.children.append(Token("figure_open", "figure", 1))
            words = Token("caption_open", "figcaption", 1), *caption
            text.children += *picture, *words, Token("caption_close", "figcaption", -1)


def _titled_pictures(children: Sequence[Token]) -> list[Token]:
    """Return the pictures of a paragraph that are alone in it, all with a title; else none.

    Several may stand there, each on a line of its own, and each may be a link.
    """
    if not children or children[0].type not in ("image", "link_open"):
        return []
    lines = _lines(children)
    forms = (["image"], ["link_open", "image", "link_close"])
    if not all([token.type for token in line] in forms for line in lines):
        return []
    pictures = [token for line in lines for token in line if token.type == "image"]
    has_titles = all(str(picture.attrs.get("title", "")).strip() for picture in pictures)
    return pictures if has_titles else []


def _lines(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each line, without blanks."""
    shown = (token for token in tokens if token.type != "text" or token.content.strip())
    groups = groupby(shown, key=lambda token: token.type in _LINE_ENDS)
    return [list(line) for is_end, line in groups if not is_end]
