"""The plan stage: every page with its route, and every problem that shows before rendering."""

from collections.abc import Iterator

from newsgen.archive.memory_archive import MemoryArchive
from newsgen.content.site import Site
from newsgen.model.article import Article, PlainPage
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, apply_severities
from newsgen.model.value import Value, replace
from newsgen.pages.cards import article_address
from newsgen.pages.chrome import chrome
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.page_group import StaticFile
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.static_files import attachments, file_name_problems, static_files
from newsgen.pages.views import Chrome
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.file_contents import FileContents
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.picture_problems import picture_problems
from newsgen.pipeline.read_archive import read_archive
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.site_pages import SitePages, plan_site_pages
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.collation import Collation
from newsgen.store.command_session import Session
from newsgen.store.stored_archive import StoredArchive


class SitePlan(Value, frozen=True):
    """A planned site, and every problem found so far, with the severities of newsgen.yml.

    inputs: with the archive in memory.
    """

    site: Site
    inputs: PlanInputs
    pages: SitePages
    chrome: Chrome
    build_state: BuildState
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...]


def plan_site(request: BuildRequest, parsed: ParsedSite, session: Session) -> SitePlan:
    """Give every page of a site its address, and find all conflicts and broken links."""
    site, cache, database, delta = parsed.site, session.cache, parsed.database, parsed.delta
    archive, selection, archive_problems = read_archive(parsed)
    authorities = site.context.authorities
    stored = StoredArchive(database, authorities, reads_all=delta.is_first)
    collation = Collation(cache)
    inputs = PlanInputs(
        site=site,
        archive=archive,
        selection=selection,
        questions=MemoryArchive(archive, selection),
        hidden_paths=parsed.hidden_paths,
        collation_key=collation.sort_key,
        tuning=request.tuning,
    )
    other_files = NotedSet(site.other_files, "files", stored.notes)
    noted_site = replace(site, other_files=other_files)
    noted_inputs = replace(inputs, site=noted_site, questions=stored)
    contents = FileContents(site, parsed.parse_stage.file_digests, stored.notes)
    pages = plan_site_pages(database, noted_inputs, stored.notes, delta, contents)
    inputs = replace(inputs, addresses=pages.inputs.addresses)
    links = LinkResolver(inputs)
    site_chrome, menu_problems = chrome(inputs)
    template_digests = TemplateDigests(site, site_chrome, cache, parsed.parse_stage.file_digests)
    texts: tuple[Article | PlainPage, ...] = (*archive.articles, *archive.plain_pages)
    broken_links = (
        *(link for pair in parsed.orphan_references for link in links.broken_links(*pair)),
        *(link for text in texts for link in links.broken_links(text.path, text.references)),
    )
    problems = (
        *parsed.problems,
        *archive_problems,
        *pages.conflicts,
        *file_name_problems(_copied_files(inputs, texts)),
        *(links.broken_link_problem(*link) for link in broken_links),
        *template_digests.problems,
        *menu_problems,
        *picture_problems(inputs),
    )
    build_state = BuildState(
        cache,
        database,
        parsed.parse_stage,
        collation,
        template_digests,
        parsed.scan,
        delta.removed_sources,
        parsed.source_count,
        parsed.valid_since,
        parsed.valid_until,
        site.config.timezone,
    )
    return SitePlan(
        site,
        inputs,
        pages,
        site_chrome,
        build_state,
        apply_severities(problems, site.config.problems),
        parsed.omissions,
    )


def _copied_files(
    inputs: PlanInputs, texts: tuple[Article | PlainPage, ...]
) -> Iterator[StaticFile]:
    for text in texts:
        address = article_address(text) if isinstance(text, Article) else text.address
        yield from attachments(inputs, text, address)
    yield from static_files(inputs)
