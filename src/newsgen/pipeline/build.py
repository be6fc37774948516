"""Runs a build: scan, parse, plan, render, search, publish. A check stops before publish.

Takes a request; gives a result with all problems. Errors in the content and errors of the machine
are results too, never exceptions; the published pages stay whole.
"""

from typing import TYPE_CHECKING

from newsgen.archive.removed_urls import removed_urls
from newsgen.model.problem import errors_in
from newsgen.model.progress import Progress, ignore_progress
from newsgen.pipeline.request import BuildRequest, BuildResult, problems_result
from newsgen.pipeline.run_step import run_step
from newsgen.pipeline.scan import ScannedFiles, scan_site
from newsgen.pipeline.up_to_date import reuse_last_result, save_build
from newsgen.publish.export_files import keep_export_files
from newsgen.publish.last_build import read_last_build
from newsgen.publish.output_session import OutputSession, open_output
from newsgen.publish.output_state import OutputState, read_output, read_output_unchecked
from newsgen.publish.preflight import export_conflict_problems, output_folder_problem
from newsgen.publish.staging import open_staging
from newsgen.publish.transaction import PublishResult
from newsgen.runtime.clock import Stopwatch
from newsgen.store.session import Session, open_session

if TYPE_CHECKING:
    from newsgen.pipeline.staged_site import StagedSite


def build(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Build a site into its output folder."""
    return run_step(_build, request, progress)


def check(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Find every problem a build would find, and publish nothing."""
    return run_step(_check, request, progress)


def _build(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    if problem := output_folder_problem(request.site, request.out):
        return problems_result((problem,), ())
    with open_output(request.out, request.cache_folder) as output_session:
        files = scan_site(request.site)
        is_site = files.config_stamp is not None
        with open_session(
            request.cache_folder, request.workers, request.tuning, persistent=is_site
        ) as session:
            if request.clean:
                session.cache.clear()
            last_build = read_last_build(session.cache, request.out)
            output = read_output(request.out, request.cache_folder, last_build, session.pool)
            if request.clean:
                output = output.without_keys()
            elif result := reuse_last_result(request, files, output, last_build):
                return result
            staged = _stage(request, files, output, session, stopwatch, progress)
            if isinstance(staged, BuildResult):
                return staged
            return _publish(request, files, output, output_session, staged, stopwatch, progress)


def _check(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    files = scan_site(request.site)
    with open_session(
        request.cache_folder, request.workers, request.tuning, persistent=False
    ) as session:
        # Published pages were rendered without a problem, even if their files were changed since.
        output = read_output_unchecked(request.out, request.cache_folder)
        staged = _stage(request, files, output, session, stopwatch, progress, keep=False)
        if isinstance(staged, BuildResult):
            return staged
        staged.build_state.save(staged.entries)
        return _success_result(staged, PublishResult((), 0, ()))


def _stage(
    request: BuildRequest,
    files: ScannedFiles,
    output: OutputState,
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
    *,
    keep: bool = True,
) -> "StagedSite | BuildResult":
    """Parse, plan, render and index a site. keep: whether to stage the new files."""
    # Loading these takes longer than a whole build that has nothing to do.
    from newsgen.pipeline.parse import ParsedSite, parse_site
    from newsgen.pipeline.plan import plan_site
    from newsgen.pipeline.render import render_site
    from newsgen.pipeline.search import IndexedSite, index_site
    from newsgen.pipeline.staged_site import StagedSite

    parsed = parse_site(request, files, session, stopwatch, progress)
    if not isinstance(parsed, ParsedSite):
        return problems_result(parsed, ())
    plan = plan_site(request, parsed, session)
    stopwatch.lap("plan")
    if errors_in(plan.problems):
        return problems_result(plan.problems, plan.omissions)
    if keep:
        open_staging(request.out)
    rendered = render_site(
        plan, output, request, session, progress, out=request.out if keep else None
    )
    stopwatch.lap("render")
    indexed = index_site(plan, output, request, session, progress) if keep else IndexedSite()
    stopwatch.lap("search")
    if rendered.problems or indexed.problems:
        problems = (*plan.problems, *rendered.problems, *indexed.problems)
        return problems_result(problems, plan.omissions)
    plan.build_state.template_digests.require_unchanged()
    return StagedSite.of(plan, rendered, indexed)


def _publish(
    request: BuildRequest,
    files: ScannedFiles,
    output: OutputState,
    output_session: OutputSession,
    staged: "StagedSite",
    stopwatch: Stopwatch,
    progress: Progress,
) -> BuildResult:
    export_entries, conflicts = keep_export_files(output.entries, output.faults, staged.entries)
    if conflicts:
        conflict_problems = export_conflict_problems(request.out, conflicts)
        return problems_result((*staged.problems, *conflict_problems), staged.omissions)
    entries = (*staged.entries, *export_entries)
    progress("publish", 0, 0)
    published = output_session.publish(output.entries, entries)
    stopwatch.lap("publish")
    if not isinstance(published, PublishResult):
        return problems_result((*staged.problems, *published), staged.omissions)
    result = _success_result(staged, published)
    save_build(request, files, output, staged, entries, result)
    return result


def _success_result(staged: "StagedSite", published: PublishResult) -> BuildResult:
    return BuildResult(
        "ok",
        problems=staged.problems,
        article_count=staged.article_count,
        omissions=staged.omissions,
        file_count=len(staged.entries),
        rendered_count=staged.made_count,
        written_count=len(published.written_paths),
        unchanged_count=len(staged.entries) - staged.made_count,
        deleted_count=len(published.deleted_paths),
        changed_paths=(*published.written_paths, *published.deleted_paths),
        base_url=staged.base_url,
        search_outdated=staged.search_outdated,
        removed_urls=removed_urls(published.deleted_paths),
        explanations=staged.explanations,
    )
