"""The story of a build, from article files to a published tree, and of a check, which stops short.

Takes an order; gives an outcome that says everything there is to say. Raises nothing for what an
editor wrote; what the machine refuses becomes an outcome too, with the published tree whole.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgen.archive.removed_urls import removed_urls
from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.value import replace
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import ScannedFiles, scan_site
from newsgen.pipeline.up_to_date import reuse_last_result, save_build
from newsgen.publish.export_files import keep_export_files
from newsgen.publish.last_build import read_last_build
from newsgen.publish.lock import OutputBusy
from newsgen.publish.output_state import OutputState, read_output, read_output_unchecked
from newsgen.publish.preflight import export_conflict_problems, output_folder_problem
from newsgen.publish.session import OutputSession, open_output
from newsgen.publish.transaction import PublishResult
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.pool import WorkerDied
from newsgen.runtime.system import gc_disabled, peak_memory_mb
from newsgen.store.session import Session, open_session

if TYPE_CHECKING:
    from newsgen.pipeline.staged import StagedSite


BuildStep = Callable[[BuildRequest, Stopwatch, Progress], BuildResult]


_ATTEMPTS = 3


def build(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Build a site into its output folder."""
    return run_step(_build, request, progress)


def check(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Find every problem a build would find, and publish nothing."""
    return run_step(_check, request, progress)


def _build(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    if refusal := output_folder_problem(request.site, request.out):
        return BuildResult("problems", problems=(refusal,))
    with open_output(request.out, request.cache_folder) as output_session:
        return _publish(request, output_session, stopwatch, progress)


def _publish(
    request: BuildRequest,
    output_session: OutputSession,
    stopwatch: Stopwatch,
    progress: Progress,
) -> BuildResult:
    inputs = scan_site(request.site)
    lasting = inputs.config_stamp is not None
    with open_session(
        request.cache_folder, request.workers, request.tuning, persistent=lasting
    ) as work:
        if request.clean:
            work.cache.clear()
        output = _read_output(request, inputs, work)
        if isinstance(output, BuildResult):
            return output
        # Loading what reads and draws takes longer than all a build does that has nothing to do.
        from newsgen.pipeline.staged import problems_result, stage_site

        staged = stage_site(request, inputs, output, request.out, work, stopwatch, progress)
        if isinstance(staged, BuildResult):
            return staged
        kept, taken = keep_export_files(output.entries, output.faults, staged.rendered_site.entries)
        if taken:
            return problems_result(
                (*staged.problems, *export_conflict_problems(request.out, taken)), staged.omissions
            )
        entries = (*staged.rendered_site.entries, *kept)
        progress("publish", 0, 0)
        published = output_session.publish(output.entries, entries)
        stopwatch.lap("publish")
        if not isinstance(published, PublishResult):
            return problems_result((*staged.problems, *published), staged.omissions)
        outcome = _success_result(staged, published)
        save_build(request, inputs, output, staged, entries, outcome)
        return outcome


def _read_output(
    request: BuildRequest, scanned_files: ScannedFiles, session: Session
) -> OutputState | BuildResult:
    """The output as the last build left it; that build's outcome, if it would be the same again."""
    last = read_last_build(session.cache, request.out)
    output = read_output(request.out, request.cache_folder, last, session.pool)
    if request.clean:
        return output.without_keys()
    return reuse_last_result(request, scanned_files, output, last) or output


def _check(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    from newsgen.pipeline.staged import stage_site

    inputs = scan_site(request.site)
    with open_session(
        request.cache_folder, request.workers, request.tuning, persistent=False
    ) as work:
        # What is published was drawn without a problem, and would be again, however it stands now.
        output = read_output_unchecked(request.out, request.cache_folder)
        staged = stage_site(request, inputs, output, None, work, stopwatch, progress)
        if isinstance(staged, BuildResult):
            return staged
        staged.build_state.save(staged.rendered_site.entries)
        return _success_result(staged, PublishResult((), 0, ()))


def run_step(step: BuildStep, request: BuildRequest, progress: Progress) -> BuildResult:
    """The outcome of a story with its times, whatever the machine did to it."""
    watch = Stopwatch()
    try:
        with gc_disabled():
            outcome = _run_with_retries(step, request, watch, progress)
    except OutputBusy as busy:
        outcome = BuildResult("busy", str(busy))
    except (OSError, WorkerDied, MemoryError) as error:
        outcome = BuildResult("failed", _failure_message(error))
    seconds = {**watch.seconds, "total": watch.total()}
    return replace(outcome, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _run_with_retries(
    step: BuildStep, request: BuildRequest, stopwatch: Stopwatch, progress: Progress
) -> BuildResult:
    """A story told anew where the site changed under it, as when an editor saves during a build.

    Raises Changed if it did so time and again.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return step(request, stopwatch, progress)
        except FileChanged:
            continue
    return step(request, stopwatch, progress)


def _failure_message(error: BaseException) -> str:
    """A failure of the machine as a sentence, with what is to be done."""
    what = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{what}; nothing that was published is lost: mend that and build again"


def _success_result(staged_site: "StagedSite", publish_result: PublishResult) -> BuildResult:
    printed = staged_site.rendered_site
    return BuildResult(
        "ok",
        problems=staged_site.problems,
        article_count=staged_site.article_count,
        omissions=staged_site.omissions,
        file_count=len(printed.entries),
        rendered_count=printed.made_count,
        written_count=len(publish_result.written_paths),
        unchanged_count=len(printed.entries) - printed.made_count,
        deleted_count=len(publish_result.deleted_paths),
        changed_paths=(*publish_result.written_paths, *publish_result.deleted_paths),
        base_url=staged_site.base_url,
        search_outdated=staged_site.search_outdated,
        removed_urls=removed_urls(publish_result.deleted_paths),
        explanations=printed.explanations,
    )
