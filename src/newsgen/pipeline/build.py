"""Runs a build: scan, parse, plan, render, search, publish. A check stops before publish.

Errors in the content and errors of the machine are results, never exceptions; the published pages
stay whole.
"""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from newsgen.archive.removed_urls import removed_urls
from newsgen.model.config import Config
from newsgen.model.problem import Problem, apply_severities
from newsgen.model.progress import Progress, ignore_progress
from newsgen.model.value import replace
from newsgen.pipeline.attempt import Attempt, FailedAttempt, attempt_build
from newsgen.pipeline.keep_going import attempt_keeping_going
from newsgen.pipeline.last_build import (
    keep_last_build,
    read_last_build,
    repeated_warnings,
    reuse_last_result,
    save_build,
)
from newsgen.pipeline.open_session import OpenSession, open_session
from newsgen.pipeline.request import (
    BuildRequest,
    BuildResult,
    Explanation,
    is_published,
    problems_result,
)
from newsgen.pipeline.run_with_retries import run_with_retries
from newsgen.pipeline.scan import ScannedFiles, scan_site
from newsgen.publish import preflight
from newsgen.publish.export_files import is_export_file
from newsgen.publish.kept_export_files import keep_export_files
from newsgen.publish.output_manifest import (
    OutputManifest,
    published_entries,
    published_identity,
)
from newsgen.publish.output_state import LoadedEntries, OutputState, look_at_output
from newsgen.publish.published_texts import PublishedTexts
from newsgen.publish.transaction import ForeignFiles, open_output, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.store.command_session import Session
from newsgen.store.finished_indexes import FinishedIndexes
from newsgen.store.source_content import read_source

Scan = Callable[[Path], ScannedFiles]
"""Lists the files of the site in a folder."""


def build(
    request: BuildRequest,
    progress: Progress = ignore_progress,
    scan: Scan | None = None,
    opened: OpenSession | None = None,
) -> BuildResult:
    """Build a site into its output folder.

    Args:
        request: What to build.
        progress: What is told how far the build is.
        scan: What lists the files instead of `scan_site`.
        opened: What one build after another works with.
    """
    step = partial(_build, scan or _scan(request), opened or OpenSession())
    return run_with_retries(step, request, progress)


