"""The render stage: renders the outdated pages of a plan and copies the outdated static files."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest

from newsgen.content.site import Site
from newsgen.model.problem import Problem
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.plan_group import GroupKey
from newsgen.pipeline.build_state import StagedFiles
from newsgen.pipeline.file_copies import FileCopier, copy_key
from newsgen.pipeline.index_files import is_index_file
from newsgen.pipeline.outdatedness import (
    Explainer,
    OutdatednessReason,
    outdatedness_reason,
    page_key,
)
from newsgen.pipeline.parse import ParsedSite
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.plan_in_workers import is_planned_by_workers, plan_in_workers
from newsgen.pipeline.read_reasons import ReadReasons
from newsgen.pipeline.render_job import (
    RENDER_JOB,
    PageRenderer,
    RenderedChunk,
    RenderJob,
    RenderSettings,
    render_chunk,
)
from newsgen.pipeline.request import Explanation
from newsgen.publish.entry_list import EntryList
from newsgen.publish.export_files import is_export_file
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.publish.transaction import OutputChanges
from newsgen.render.template_digests import read_templates
from newsgen.runtime.theme import default_theme
from newsgen.store.command_session import Session
from newsgen.store.encoded_pages import COPIED, EncodedPage, PageRow, PlannedCopy
from newsgen.store.output_paths import OutputPaths
from newsgen.store.parse_cache import BodyStore


def prestart_renderers(parsed: ParsedSite, session: Session) -> None:
    """Start worker processes where all pages of many texts are about to be rendered."""
    if parsed.delta.is_first and parsed.source_count > session.tuning.serial_pages:
        session.pool.start_workers(RENDER_JOB)


def render_site(
    plan: SitePlan,
    output: OutputState,
    session: Session,
    tree: OutputTree | None,
    *,
    explain: bool,
) -> StagedFiles:
    """Render outdated pages and copy outdated files. tree: The output; None to stage none."""
    stage = _RenderStage(plan, output, session, tree, Explainer(session.cache) if explain else None)
    stage.render_pages()
    return StagedFiles(
        OutputChanges(stage.staged, stage.updates, tuple(stage.removed_paths())),
        stage.new_count,
        stage.made_count,
        tuple(stage.explanations),
        tuple(stage.problems),
    )


@dataclass
class _RenderStage:
    """Looks at all pages, or, where the output is known to show the stored archive, at a few.

    These are the pages of groups that are planned now, and those of templates that have changed.
    """

    plan: SitePlan
    output: OutputState
    session: Session
    tree: OutputTree | None
    explainer: Explainer | None
    staged: EntryList = field(default_factory=EntryList)
    updates: EntryList = field(default_factory=EntryList)
    explanations: list[Explanation] = field(default_factory=list)
    problems: dict[Problem, None] = field(default_factory=dict)
    new_count: int = 0

    def __post_init__(self) -> None:
        state = self.plan.build_state
        self._templates = state.template_digests
        self._page_count = len(self.plan.inputs.addresses)
        self._bodies = BodyStore(self.session.cache, self.plan.site)
        self._shown = self.output.shown_archive if state.is_shown(self.output) else None
        self._copier = FileCopier(
            self.plan, self.output, self.session, self.tree, self._take_copy, self.problems
        )

    def render_pages(self) -> None:
        """Render all outdated pages, and copy outdated files."""
        site, session = self.plan.site, self.session
        is_remote = session.pool.is_remote
        settings = RenderSettings(
            chrome=self.plan.chrome,
            theme_templates=str(default_theme().templates),
            site_templates=str(site.folder / "templates"),
            template_files=_template_files(site) if is_remote else None,
            assets={name: self._templates.assets.get(name, "") for name in site.static_files},
            code=dict(session.cache.scan("code")),
            out=str(self.tree.root) if self.tree and not is_remote else "",
            gives_content=bool(self.tree) and is_remote,
        )
        if is_planned_by_workers(self.plan, self.output, session) and not self.explainer:
            with closing(plan_in_workers(self.plan, session, self._bodies, settings)) as planned:
                for copies, rendered in planned:
                    for file in copies:
                        self._copier.copy(file)
                    self._take(rendered)
        chunks = session.pool.run(
            RENDER_JOB,
            settings,
            self._render_jobs(),
            chunk_size=session.tuning.pages_per_chunk,
            serial_limit=session.tuning.serial_pages,
            local_function=partial(self._render_here, settings),
        )
        with closing(chunks):
            for _, rendered in chunks:
                self._take(rendered)
        self._copier.make_pictures()

    def _take(self, rendered: RenderedChunk) -> None:
        self.session.cache.put_all(rendered.rows)
        self.problems |= dict.fromkeys(rendered.problems)
        for entry, data in zip_longest(rendered.entries, rendered.contents):
            self._add(self._stage(entry, data) if data is not None else entry)

    def _stage(self, entry: ManifestEntry, data: bytes) -> ManifestEntry:
        """Stage a page that a worker rendered and could not stage itself."""
        path, content = entry.path, entry.hash
        return stage_bytes(self.tree, path, data, entry.key, self._old_hash(path), content)

    def _render_here(self, settings: RenderSettings, jobs: tuple[RenderJob, ...]) -> RenderedChunk:
        """Render pages in this process, as the build before did if all is the same."""
        made_of = settings, self._templates.texts_digest
        make = partial(PageRenderer, replace(settings, template_files=None))
        renderer = self.session.cache.latest.get("renderer", made_of, make)
        return render_chunk(renderer, self.tree, jobs)

    @property
    def made_count(self) -> int:
        """How many files were made."""
        return len(self.staged) + len(self.updates)

    def removed_paths(self) -> Iterator[str]:
        """Yield the paths of files that the output has and the plan has not any more."""
        if self._shown:
            gone = sorted(map(routes.output_path, self.plan.pages.removed_addresses))
            yield from (path for path in gone if self.output.entry(path))
            return
        paths = OutputPaths(self.plan.build_state.database)
        for entry, _ in self.output.owned.all():
            if not (is_export_file(entry) or is_index_file(entry) or paths.is_planned(entry.path)):
                yield entry.path

    def _add(self, entry: ManifestEntry) -> None:
        """Take a file among those that were made."""
        previous = self.output.entry(entry.path)
        (self.staged if entry.staged else self.updates).add(entry)
        self.new_count += previous is None or is_export_file(previous)
        # Nobody knows how many pages are outdated before all have been looked at.
        self.session.progress("render", self.made_count, self._page_count)

    def _render_jobs(self) -> Iterator[RenderJob]:
        """Give the pages that are outdated."""
        outdated: dict[GroupKey, dict[str, OutdatednessReason]] = defaultdict(dict)
        for group, page in self.plan.pages.pages(self._changed_templates()):
            if self._shown is None:
                self._copier.note(page if isinstance(page, PageRow) else page.row)
            if isinstance(page, PlannedCopy):
                self._copier.copy(page)
                continue
            row = page.row if isinstance(page, EncodedPage) else page
            path = routes.output_path(row.address)
            reason = self._reason(path, self._key(row))
            if reason is not None and isinstance(page, EncodedPage):
                yield self._render_job(page, reason, group)
            elif reason is not None:
                outdated[group][row.address] = reason
        # The others are stored without views: plan those that are outdated.
        for group, reasons in outdated.items():
            for output in self.plan.pages.encode(group, reasons):
                if isinstance(output, PlannedCopy):
                    self._copier.copy(output)
                else:
                    yield self._render_job(output, reasons[output.row.address], group)

    def _changed_templates(self) -> list[str] | None:
        """Return the templates whose pages are outdated in any case; None to look at all pages."""
        if self._shown is None:
            return None
        frames = self._shown.frames.items()
        return [template for template, frame in frames if self._templates.frame(template) != frame]

    def _key(self, row: PageRow) -> str:
        if row.template == COPIED:
            return copy_key(row.address, row.view_digest)
        return page_key(self._templates.frame(row.template), row.view_digest)

    def _old_hash(self, path: str) -> str | None:
        entry = self.output.entry(path)
        return entry.hash if entry else None

    def _reason(self, path: str, key: str) -> OutdatednessReason | None:
        output = self.output
        return outdatedness_reason(output.entry(path), key, output.faults.get(path))

    def _render_job(
        self, page: EncodedPage, reason: OutdatednessReason, group: GroupKey
    ) -> RenderJob:
        row, path = page.row, routes.output_path(page.row.address)
        if self.explainer:
            previous = self.output.entry(path)
            text = self.explainer.explain(
                reason,
                *(previous.key if previous else None, self._templates.frame_inputs(row.template)),
                *(page, self.plan.pages.earlier_row(row.address)),
            )
            if reason in ("view", "new"):
                reads = ReadReasons(self.plan.build_state.database)
                if because := reads.words(group, self.plan.pages.why(group)):
                    text = f"{text}, because {because}"
            self.explanations.append(Explanation(path, text))
        bodies = {body: self._bodies.html(body, source) for body, source in page.body_sources}
        key, old_hash = self._key(row), self._old_hash(path)
        return RenderJob(row.address, row.template, key, old_hash, page.view, bodies)

    def _take_copy(self, file: PlannedCopy, entry: ManifestEntry) -> None:
        if self.explainer:
            reason = self._reason(entry.path, entry.key or "")
            text = self.explainer.explain_copy(reason, file.owner().name)
            self.explanations.append(Explanation(entry.path, text))
        self._add(entry)


def _template_files(site: Site) -> dict[str, bytes]:
    """Return the content of all templates by path, below `theme/` and `site/`."""
    read = read_templates(site)
    return {f"{owner}/{name}": data for owner, name, data in read if data is not None}
