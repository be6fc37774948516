"""Runs a build, a check or an export, and turns what the machine refuses into a result.

Takes a function and its request; gives its result with times and memory. A step is run again, at
most twice, if a file of the site changed while it ran.
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

BuildStep = Callable[[BuildRequest, Stopwatch, Progress], BuildResult]

_ATTEMPTS = 3


def run_step(step: BuildStep, request: BuildRequest, progress: Progress) -> BuildResult:
    """Return the result of a step with its times, whatever the machine did to it."""
    stopwatch = Stopwatch()
    try:
        with gc_disabled():
            result = _run_with_retries(step, request, stopwatch, progress)
    except OutputBusy as busy:
        result = BuildResult("busy", str(busy))
    except (OSError, WorkerDied, MemoryError) as error:
        result = BuildResult("failed", _failure_message(error))
    seconds = {**stopwatch.seconds, "total": stopwatch.total()}
    return replace(result, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _run_with_retries(
    step: BuildStep, request: BuildRequest, stopwatch: Stopwatch, progress: Progress
) -> BuildResult:
    """Run a step again where the site changed meanwhile, as when an editor saves a file.

    Raises FileChanged if it changed in every attempt.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return step(request, stopwatch, progress)
        except FileChanged:
            continue
    return step(request, stopwatch, progress)


def _failure_message(error: BaseException) -> str:
    """Return a failure of the machine as a sentence, with what is to be done."""
    message = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        message = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{message}; nothing that was published is lost: mend that and build again"