def check(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Find every problem a build would find, and publish nothing."""
    return run_with_retries(_check, request, progress)


def _build(
    scan: Scan,
    opened: OpenSession,
    request: BuildRequest,
    stopwatch: Stopwatch,
    progress: Progress,
) -> BuildResult:
    folders = (request.site, request.out, request.cache_folder)
    if problem := preflight.output_folder_problem(*folders):
        return problems_result((problem,), ())
    with open_output(request.out, request.cache_folder) as manifest:
        files = scan(request.site)
        with opened.use(request, stopwatch, progress, persistent=files.is_site) as session:
            if request.clean:
                session.cache.clear()
                FinishedIndexes(session.cache.folder).clear()
            last = read_last_build(session.cache, request.out)
            output = look_at_output(
                manifest,
                last.manifest,
                last.turn,
                session.pool,
                verify=request.verify,
                least=request.tuning.files_looked_at,
                is_quick=not request.index,
                shown_archive=last.shown_archive,
            )
            if request.clean:
                output = output.without_keys()
            elif not request.verify and (
                last_result := reuse_last_result(request, files, output, last)
            ):
                if output.new_stamps:
                    manifest.change(entries=output.new_stamps)
                if output.new_stamps or output.next_turn != last.turn:
                    keep_last_build(session.cache, last, manifest, output.next_turn)
                return last_result
            attempt = attempt_build(request, files, output, session)
            if request.keep_going and isinstance(attempt, FailedAttempt):
                attempt = attempt_keeping_going(request, files, manifest, output, session, attempt)
            notices = session.pool.notices
            if isinstance(attempt, FailedAttempt):
                return replace(attempt.result, notices=notices)
            result, kept = _publish(request, manifest, output, attempt, session)
            if is_published(result):
                attempt.state.save()
                # Where entries were lost meanwhile, the next build has to look at all.
                if not (output.shown_archive and manifest.was_restored):
                    save_build(
                        session.cache, request, files, output, manifest, attempt.state, result
                    )
                FinishedIndexes(session.cache.folder).clear()
            problems = (*result.problems, *kept)
            repeated = repeated_warnings(last, problems)
            return replace(result, problems=problems, repeated_warnings=repeated, notices=notices)


def _check(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    files = _scan(request)(request.site)
    with open_session(request, stopwatch, progress, persistent=False) as session:
        # Published pages were rendered without a problem, even if their files were changed since.
        last = read_last_build(session.cache, request.out)
        output = OutputState(LoadedEntries(published_entries(request.out)))
        if last.manifest == published_identity(request.out) != b"":
            output.shown_archive = last.shown_archive
        attempt = attempt_build(request, files, output, session, publishes=False)
        if isinstance(attempt, Attempt):
            attempt.state.save_check(output)
        return attempt.result


def _scan(request: BuildRequest) -> Scan:
    """Return what lists files with as many processes as a request allows."""
    workers, serial_files = request.workers, request.tuning.serial_files
    return partial(scan_site, workers=workers, serial_files=serial_files)


def _publish(
    request: BuildRequest,
    manifest: OutputManifest,
    output: OutputState,
    attempt: Attempt,
    session: Session,
) -> tuple[BuildResult, tuple[Problem, ...]]:
    """Publish the staged files; return the result, and problems beside it.

    The problems beside it are of this moment: a next build does not find them again.
    """
    result = attempt.result
    changes, conflicts = keep_export_files(output, attempt.changes)
    if problems := preflight.export_conflict_problems(request.out, conflicts):
        return problems_result((*result.problems, *problems), result.omissions), ()
    from newsgen.pipeline.shown_texts import all_texts  # loads much

    session.progress("publish", 0, 0)
    faulty = filter(None, map(output.entry, output.faults))
    exported = {entry.path for entry in faulty if is_export_file(entry)}
    cache_folder, slack = request.cache_folder, request.tuning.cache_slack
    with closing(PublishedTexts(cache_folder, request.out, slack)) as record:
        read_all = partial(all_texts, attempt.state.database)
        read = partial(read_source, attempt.site)
        texts = record.save(manifest.texts, attempt.changed_texts, read_all, read)
        published = publish(manifest, changes, texts, output.new_stamps)
        if not isinstance(published, ForeignFiles):
            record.settle(texts)
    session.stopwatch.lap("publish")
    if isinstance(published, ForeignFiles):
        problems = preflight.foreign_file_problems(request.out, published.paths)
        return problems_result((*result.problems, *problems), result.omissions), ()
    problems = _host_problems(attempt.site.config, manifest)
    result = replace(
        result,
        problems=(*result.problems, *problems),
        written_count=len(published.written_paths),
        deleted_count=len(published.deleted_paths),
        changed_paths=(*published.written_paths, *published.deleted_paths),
        removed_urls=removed_urls(published.deleted_paths),
        mended=_mended_files(output, exported, published.written_paths),
    )
    return result, preflight.kept_file_problems(request.out, published.kept_paths)


def _host_problems(config: Config, manifest: OutputManifest) -> tuple[Problem, ...]:
    """Return the limits of the host that newsgen.yml names that the output is near to."""
    if not config.host:
        return ()
    from newsgen.pipeline.host_budget import host_problems

    problems = tuple(host_problems(config.host, (entry for entry, _ in manifest.all())))
    return apply_severities(problems, config.problems)


def _mended_files(
    output: OutputState, exported: set[str], written_paths: tuple[str, ...]
) -> tuple[Explanation, ...]:
    """Return what was wrong with files that were made anew, and with those of the export."""
    if not output.faults:
        return ()
    mended = exported.union(written_paths)
    return tuple(
        Explanation(path, f"{fault}; run newsgen export" if path in exported else fault)
        for path, fault in sorted(output.faults.items())
        if path in mended
    )
