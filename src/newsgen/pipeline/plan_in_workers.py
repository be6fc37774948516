"""Has workers plan the page groups of which there are many, when an archive is built first."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from newsgen.model.article import Article
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.plan_job import PLAN_JOB, WORKER_KINDS, PlanJob, PlanSettings
from newsgen.pipeline.render_job import RenderedChunk, RenderSettings
from newsgen.publish.output_state import OutputState
from newsgen.runtime import fs
from newsgen.store.archive_file import COPY_ENDING
from newsgen.store.command_session import Session
from newsgen.store.encoded_pages import COPIED, PlannedCopy
from newsgen.store.parse_cache import BodyStore

_MAX_PAGES_IN_MEMORY = 300_000
"""Pages of an archive of which workers get a copy in memory, 1.5 kilobytes for each."""


def is_planned_by_workers(plan: SitePlan, output: OutputState, session: Session) -> bool:
    """Return whether workers plan pages: where there are many, and the output has none of them."""
    pool, tuning, page_count = session.pool, session.tuning, len(plan.inputs.addresses)
    if plan.pages.planned_groups is not None or output.owned.count:
        return False
    if not pool.has_workers or page_count <= tuning.serial_pages:
        return False
    if _copy_file(plan, session) is None and page_count > _MAX_PAGES_IN_MEMORY:
        return False
    return pool.is_remote or pool.worker_count >= tuning.planning_workers


def plan_in_workers(
    plan: SitePlan, session: Session, bodies: BodyStore, settings: RenderSettings
) -> Generator[tuple[Iterable[PlannedCopy], RenderedChunk], None, None]:
    """Have workers plan groups and render their pages; put the groups into the archive database.

    Gives the files that are to be copied, and the pages that were rendered.
    """
    with _archive_copy(plan, session) as (file, content):
        authorities = plan.site.context.authorities
        plan_settings = PlanSettings(
            render=settings,
            frames=_frames(plan),
            archive_file=file,
            archive=content,
            config=plan.site.config,
            other_files=frozenset(plan.site.other_files),
            tuning=session.tuning,
            dropped_aliases=plan.inputs.dropped_aliases,
            authorities=authorities.entries,
            authorities_index=authorities.index,
        )
        chunks = session.pool.run(
            PLAN_JOB,
            plan_settings,
            _jobs(plan, bodies),
            chunk_size=session.tuning.pages_per_chunk,
            serial_limit=0,
        )
        with closing(chunks):
            for jobs, planned in chunks:
                copies: list[PlannedCopy] = []
                for job, group in zip(jobs, planned.groups, strict=True):
                    copies += plan.pages.put(job.number, job.group, group)
                yield copies, planned.rendered


def _copy_file(plan: SitePlan, session: Session) -> Path | None:
    """Return the file for the copy of the archive; None where workers could not open one."""
    folder, name = session.cache.folder, plan.build_state.database.name
    return folder / (name + COPY_ENDING) if folder and name and not session.pool.is_remote else None


@contextmanager
def _archive_copy(plan: SitePlan, session: Session) -> Iterator[tuple[str, bytes]]:
    """Copy the archive database to a file, or into memory; give its path, and its content."""
    file = _copy_file(plan, session)
    if file is None:
        yield "", plan.build_state.database.serialize()
        return
    try:
        plan.build_state.database.copy_to(file)
        yield str(file), b""
    finally:
        with suppress(OSError):
            fs.unlink(file)


def _jobs(plan: SitePlan, bodies: BodyStore) -> Iterator[PlanJob]:
    for number, group, text in plan.pages.take(WORKER_KINDS):
        html: dict[str, str] = {}
        if text and text.html_digest and not (isinstance(text, Article) and text.withdrawn):
            html[text.html_digest] = bodies.html(text.html_digest, text.path)
        yield PlanJob(number, group, html)


def _frames(plan: SitePlan) -> dict[str, str]:
    """Return the frame of each template that pages have."""
    query = "SELECT DISTINCT template FROM pages"
    templates = (template for (template,) in plan.build_state.database.select(query))
    frame = plan.build_state.template_digests.frame
    return {template: frame(template) for template in templates if template != COPIED}
