"""Runs a build, a check or an export, and turns what the machine refuses into a result.

A step is run again, at most twice, if a file of the site changed while it ran, or if the stored
archive turned out to be damaged.
"""

from collections.abc import Callable

from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.publish.lock import OutputBusy
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.pool import WorkerDied
from newsgen.runtime.system import gc_disabled, peak_memory_mb
from newsgen.store.archive_database import DATABASE_ERRORS

BuildStep = Callable[[BuildRequest, Stopwatch, Progress], BuildResult]

_RETRIES = 2


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
    except (FileChanged, *DATABASE_ERRORS):  # as when an editor saves a file
        if not retries:
            raise
    return _run(step, request, stopwatch, progress, retries - 1)


def _failure_message(error: BaseException) -> str:
    message = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        path = error.filename2 or error.filename  # of what moves, the place that refused it
        message = f"{error.strerror}: {path}" if path else error.strerror
    return f"{message}; nothing that was published is lost: mend that and build again"
