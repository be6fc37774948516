"""The page groups of the stored archive: their pages, and what these have read.

Reads that the group's own article tells need no rows of their own: `affected_groups` finds them.
"""

from collections.abc import Collection, Iterator
from typing import Any

from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseRow
from newsgen.store.encoded_pages import PageRow
from newsgen.store.read_notes import AUTHORITIES_INDEX, GroupReads, KeyRead

GroupName = tuple[str, str]
"""The kind of a page group, and the name of what it is about within that kind."""

ARTICLE_GROUP = "article"
"""The kind of the page group of one article; its name is the article's path."""

NAME_GROUP = "name"
"""The kind of the page group of a name; its name is that of the timelines of the name."""

FACES_LIST, COUNTS_LIST, WEIGHTS_LIST, COMPANIES_LIST = -1, -2, -3, -4
"""Stand for the number of a list in the rows of reads that are of no list."""

_FIRST_PAIR = -10

LABELS_INDEX, PATHS_INDEX, KINDS_INDEX = "labels", "paths", "kinds"
"""Stand for the name of an index in the rows of reads that are of no index."""


class StoredGroup(Value, frozen=True):
    """A page group as it was planned last."""

    pages: tuple[PageRow, ...]
    reads: GroupReads


class PageGroupRows:
    """Reads and writes page groups."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take an open database."""
        self._database = database
        row = database.get("header", "next group")
        self._next_number = int(row[0]) if row else 1

    def get(self, key: GroupName) -> StoredGroup | None:
        """Return a page group; None if there is none."""
        row = self._database.get("group_ids", *key)
        return self._group(row[0]) if row else None

    def pages(self) -> Iterator[tuple[str, str, PageRow]]:
        """Give all pages, each after the kind and the name of its group."""
        rows = self._database.select("SELECT kind, name, pages FROM groups ORDER BY id")
        for kind, name, pages in rows:
            decoded: Any = codec.decode(pages, tuple[PageRow, ...])
            yield from ((kind, name, page) for page in decoded)

    def pages_with(self, templates: Collection[str]) -> Iterator[tuple[str, str, PageRow]]:
        """Give the pages of some templates, each after the kind and the name of its group."""
        query = "SELECT address, page_group, view FROM pages WHERE template = ?"
        for template in templates:
            for address, number, view in list(self._database.select(query, template)):
                yield *self.key_of(number), PageRow(address, template, view)

    def key_of(self, number: int) -> GroupName:
        """Return the key of the group with a number."""
        row = self._row(number)
        return row[0], row[1]

    def put(self, key: GroupName, group: StoredGroup) -> None:
        """Put a page group in the place of that with its key; without pages there is none."""
        database = self._database
        row = database.get("group_ids", *key)
        if row:
            self._remove_rows(key, row[0])
        elif not group.pages:
            return
        number = row[0] if row else self._next_number
        if not group.pages:
            database.delete("groups", number)
            database.delete("group_ids", *key)
            return
        if not row:
            self._next_number += 1
            database.put("header", "next group", self._next_number)
            database.put("group_ids", *key, number)
        pages, reads = codec.encode(group.pages), codec.encode(group.reads)
        database.put("groups", number, *key, pages, reads)
        for page in group.pages:
            database.put("pages", page.address, number, page.template, page.view_digest)
        for table, *values in dict.fromkeys(_read_rows(key, group.reads)):
            database.add(table, (*values[:-1], number), (values[-1],))

    def _remove_rows(self, key: GroupName, number: int) -> None:
        earlier = self._group(number)
        for page in earlier.pages:
            row = self._database.get("pages", page.address)
            if row and row[0] == number:
                self._database.delete("pages", page.address)
        for table, *values in dict.fromkeys(_read_rows(key, earlier.reads)):
            self._database.delete(table, *values[:-1], number)

    def _group(self, number: int) -> StoredGroup:
        _, _, pages, reads = self._row(number)
        decoded: Any = codec.decode(pages, tuple[PageRow, ...])
        return StoredGroup(decoded, codec.decode(reads, GroupReads))

    def _row(self, number: int) -> DatabaseRow:
        row = self._database.get("groups", number)
        assert row is not None
        return row


def pair_list(one: int, two: int) -> int:
    """Return what stands for the number of a list where reads are of what two names share."""
    return _FIRST_PAIR - (one << 31) - two


def _read_rows(key: GroupName, reads: GroupReads) -> Iterator[tuple[Any, ...]]:
    """Yield the rows by which the readers of something are found."""
    is_article = key[0] == ARTICLE_GROUP
    if not is_article:
        for number, low, high, level in reads.lists:
            yield "list_reads", number, low, high, level
    for one, two, low in reads.pairs:
        yield "list_reads", pair_list(one, two), low, 1 << 62, 0
    numbers = [(COUNTS_LIST, reads.counts), (COMPANIES_LIST, reads.companies)]
    if not is_article:
        numbers += [(FACES_LIST, reads.faces), (WEIGHTS_LIST, reads.weights)]
    for list_of_numbers, values in numbers:
        for number in values:
            yield "list_reads", list_of_numbers, number, number + 1, 0
    for index, first, after in (*reads.keys, *_text_reads(key, reads)):
        yield "key_reads", index, first, after, 0


def _text_reads(key: GroupName, reads: GroupReads) -> Iterator[KeyRead]:
    """Yield the reads of names, paths and kinds, as those of an index each."""
    labels, paths, authorities = [*reads.labels], [*reads.paths], [*reads.authorities]
    if key[0] == ARTICLE_GROUP:
        paths = [path for path in paths if path != key[1]]
        authorities = []
    else:
        labels += reads.own_labels
        paths += reads.near_paths
    texts = (
        (LABELS_INDEX, [f"{kind}:{name}" for kind, name in labels]),
        (PATHS_INDEX, paths),
        (KINDS_INDEX, reads.kinds),
        (AUTHORITIES_INDEX, authorities),
    )
    for index, values in texts:
        for value in values:
            data = value.encode()
            yield index, data, data + b"\0"
