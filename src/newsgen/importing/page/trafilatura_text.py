"""What trafilatura takes for the article of a page: asked where the scores are not sure."""

import logging
import re
from copy import deepcopy

from newsgen.importing.markup.tree import BLOCKS, HtmlElement, words_of

_WORD = re.compile(r"\w")
_SHORTEST = 20
_MOST = 0.8
"""How much of the text an element has that holds it all but for some lines."""


def text_by_trafilatura(root: HtmlElement) -> list[str]:
    """Return the lines of the article of a page; none if it finds none."""
    from trafilatura import extract  # loading it takes a third of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = extract(deepcopy(root), include_comments=False, include_formatting=False, fast=True)
    return (text or "").split("\n")


def element_around(body: HtmlElement, lines: list[str]) -> HtmlElement | None:
    """Return the smallest element that holds nearly all of some lines; None if there is none."""
    wanted = {_key(line) for line in lines if len(line.strip()) >= _SHORTEST}
    sizes: dict[HtmlElement, int] = {}
    total = 0
    for element in body.iter("p", "div", "li", "td", "blockquote", "h2", "h3", "pre", "span"):
        if any(child.tag in BLOCKS for child in element):
            continue
        key = _key(words_of(element))
        shared = [line for line in wanted if line in key]
        wanted.difference_update(shared)
        size = sum(map(len, shared))
        total += size
        for above in (element, *element.iterancestors()) if size else ():
            sizes[above] = sizes.get(above, 0) + size
    holders = [element for element, size in sizes.items() if size >= _MOST * total]
    return min(holders, key=lambda each: len(words_of(each)), default=None)


def _key(text: str) -> str:
    return "".join(_WORD.findall(text))
