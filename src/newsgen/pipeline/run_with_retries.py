"""Runs a build, a check or an export, and turns what the machine refuses into a result.

A step is run again, at most twice, if a file of the site changed while it ran, or if the stored
archive turned out to be damaged, or to have other pages than it should.
"""

from collections.abc import Callable, Sequence

from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.request import BuildRequest, BuildResult, Explanation
from newsgen.publish.lock import OutputBusy
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.job import WorkerDied
from newsgen.runtime.system import gc_disabled, peak_memory_mb
from newsgen.store.archive_database import DATABASE_ERRORS, DatabaseDamaged

BuildStep = Callable[[BuildRequest, Stopwatch, Progress], BuildResult]

_RETRIES = 2


class StoredPagesDiffer(DatabaseDamaged):
    """The stored archive has other pages than those that would be planned.

    paths: Of these pages in the output.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


def run_with_retries(step: BuildStep, request: BuildRequest, progress: Progress) -> BuildResult:
    """Return the result of a step with its times, whatever the machine did to it."""
    stopwatch = Stopwatch()
    try:
        with gc_disabled():
            result = _run(step, request, stopwatch, progress, _RETRIES)
    except OutputBusy as busy:
        result = BuildResult("busy", str(busy))
    except (OSError, WorkerDied, MemoryError) as error:
        result = BuildResult("failed", _failure_message(error))
    seconds = {**stopwatch.seconds, "total": stopwatch.total()}
    return replace(result, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _run(
    step: BuildStep, request: BuildRequest, stopwatch: Stopwatch, progress: Progress, retries: int
) -> BuildResult:
    try:
        return step(request, stopwatch, progress)
    except (FileChanged, *DATABASE_ERRORS) as error:  # as when an editor saves a file
        if not retries:
            raise
        paths = error.paths if isinstance(error, StoredPagesDiffer) else ()
    result = _run(step, request, stopwatch, progress, retries - 1)
    told = {one.path for one in result.mended}
    mended = (Explanation(path, "planned anew") for path in paths if path not in told)
    return replace(result, mended=(*result.mended, *mended)) if paths else result


def _failure_message(error: BaseException) -> str:
    message = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        path = error.filename2 or error.filename  # of what moves, the place that refused it
        message = f"{error.strerror}: {path}" if path else error.strerror
    return f"{message}; nothing that was published is lost: mend that and build again"
