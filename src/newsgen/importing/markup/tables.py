"""Tables of a tree: each becomes one of equal rows with cells of one line, or paragraphs."""

from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.markup.tree import (
    BLOCKS,
    HEADINGS,
    HtmlElement,
    drop,
    elements,
    new_element,
    replace_element,
    unwrap,
    words_of,
)

_MOST_COLUMNS = 100


def straighten_table(table: HtmlElement, losses: LossCounter) -> None:
    """Give a table rows of equal length; make paragraphs of one that only lays out a page."""
    if table.getparent() is None:
        return
    for caption in elements(table, "caption"):
        caption.tag, caption.tail = "p", None
        table.addprevious(caption)
    rows = [row for row in elements(table, "tr") if _owner(row) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    has_blocks = any(
        elements(cell, "table", "pre", "blockquote", *HEADINGS) or len(elements(cell, "p")) > 3
        for row in cells
        for cell in row
    )
    if max((len(row) for row in cells), default=0) < 2 or (
        has_blocks and not elements(table, "th")
    ):
        for element in elements(table, "tbody", "thead", "tfoot", "tr", "td", "th", "colgroup"):
            if _owner(element) is table:
                element.tag = "div"
        table.tag = "div"
        return
    if any(elements(cell, "img") for row in cells for cell in row[1:]) and not elements(
        table, "th"
    ):
        losses.add("the pictures in a table are above each other now")
        for element in elements(table, "tbody", "thead", "tfoot", "tr", "td"):
            element.tag = "div"
        table.tag = "div"
        return
    _fill_spans(cells)
    for row in cells:
        for cell in row:
            _make_cell(cell)
    width = max(len(row) for row in cells)
    new = new_element("table")
    for number, row in enumerate(cells):
        line = new_element("tr")
        for cell in [*row, *(new_element("td") for _ in range(width - len(row)))]:
            cell.tag, cell.tail = ("th" if number == 0 else "td"), None
            line.append(cell)
        new.append(line)
    replace_element(table, new)


def _owner(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _fill_spans(rows: list[list[HtmlElement]]) -> None:
    """Put empty cells where a cell reaches over others."""
    for number, row in enumerate(rows):
        column = 0
        while column < len(row) and column < _MOST_COLUMNS:
            cell = row[column]
            wide, high = (_span(cell, side) for side in ("colspan", "rowspan"))
            row[column + 1 : column + 1] = [new_element("td") for _ in range(wide - 1)]
            for below in rows[number + 1 : number + high]:
                below[column:column] = [new_element("td") for _ in range(wide)]
            column += wide


def _span(cell: HtmlElement, side: str) -> int:
    text = (cell.get(side) or "1").strip()
    return max(1, min(_MOST_COLUMNS, int(text))) if text.isdecimal() and len(text) < 4 else 1


def _make_cell(cell: HtmlElement) -> None:
    """Leave in a cell one line, in which line breaks are elements."""
    cell.attrib.clear()
    for item in elements(cell, "li"):
        item.text = f"• {item.text or ''}"
    blocks = [element for element in elements(cell) if element.tag in BLOCKS]
    lines = [block for block in blocks if words_of(block) and not _begins_with_block(block)]
    for block in blocks:
        if block in lines[1:]:
            block.addprevious(new_element("cell-break"))
        unwrap(block)
    for line_break in elements(cell, "br"):
        line_break.tag = "cell-break"
    for element in elements(cell, "cell-break"):
        is_first = element.getprevious() is None and not (cell.text or "").strip()
        is_last = element.getnext() is None and not (element.tail or "").strip()
        if is_first or is_last:
            drop(element)


def _begins_with_block(block: HtmlElement) -> bool:
    return not (block.text or "").strip() and len(block) > 0 and block[0].tag in BLOCKS
