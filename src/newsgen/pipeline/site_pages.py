"""All pages and copied files of a site: of groups that are planned now, and others as stored.

A group is planned if it is new, or something that it has read was touched.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from newsgen.model.article import Article, PlainPage
from newsgen.model.value import replace
from newsgen.pages.page_group import PlannedOutput, PlannedPage, RouteOwner, StaticFile
from newsgen.pages.page_groups import page_groups
from newsgen.pages.plan_group import GroupKey, plan_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.encoded_cards import with_encoded_cards
from newsgen.pipeline.file_contents import FileContents
from newsgen.pipeline.group_problems import StoredProblems
from newsgen.pipeline.new_groups import new_groups
from newsgen.pipeline.place_outputs import (
    REDIRECTS,
    STATIC_FILES,
    OutputPlaces,
    group_key,
    plan_order,
)
from newsgen.pipeline.plan_job import PlannedGroup
from newsgen.pipeline.stored_site import SiteDelta
from newsgen.render.picture_copies import picture_copy_digest
from newsgen.runtime import codec
from newsgen.store.affected_groups import AffectedGroups
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.encoded_pages import (
    COPIED,
    EncodedPage,
    PageRow,
    PlannedCopy,
    encode_page,
)
from newsgen.store.output_paths import OutputAddresses
from newsgen.store.page_group_rows import PageGroupRows, StoredGroup
from newsgen.store.read_notes import ReadNotes


class SitePages:
    """The pages and copied files of a site while it is built.

    `planned` writes what it plans into the database.

    Attributes:
        inputs: What they are planned from.
        conflicts: The problems of addresses that two of them want.
        removed_addresses: Those that were there before this build, and are no more.
        problem_reads: What was read for the problems of some groups.
    """

    def __init__(
        self,
        rows: PageGroupRows,
        places: OutputPlaces,
        notes: ReadNotes,
        contents: FileContents,
        planned: Mapping[GroupKey, str] | None,
    ) -> None:
        """Take the groups to plan, each with why; None where the database was empty."""
        self._rows = rows
        self._notes = notes
        self._contents = contents
        self._planned = planned
        self._earlier_pages = b""
        self.problem_reads: Mapping[GroupKey, ReadNotes] = {}
        self.conflicts = places.conflicts
        self.removed_addresses = frozenset(places.gone - places.came)
        self.inputs = places.inputs
        self._placed = places.outputs
        self._other_kinds: Collection[str] = ()

    @property
    def planned_groups(self) -> Collection[GroupKey] | None:
        """The groups that are planned; None for all that there are."""
        return None if self._planned is None else self._planned.keys()

    def why(self, group: GroupKey) -> str:
        """Return why a group is planned; empty if it is not."""
        return "new" if self._planned is None else self._planned.get(group, "")

    def pages(
        self, templates: Collection[str] | None = None
    ) -> Iterator[tuple[GroupKey, PageRow | EncodedPage | PlannedCopy]]:
        """Give all outputs of groups that are planned now, then the rows of others.

        templates: Of others, only those with one of these; None for all.
        """
        yield from self.planned()
        if self._planned is not None:
            for kind, name, row in self._rows.pages(templates):
                group = group_key(kind, name)
                if group not in self._planned:
                    yield group, row

    def planned(self) -> Iterator[tuple[GroupKey, EncodedPage | PlannedCopy]]:
        """Give the outputs of the groups that are planned now."""
        self._notes.take()  # what no group has read
        if self._planned is None:
            for number, key in self._rows.numbered():
                if key[0] in self._other_kinds:
                    continue
                group = group_key(*key)
                encoded, stored = self._plan(group)
                self._rows.put_first(number, key, stored)
                yield from ((group, output) for output in encoded)
            return
        for group in self._planned:
            encoded, stored = self._plan(group)
            self._earlier_pages = self._rows.put((group.kind, group.key), stored)
            yield from ((group, output) for output in encoded)

    def hand_over(
        self, kinds: Collection[str]
    ) -> Iterator[tuple[int, GroupKey, Article | PlainPage | None]]:
        """Give all groups of some kinds, which are new, to be planned by others and put by `put`.

        `planned` leaves them out. Each comes with its number, and the article or plain page that it
        is about.
        """
        self._other_kinds = kinds
        self._notes.take()  # what no group has read
        for number, (kind, name) in self._rows.numbered():
            if kind in kinds:
                with self._notes.captured():
                    text = self._text(kind, name)
                yield number, group_key(kind, name), text

    def _text(self, kind: str, name: str) -> Article | PlainPage | None:
        match kind:
            case "article":
                return self.inputs.questions.article(name)
            case "plain page":
                return self.inputs.questions.plain_page(name)
        return None

    def put(self, number: int, group: GroupKey, planned: PlannedGroup) -> Iterable[PlannedCopy]:
        """Put a new group that a worker has planned; return the files that are to be copied."""
        stored, files = planned.stored, iter(planned.copies)
        copies: dict[str, PlannedCopy] = {}
        for row in stored.pages:
            if row.template == COPIED:
                path, owner, width = next(files)
                file = StaticFile(row.address, path, partial(_itself, owner), width)
                copies[row.address] = self._copy(file)
        problem_reads = self.problem_reads.get(group)
        if copies or problem_reads:
            self._notes.add_reads(stored.reads)
            if problem_reads:
                self._notes.add(problem_reads)
            pages = tuple(
                copies[row.address].row if row.address in copies else row for row in stored.pages
            )
            stored = StoredGroup(pages, self._notes.take())
        self._rows.put_first(number, (group.kind, group.key), stored)
        return copies.values()

    def earlier_row(self, address: str) -> PageRow | None:
        """Return the row that a page had before, if its group is the one that was planned last."""
        if not self._earlier_pages:
            return None
        rows: Any = codec.decode(self._earlier_pages, tuple[PageRow, ...])
        return next((row for row in rows if row.address == address), None)

    def encode(
        self, group: GroupKey, addresses: Container[str]
    ) -> Iterator[EncodedPage | PlannedCopy]:
        """Give the outputs of a group with these addresses."""
        outputs = plan_group(self.inputs, self.inputs.questions, group)
        yield from (self._encode(output) for output in outputs if output.address in addresses)
        self._notes.take()

    def plan_again(self, group: GroupKey) -> tuple[EncodedPage | PlannedCopy, ...]:
        """Return the outputs of a group, and leave it as it is stored."""
        outputs = tuple(map(self._encode, plan_group(self.inputs, self.inputs.questions, group)))
        self._notes.take()
        return outputs

    def _plan(self, group: GroupKey) -> tuple[tuple[EncodedPage | PlannedCopy, ...], StoredGroup]:
        """Return the outputs of a group, and what is to be stored of it."""
        if placed := self._placed.pop(group, None):
            outputs: Iterable[PlannedOutput] = placed[0]
            self._notes.add(placed[1])
        else:
            outputs = plan_group(self.inputs, self.inputs.questions, group)
        encoded = tuple(map(self._encode, outputs))
        if reads := self.problem_reads.get(group):
            self._notes.add(reads)
        return encoded, StoredGroup(tuple(one.row for one in encoded), self._notes.take())

    def _encode(self, output: PlannedOutput) -> EncodedPage | PlannedCopy:
        if isinstance(output, PlannedPage):
            return encode_page(output)
        return self._copy(output)

    def _copy(self, file: StaticFile) -> PlannedCopy:
        content = self._contents.digest_of(file.source_path)
        if file.width and content:
            content = picture_copy_digest(content, file.width)
        row = PageRow(file.address, COPIED, content)
        return PlannedCopy(row, file.source_path, file.owner, file.width)


def plan_site_pages(
    database: ArchiveDatabase,
    inputs: PlanInputs,
    notes: ReadNotes,
    delta: SiteDelta,
    contents: FileContents,
) -> SitePages:
    """Find the groups to plan, and give all outputs their addresses.

    Whatever is wrong with these is known then, before the first view is made.
    """
    rows = PageGroupRows(database)
    inputs = replace(inputs, addresses=OutputAddresses(database, notes))
    inputs = with_encoded_cards(inputs, notes, plans_all=delta.is_first)
    places = OutputPlaces(database, rows, inputs, notes)
    if delta.is_first:
        places.place_all(page_groups(inputs))
        StoredProblems(database, notes).note_address_count()
        notes.take()
        return SitePages(rows, places, notes, contents, None)
    affected = AffectedGroups(database)
    found = affected.find(delta.archive, delta.keys)
    planned = {group_key(kind, name): why for (kind, name), why in found.items()}
    planned[STATIC_FILES] = "looked at in every build"
    for group in new_groups(inputs, database, delta.archive):
        if rows.find((group.kind, group.key)) is None:
            planned.setdefault(group, "new")
    if places.place_again(planned, delta.archive):
        planned.setdefault(REDIRECTS, "an address came or went")
    notes.take()
    for kind, name in affected.readers_of("addresses", places.came ^ places.gone):
        planned.setdefault(group_key(kind, name), "an address came or went")
    for kind, name in StoredProblems(database, notes).note_address_count():
        planned.setdefault(group_key(kind, name), "a hint may be another")
    planned = {group: planned[group] for group in sorted(planned, key=plan_order)}
    return SitePages(rows, places, notes, contents, planned)


def _itself(owner: RouteOwner) -> RouteOwner:
    return owner
