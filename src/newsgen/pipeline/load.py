"""Taking stock: a site loaded, prepared, selected and surveyed, before anything is laid out.

Takes an order; gives the archive with every problem found so far. A build goes on from here; who
only wants to know what articles say stops.
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


class LoadedSite(Value, frozen=True):
    """What a site has. problems: as they were met, not yet graded; hidden: paths that exist and are
    not shown; contents, preparation: what was learned of its files on the way.
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


def load_content(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
) -> LoadedSite | tuple[Problem, ...]:
    """The stock of a site; only what is wrong, where there is no usable newsgen.yml."""
    cache = session.cache
    prestart_workers(scanned_files, session)
    site, problems = load_site(scanned_files, cache)
    if site is None:
        return problems
    if request.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=request.base_url))
    contents = FileDigests(cache, site.stamps, scanned_files.listed_at)
    stopwatch.lap("read")

    preparation = ParseStage(site, contents, session)
    gathered = collect(preparation, len(site.sources), progress)
    selection = select_visible(
        gathered.articles, request.effective_time(site.context.zone), request.drafts
    )
    left_out = (*site.omissions, *gathered.omissions, *selection.omissions)
    hidden = frozenset(omission.path for omission in left_out)
    stopwatch.lap("prepare")

    archive, clashes = build_archive(
        selection.articles,
        gathered.pages,
        site.context.authorities,
        site.config.slugs,
        hidden,
    )
    found = (
        *problems,
        *drop_unknown_name_problems(
            gathered.problems, errors_in(apply_severities(problems, site.config.problems))
        ),
        *selection.problems,
        *clashes,
    )
    return LoadedSite(
        site, contents, preparation, gathered, selection, archive, hidden, left_out, found
    )
