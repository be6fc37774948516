"""The render stage: renders the outdated pages of a plan and copies the outdated static files.

Takes a plan and the state of the output; gives a manifest entry for every page and file, why some
were outdated, and the problems of rendering. Stages the new files.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from newsgen.model.digest import digest
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
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.render_pages import RENDER_JOB, RenderJob, RenderSettings
from newsgen.pipeline.request import BuildRequest, Explanation
from newsgen.publish import inspection
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.staging import stage_bytes
from newsgen.runtime.file_errors import unreadable_file
from newsgen.store.bodies import BodyStore
from newsgen.store.cache_rows import keep_rows
from newsgen.store.plan_cache import EncodedPage, PageRow, encode_pages
from newsgen.store.session import Session


class RenderedSite(Value, frozen=True):
    """The files of a site. made_count: how many of the entries were rendered or copied."""

    entries: tuple[ManifestEntry, ...]
    made_count: int
    explanations: tuple[Explanation, ...]
    problems: tuple[Problem, ...]


def render_site(
    plan: SitePlan,
    output: OutputState,
    request: BuildRequest,
    session: Session,
    progress: Progress,
    *,
    out: Path | None,
) -> RenderedSite:
    """Render outdated pages and copy outdated files. out: The output folder; None to stage none."""
    return _RenderStage(plan, output, request, session, progress, out).run()


class _RenderStage:
    def __init__(
        self,
        plan: SitePlan,
        output: OutputState,
        request: BuildRequest,
        session: Session,
        progress: Progress,
        out: Path | None,
    ) -> None:
        self._plan = plan
        self._previous = output.entries
        self._faults = output.faults
        self._out = out
        self._session = session
        self._progress = progress
        self._explainer = Explainer(session.cache) if request.explain else None
        self._bodies = BodyStore(session.cache, plan.site.folder, plan.site.config.links_base)
        self._free: inspection.FreeMemo = {}
        self._entries: list[ManifestEntry] = []
        self._explanations: list[Explanation] = []
        self._problems: dict[Problem, None] = {}
        self._made_count = 0

    def run(self) -> RenderedSite:
        self._render_pages()
        for file in self._plan.routing.static_files:
            self._copy(file)
        return RenderedSite(
            tuple(self._entries),
            self._made_count,
            tuple(self._explanations),
            tuple(self._problems),
        )

    def _render_pages(self) -> None:
        plan, session = self._plan, self._session
        assets = dict(plan.build_state.template_digests.assets)
        for jobs, rendered in session.pool.run(
            RENDER_JOB,
            RenderSettings.of(plan.site, plan.chrome, assets, session.cache),
            self._render_jobs(),
            chunk_size=session.tuning.pages_per_chunk,
            serial_limit=session.tuning.serial_pages,
        ):
            keep_rows(session.cache, rendered.rows)
            for job, result in zip(jobs, rendered.results, strict=True):
                if result.problem:
                    self._problems[result.problem] = None
                else:
                    path = routes.output_path(job.address)
                    self._add_made(self._stage(path, result.data, job.key, job.previous_hash))

    def _stage(self, path: str, data: bytes, key: str, previous_hash: str | None) -> ManifestEntry:
        if self._out is None:
            return ManifestEntry(path, key, digest(data), len(data))
        return stage_bytes(self._out, path, data, key, previous_hash, self._free)

    def _add_made(self, entry: ManifestEntry) -> None:
        self._entries.append(entry)
        self._made_count += 1
        total = len(self._plan.routing.link_resolver.addresses)
        self._progress("render", len(self._entries), total)

    def _render_jobs(self) -> Iterator[RenderJob]:
        """Give the pages that are outdated, and enter those that are not."""
        for group in self._plan.routing.groups:
            outdated: dict[str, OutdatednessReason] = {}
            for page in self._plan.build_state.plan_cache.pages(group):
                row = page.row if isinstance(page, EncodedPage) else page
                path = routes.output_path(row.address)
                reason = outdatedness_reason(
                    self._previous.get(path), self._key(row), self._faults.get(path)
                )
                if reason is None:
                    self._entries.append(self._previous[path])
                elif isinstance(page, EncodedPage):
                    yield self._render_job(page, reason)
                else:
                    outdated[row.address] = reason
            # A group from the cache has no views; encode those of its outdated pages.
            for encoded in encode_pages(group, outdated) if outdated else ():
                yield self._render_job(encoded, outdated[encoded.row.address])

    def _key(self, row: PageRow) -> str:
        frame = self._plan.build_state.template_digests.frame(row.template)
        return page_key(frame, row.view_digest)

    def _render_job(self, page: EncodedPage, reason: OutdatednessReason) -> RenderJob:
        row = page.row
        path = routes.output_path(row.address)
        previous = self._previous.get(path)
        if self._explainer:
            frame_inputs = self._plan.build_state.template_digests.frame_inputs(row.template)
            text = self._explainer.explain(
                reason, previous.key if previous else None, frame_inputs, page.view
            )
            self._explanations.append(Explanation(path, text))
        return RenderJob(
            address=row.address,
            template=row.template,
            view=page.view,
            key=self._key(row),
            bodies={body: self._bodies.html(body, source) for body, source in page.body_sources},
            previous_hash=previous_hash(self._previous, path),
        )

    def _copy(self, file: StaticFile) -> None:
        """Enter a static file; copy it if it is outdated."""
        path = routes.output_path(file.address)
        file_digests = self._plan.build_state.file_digests
        previous = self._previous.get(path) if path not in self._faults else None
        if previous and previous.key == copy_key(file_digests.get(file.source_path) or ""):
            self._entries.append(previous)
            return
        try:
            data = (self._plan.site.folder / file.source_path).read_bytes()
        except OSError as error:
            self._problems[unreadable_file(file.owner().name, error)] = None
            return
        content = digest(data)
        file_digests.add(file.source_path, content)
        if previous and previous.key == copy_key(content):
            self._entries.append(previous)
            return
        key, old_hash = copy_key(content), previous_hash(self._previous, path)
        entry = self._stage(path, data, key, old_hash)
        if self._explainer:
            reason = outdatedness_reason(self._previous.get(path), key, self._faults.get(path))
            text = self._explainer.explain_copy(reason, file.owner().name)
            self._explanations.append(Explanation(path, text))
        self._add_made(entry)


def copy_key(content_digest: str) -> str:
    """Return the key of a file that is copied, from the digest of its content."""
    return f"copy.{content_digest}"


def previous_hash(previous_entries: Mapping[str, ManifestEntry], path: str) -> str | None:
    """Return the hash of what newsgen last wrote at a path; None if it wrote nothing there."""
    return previous_entries[path].hash if path in previous_entries else None
