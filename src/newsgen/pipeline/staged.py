"""From a site's files to staged pages: all that a build and a check do alike.

Takes an order and the output as it stands; gives what is staged, or an outcome that refuses. What
is staged holds no article any more, and so leaves room for what publishing a large archive takes.
"""

from datetime import datetime
from pathlib import Path

from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.plan import plan_site
from newsgen.pipeline.render import RenderedSite, render_site
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.search import IndexedSite, index_site
from newsgen.publish.output_state import OutputState
from newsgen.publish.staging import open_staging
from newsgen.runtime.clock import Stopwatch
from newsgen.store.session import Session


class StagedSite(Value, frozen=True):
    """All pages and files of a site, those that had to be made waiting to be published.

    articles: how many there are; since, until: as in `Selection`; timezone, base_url: the site's;
    behind: as in `Outcome`.
    """

    rendered_site: RenderedSite
    build_state: BuildState
    article_count: int
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...]
    valid_since: datetime | None
    valid_until: datetime | None
    timezone: str
    base_url: str
    search_outdated: bool


def stage_site(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    output: OutputState,
    out: Path | None,
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
) -> StagedSite | BuildResult:
    """Read a site and print what has to be printed. out: None to keep nothing of it."""
    found = plan_site(request, scanned_files, session, stopwatch, progress)
    proof = found.plan
    if proof is None or errors_in(found.problems):
        return problems_result(found.problems, found.omissions)
    if out:
        open_staging(out)
    printed = render_site(proof, output, request, session, progress, out=out)
    stopwatch.lap("render")
    indexed = index_site(proof, output, request, session, progress) if out else IndexedSite()
    stopwatch.lap("search")
    if printed.problems or indexed.problems:
        return problems_result(
            (*found.problems, *printed.problems, *indexed.problems), found.omissions
        )
    proof.build_state.template_digests.require_unchanged()
    return StagedSite(
        rendered_site=replace(
            printed,
            entries=(*printed.entries, *indexed.entries),
            made_count=printed.made_count + indexed.made_count,
            explanations=(
                *printed.explanations,
                *(indexed.explanations if request.explain else ()),
            ),
        ),
        build_state=proof.build_state,
        article_count=len(proof.routing.inputs.archive.articles),
        problems=found.problems,
        omissions=found.omissions,
        valid_since=proof.selection.valid_since,
        valid_until=proof.selection.valid_until,
        timezone=proof.site.config.timezone,
        base_url=proof.site.config.base_url,
        search_outdated=indexed.search_outdated,
    )


def problems_result(problems: tuple[Problem, ...], omissions: tuple[Omission, ...]) -> BuildResult:
    """The outcome of a build that publishes nothing."""
    return BuildResult("problems", problems=problems, omissions=omissions)
