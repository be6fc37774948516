"""The proof: a site read, surveyed and laid out, with every problem found on the way.

A proof is all that is known before the first page is drawn; a build and a check both start with it.
"""

from collections.abc import Iterator

from newsgen.archive.visibility import Selection
from newsgen.content.site import Site
from newsgen.model.config import CONFIG_FILE
from newsgen.model.omission import Omission
from newsgen.model.problem import Location, Problem, apply_severities, problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pages.chrome import chrome
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import Chrome
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.load import LoadedSite, load_content
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.routing import RoutedSite, assign_routes
from newsgen.pipeline.scan import ScannedFiles
from newsgen.render.template_digests import TemplateDigests
from newsgen.runtime.clock import Stopwatch
from newsgen.search.pagefind import supports_cjk
from newsgen.store.collation import Collation
from newsgen.store.plan_cache import PlanCache
from newsgen.store.session import Session

_WITHOUT_SPACES = ("zh", "ja")
"""Languages whose words only a larger Pagefind tells apart."""


class SitePlan(Value, frozen=True):
    """What is to be printed, and with what; and what was learned on the way."""

    site: Site
    selection: Selection
    routing: RoutedSite
    chrome: Chrome
    build_state: BuildState


class PlanResult(Value, frozen=True):
    """What reading a site told: the proof, if there is a newsgen.yml, and all that is wrong."""

    plan: SitePlan | None
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...] = ()


def plan_site(
    request: BuildRequest,
    scanned_files: ScannedFiles,
    session: Session,
    stopwatch: Stopwatch,
    progress: Progress,
) -> PlanResult:
    """Load, prepare, select, survey and lay out a site, and gather every problem it has."""
    stock = load_content(request, scanned_files, session, stopwatch, progress)
    if not isinstance(stock, LoadedSite):
        return PlanResult(None, stock)
    site, cache, selection = stock.site, session.cache, stock.selection
    config, archive, hidden = site.config, stock.archive, stock.hidden_paths
    collation = Collation(cache)
    own = (site.other_files, site.static_files, site.root_files)
    fresh = selection.news_paths
    edition = PlanInputs(
        config,
        archive,
        selection.badges,
        hidden,
        *own,
        collation.sort_key,
        news_paths=fresh,
        tuning=request.tuning,
    )
    register = PlanCache(cache, edition)
    layout = assign_routes(edition, register)
    lookup = layout.link_resolver
    around, astray = chrome(config, lookup)
    frames = TemplateDigests(site, around, cache, stock.file_digests)
    stopwatch.lap("plan")

    loose = (
        each for pair in stock.content.orphan_references for each in lookup.broken_links(*pair)
    )
    found = (
        *stock.problems,
        *layout.conflicts,
        *(lookup.broken_link_problem(*each) for each in (*loose, *layout.broken_links)),
        *frames.problems,
        *_unsegmented_language_problems(layout.inputs),
        *astray,
    )
    learned = BuildState(cache, stock.file_digests, stock.parse_stage, collation, register, frames)
    proof = SitePlan(site, selection, layout, around, learned)
    listed = tuple(sorted(stock.omissions, key=lambda omission: omission.path))
    return PlanResult(proof, apply_severities(found, config.problems), listed)


def _unsegmented_language_problems(inputs: PlanInputs) -> Iterator[Problem]:
    """That texts are in a language whose words nobody here can tell apart."""
    languages = {article.language for article in inputs.archive.articles}
    odd = sorted(each for each in languages if each.lower().startswith(_WITHOUT_SPACES))
    if inputs.config.search and odd and not supports_cjk():
        message = f"search: the words of {', '.join(odd)} cannot be told apart"
        hint = 'install newsgen with its extra "cjk", as in pip install "newsgen[cjk]"'
        yield problem("N701", Location(CONFIG_FILE), message, hint)
