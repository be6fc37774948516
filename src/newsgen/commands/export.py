"""`newsgen export`: the archive as data, written beside the pages that a build has published.

Takes an order; gives an outcome. Reads as a check does, up to `build/stock`; writes only files that
are made from something that has changed. Refuses an output that no build has written, and places
where the site itself has a file (N603) or somebody else (N601).
"""

from collections.abc import Iterable
from typing import Any

from newsgen.commands.result_text import pluralize, problem_json
from newsgen.export.writer import ExportWriter
from newsgen.model.command_error import CommandError
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.pipeline.build import run_step
from newsgen.pipeline.load import LoadedSite, load_content
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.up_to_date import refresh_last_build
from newsgen.publish.export_files import EXPORT_FOLDER, conflicting_paths, is_export_file
from newsgen.publish.last_build import read_last_build
from newsgen.publish.lock import lock
from newsgen.publish.manifest import Manifest, read_manifest, read_manifest_header
from newsgen.publish.preflight import (
    export_conflict_problems,
    foreign_file_problems,
    output_folder_problem,
)
from newsgen.publish.recovery import recover
from newsgen.publish.staging import discard_staging, open_staging
from newsgen.publish.transaction import ForeignFiles, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.store.session import Session, open_session


def _ignore_progress(stage: str, done: int, total: int) -> None:
    """Hears how far an export is, and says nothing."""


def export_data(request: BuildRequest, progress: Progress = _ignore_progress) -> BuildResult:
    """Write the data of an archive into its output. Raises Refused where there is no output yet."""
    return run_step(_export_locked, request, progress)


def _export_locked(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    if refusal := output_folder_problem(request.site, request.out):
        return BuildResult("problems", problems=(refusal,))
    with lock(request.out):
        try:
            return _load_and_write(request, stopwatch, progress)
        finally:
            discard_staging(request.out)


def _load_and_write(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    recover(request.out, request.cache_folder)
    manifest = read_manifest(request.out, request.cache_folder)
    if manifest.state != "whole":
        # The content is right, and what is published is: the command came too early.
        raise CommandError(
            f"{request.out} holds no build to put data beside: run newsgen build first"
        )
    inputs = scan_site(request.site)
    with open_session(
        request.cache_folder,
        request.workers,
        request.tuning,
        persistent=inputs.config_stamp is not None,
    ) as work:
        stock = load_content(request, inputs, work, stopwatch, progress)
        if not isinstance(stock, LoadedSite):
            return BuildResult("problems", problems=apply_severities(stock, {}))
        problems = apply_severities(stock.problems, stock.site.config.problems)
        if errors_in(problems):
            return BuildResult("problems", problems=problems, omissions=stock.omissions)
        return _write_and_publish(request, manifest, stock, problems, work, stopwatch, progress)


def _write_and_publish(
    request: BuildRequest,
    manifest: Manifest,
    loaded_site: LoadedSite,
    problems: tuple[Problem, ...],
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
) -> BuildResult:
    """Make what has to be made, and put it in its place; all else in the output stays."""
    old = manifest.entries
    last, same = read_last_build(session.cache, request.out), read_manifest_header(request.out)
    open_staging(request.out)
    tables = ExportWriter(
        request.out, loaded_site.site, loaded_site.archive, old, session, progress
    )
    others = [entry for path, entry in old.items() if not is_export_file(entry)]
    if taken := conflicting_paths(
        tables.paths, _site_files(loaded_site, (entry.path for entry in others))
    ):
        return _problem_result(problems, export_conflict_problems(request.out, taken))
    own = tables.write_files()
    stopwatch.lap("export")
    published = publish(request.out, request.cache_folder, old, (*others, *own))
    if isinstance(published, ForeignFiles):
        return _problem_result(problems, foreign_file_problems(request.out, published))
    if last.manifest_header == same:
        refresh_last_build(session.cache, request, last, old, own)
    stopwatch.lap("publish")
    return BuildResult(
        "ok",
        problems=problems,
        article_count=len(loaded_site.archive.articles),
        omissions=loaded_site.omissions,
        file_count=len(own),
        rendered_count=tables.made_count,
        written_count=len(published.written_paths),
        unchanged_count=len(own) - tables.made_count,
        deleted_count=len(published.deleted_paths),
        changed_paths=(*published.written_paths, *published.deleted_paths),
    )


def _site_files(loaded_site: LoadedSite, published_paths: Iterable[str]) -> list[str]:
    """The files of the site in the folder of the data: those published, and those yet to be."""
    found = dict.fromkeys((*published_paths, *loaded_site.site.root_files))
    return [path for path in found if path[: len(EXPORT_FOLDER)].casefold() == EXPORT_FOLDER]


def _problem_result(
    problems: tuple[Problem, ...], new_problems: tuple[Problem, ...]
) -> BuildResult:
    return BuildResult("problems", problems=(*problems, *new_problems))


def export_lines(result: BuildResult) -> list[str]:
    """What a successful export did."""
    files = (
        f"{pluralize(result.file_count, 'file')} from {pluralize(result.article_count, 'article')}"
    )
    took = f"{result.seconds.get('total', 0.0):.1f} s"
    if not result.written_count and not result.deleted_count:
        return [f"Nothing to do: {files}, all as they should be. Took {took}."]
    parts = [f"{result.written_count:,} new or different"]
    if same := result.file_count - result.written_count:
        parts.append(f"{same:,} as before")
    if result.deleted_count:
        parts.append(f"{result.deleted_count:,} deleted")
    return [f"Exported {files} in {took}: {', '.join(parts)}."]


def export_json(result: BuildResult) -> dict[str, Any]:
    """The object `--json` prints; docs/commands.md describes it."""
    told: dict[str, Any] = {
        "status": result.status,
        "articles": result.article_count,
        "files": {
            "total": result.file_count,
            "made": result.rendered_count,
            "written": result.written_count,
            "deleted": result.deleted_count,
        },
        "changed": list(result.changed_paths),
        "problems": [problem_json(found) for found in result.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in result.seconds.items()},
        "peak_memory_mb": result.peak_memory_mb,
    }
    if result.message:
        told["message"] = result.message
    return told
