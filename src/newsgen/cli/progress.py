"""How far a build is, while it runs: a bar on a terminal, a few plain lines anywhere else.

Short builds show nothing: what is over before it can be read is only unrest.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from newsgen.model.progress import Progress, Stage

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_WORTH_TELLING = 500
"""Files or pages in a stage from which on it is told of."""

_NAMES: dict[Stage, str] = {
    "read": "Looking for files",
    "prepare": "Reading articles",
    "study": "Studying texts",
    "plan": "Planning pages",
    "render": "Drawing pages",
    "search": "Indexing articles",
    "export": "Writing tables",
    "publish": "Publishing",
}


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A listener for a build's progress, on the standard error stream."""
    with ExitStack() as stack:
        if quiet:
            yield lambda stage, done, total: None
        else:
            yield _Drawn(stack) if sys.stderr.isatty() else _Lines()


def _bar() -> "Bar":
    # Rich takes longer to load than many builds take.
    from rich import progress as rich
    from rich.console import Console

    return rich.Progress(
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


class _Drawn:
    """A bar for each stage that takes long enough."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bar: Bar | None = None
        self._stage: Stage | None = None
        self._shown = 0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if total < _WORTH_TELLING:
            return
        bar = self._bar = self._bar or self._stack.enter_context(_bar())
        if stage != self._stage:
            for task in bar.task_ids:
                bar.remove_task(task)
            self._stage, self._shown = stage, 0
            self._task = bar.add_task(_NAMES[stage], total=total)
        # A hundred thousand updates would cost more than what they tell is worth.
        if done - self._shown >= total // 200 or done == total:
            self._shown = done
            bar.update(self._task, completed=done)


class _Lines:
    """Up to four lines for each stage that takes long enough."""

    def __init__(self) -> None:
        self._heard: Counter[Stage] = Counter()
        self._told = ("", 0)

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        # Of ten thousand pages a few may have to be drawn: that is no news for a log.
        self._heard[stage] += 1
        if self._heard[stage] < _WORTH_TELLING:
            return
        quarter = 4 * done // total
        if quarter and (stage, quarter) != self._told:
            self._told = (stage, quarter)
            click.echo(f"{_NAMES[stage]}: {done:,} of {total:,}", err=True)
