"""The plan stage: every page with its route, and every problem that shows before rendering."""

from newsgen.archive.memory_archive import MemoryArchive
from newsgen.content.site import Site
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, apply_severities
from newsgen.model.value import Value
from newsgen.pages.chrome import chrome
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import Chrome
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.picture_problems import picture_problems
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.routing import RoutedSite, assign_routes
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.collation import Collation
from newsgen.store.command_session import Session
from newsgen.store.plan_cache import PlanCache


class SitePlan(Value, frozen=True):
    """A planned site, and every problem found so far, with the severities of newsgen.yml."""

    site: Site
    routing: RoutedSite
    chrome: Chrome
    build_state: BuildState
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...]


def plan_site(request: BuildRequest, parsed: ParsedSite, session: Session) -> SitePlan:
    """Give every page of a site its address, and find all conflicts and broken links."""
    site, cache, selection = parsed.site, session.cache, parsed.selection
    collation = Collation(cache)
    inputs = PlanInputs(
        site,
        parsed.archive,
        selection,
        MemoryArchive(parsed.archive, selection),
        parsed.hidden_paths,
        collation.sort_key,
        request.tuning,
    )
    plan_cache = PlanCache(cache, inputs)
    routing = assign_routes(inputs, plan_cache)
    links = LinkResolver(routing.inputs)
    site_chrome, menu_problems = chrome(routing.inputs)
    template_digests = TemplateDigests(site, site_chrome, cache, parsed.parse_stage.file_digests)
    broken_links = (
        *(link for pair in parsed.orphan_references for link in links.broken_links(*pair)),
        *routing.broken_links,
    )
    problems = (
        *parsed.problems,
        *routing.problems,
        *(links.broken_link_problem(*link) for link in broken_links),
        *template_digests.problems,
        *menu_problems,
        *picture_problems(routing.inputs),
    )
    build_state = BuildState(
        cache,
        parsed.parse_stage,
        collation,
        plan_cache,
        template_digests,
        selection.valid_since,
        selection.valid_until,
        site.config.timezone,
    )
    return SitePlan(
        site,
        routing,
        site_chrome,
        build_state,
        apply_severities(problems, site.config.problems),
        tuple(sorted(parsed.omissions, key=lambda omission: omission.path)),
    )
