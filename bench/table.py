"""The table of a run, as Markdown that can be read in a terminal too, and its place in the docs."""

import re
from collections.abc import Sequence
from pathlib import Path

from bench.goals import Goal, Goals
from bench.meter import Cost
from bench.record import Measurement

HEAD = (
    "build",
    "files",
    "output MB",
    "store MB",
    "seconds",
    "÷ Hugo",
    "goal",
    "CPU",
    "÷ Hugo",
    "memory MB",
    "÷ Hugo",
    "goal",
    "written",
    "unchanged",
)


def table(rows: Sequence[tuple[Measurement, Goals]], hugo: Cost | None) -> str:
    """One line a row; every figure beside its ratio to Hugo's, and that beside its goal.

    A column that says nothing is left out.
    """
    lines = [HEAD, *(_cells(measurement, goals, hugo) for measurement, goals in rows)]
    columns = [column for column in zip(*lines, strict=True) if any(column[1:])]
    return aligned(list(zip(*columns, strict=True)))


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


def judged(value: float, goal: float, unit: str = "") -> str:
    """A goal, and whether it is reached."""
    return f"≤ {goal:g}{unit} {'✓' if value <= goal else '✗'}"


def ratio(part: float, whole: float) -> str:
    """Two digits that say something, whatever the size."""
    value = part / whole
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _cells(row: Measurement, goals: Goals, hugo: Cost | None) -> tuple[str, ...]:
    cost = row.cost
    return (
        row.row,
        _number(row.files),
        _number(row.output, 1e6),
        _number(row.store, 1e6),
        f"{cost.wall:.2f}",
        ratio(cost.wall, hugo.wall) if hugo else "",
        _judged(goals.time, cost.wall, hugo and hugo.wall, " s"),
        f"{cost.cpu:.2f}",
        ratio(cost.cpu, hugo.cpu) if hugo else "",
        _number(cost.memory, 1e6),
        ratio(cost.memory, hugo.memory) if hugo else "",
        _judged(goals.memory, cost.memory, hugo and hugo.memory, " MB", 1e6),
        _number(row.written),
        _number(row.unchanged),
    )


def _judged(
    goal: Goal | None, value: float, hugo: float | None, unit: str, each: float = 1.0
) -> str:
    """Both parts of a goal. each: of the unit that it is told in."""
    told = []
    if goal and goal.absolute is not None:
        told.append(judged(value / each, goal.absolute / each, unit))
    if goal and goal.of_hugo is not None and hugo:
        told.append(judged(value / hugo, goal.of_hugo))
    return ", ".join(told)


def _number(number: int | None, each: float = 1.0) -> str:
    return "" if number is None else f"{number / each:,.0f}"
