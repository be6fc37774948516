"""The table of a run, as Markdown that can be read in a terminal too, and its place in the docs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.meter import Cost

HEAD = (
    "build",
    "files",
    "seconds",
    "÷ Hugo",
    "goal",
    "CPU",
    "÷ Hugo",
    "MB",
    "÷ Hugo",
    "goal",
    "written",
    "unchanged",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A build. goals: of seconds and of memory, as parts of Hugo's; None where there is none.

    written, unchanged: files, as newsgen counts them; None for other programs.
    """

    title: str
    files: int
    cost: Cost
    time_goal: float | None = None
    memory_goal: float | None = None
    written: int | None = None
    unchanged: int | None = None


def table(rows: Sequence[Row], hugo: Cost) -> str:
    """One line a row; every figure beside its ratio to Hugo's, and that beside its goal."""
    return aligned([HEAD, *(_cells(row, hugo) for row in rows)])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """The first line is the head; the first column stands to the left, all others to the right."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    left, *right = widths
    rule = "|".join(["", "-" * (left + 2), *("-" * (width + 1) + ":" for width in right), ""])
    head, *body = (
        "| " + " | ".join([line[0].ljust(left), *map(str.rjust, line[1:], right)]) + " |"
        for line in lines
    )
    return "\n".join([head, rule, *body]) + "\n"


def put(page: Path, name: str, text: str) -> bool:
    """Put text between the two comments of a page that have this name; whether it has them."""
    before = page.read_text("utf-8")
    opening, closing = f"<!-- bench {name} -->\n", f"<!-- end of bench {name} -->\n"
    between = re.compile(re.escape(opening) + ".*?" + re.escape(closing), re.S)
    if not between.search(before):
        return False
    after = between.sub(lambda _: f"{opening}\n{text.strip()}\n\n{closing}", before)
    page.write_text(after, "utf-8")
    return True


def judged(ratio: float, goal: float) -> str:
    """A goal, and whether it is reached."""
    return f"≤ {goal:g} {'✓' if ratio <= goal else '✗'}"


def ratio(part: float, whole: float) -> str:
    """Two digits that say something, whatever the size."""
    value = part / whole
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _cells(row: Row, hugo: Cost) -> tuple[str, ...]:
    cost = row.cost
    return (
        row.title,
        f"{row.files:,}",
        f"{cost.wall:.2f}",
        ratio(cost.wall, hugo.wall),
        _goal(cost.wall / hugo.wall, row.time_goal),
        f"{cost.cpu:.2f}",
        ratio(cost.cpu, hugo.cpu),
        f"{cost.memory / 1e6:,.0f}",
        ratio(cost.memory, hugo.memory),
        _goal(cost.memory / hugo.memory, row.memory_goal),
        _count(row.written),
        _count(row.unchanged),
    )


def _goal(value: float, goal: float | None) -> str:
    return "" if goal is None else judged(value, goal)


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
