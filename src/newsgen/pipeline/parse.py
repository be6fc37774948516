"""The parse stage: loads a site, parses its sources and makes the archive of visible articles.

Takes the scanned files; gives the archive with every problem so far. A build goes on with the plan
stage; export and suggest, which only need what articles say, stop here.
"""

from newsgen.archive.archive import Archive
from newsgen.archive.build_archive import build_archive
from newsgen.archive.visibility import Selection, select_visible
from newsgen.content.site import Site
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pipeline.parse_sources import (
    ParsedContent,
    ParseStage,
    collect,
    drop_unknown_name_problems,
    prestart_workers,
)
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.site_loader import load_site
from newsgen.runtime.clock import Stopwatch
from newsgen.store.file_digests import FileDigests
from newsgen.store.session import Session


class ParsedSite(Value, frozen=True):
    """A site and what its files say.

    Attributes:
        hidden_paths: Files that exist and are not shown.
        problems: With the severities of their codes, not yet those of newsgen.yml.
    """

    site: Site
    file_digests: FileDigests
    parse_stage: ParseStage
    content: ParsedContent
    selection: Selection
    archive: Archive
    hidden_paths: frozenset[str]
    omissions: tuple[Omission, ...]
    problems: tuple[Problem, ...]


def parse_site(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
) -> ParsedSite | tuple[Problem, ...]:
    """Parse a site; return only its problems where there is no usable newsgen.yml."""
    cache = session.cache
    prestart_workers(scanned_files, session)
    site, problems = load_site(scanned_files, cache)
    if site is None:
        return problems
    if request.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=request.base_url))
    file_digests = FileDigests(cache, site.stamps, scanned_files.listed_at)
    stopwatch.lap("read")

    parse_stage = ParseStage(site, file_digests, session)
    content = collect(parse_stage, len(site.sources), progress)
    selection = select_visible(
        content.articles, request.effective_time(site.context.zone), request.drafts
    )
    omissions = (*site.omissions, *content.omissions, *selection.omissions)
    hidden_paths = frozenset(omission.path for omission in omissions)
    stopwatch.lap("prepare")

    archive, archive_problems = build_archive(
        selection.articles,
        content.pages,
        site.context.authorities,
        site.config.slugs,
        hidden_paths,
    )
    errors = errors_in(apply_severities(problems, site.config.problems))
    return ParsedSite(
        site,
        file_digests,
        parse_stage,
        content,
        selection,
        archive,
        hidden_paths,
        omissions,
        (
            *problems,
            *drop_unknown_name_problems(content.problems, errors),
            *selection.problems,
            *archive_problems,
        ),
    )
