"""Rules about an element as a whole, asked when it is complete.

Takes a closed element and what stands in it; renames it, or takes away what cannot be kept, where
HTML would not allow it as it is. A new rule is one function and one line of RULES.
"""

import re
from collections.abc import Callable, Iterable

from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import Structure

_LARGEST = 100_000
"""Cells in a table with spans, above which the spans are not looked into but taken away."""


def definitions(structure: Structure, whole: Element) -> bool:
    """<dl> is terms, each group followed by its descriptions; anything else is only blocks."""
    kids = _elements(whole)
    if not re.fullmatch("(?:(?:dt)+(?:dd)+)*", "".join(kid.name for kid in kids)):
        _rename(structure, [whole, *kids], "div")
    return True


def details(structure: Structure, whole: Element) -> bool:
    """<details> begins with its only <summary>."""
    summaries = [kid for kid in _elements(whole) if kid.name == "summary"]
    if summaries and whole.kids and whole.kids[0] is summaries[0]:
        _rename(structure, summaries[1:], "div")
    else:
        whole.attributes.pop("open", None)
        _rename(structure, [whole, *summaries], "div")
    return True


def figure(structure: Structure, whole: Element) -> bool:
    """<figure> has one caption: first, or last after elements that are not bare text."""
    captions = [kid for kid in _elements(whole) if kid.name == "figcaption"]
    if captions and whole.kids:
        first = whole.kids[0] is captions[0]
        last = whole.kids[-1] is captions[0] and None not in whole.kids
        _rename(structure, captions[1:] if first or last else captions, "div")
    return True


def ruby(structure: Structure, whole: Element) -> bool:
    """<ruby> is text with its reading after it, in brackets for those who cannot show it."""
    kinds = {"rt": "r", "rp": "p"}
    order = "".join(kinds.get(kid.name, "t") if kid else "t" for kid in whole.kids or ())
    if not re.fullmatch("(?:t+(?:r|prp))+", order):
        readings = [kid for kid in _elements(whole) if kid.name in kinds]
        _rename(structure, [whole, *readings], "span")
    return True


def table(structure: Structure, whole: Element) -> bool:
    """The cells of a table that span several fit together; or else none of them spans any."""
    groups = [
        [list(_elements(row)) for row in _elements(group)]
        for group in _elements(whole)
        if group.name != "caption"
    ]
    cells = [cell for group in groups for row in group for cell in row]
    if not any(_SPANS & cell.attributes.keys() for cell in cells) or _fits(groups):
        return True
    for cell in cells:
        for name in _SPANS:
            cell.attributes.pop(name, None)
        structure.retag(cell)
    return False


RULES: dict[str, Callable[[Structure, Element], bool]] = {
    "details": details,
    "dl": definitions,
    "figure": figure,
    "ruby": ruby,
    "table": table,
}
"""By element; False if something was taken away that an editor should hear of."""

_SPANS = {"colspan", "rowspan"}


def _fits(groups: Iterable[list[list[Element]]]) -> bool:
    """Whether no cell lies on another or leaves its rows, and each column has a cell of its own."""
    begun: set[int] = set()
    width = area = 0
    for rows in groups:
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                across = int(cell.attributes.get("colspan", "1"))
                down = int(cell.attributes.get("rowspan", "1"))
                while (y, x) in taken:
                    x += 1
                area += across * down
                if y + down > len(rows) or area > _LARGEST:
                    return False
                places = {(y + j, x + i) for j in range(down) for i in range(across)}
                if taken & places:
                    return False
                taken |= places
                begun.add(x)
                x += across
                width = max(width, x)
    return len(begun) == width


def _elements(whole: Element) -> list[Element]:
    return [kid for kid in whole.kids or () if kid]


def _rename(structure: Structure, elements: Iterable[Element], name: str) -> None:
    for element in elements:
        structure.rename(element, name)
