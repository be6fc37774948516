"""How far a build is, while it runs: a bar on a terminal, a few plain lines anywhere else.

Short builds show nothing: what is over before it can be read is only unrest.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bar,
)

from newsgen.build import Progress
from newsgen.build.order import Stage

_WORTH_TELLING = 500
"""Files or pages in a stage from which on it is told of."""

_NAMES: dict[Stage, str] = {
    "read": "Looking for files",
    "prepare": "Reading articles",
    "plan": "Planning pages",
    "render": "Drawing pages",
    "publish": "Publishing",
}


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A listener for a build's progress, on the standard error stream."""
    console = Console(stderr=True)
    if quiet:
        yield lambda stage, done, total: None
    elif console.is_terminal:
        with Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        ) as bar:
            yield _Drawn(bar)
    else:
        yield _Lines(console)


class _Drawn:
    """A bar for each stage that takes long enough."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._stage: Stage | None = None
        self._shown = 0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if total < _WORTH_TELLING:
            return
        if stage != self._stage:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._stage, self._shown = stage, 0
            self._task = self._bar.add_task(_NAMES[stage], total=total)
        # A hundred thousand updates would cost more than what they tell is worth.
        if done - self._shown >= total // 200 or done == total:
            self._shown = done
            self._bar.update(self._task, completed=done)


class _Lines:
    """Up to four lines for each stage that takes long enough."""

    def __init__(self, console: Console) -> None:
        self._console = console
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
            self._console.print(
                f"{_NAMES[stage]}: {done:,} of {total:,}", highlight=False, soft_wrap=True
            )
