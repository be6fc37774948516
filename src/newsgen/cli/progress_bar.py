"""Shows the progress of a build: a bar on a terminal, a few lines anywhere else.

Short stages show nothing, because they end before anybody could read it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from newsgen.model.progress import Progress, Stage, ignore_progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

PROGRESS_THRESHOLD = 500
"""The smallest number of files or pages in a stage for which progress is shown."""

_SLOW_STAGES: frozenset[Stage] = frozenset(("links", "keep"))
"""Those in which a single step may take seconds, so that progress is shown of few as well."""

_STAGE_TITLES: dict[Stage, str] = {
    "read": "Looking for files",
    "import": "Reading documents",
    "prepare": "Reading articles",
    "study": "Studying texts",
    "plan": "Planning pages",
    "render": "Drawing pages",
    "search": "Indexing articles",
    "export": "Writing tables",
    "publish": "Publishing",
    "links": "Asking hosts",
    "keep": "Keeping pages",
    "fixity": "Reading files",
}


@contextmanager
def show_progress(quiet: bool) -> Iterator[Progress]:
    """Give a function that shows a build's progress on stderr, or nothing if `quiet`."""
    with ExitStack() as stack:
        if quiet:
            yield ignore_progress
        else:
            yield _ProgressBar(stack) if sys.stderr.isatty() else _ProgressLines()


class _ProgressBar:
    """Shows a bar for each stage with enough files."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bar: Bar | None = None
        self._stage: Stage | None = None

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if total < PROGRESS_THRESHOLD and stage not in _SLOW_STAGES:
            return
        bar = self._bar = self._bar or self._stack.enter_context(_make_bar())
        if stage != self._stage:
            for task in bar.task_ids:
                bar.remove_task(task)
            self._stage, self._shown = stage, 0
            self._task = bar.add_task(_STAGE_TITLES[stage], total=total)
        # Updating the bar for every file would slow down a large build.
        if done - self._shown >= total // 200 or done == total:
            self._shown = done
            bar.update(self._task, completed=done)


def _make_bar() -> "Bar":
    # Imported here, because loading Rich takes longer than many builds.
    from rich import progress as rich
    from rich.console import Console

    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn())
    return rich.Progress(
        *columns, rich.TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )


class _ProgressLines:
    """Prints up to four lines for each stage with enough files."""

    def __init__(self) -> None:
        self._call_counts: Counter[Stage] = Counter()
        self._last_line = ("", 0)

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        # `total` counts all pages, of which perhaps only a few are rendered: those need no lines.
        self._call_counts[stage] += 1
        line = (stage, 4 * done // total if self._call_counts[stage] >= PROGRESS_THRESHOLD else 0)
        if line[1] and line != self._last_line:
            self._last_line = line
            click.echo(f"{_STAGE_TITLES[stage]}: {done:,} of {total:,}", err=True)
