"""Rules about an element as a whole, asked when it is complete.

Takes a closed element and what stands in it; renames it, or takes away what cannot be kept, where
HTML would not allow it as it is. A new rule is one function and one line of RULES.
"""

import re
from collections.abc import Callable, Iterable

from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import TreeBuilder

_MAX_CELLS = 100_000
"""Cells in a table with spans, above which the spans are not looked into but taken away."""


def fix_definition_list(builder: TreeBuilder, element: Element) -> bool:
    """<dl> is terms, each group followed by its descriptions; anything else is only blocks."""
    kids = _child_elements(element)
    if not re.fullmatch("(?:(?:dt)+(?:dd)+)*", "".join(kid.name for kid in kids)):
        _rename_all(builder, [element, *kids], "div")
    return True


def fix_details(builder: TreeBuilder, element: Element) -> bool:
    """<details> begins with its only <summary>."""
    summaries = [kid for kid in _child_elements(element) if kid.name == "summary"]
    if summaries and element.children and element.children[0] is summaries[0]:
        _rename_all(builder, summaries[1:], "div")
    else:
        element.attributes.pop("open", None)
        _rename_all(builder, [element, *summaries], "div")
    return True


def fix_figure(builder: TreeBuilder, element: Element) -> bool:
    """<figure> has one caption: first, or last after elements that are not bare text."""
    captions = [kid for kid in _child_elements(element) if kid.name == "figcaption"]
    if captions and element.children:
        first = element.children[0] is captions[0]
        last = element.children[-1] is captions[0] and None not in element.children
        _rename_all(builder, captions[1:] if first or last else captions, "div")
    return True


def fix_ruby(builder: TreeBuilder, element: Element) -> bool:
    """<ruby> is text with its reading after it, in brackets for those who cannot show it."""
    kinds = {"rt": "r", "rp": "p"}
    order = "".join(kinds.get(kid.name, "t") if kid else "t" for kid in element.children or ())
    if not re.fullmatch("(?:t+(?:r|prp))+", order):
        readings = [kid for kid in _child_elements(element) if kid.name in kinds]
        _rename_all(builder, [element, *readings], "span")
    return True


def fix_table_spans(builder: TreeBuilder, element: Element) -> bool:
    """The cells of a table that span several fit together; or else none of them spans any."""
    groups = [
        [list(_child_elements(row)) for row in _child_elements(group)]
        for group in _child_elements(element)
        if group.name != "caption"
    ]
    cells = [cell for group in groups for row in group for cell in row]
    if not any(_SPAN_ATTRIBUTES & cell.attributes.keys() for cell in cells) or _spans_fit(groups):
        return True
    for cell in cells:
        for name in _SPAN_ATTRIBUTES:
            cell.attributes.pop(name, None)
        builder.rewrite_tags(cell)
    return False


ELEMENT_RULES: dict[str, Callable[[TreeBuilder, Element], bool]] = {
    "details": fix_details,
    "dl": fix_definition_list,
    "figure": fix_figure,
    "ruby": fix_ruby,
    "table": fix_table_spans,
}
"""By element; False if something was taken away that an editor should hear of."""

_SPAN_ATTRIBUTES = {"colspan", "rowspan"}


def _spans_fit(groups: Iterable[list[list[Element]]]) -> bool:
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
                if y + down > len(rows) or area > _MAX_CELLS:
                    return False
                places = {(y + j, x + i) for j in range(down) for i in range(across)}
                if taken & places:
                    return False
                taken |= places
                begun.add(x)
                x += across
                width = max(width, x)
    return len(begun) == width


def _child_elements(element: Element) -> list[Element]:
    return [kid for kid in element.children or () if kid]


def _rename_all(builder: TreeBuilder, elements: Iterable[Element], name: str) -> None:
    for element in elements:
        builder.rename(element, name)
