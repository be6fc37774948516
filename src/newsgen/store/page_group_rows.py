"""The page groups of the stored archive: their pages, and what these have read.

Reads that the group's own article tells need no rows of their own: `affected_groups` finds them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, cast

from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseRow
from newsgen.store.archive_lists import SIMILAR_INDEX
from newsgen.store.encoded_pages import PageRow
from newsgen.store.read_notes import AUTHORITIES_INDEX, PATHS_INDEX, GroupReads

GroupName = tuple[str, str]
"""The kind of a page group, and the name of what it is about within that kind."""

ARTICLE_GROUP = "article"
"""The kind of the page group of one article; its name is the article's path."""

NAME_GROUP = "name"
"""The kind of the page group of a name; its name is that of the timelines of the name."""

FACES_LIST, COUNTS_LIST, WEIGHTS_LIST, COMPANIES_LIST, DECLARED_LIST = -1, -2, -3, -4, -5
"""Stand for the number of a list in the rows of reads that are of no list."""

LABELS_INDEX, FACE_PATHS_INDEX, KINDS_INDEX = "labels", "face paths", "kinds"
"""Stand for the name of an index in the rows of reads that are of no index."""

EXACT_INDEXES = frozenset(
    (LABELS_INDEX, PATHS_INDEX, FACE_PATHS_INDEX, KINDS_INDEX, AUTHORITIES_INDEX)
)
"""Those of which single keys are read, or all keys, and no other ranges."""


ReadRows = dict[DatabaseRow, DatabaseRow]
"""Rows of a table of reads by their keys."""


class StoredGroup(Value, frozen=True):
    """A page group as it was planned last."""

    pages: tuple[PageRow, ...]
    reads: GroupReads


class PageGroupRows:
    """Reads and writes page groups; to give numbers, there is one for all."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take an open database."""
        self.database = database
        self._next_number = 0

    def get(self, key: GroupName) -> StoredGroup | None:
        """Return a page group; None if there is none."""
        row = self.database.get("group_ids", *key)
        return self._group(row[0]) if row else None

    def reads(self, number: int) -> tuple[GroupName, GroupReads] | None:
        """Return the key and the reads of the group with a number; None if there is none."""
        row = self.database.get("groups", number)
        return ((row[0], row[1]), codec.decode(row[3], GroupReads)) if row else None

    def pages(self, templates: Collection[str] | None = None) -> Iterator[tuple[str, str, PageRow]]:
        """Give pages and copied files, each after the kind and the name of its group.

        templates: Of those that have one of these; None for all.
        """
        query = "SELECT kind, name, pages FROM groups"
        if templates is not None:
            marks = ", ".join("?" * len(templates))
            query += f" WHERE id IN (SELECT page_group FROM pages WHERE template IN ({marks}))"
        rows = self.database.select(f"{query} ORDER BY id", *(templates or ()))
        for kind, name, pages in rows:
            decoded: Any = codec.decode(pages, tuple[PageRow, ...])
            for page in decoded:
                if templates is None or page.template in templates:
                    yield kind, name, page

    def numbered(self) -> Iterator[tuple[int, GroupName]]:
        """Give the keys of all groups that have a number, each after it and in this order."""
        rows = self.database.select("SELECT id, kind, name FROM group_ids ORDER BY id")
        return ((number, (kind, name)) for number, kind, name in rows)

    def key_of(self, number: int) -> GroupName:
        """Return the key of the group with a number."""
        if row := self.database.get("groups", number):
            return row[0], row[1]
        # It was numbered in this build, and is not planned yet.
        query = "SELECT kind, name FROM group_ids WHERE id = ?"
        kind, name = next(self.database.select(query, number))
        return kind, name

    def find(self, key: GroupName) -> int | None:
        """Return the number of a group; None if it has none."""
        row = self.database.get("group_ids", *key)
        return row[0] if row else None

    def number(self, key: GroupName) -> int:
        """Return the number of a group; one that has none gets one."""
        return self.find(key) or self.new_number(key)

    def new_number(self, key: GroupName) -> int:
        """Return a number for a group that has none."""
        if not self._next_number:
            row = next(self.database.select("SELECT max(id) FROM groups"))
            self._next_number = (row[0] or 0) + 1
        number, self._next_number = self._next_number, self._next_number + 1
        self.database.add("group_ids", key, (number,))
        return number

    def put(self, key: GroupName, group: StoredGroup) -> bytes:
        """Put a page group in the place of that with its key; without pages there is none.

        Returns the pages of the one that was there, encoded; nothing if there was none.
        """
        database = self.database
        row = database.get("group_ids", *key)
        if not row and not group.pages:
            return b""
        number = row[0] if row else self.new_number(key)
        earlier = database.get("groups", number)
        if not earlier:
            self.put_first(number, key, group)
            return b""
        reads, old_reads = codec.encode(group.reads), codec.decode(earlier[3], GroupReads)
        if _are_equal(old_reads, group.reads):
            reads = earlier[3]
        for table, rows_of in _TABLES_OF_READS.items():
            old_rows = rows_of(number, key, old_reads)
            new_rows = rows_of(number, key, group.reads) if group.pages else {}
            for row_key in old_rows.keys() - new_rows.keys():
                database.delete(table, *row_key)
            for row_key, values in new_rows.items():
                if old_rows.get(row_key) != values:
                    database.put(table, *row_key, *values)
        if group.pages:
            database.put("groups", number, *key, codec.encode(group.pages), reads)
        else:
            database.delete("groups", number)
            database.delete("group_ids", *key)
        return cast("bytes", earlier[2])

    def put_first(self, number: int, key: GroupName, group: StoredGroup) -> None:
        """Put a page group that has a number and was not planned before."""
        if not group.pages:
            self.database.delete("group_ids", *key)
            return
        for table, rows_of in _TABLES_OF_READS.items():
            self.database.add_all(table, rows_of(number, key, group.reads))
        row = *key, codec.encode(group.pages), codec.encode(group.reads)
        self.database.add("groups", (number,), row)

    def _group(self, number: int) -> StoredGroup:
        row = self.database.get("groups", number)
        assert row is not None
        _, _, pages, reads = row
        decoded: Any = codec.decode(pages, tuple[PageRow, ...])
        return StoredGroup(decoded, codec.decode(reads, GroupReads))


