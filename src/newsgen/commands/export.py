"""`newsgen export`: writes the archive as data beside the pages that a build has published.

Reads the site as a check does, and writes only files whose rows have changed. Refuses an output
without a build, and to replace a file of the site (N603) or of anybody else (N601). With
--keep-going, where texts have errors, the data are of all texts as they were published.
"""

from contextlib import closing

from newsgen.export.writer import ExportWriter
from newsgen.model.command_error import CommandError
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress, ignore_progress
from newsgen.pipeline.keep_going import is_shared
from newsgen.pipeline.last_build import keep_last_build, read_last_build
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import ParsedSite, parse_site
from newsgen.pipeline.request import BuildRequest, BuildResult, problems_result
from newsgen.pipeline.rival_problems import all_rival_problems
from newsgen.pipeline.run_with_retries import run_with_retries
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.set_aside import NONE_SET_ASIDE, SetAside
from newsgen.pipeline.shown_texts import article_count, text_addresses
from newsgen.pipeline.site_loader import load_site
from newsgen.publish import preflight
from newsgen.publish.export_files import (
    conflicting_paths,
    entries_in_export_folder,
    is_export_file,
    paths_in_export_folder,
)
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.published_texts import PublishedTexts
from newsgen.publish.staging import open_staging
from newsgen.publish.transaction import ForeignFiles, changes_between, open_output, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import FileChanged
from newsgen.store.cache import Cache
from newsgen.store.command_session import Session


def export_data(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Write the data of an archive into its output. Raises CommandError if it holds no build."""
    return run_with_retries(_export, request, progress)


def _export(request: BuildRequest, stopwatch: Stopwatch, progress: Progress) -> BuildResult:
    folders = (request.site, request.out, request.cache_folder)
    if problem := preflight.output_folder_problem(*folders):
        return problems_result((problem,), ())
    inputs = scan_site(request.site)
    if not inputs.is_site:  # it is no archive, so nothing is made in its output
        return problems_result(load_site(inputs, Cache(None))[1], ())
    with open_output(request.out, request.cache_folder) as manifest:
        if manifest.state != "whole":
            # The content is right, and what is published is: the command came too early.
            raise CommandError(
                f"{request.out} holds no build to put data beside: run newsgen build first"
            )
        with open_session(request, stopwatch, progress, persistent=True) as session:
            parsed = parse_site(request, inputs, session)
            if not isinstance(parsed, ParsedSite):
                return problems_result(apply_severities(parsed, {}), ())
            set_aside = NONE_SET_ASIDE
            if request.keep_going and errors_in(_graded_problems(parsed)):
                set_aside = _set_aside(request, manifest, parsed)
                parsed = parse_site(request, inputs, session, set_aside)
                if not isinstance(parsed, ParsedSite):
                    raise FileChanged(CONFIG_FILE)
            return _write_and_publish(request, manifest, parsed, set_aside, session)


def _graded_problems(parsed: ParsedSite) -> tuple[Problem, ...]:
    return apply_severities(
        (*parsed.problems, *all_rival_problems(parsed)), parsed.site.config.problems
    )


def _set_aside(request: BuildRequest, manifest: OutputManifest, parsed: ParsedSite) -> SetAside:
    """Set aside what is not as it was published, so that the data are those of the pages."""
    problems = _graded_problems(parsed)
    errors = {one.location.path: f"{one.message} [{one.code}]" for one in errors_in(problems)[::-1]}
    cache_folder, slack = request.cache_folder, request.tuning.cache_slack
    with closing(PublishedTexts(cache_folder, request.out, slack)) as record:
        published = record.digests(manifest)
        if published is None:
            return NONE_SET_ASIDE
        paths = {*parsed.site.sources, *published, *errors}
        digests = {path: parsed.parse_stage.file_digests.get(path) for path in paths}
        changed = {path for path in paths & published.keys() if published[path] != digests[path]}
        stand_ins = {path: record.content(published[path]) for path in changed}
    if None in stand_ins.values():
        return NONE_SET_ASIDE
    new = paths - published.keys() - (parsed.hidden_paths - errors.keys())
    reasons = {
        path: errors.get(path, "it is not as it was published")
        for path in changed | new | errors.keys()
        if not is_shared(path)
    }
    return SetAside(
        reasons,
        {path: content for path, content in stand_ins.items() if content is not None},
        frozenset(reasons.keys() & published.keys() - changed),
        tuple(one for one in problems if one.location.path in reasons),
    )


def _write_and_publish(
    request: BuildRequest,
    manifest: OutputManifest,
    parsed: ParsedSite,
    set_aside: SetAside,
    session: Session,
) -> BuildResult:
    """Write the files whose rows have changed and publish them; all else in the output stays."""
    site, omissions, problems = parsed.site, parsed.omissions, _graded_problems(parsed)
    if set_aside.stopping_errors(problems, parsed.lost_paths):
        return problems_result(problems, omissions)
    entries = entries_in_export_folder(manifest)
    previous = {entry.path: entry for entry in entries if is_export_file(entry)}
    last_build = read_last_build(session.cache, request.out)
    is_last_build = last_build.manifest == manifest.identity()
    tree = open_staging(request.out)
    writer = ExportWriter(tree, site, parsed.questions(), previous, session)
    other_paths = (entry.path for entry in entries if entry.path not in previous)
    site_paths = (*other_paths, *site.root_files)
    conflicts = conflicting_paths(writer.paths, paths_in_export_folder(site_paths))
    if conflict_problems := preflight.export_conflict_problems(request.out, conflicts):
        return problems_result((*problems, *conflict_problems), omissions)
    export_entries = writer.write_files()
    session.stopwatch.lap("export")
    published = publish(manifest, changes_between(previous, export_entries))
    if isinstance(published, ForeignFiles):
        foreign = preflight.foreign_file_problems(request.out, published.paths)
        return problems_result((*problems, *foreign), omissions)
    if is_last_build:
        keep_last_build(session.cache, last_build, manifest, last_build.turn)
    session.stopwatch.lap("publish")
    kept = preflight.kept_file_problems(request.out, published.kept_paths)
    return BuildResult(
        "incomplete" if set_aside else "ok",
        problems=(*set_aside.all_problems(problems), *kept),
        article_count=article_count(parsed.database),
        set_aside=set_aside.texts(text_addresses(parsed.database, set_aside.reasons)),
        omissions=omissions,
        file_count=len(export_entries),
        rendered_count=writer.made_count,
        written_count=len(published.written_paths),
        unchanged_count=len(export_entries) - writer.made_count,
        deleted_count=len(published.deleted_paths),
        changed_paths=(*published.written_paths, *published.deleted_paths),
    )
