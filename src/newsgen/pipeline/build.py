"""Runs a build: scan, parse, plan, render, search, publish. A check stops before publish.

Errors in the content and errors of the machine are results, never exceptions; the published pages
stay whole.
"""

from typing import TYPE_CHECKING

from newsgen.archive.removed_urls import removed_urls
from newsgen.model.problem import Problem, errors_in
from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.value import replace
from newsgen.pipeline.last_build import (
    read_last_build,
    repeated_warnings,
    reuse_last_result,
    save_build,
)
from newsgen.pipeline.request import BuildRequest, BuildResult, problems_result
from newsgen.pipeline.run_with_retries import open_session, run_with_retries
from newsgen.pipeline.scan import ScannedFiles, scan_site
from newsgen.publish import preflight
from newsgen.publish.export_files import keep_export_files
from newsgen.publish.manifest import ManifestEntry, read_manifest
from newsgen.publish.output_session import open_output
from newsgen.publish.output_state import OutputState, read_output
from newsgen.publish.staging import open_staging
from newsgen.publish.transaction import ForeignFiles, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.store.command_session import Session

if TYPE_CHECKING:
    from newsgen.pipeline.build_state import BuildState


def build(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Build a site into its output folder."""
    return run_with_retries(_build, request, progress)


def check(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Find every problem a build would find, and publish nothing."""
    return run_with_retries(_check, request, progress)


def _build(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    folders = (request.site, request.out, request.cache_folder)
    if problem := preflight.output_folder_problem(*folders):
        return problems_result((problem,), ())
    with open_output(request.out, request.cache_folder):
        files = scan_site(request.site)
        is_site = files.config_stamp is not None
        with open_session(request, stopwatch, progress, persistent=is_site) as session:
            if request.clean:
                session.cache.clear()
            last = read_last_build(session.cache, request.out)
            output = read_output(
                request.out, request.cache_folder, last.manifest_header, last.stamps, session.pool
            )
            if request.clean:
                output = output.without_keys()
            elif last_result := reuse_last_result(request, files, output, last):
                return last_result
            result, entries, state = _stage(request, files, output, session)
            if state is None:
                return result
            result, entries, kept = _publish(request, output, result, entries, session)
            if result.status == "ok":
                save_build(request, files, output, state, entries, result)
            problems = (*result.problems, *kept)
            repeated = repeated_warnings(last, problems)
            return replace(result, problems=problems, repeated_warnings=repeated)


def _check(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    files = scan_site(request.site)
    with open_session(request, stopwatch, progress, persistent=False) as session:
        # Published pages were rendered without a problem, even if their files were changed since.
        output = OutputState(read_manifest(request.out, request.cache_folder).entries)
        result, entries, state = _stage(request, files, output, session, publishes=False)
        if state:
            state.save(entries)
        return result


def _stage(
    request: BuildRequest,
    files: ScannedFiles,
    output: OutputState,
    session: Session,
    *,
    publishes: bool = True,
) -> "tuple[BuildResult, tuple[ManifestEntry, ...], BuildState | None]":
    """Parse, plan, render and index a site; stage the new files unless nothing will be published.

    Return the result so far, the entries of all files, and what to save; None if there are errors.
    The articles and views go before publishing, so that a large archive has enough memory.
    """
    # Loading these takes longer than a whole build that has nothing to do.
    from newsgen.pipeline.build_state import StagedFiles
    from newsgen.pipeline.parse import ParsedSite, parse_site
    from newsgen.pipeline.plan import plan_site
    from newsgen.pipeline.render import render_site
    from newsgen.pipeline.search import index_site

    parsed = parse_site(request, files, session)
    if not isinstance(parsed, ParsedSite):
        return problems_result(parsed, ()), (), None
    plan = plan_site(request, parsed, session)
    session.stopwatch.lap("plan")
    if errors_in(plan.problems):
        return problems_result(plan.problems, plan.omissions), (), None
    tree = open_staging(request.out) if publishes else None
    pages = render_site(plan, output, session, tree, explain=request.explain)
    session.stopwatch.lap("render")
    indexes = index_site(plan, output, request, session, tree) if tree else StagedFiles()
    session.stopwatch.lap("search")
    if problems := (*pages.problems, *indexes.problems):
        return problems_result((*plan.problems, *problems), plan.omissions), (), None
    plan.build_state.template_digests.require_unchanged()
    entries = (*pages.entries, *indexes.entries)
    made_count = pages.made_count + indexes.made_count
    result = BuildResult(
        "ok",
        problems=plan.problems,
        article_count=len(plan.routing.inputs.archive.articles),
        textless_paths=plan.routing.inputs.archive.textless_paths(),
        omissions=plan.omissions,
        file_count=len(entries),
        rendered_count=made_count,
        unchanged_count=len(entries) - made_count,
        base_url=plan.site.config.base_url,
        search_outdated=indexes.search_outdated,
        explanations=(*pages.explanations, *indexes.explanations),
    )
    return result, entries, plan.build_state


def _publish(
    request: BuildRequest,
    output: OutputState,
    result: BuildResult,
    site_entries: tuple[ManifestEntry, ...],
    session: Session,
) -> tuple[BuildResult, tuple[ManifestEntry, ...], tuple[Problem, ...]]:
    """Publish the staged files; return the result, and the entries with those of the export.

    The problems beside them are of this moment: a next build does not find them again.
    """
    export_entries, conflicts = keep_export_files(output.entries, output.faults, site_entries)
    if problems := preflight.export_conflict_problems(request.out, conflicts):
        return problems_result((*result.problems, *problems), result.omissions), (), ()
    entries = (*site_entries, *export_entries)
    session.progress("publish", 0, 0)
    published = publish(request.out, request.cache_folder, output.entries, entries)
    session.stopwatch.lap("publish")
    if isinstance(published, ForeignFiles):
        problems = preflight.foreign_file_problems(request.out, published.paths)
        return problems_result((*result.problems, *problems), result.omissions), (), ()
    result = replace(
        result,
        written_count=len(published.written_paths),
        deleted_count=len(published.deleted_paths),
        changed_paths=(*published.written_paths, *published.deleted_paths),
        removed_urls=removed_urls(published.deleted_paths),
    )
    return result, entries, preflight.kept_file_problems(request.out, published.kept_paths)
