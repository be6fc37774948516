"""What the pages of a group have read of the stored archive.

Whatever reads rows notes it here, so no question can be forgotten. `GroupReads` is the same as a
value that is stored with the group.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from newsgen.model.value import Value
from newsgen.store.archive_delta import MEMBERS

ListRead = tuple[int, int, int, int]
"""The number of a list, or what stands for it where two names share stories; the first place that
was read and the first after those; and what was read there: the bits of `MEMBERS`, and of `FACES`
or `NAMES` too."""

KeyRead = tuple[str, bytes, bytes]
"""An index, the beginning of the keys that were read, which is the first of them if it is one, and
the first key after those."""

CompanyRead = tuple[int, str, int]
"""The number of a name, the kind of its companions or "" for all, and how many stories the last of
those that were read shares with it; 1 where all were read."""


AUTHORITIES_INDEX = "authorities"
"""Stands for the name of an index of all spellings of authority files."""

CONTENTS_INDEX = "file contents"
"""Stands for the name of an index of the contents of files beside texts, by their paths."""

PATHS_INDEX = "paths"
"""Stands for the name of an index of all articles by their paths."""


class GroupReads(Value, frozen=True, array_like=True):
    """What a page group has read.

    Attributes:
        lists: Ranges of lists.
        faces: The places of single articles of which that was read which lists may show.
        declared: The places of those of which it was read, too, which names they declare.
        paths: Of articles of which all was read, if they exist.
        face_paths: Of articles of which that was read which lists may show, if they exist; those of
            neighbours of the group's own article are among `faces`.
        authorities: Spellings that were looked up in authority files, each after its kind.
        labels: The kinds and identities of names that were asked for, whether they exist or not.
            An article's own names are not noted: they are read with the article.
        company_links: Of names that share stories with the group's own: all that a link shows.
        counts, weights: The numbers of names of which these were read.
        companies: Which companions of names were read.
        keys: Ranges of indexes.
        kinds: Kinds of names of which all were read, with their counts.
    """

    lists: tuple[ListRead, ...] = ()
    faces: tuple[int, ...] = ()
    declared: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    face_paths: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    company_links: tuple[tuple[str, str], ...] = ()
    counts: tuple[int, ...] = ()
    weights: tuple[int, ...] = ()
    companies: tuple[CompanyRead, ...] = ()
    keys: tuple[KeyRead, ...] = ()
    kinds: tuple[str, ...] = ()


class ReadNotes:
    """Notes the reads of one page group after another."""

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self._lists: dict[tuple[int, int, int], int] = {}
        self._faces: set[int] = set()
        self._others: dict[str, set[object]] = defaultdict(set)

    def __bool__(self) -> bool:
        """Return whether anything is noted."""
        return bool(self._lists or self._faces or self._others)

    def note_list(self, number: int, low: int, high: int, bits: int = MEMBERS) -> None:
        """Note that a list was read from a place on and before another.

        bits: what was read there beside `MEMBERS`, as in `ListRead`.
        """
        if low < high:
            key = number, low, high
            self._lists[key] = bits | self._lists.get(key, MEMBERS)

    def note_face(self, place: int) -> None:
        """Note that something was read of an article that lists may show."""
        self._faces.add(place)

    def note_label(self, kind: str, name: str) -> None:
        """Note that a name was read as pages show it."""
        self._others["labels"].add((kind, name))

    def note_key(self, index: str, key: str) -> None:
        """Note that it was looked whether an index has a key."""
        data = key.encode("utf-8", "surrogateescape")
        self.note("keys", (index, data, data + b"\0"))

    def note_index(self, index: str) -> None:
        """Note that all keys of an index were read."""
        self.note("keys", (index, b"", b"\xff" * 4))

    def note(self, field: str, value: object) -> None:
        """Note a read in another field of `GroupReads`."""
        self._others[field].add(value)

    @contextmanager
    def captured(self) -> Iterator["ReadNotes"]:
        """Note the reads of a while apart, for `add`: give what has them afterwards."""
        own, apart = dict(vars(self)), ReadNotes()
        vars(self).update(vars(apart))
        try:
            yield apart
        finally:
            vars(apart).update(vars(self))
            vars(self).update(own)

    def add(self, other: "ReadNotes") -> None:
        """Note all that was noted apart."""
        for (number, low, high), bits in other._lists.items():
            self.note_list(number, low, high, bits)
        for place in other._faces:
            self.note_face(place)
        for field, values in other._others.items():
            for value in values:
                self.note(field, value)

    def add_reads(self, reads: GroupReads) -> None:
        """Note all that another process has noted of a group."""
        for one in reads.lists:
            self.note_list(*one)
        self._faces.update(reads.faces)
        for field in GroupReads.__struct_fields__:
            if field not in ("lists", "faces") and (values := getattr(reads, field)):
                self._others[field].update(values)

    def take(self) -> GroupReads:
        """Return what was read since the last call."""
        others = {name: tuple(values) for name, values in self._others.items()}
        reads = GroupReads(
            tuple((*key, bits) for key, bits in self._lists.items()),
            tuple(self._faces.difference(others.get("declared", ()))),
            **others,  # type: ignore[arg-type]
        )
        self._lists.clear()
        self._faces.clear()
        self._others.clear()
        return reads


class NoNotes(ReadNotes):
    """Notes nothing, for whoever makes no pages."""

    def note_list(self, number: int, low: int, high: int, bits: int = MEMBERS) -> None:
        """Do nothing."""

    def note_face(self, place: int) -> None:
        """Do nothing."""

    def note_label(self, kind: str, name: str) -> None:
        """Do nothing."""

    def note(self, field: str, value: object) -> None:
        """Do nothing."""
