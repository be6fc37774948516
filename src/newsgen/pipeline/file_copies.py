"""Copies the files of a plan into the output, and makes the smaller copies of pictures."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from newsgen.content.active_content import active_content
from newsgen.content.kept_copies import unsafe_copy
from newsgen.content.picture_size import is_picture
from newsgen.model.config import KEPT_PREFIX, TEXT_PREFIXES
from newsgen.model.digest import digest
from newsgen.model.problem import Problem, problem
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.page_group import RouteOwner
from newsgen.pipeline.picture_sizes import size_key
from newsgen.pipeline.plan import SitePlan
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.render.picture_copies import (
    hides_places,
    make_copies,
    picture_copy_digest,
    without_place,
)
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.job import Job
from newsgen.store.command_session import Session
from newsgen.store.encoded_pages import COPIED, PageRow, PlannedCopy


class PictureJob(Value, frozen=True, array_like=True):
    """A picture of which copies with some widths are to be made."""

    content: bytes
    widths: tuple[int, ...]


class PictureCopies(Value, frozen=True):
    """The copies of each picture of a chunk; None of one that is damaged."""

    pictures: tuple[tuple[bytes, ...] | None, ...]


def _make_chunk(jobs: tuple[PictureJob, ...]) -> PictureCopies:
    return PictureCopies(tuple(make_copies(job.content, job.widths) for job in jobs))


def _set_up(_: None) -> Callable[[tuple[PictureJob, ...]], PictureCopies]:
    return _make_chunk


PICTURE_JOB = Job(_set_up, type(None), PictureJob, PictureCopies)


@dataclass
class FileCopier:
    """Copies files that are outdated; gives each that it has staged to `take`."""

    plan: SitePlan
    output: OutputState
    session: Session
    tree: OutputTree | None
    take: Callable[[PlannedCopy, ManifestEntry], None]
    problems: dict[Problem, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pictures: dict[str, list[PlannedCopy]] = defaultdict(list)
        """By the path of a picture, its copies that are outdated."""
        self._contents: set[bytes] = set()
        """Of the pictures, and of their copies, that the archive has."""

    def note(self, row: PageRow) -> None:
        """Note that the archive has a file, where all are looked at."""
        if row.template == COPIED and is_picture(row.address):
            self._contents |= {row.view_digest.encode(), size_key(row.view_digest, row.address)}

    def copy(self, file: PlannedCopy) -> None:
        """Copy a file if it is outdated; a smaller copy of a picture is made by `make_pictures`."""
        path, site = routes.output_path(file.row.address), self.plan.site
        previous = self.output.entry(path) if path not in self.output.faults else None
        if previous and previous.key == copy_key(file.row.address, file.row.view_digest):
            return
        if file.source_path in site.kept_files:
            if not previous:
                self.problems[_missing_file_problem(file.owner())] = None
            return
        if file.width:
            self._pictures[file.source_path].append(file)
            return
        try:
            data = (site.folder / file.source_path).read_bytes()
        except OSError as error:
            self.problems[unreadable_file(file.owner().name, error)] = None
            return
        is_of_text = file.source_path.startswith(TEXT_PREFIXES)
        is_kept = file.source_path.startswith(KEPT_PREFIX)
        fault = unsafe_copy if is_kept else active_content
        if (is_of_text or is_kept) and (cause := fault(file.source_path, data)):
            self.problems[_active_file_problem(file, cause)] = None
            return
        content = digest(data)
        key = copy_key(file.row.address, content)
        self.plan.build_state.parse_stage.file_digests.add(file.source_path, content)
        if not (previous and previous.key == key):
            self._stage(file, without_place(file.source_path, data) if is_of_text else data, key)

    def make_pictures(self) -> None:
        """Make all smaller copies of pictures that are outdated, and stage them."""
        started: list[tuple[str, dict[int, list[PlannedCopy]]]] = []
        chunks = self.session.pool.run(
            PICTURE_JOB, None, self._picture_jobs(started), chunk_size=1, serial_limit=1
        )
        with closing(chunks):
            for (job,), made in chunks:
                path, files = started.pop(0)
                (copies,) = made.pictures
                if copies is None:
                    # Pages name the copies, and browsers look at what a file is.
                    copies = (without_place(path, job.content),) * len(job.widths)
                for width, copy in zip(job.widths, copies, strict=True):
                    content = files[width][0].row.view_digest.encode()
                    self.session.cache.put("pictures", [(content, copy)])
                    for file in files[width]:
                        self._stage_copy(file, copy)
        if self._contents:
            self.session.cache.sweep("pictures", self._contents)

    def _picture_jobs(
        self, started: list[tuple[str, dict[int, list[PlannedCopy]]]]
    ) -> Iterator[PictureJob]:
        """Give the pictures with copies to be made, and stage those that were made before.

        Several articles may show one picture.
        """
        for path, outdated in self._pictures.items():
            missing: dict[int, list[PlannedCopy]] = defaultdict(list)
            for file in outdated:
                copy = self.session.cache.get("pictures", file.row.view_digest.encode())
                if copy is None:
                    missing[file.width].append(file)
                else:
                    self._stage_copy(file, copy)
            try:
                data = (self.plan.site.folder / path).read_bytes() if missing else b""
            except OSError:
                continue  # told of the picture itself
            found = digest(data)
            # A picture that was saved since it was looked at waits for the next build.
            files = {
                width: each
                for width, each in missing.items()
                if picture_copy_digest(found, width) == each[0].row.view_digest
            }
            if files:
                started.append((path, files))
                yield PictureJob(data, tuple(files))

    def _stage_copy(self, file: PlannedCopy, data: bytes) -> None:
        self._stage(file, data, copy_key(file.row.address, file.row.view_digest))

    def _stage(self, file: PlannedCopy, data: bytes, key: str) -> None:
        path = routes.output_path(file.row.address)
        entry = self.output.entry(path)
        old_hash = entry.hash if entry else None
        self.take(file, stage_bytes(self.tree, path, data, key, old_hash, digest(data)))


def copy_key(address: str, content_digest: str) -> str:
    """Return the key of a copied file: one that was checked for active content when copied."""
    return f"{'placeless' if hides_places(address) else 'copied'}.{content_digest}"


def _missing_file_problem(owner: RouteOwner) -> Problem:
    message = f'there is no file "{owner.name}" any more'
    return problem("N203", owner.location, message, "take the picture or link out")


def _active_file_problem(file: PlannedCopy, cause: str) -> Problem:
    owner = file.owner()
    sides = (owner.location.path,), (file.source_path,)
    message = f'"{owner.name}" could run script at the address of the archive, {cause}'
    hint = "take that out of the file, or link to it in static/, where you answer for it"
    if file.source_path.startswith(KEPT_PREFIX):
        hint = "newsgen keep --again fetches the page anew; a page saved by hand can be PDF or WACZ"
    return problem("N220", owner.location, message, hint, sides)