def _are_equal(one: GroupReads, two: GroupReads) -> bool:
    """Return whether reads are the same, in whatever order they were noted."""
    names = GroupReads.__struct_fields__
    return all({*getattr(one, name)} == {*getattr(two, name)} for name in names)


def _list_rows(number: int, key: GroupName, reads: GroupReads) -> ReadRows:
    """Return the rows by which the readers of lists and of names are found."""
    rows: ReadRows = {}
    numbers = [(COUNTS_LIST, reads.counts), (COMPANIES_LIST, {one for one, *_ in reads.companies})]
    if key[0] != ARTICLE_GROUP:
        for one, low, high, bits in reads.lists:
            rows[one, low, high, number] = (bits,)
        numbers += [(FACES_LIST, reads.faces), (DECLARED_LIST, reads.declared)]
        numbers.append((WEIGHTS_LIST, reads.weights))
    for list_of_numbers, values in numbers:
        for value in values:
            rows[list_of_numbers, value, value + 1, number] = (0,)
    return rows


def _key_rows(number: int, key: GroupName, reads: GroupReads) -> ReadRows:
    """Return the rows by which the readers of keys, names, paths and kinds are found."""
    keys, paths, authorities = reads.keys, [*reads.paths], [*reads.authorities]
    if key[0] == ARTICLE_GROUP:
        keys = tuple(read for read in keys if read[0] != SIMILAR_INDEX)
        paths = [path for path in paths if path != key[1]]
        authorities = []
    rows: ReadRows = {(*read, number): (0,) for read in keys}
    texts = (
        (LABELS_INDEX, [f"{kind}:{name}" for kind, name in reads.labels]),
        (PATHS_INDEX, paths),
        (FACE_PATHS_INDEX, reads.face_paths),
        (KINDS_INDEX, reads.kinds),
        (AUTHORITIES_INDEX, authorities),
    )
    for index, values in texts:
        for value in values:
            data = value.encode()
            rows[index, data, data + b"\0", number] = (0,)
    return rows


_TABLES_OF_READS: Mapping[str, Callable[[int, GroupName, GroupReads], ReadRows]] = {
    "list_reads": _list_rows,
    "key_reads": _key_rows,
}
