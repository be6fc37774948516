"""The plan stage: every page with its route, and every problem that shows before rendering."""

from newsgen.content.site import Site
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, apply_severities
from newsgen.model.value import Value, replace
from newsgen.pages.chrome import chrome
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.plan_inputs import CopiedFiles, PlanInputs
from newsgen.pages.static_files import file_name_problems, static_files
from newsgen.pipeline.build_state import BuildState
from newsgen.pipeline.file_contents import FileContents
from newsgen.pipeline.group_problems import GroupProblems, StoredProblems
from newsgen.pipeline.kept_attachments import note_kept_files
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.picture_sizes import PictureFiles, PictureSizes
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.site_pages import SitePages, plan_site_pages
from newsgen.render.template_digests import TemplateDigests
from newsgen.store.command_session import Session
from newsgen.store.problem_archive import ProblemArchive


class SitePlan(Value, frozen=True):
    """A planned site, and every problem found so far, with the severities of newsgen.yml."""

    site: Site
    inputs: PlanInputs
    pages: SitePages
    pictures: PictureFiles
    chrome: Chrome
    build_state: BuildState
    problems: tuple[Problem, ...]
    omissions: tuple[Omission, ...]


def plan_site(request: BuildRequest, parsed: ParsedSite, session: Session) -> SitePlan:
    """Give every page of a site its address, and find all conflicts and broken links."""
    site, cache, database, delta = parsed.site, session.cache, parsed.database, parsed.delta
    authorities = site.context.authorities
    stored = ProblemArchive(database, authorities, reads_all=delta.is_first)
    noted_site = replace(site, other_files=NotedSet(site.other_files, "files", stored.notes))
    contents = FileContents(site, parsed.parse_stage.file_digests, stored.notes)
    pictures = PictureFiles(site, contents, cache)
    inputs = PlanInputs(
        config=site.config,
        files=CopiedFiles(noted_site.other_files, site.static_files, site.root_files),
        questions=stored,
        collation_key=parsed.collation.sort_key,
        tuning=request.tuning,
        picture_size=PictureSizes(pictures.read, stored.notes).get,
    )
    delta = replace(delta, keys=delta.keys + note_kept_files(database, site))
    pages = plan_site_pages(database, inputs, stored.notes, delta, contents)
    inputs = replace(pages.inputs, cards=None, feed_items=None)
    finder = GroupProblems(inputs, noted_site, stored, parsed.hidden_paths)
    group_problems = StoredProblems(database, stored.notes)
    group_problems.update(pages.planned_groups, finder)
    pages.problem_reads = group_problems.reads
    site_chrome, menu_problems = chrome(inputs)
    template_digests = TemplateDigests(site, site_chrome, cache, parsed.parse_stage.file_digests)
    problems = (
        *parsed.problems,
        *pages.conflicts,
        *file_name_problems(static_files(inputs)),
        *finder.orphans(parsed.orphan_references),
        *group_problems.all(),
        *template_digests.problems,
        *menu_problems,
    )
    build_state = BuildState(
        cache,
        database,
        parsed.parse_stage,
        parsed.collation,
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
        pictures,
        site_chrome,
        build_state,
        apply_severities(problems, site.config.problems),
        parsed.omissions,
    )
