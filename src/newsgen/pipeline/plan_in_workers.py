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
from newsgen.store.archive_database import DATABASE_ERRORS
from newsgen.store.archive_file import COPY_ENDING
from newsgen.store.command_session import Session
from newsgen.store.encoded_pages import COPIED, PlannedCopy
from newsgen.store.parse_cache import BodyStore

_MAX_PAGES = 300_000
"""Pages of an archive that workers plan: what they keep in memory of a larger one is much for each.
"""


def is_planned_by_workers(plan: SitePlan, output: OutputState, session: Session) -> bool:
    """Return whether workers plan pages: where there are many, and the output has none of them."""
    pool, tuning = session.pool, session.tuning
    if plan.pages.planned_groups is not None or output.owned.count:
        return False
    if not tuning.serial_pages < len(plan.inputs.addresses) <= _MAX_PAGES:
        return False
    if pool.is_remote:
        return True
    return pool.worker_count >= tuning.planning_workers and _copy_file(plan, session) is not None


def plan_in_workers(
    plan: SitePlan, session: Session, bodies: BodyStore, settings: RenderSettings
) -> Generator[tuple[Iterable[PlannedCopy], RenderedChunk], None, None]:
    """Have workers plan groups and render their pages; put the groups into the archive database.

    Gives the files that are to be copied, and the pages that were rendered; nothing if the archive
    cannot be copied for workers, and then no group is planned yet.
    """
    with _archive_copy(plan, session) as copy:
        if copy is None:
            return
        file, content = copy
        authorities = plan.site.context.authorities
        plan_settings = PlanSettings(
            render=settings,
            frames=_frames(plan),
            archive_file=file,
            archive=content,
            config=plan.site.config,
            other_files=frozenset(plan.site.other_files),
            picture_sizes=plan.pictures.all(),
            tuning=session.tuning,
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
    """Return the file for a copy of the archive database; None where that has no file itself."""
    folder, name = session.cache.folder, plan.build_state.database.name
    return folder / (name + COPY_ENDING) if folder and name else None


@contextmanager
def _archive_copy(plan: SitePlan, session: Session) -> Iterator[tuple[str, bytes] | None]:
    """Copy the archive database: to a file, of which the path is given, or into memory.

    Gives None if it cannot be copied, as on a full disk.
    """
    file = None if session.pool.is_remote else _copy_file(plan, session)
    copy = None
    with suppress(OSError, *DATABASE_ERRORS):
        copy = str(file or ""), plan.build_state.database.copy(file)
    try:
        yield copy
    finally:
        session.pool.end_workers()  # each has it open
        if file:
            with suppress(OSError):
                fs.unlink(file)


def _jobs(plan: SitePlan, bodies: BodyStore) -> Iterator[PlanJob]:
    for number, group, text in plan.pages.hand_over(WORKER_KINDS):
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
