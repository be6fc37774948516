"""Draws problems on a terminal: heading and place, the line with a mark below, and the way out."""

import re
from itertools import accumulate
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from newsgen.model.problem import Problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.runtime.fs import read_regular

_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s,\[\]{}\"'()]+|.")
_TAB = "    "
_INDENT = 2


class ProblemDrawing:
    """Draws problems on a console, each with an empty line after it.

    site: the folder that the paths of problems start from.
    """

    def __init__(self, site: Path, console: Console) -> None:
        self._site = site
        self._console = console
        self._lines_of: dict[str, list[str]] = {}

    def draw(self, problem: Problem) -> None:
        """Draw a problem."""
        console = self._console
        colour = "red" if problem.severity == "error" else "yellow"
        lines = self._lines(problem.location.path)
        rows = [
            _heading(problem, console.width, colour),
            *_excerpt(problem, lines, console, colour),
        ]
        code = Text(f" [{problem.code}]", "dim")
        if problem.hint:
            hint = Text(problem.hint[0].upper() + problem.hint[1:], "green")
            rows += [*self._wrap(Text(problem.message)), *self._wrap(hint + code)]
        else:
            rows += self._wrap(Text(problem.message) + code)
        for row in (*rows, Text()):
            row.rstrip()
            console.print(row, soft_wrap=True)

    def _wrap(self, text: Text) -> list[Text]:
        """Return a text in indented lines of whole words."""
        lines = text.wrap(self._console, max(self._console.width - _INDENT, 20))
        return [Text(" " * _INDENT) + line for line in lines]

    def _lines(self, path: str) -> list[str]:
        if path not in self._lines_of:
            try:
                text = read_regular(self._site / path).decode("utf-8-sig", "replace")
            except OSError:
                text = ""
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._lines_of[path] = text.split("\n")
        return self._lines_of[path]


def _heading(problem: Problem, width: int, colour: str) -> Text:
    """Return what kind of problem it is, and its place at the right end or on the next line."""
    title = PROBLEM_CODES[problem.code].title.upper()
    if problem.severity == "warning":
        title = f"WARNING: {title}"
    place = str(problem.location)
    free = width - cell_len(title) - cell_len(place)
    gap = " " * free if free > 1 else "\n"
    return Text.assemble((title, f"bold {colour}"), gap, (place, "bold"))


def _excerpt(problem: Problem, lines: list[str], console: Console, colour: str) -> list[Text]:
    """Return the line of a problem and the one before it, and a mark below what is meant."""
    number, column = problem.location.line, problem.location.column
    if not 0 < number <= len(lines):
        return []
    line = lines[number - 1]
    bar, cut = ("|", "...") if console.options.ascii_only else ("│", "…")
    gutter = len(str(number))
    room = max(console.width - _INDENT - gutter - len(f" {bar} "), 20)
    signs = [_visible(sign, at == column - 1) for at, sign in enumerate(line)]
    end = min(len(line), column - 1 + _marked_length(line[column - 1 :], problem.message))
    start, before = _visible_start(signs, column - 1, end, room, cut)
    shown = before + "".join(signs[start:])
    marked = before + "".join(signs[start : column - 1])
    mark = "^" * max(1, cell_len("".join(signs[column - 1 : end])))
    mark = mark[: max(1, room - cell_len(marked))]
    rows = []
    if number > 1 and lines[number - 2].strip():
        previous = "".join(_visible(sign, False) for sign in lines[number - 2])
        rows.append((str(number - 1), _fit(previous, room, cut), "dim"))
    rows.append((str(number), _fit(shown, room, cut), ""))
    rows.append(("", " " * cell_len(marked) + mark, f"bold {colour}"))
    margin = " " * _INDENT
    texts = [
        Text.assemble((f"{margin}{label:>{gutter}} {bar} ", "dim"), (text, style))
        for label, text, style in rows
    ]
    return [Text(), *texts, Text()]


def _visible(sign: str, is_marked: bool) -> str:
    """Return what stands for a sign of a line: none may reach the terminal as a command."""
    if sign == "\t":
        return _TAB
    if sign.isprintable():
        return sign
    if is_marked or sign < " " or "\x7f" <= sign < "\xa0":
        return "·"
    return " " if sign.isspace() else ""


def _marked_length(text: str, message: str) -> int:
    """Return how much of a line, from the column of a problem on, the problem is about."""
    quotations: list[str] = re.findall('"([^"]+)"', message)
    lengths = [len(words) for words in quotations if text.startswith(words)]
    if lengths:
        return max(lengths)
    key = re.match(r"[\w-]+(?=:)", text)
    match = key or _VALUE.match(text)
    return match.end() if match else 1


def _visible_start(signs: list[str], mark: int, end: int, room: int, cut: str) -> tuple[int, str]:
    """Return the first sign of a line to show so that the mark fits in, and what stands for it."""
    widths = [0, *accumulate(map(cell_len, signs))]
    if widths[min(end, len(signs))] <= room:
        return 0, ""
    first = next(at for at, width in enumerate(widths) if width >= widths[mark] - room // 3)
    start = min(first, mark)
    return start, cut if start else ""


def _fit(text: str, room: int, cut: str) -> str:
    """Return a text that is no wider than the room."""
    if cell_len(text) <= room:
        return text
    widths = accumulate(map(cell_len, text))
    count = sum(width <= room - len(cut) for width in widths)
    return text[:count] + cut
