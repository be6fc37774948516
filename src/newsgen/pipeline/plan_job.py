"""The job that plans page groups and renders their pages, where an output gets its first pages.

Workers ask a copy of the archive database, which has all but the page groups. They give back what
is to be stored of these.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from newsgen.model.authority import Authorities, Authority, SpellingIndex
from newsgen.model.config import Config
from newsgen.model.picture_size import PictureSize
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import CopiedFiles, PlanInputs
from newsgen.pipeline.encoded_cards import with_encoded_cards
from newsgen.pipeline.noted_sets import NotedSet
from newsgen.pipeline.outdatedness import page_key
from newsgen.pipeline.picture_sizes import PictureSizes
from newsgen.pipeline.render_job import (
    RenderedChunk,
    RenderJob,
    RenderSettings,
    set_up_rendering,
)
from newsgen.runtime.job import Job
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.collation import Collation
from newsgen.store.encoded_pages import COPIED, PageRow, encode_page
from newsgen.store.output_paths import OutputAddresses
from newsgen.store.page_group_rows import StoredGroup
from newsgen.store.read_notes import ReadNotes
from newsgen.store.stored_archive import StoredArchive

WORKER_KINDS: frozenset[GroupKind] = frozenset(
    (
        *("article", "plain page", "period", "language", "language period"),
        *("name", "name period", "pair", "pair period"),
    )
)
"""The kinds of groups that workers plan: those of which there may be very many.

Their pages show no text of an article but their own, and ask neither for files of `static/` nor for
aliases: workers have none.
"""


class PlanSettings(Value, frozen=True):
    """What is the same for all page groups.

    Attributes:
        render: For their pages.
        frames: The frame of each template.
        archive_file: A copy of the archive database.
        archive: The same in memory, for workers that have no such file.
        config, tuning: As in `PlanInputs`.
        other_files: As `CopiedFiles.other`.
        picture_sizes: Those of the pictures among them, and in static/.
        authorities, authorities_index: As in `Authorities`.
    """

    render: RenderSettings
    frames: dict[str, str]
    archive_file: str
    archive: bytes
    config: Config
    other_files: frozenset[str]
    picture_sizes: dict[str, PictureSize]
    tuning: Tuning
    authorities: tuple[Authority, ...]
    authorities_index: SpellingIndex


class PlanJob(Value, frozen=True, array_like=True):
    """A page group to be planned, with its number, and the HTML of the text it shows, by digest."""

    number: int
    group: GroupKey
    bodies: dict[str, str]


class PlannedGroup(Value, frozen=True, array_like=True):
    """A page group that a worker has planned.

    Attributes:
        stored: What is to be stored of it. Of the files that are copied it has no digests.
        copies: Of each of these files the path, who claims its address, and the width as in
            `StaticFile`.
    """

    stored: StoredGroup
    copies: tuple[tuple[str, RouteOwner, int], ...]


class PlannedChunk(Value, frozen=True):
    """Planned groups, and their rendered pages."""

    groups: tuple[PlannedGroup, ...]
    rendered: RenderedChunk


class GroupPlanner:
    """Plans page groups from a copy of the archive."""

    def __init__(self, settings: PlanSettings) -> None:
        """Open the copy."""
        archive = settings.archive or Path(settings.archive_file)
        database, self._notes = ArchiveDatabase.open_copy(archive), ReadNotes()
        self._frames = settings.frames
        authorities = Authorities(settings.authorities, index=settings.authorities_index)
        self._questions = StoredArchive(database, authorities, reads_all=True, notes=self._notes)
        inputs = PlanInputs(
            config=settings.config,
            files=CopiedFiles(NotedSet(settings.other_files, "files", self._notes)),
            questions=self._questions,
            collation_key=Collation(Cache(None)).sort_key,
            tuning=settings.tuning,
            addresses=OutputAddresses(database, self._notes),
            picture_size=PictureSizes(settings.picture_sizes.get, self._notes).get,
        )
        self._inputs = with_encoded_cards(inputs, self._notes, plans_all=True)
        self._notes.take()

    def plan(self, job: PlanJob) -> tuple[PlannedGroup, list[RenderJob]]:
        """Return a group as it is planned, and its pages."""
        rows: list[PageRow] = []
        copies: list[tuple[str, RouteOwner, int]] = []
        pages: list[RenderJob] = []
        for output in plan_group(self._inputs, self._questions, job.group):
            if isinstance(output, PlannedPage):
                page = encode_page(output)
                rows.append(page.row)
                address, template = page.row.address, page.row.template
                key = page_key(self._frames[template], page.row.view_digest)
                pages.append(RenderJob(address, template, key, None, page.view, job.bodies))
            else:
                rows.append(PageRow(output.address, COPIED, ""))
                copies.append((output.source_path, output.owner(), output.width))
        stored = StoredGroup(tuple(rows), self._notes.take())
        return PlannedGroup(stored, tuple(copies)), pages


def _plan_chunk(
    planner: GroupPlanner,
    render: Callable[[tuple[RenderJob, ...]], RenderedChunk],
    jobs: tuple[PlanJob, ...],
) -> PlannedChunk:
    planned = [planner.plan(job) for job in jobs]
    pages = tuple(page for _, found in planned for page in found)
    return PlannedChunk(tuple(group for group, _ in planned), render(pages))


def _set_up(settings: PlanSettings) -> Callable[[tuple[PlanJob, ...]], PlannedChunk]:
    return partial(_plan_chunk, GroupPlanner(settings), set_up_rendering(settings.render))


PLAN_JOB = Job(_set_up, PlanSettings, PlanJob, PlannedChunk)
