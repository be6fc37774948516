"""Rules that mend a closed element whose children HTML does not allow; see ELEMENT_RULES."""

import re
from collections.abc import Callable, Iterable

from newsgen.content.markdown.element import Element
from newsgen.content.markdown.tree_builder import TreeBuilder

_MAX_CELLS = 100_000
"""The largest table, in cells, whose spans are checked. In a larger one they are removed."""


def fix_definition_list(builder: TreeBuilder, element: Element) -> bool:
    """<dl> holds groups of terms, each followed by descriptions; else all become <div>."""
    children = _child_elements(element)
    if not re.fullmatch("(?:(?:dt)+(?:dd)+)*", "".join(child.name for child in children)):
        _rename_all(builder, [element, *children], "div")
    return True


def fix_details(builder: TreeBuilder, element: Element) -> bool:
    """<details> begins with <summary>, the only one; else it and all of them become <div>."""
    summaries = [child for child in _child_elements(element) if child.name == "summary"]
    if summaries and element.children and element.children[0] is summaries[0]:
        _rename_all(builder, summaries[1:], "div")
    else:
        element.attributes.pop("open", None)
        _rename_all(builder, [element, *summaries], "div")
    return True


def fix_figure(builder: TreeBuilder, element: Element) -> bool:
    """<figure> has one caption, first, or last after elements only; others become <div>."""
    captions = [child for child in _child_elements(element) if child.name == "figcaption"]
    if captions and element.children:
        first = element.children[0] is captions[0]
        last = element.children[-1] is captions[0] and None not in element.children
        _rename_all(builder, captions[1:] if first or last else captions, "div")
    return True


def fix_ruby(builder: TreeBuilder, element: Element) -> bool:
    """<ruby> is text with its reading after it, which may stand in <rp>; else all become <span>."""
    kinds = {"rt": "r", "rp": "p"}
    names = (child.name if child else "" for child in element.children or ())
    order = "".join(kinds.get(name, "t") for name in names)
    if not re.fullmatch("(?:t+(?:r|prp))+", order):
        readings = [child for child in _child_elements(element) if child.name in kinds]
        _rename_all(builder, [element, *readings], "span")
    return True


def fix_table_spans(builder: TreeBuilder, element: Element) -> bool:
    """The cells of a table that span several fit together; else no cell spans several."""
    groups = [
        [list(_child_elements(row)) for row in _child_elements(group)]
        for group in _child_elements(element)
        if group.name != "caption"
    ]
    cells = [cell for group in groups for row in group for cell in row]
    if not any({"colspan", "rowspan"} & cell.attributes.keys() for cell in cells):
        return True
    if _spans_fit(groups):
        return True
    for cell in cells:
        cell.attributes.pop("colspan", None)
        cell.attributes.pop("rowspan", None)
        builder.rewrite_tags(cell)
    return False


ELEMENT_RULES: dict[str, Callable[[TreeBuilder, Element], bool]] = {
    "details": fix_details,
    "dl": fix_definition_list,
    "figure": fix_figure,
    "ruby": fix_ruby,
    "table": fix_table_spans,
}
"""By element. A rule returns False if it removed something that has to be reported."""


def _spans_fit(groups: Iterable[list[list[Element]]]) -> bool:
    """Return whether cells neither overlap nor leave their rows, and each column starts one."""
    start_columns: set[int] = set()
    width = area = 0
    for rows in groups:
        occupied: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                across = int(cell.attributes.get("colspan", "1"))
                down = int(cell.attributes.get("rowspan", "1"))
                while (y, x) in occupied:
                    x += 1
                area += across * down
                if y + down > len(rows) or area > _MAX_CELLS:
                    return False
                places = {(y + j, x + i) for j in range(down) for i in range(across)}
                if occupied & places:
                    return False
                occupied |= places
                start_columns.add(x)
                x += across
                width = max(width, x)
    return len(start_columns) == width


def _child_elements(element: Element) -> list[Element]:
    return [child for child in element.children or () if child]


def _rename_all(builder: TreeBuilder, elements: Iterable[Element], name: str) -> None:
    for element in elements:
        builder.rename(element, name)
