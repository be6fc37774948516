"""The printing: every page of a proof that is not what it would be is drawn; the rest stands.

Takes a proof and the output as it is; gives an entry for every page and file, the reasons why
some had to be made, and the problems that only drawing shows.
"""

from collections.abc import Iterator
from pathlib import Path

from newsgen.model.problem import Problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page_group import StaticFile
from newsgen.pipeline.outdatedness import (
    Explainer,
    OutdatednessReason,
    outdatedness_reason,
    page_key,
)
from newsgen.pipeline.page_renderer import PageRenderer, RenderJob
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import Explanation
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.store.plan_cache import EncodedPage, PageRow, encode_pages
from newsgen.store.session import Session


class RenderedSite(Value, frozen=True):
    """What a printing gave. made: how many of the entries had to be drawn or copied."""

    entries: tuple[ManifestEntry, ...]
    made_count: int
    explanations: tuple[Explanation, ...]
    problems: tuple[Problem, ...]


class RenderStage:
    """One printing. out: None to keep nothing of it; explain: whether to give reasons."""

    def __init__(
        self,
        plan: SitePlan,
        output: OutputState,
        out: Path | None,
        session: Session,
        progress: Progress,
        *,
        explain: bool,
    ) -> None:
        self._layout = plan.routing
        self._learned = plan.build_state
        self._old = output.entries
        self._faults = output.faults
        self._explainer = Explainer(session.cache) if explain else None
        assets = plan.build_state.template_digests.assets
        self._press = PageRenderer(
            plan.site,
            plan.chrome,
            assets,
            session.cache.folder,
            out,
            session.pool,
            session.tuning,
        )
        self._told = progress
        self._entries: list[ManifestEntry] = []
        self._reasons: list[Explanation] = []
        self._made = 0

    def run(self) -> RenderedSite:
        """Draw what has to be drawn, and copy what has to be copied."""
        problems: dict[Problem, None] = {}
        for drawn in self._press.render(self._render_jobs()):
            if drawn.entry:
                self._add_made(drawn.entry)
            elif drawn.problem:
                problems[drawn.problem] = None
        files = self._layout.static_files
        copied = self._press.copy_files(files, self._old, self._faults, self._learned.file_digests)
        for file, drawn in zip(files, copied, strict=True):
            if drawn.problem:
                problems[drawn.problem] = None
            elif drawn.entry and drawn.entry is self._old.get(drawn.entry.path):
                self._entries.append(drawn.entry)
            elif drawn.entry:
                self._explain_copy(file, drawn.entry)
                self._add_made(drawn.entry)
        return RenderedSite(tuple(self._entries), self._made, tuple(self._reasons), tuple(problems))

    def _add_made(self, entry: ManifestEntry) -> None:
        self._entries.append(entry)
        self._made += 1
        self._told("render", len(self._entries), len(self._layout.link_resolver.addresses))

    def _render_jobs(self) -> Iterator[RenderJob]:
        """The pages that have to be drawn; those that stand are entered on the way."""
        for chapter in self._layout.groups:
            remake: dict[str, OutdatednessReason] = {}
            for page in self._learned.plan_cache.pages(chapter):
                row = page.row if isinstance(page, EncodedPage) else page
                path = routes.output_path(row.address)
                reason = outdatedness_reason(
                    self._old.get(path), self._key(row), self._faults.get(path)
                )
                if reason is None:
                    self._entries.append(self._old[path])
                elif isinstance(page, EncodedPage):
                    yield self._render_job(page, reason)
                else:
                    remake[row.address] = reason
            # A chapter that is as it was may have pages to be drawn for another reason.
            for made in encode_pages(chapter, remake) if remake else ():
                yield self._render_job(made, remake[made.row.address])

    def _key(self, row: PageRow) -> str:
        return page_key(self._learned.template_digests.frame(row.template), row.view_digest)

    def _render_job(self, page: EncodedPage, reason: OutdatednessReason) -> RenderJob:
        row = page.row
        path = routes.output_path(row.address)
        old = self._old.get(path)
        if self._explainer:
            recipe = self._learned.template_digests.frame_inputs(row.template)
            words = self._explainer.explain(reason, old.key if old else None, recipe, page.view)
            self._reasons.append(Explanation(path, words))
        known = old.hash if old else None
        return RenderJob(row.address, row.template, page.view, self._key(row), row.source, known)

    def _explain_copy(self, file: StaticFile, entry: ManifestEntry) -> None:
        if self._explainer:
            reason = outdatedness_reason(
                self._old.get(entry.path), entry.key or "", self._faults.get(entry.path)
            )
            words = self._explainer.explain_copy(reason, file.owner().name)
            self._reasons.append(Explanation(entry.path, words))
