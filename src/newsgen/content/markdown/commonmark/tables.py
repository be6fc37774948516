"""Tables as GitHub reads them."""

import re

_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def split_row(line: str) -> list[str]:
    """Return the cells of a row. A pipe that is part of a cell has a backslash before it."""
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    cells: list[str] = []
    cell = ""
    for piece in line.split("|"):
        if piece.endswith("\\"):
            cell += piece[:-1] + "|"
        else:
            cells.append((cell + piece).strip())
            cell = ""
    if cell:
        cells.append(cell.strip())
    elif cells and not cells[-1] and line.endswith("|"):
        cells.pop()
    return cells


def column_alignments(head: str, line: str) -> list[str] | None:
    """Return how each column is aligned, if a line below this head makes a table of it."""
    if "|" not in line or not _DELIMITER_ROW.match(line):
        return None
    marks = split_row(line)
    if len(marks) != len(split_row(head)):
        return None
    sides = {(True, True): "center", (True, False): "left", (False, True): "right"}
    return [sides.get((mark[0] == ":", mark[-1] == ":"), "") for mark in marks]
