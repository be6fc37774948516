"""Reads the lists of places in the stored archive: by rows, or whole where all are read."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress, groupby, islice
from typing import NamedTuple

from newsgen.archive.questions import DAY_BITS
from newsgen.model.period import Span
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import MEMBERS
from newsgen.store.archive_lists import SPAN_BITS
from newsgen.store.archive_places import period_bounds, period_of_day
from newsgen.store.read_notes import ReadNotes

FIRST, END = 0, (1 << 63) - 1
"""Bounds of all places; the second is that of none."""

_ALL = 15
_MAX_COUNTED = 8
"""Lists of which the days are kept."""
_MAX_COUNTS = 64
"""Lists of periods with their numbers that are kept: pages of a name ask for the same ones."""
_MAX_LOADED = 20_000_000
"""Entries of lists in memory, nine bytes each: a million articles have fewer."""


_MUCH_LONGER = 20
"""A list so many times as long as another is not read whole to find what both have."""


class PlaceLists:
    """The lists as rows of the database. A question costs what its answer is long.

    Of a list those places are meant that stand in one of some spans, or all of them where spans is
    0; from `low` on and before `high`.
    """

    def __init__(self, database: ArchiveDatabase, notes: ReadNotes) -> None:
        """Take an open database, and where reads are noted."""
        self._database = database
        self._notes = notes
        self._days: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._counts: dict[tuple[int, Span, int, int], list[tuple[int, int]]] = {}

    def newest(
        self,
        number: int,
        spans: int = 0,
        low: int = FIRST,
        high: int = END,
        count: int | None = None,
        *,
        bits: int = MEMBERS,
    ) -> list[int]:
        """Return places of a list, the latest first; at most so many as count.

        bits: what is read of the articles there, as in `ListRead`.
        """
        places = self._places(number, spans, low, high, count, "DESC")
        if count is not None and len(places) == count:
            low = places[-1] if places else high
        self._notes.note_list(number, low, high, bits)
        return places

    def oldest(
        self,
        number: int,
        spans: int = 0,
        low: int = FIRST,
        count: int | None = None,
        *,
        bits: int = MEMBERS,
    ) -> list[int]:
        """Return places of a list, the earliest first; at most so many as count."""
        places = self._places(number, spans, low, END, count, "ASC")
        high = END
        if count is not None and len(places) == count:
            high = places[-1] + 1 if places else low
        self._notes.note_list(number, low, high, bits)
        return places

    def neighbours(
        self, number: int, spans: int, place: int, count: int
    ) -> tuple[list[int], list[int]]:
        """Return up to a number of places after and before one, the nearest first."""
        later, earlier = self._sides(number, spans, place, count)
        low = earlier[-1] if len(earlier) == count else FIRST
        high = later[-1] + 1 if len(later) == count else END
        self._notes.note_list(number, low, high)
        return later, earlier

    def _sides(
        self, number: int, spans: int, place: int, count: int
    ) -> tuple[list[int], list[int]]:
        later = self._places(number, spans, place + 1, END, count, "ASC")
        return later, self._places(number, spans, FIRST, place, count, "DESC")

    def count(self, number: int, spans: int) -> int:
        """Return the number of places of a list."""
        self._notes.note_list(number, FIRST, END)
        return self._count(number, spans)

    def _count(self, number: int, spans: int) -> int:
        query = "SELECT count(*) FROM entries WHERE list = ? AND (? = 0 OR listed & ?)"
        ((count,),) = self._database.select(query, number, spans, spans)
        return int(count)

    def count_periods(self, number: int, span: Span, low: int, high: int) -> list[tuple[int, int]]:
        """Return the number of places of each period of a length that has some, earliest first.

        Those that stand in such a period. They come with the ordinal of a day in it.
        """
        self._notes.note_list(number, low, high)
        key = number, span, low, high
        if key not in self._counts:
            if len(self._counts) >= _MAX_COUNTS:
                del self._counts[next(iter(self._counts))]
            self._counts[key] = self._periods(*key)
        return self._counts[key]

    def _periods(self, number: int, span: Span, low: int, high: int) -> list[tuple[int, int]]:
        days = self._count_days(number, SPAN_BITS[span], low, high)
        groups = groupby(days, lambda row: period_of_day(row[0], span))
        rows = (list(members) for _, members in groups)
        return [(members[0][0], sum(count for _, count in members)) for members in rows]

    def _count_days(self, number: int, spans: int, low: int, high: int) -> list[tuple[int, int]]:
        """Return the ordinal of each day with places, and their number.

        Those of the last lists that were counted whole are kept: many pages ask for parts of them.
        """
        if (low, high) == (FIRST, END) and (number, spans) not in self._days:
            while len(self._days) >= _MAX_COUNTED:
                del self._days[next(iter(self._days))]
            self._days[number, spans] = self._select_days(number, spans, low, high)
        whole = self._days.get((number, spans))
        if whole is None:
            return self._select_days(number, spans, low, high)
        first, after = low >> DAY_BITS, high >> DAY_BITS  # they are whole days
        return whole[bisect_left(whole, (first, 0)) : bisect_left(whole, (after, 0))]

    def _select_days(self, number: int, spans: int, low: int, high: int) -> list[tuple[int, int]]:
        query = (
            f"SELECT place >> {DAY_BITS}, count(*) FROM entries "
            "WHERE list = ? AND place >= ? AND place < ? AND listed & ? GROUP BY 1"
        )
        return list(self._database.select(query, number, low, high, spans))

    def all_places(self, number: int) -> list[int]:
        """Return all places of a list, the latest first. This is not noted."""
        return self._places(number, 0, FIRST, END, None, "DESC")

    def standing(self, number: int, spans: int, low: int, high: int) -> list[int]:
        """Return the places of a list that stand in one of some spans. This is not noted."""
        return self._places(number, spans, low, high, None, "ASC")

    def shared(self, one: int, two: int, counts: tuple[int, int]) -> list[int]:
        """Return the places that are in two lists, the earliest first; this is not noted.

        counts: About how many places each has; those of the shorter are looked for in the other.
        """
        if counts[0] < counts[1]:
            one, two = two, one
        query = (
            "SELECT place FROM entries WHERE list = ? AND place IN "
            "(SELECT place FROM entries WHERE list = ?) ORDER BY place"
        )
        return [row[0] for row in self._database.select(query, one, two)]

    def spans(self, number: int, place: int) -> int | None:
        """Return the spans in which a place stands in a list; None if it is not in it."""
        self._notes.note_list(number, place, place + 1)
        row = self._database.get("entries", number, place)
        return row[0] if row else None

    def _places(
        self, number: int, spans: int, low: int, high: int, count: int | None, order: str
    ) -> list[int]:
        query = (
            "SELECT place FROM entries WHERE list = ? AND place >= ? AND place < ? "
            f"AND (? = 0 OR listed & ?) ORDER BY place {order} LIMIT ?"
        )
        limit = -1 if count is None else count
        rows = self._database.select(query, number, low, high, spans, spans, limit)
        return [row[0] for row in rows]


class LoadedLists(PlaceLists):
    """The lists in memory, each read whole when it is first asked for.

    Once they are too many, those that were not asked for before stay rows of the database: to read
    one of them for each question would take for ever.
    """

    def __init__(self, database: ArchiveDatabase, notes: ReadNotes) -> None:
        """Take an open database, and where reads are noted."""
        super().__init__(database, notes)
        self._lists: dict[int, _LoadedList] = {}
        self._size, self._max_size = 0, _MAX_LOADED
        self._last_set: tuple[int, set[int]] = -1, set()

    def _sides(
        self, number: int, spans: int, place: int, count: int
    ) -> tuple[list[int], list[int]]:
        loaded = self._load(number)
        if loaded is None or not loaded.are_all:
            return super()._sides(number, spans, place, count)
        places = loaded.places
        start, end = bisect_left(places, place), bisect_left(places, place + 1)
        earlier = places[max(0, start - count) : start].tolist()
        earlier.reverse()
        return places[end : end + count].tolist(), earlier

    def _count(self, number: int, spans: int) -> int:
        return len(self._places(number, spans, FIRST, END, None, "ASC"))

    def _periods(self, number: int, span: Span, low: int, high: int) -> list[tuple[int, int]]:
        loaded = self._load(number)
        if loaded is None:
            return super()._periods(number, span, low, high)
        places = loaded.between(SPAN_BITS[span], low, high)
        periods: list[tuple[int, int]] = []
        at = 0
        while at < len(places):
            day = places[at] >> DAY_BITS
            start, (_, after) = at, period_bounds(period_of_day(day, span))
            at = bisect_left(places, after, at)
            periods.append((day, at - start))
        return periods

    def shared(self, one: int, two: int, counts: tuple[int, int]) -> list[int]:
        """Return the places that are in two lists, the earliest first."""
        loaded = self._load(one), self._load(two)
        if loaded[0] is None or loaded[1] is None:
            return super().shared(one, two, counts)
        places, others = loaded[0].places, loaded[1].places
        if len(places) * _MUCH_LONGER < len(others):
            return [place for place in places if _holds(others, place)]
        if self._last_set[0] != one:
            self._last_set = one, set(places)
        return sorted(self._last_set[1].intersection(others))

    def _places(
        self, number: int, spans: int, low: int, high: int, count: int | None, order: str
    ) -> list[int]:
        loaded = self._load(number)
        if loaded is None:
            return super()._places(number, spans, low, high, count, order)
        places, listed = loaded.places, loaded.spans
        start = bisect_left(places, low) if low > FIRST else 0
        end = bisect_left(places, high) if high < END else len(places)
        indexes = range(start, end) if order == "ASC" else range(end - 1, start - 1, -1)
        if not spans or loaded.are_all:
            found: Iterable[int] = indexes
        else:
            found = (at for at in indexes if listed[at] & spans)
        return [places[at] for at in islice(found, count)]

    def _load(self, number: int) -> "_LoadedList | None":
        """Return a list; None if too many were read before."""
        loaded = self._lists.get(number)
        if loaded is None and self._size < self._max_size:
            query = "SELECT place, listed FROM entries WHERE list = ? ORDER BY place"
            places, listed = array("q"), bytearray()
            for place, spans in self._database.select(query, number):
                places.append(place)
                listed.append(spans)
            are_all = listed.count(_ALL) == len(listed)
            loaded = self._lists[number] = _LoadedList(places, bytes(listed), are_all=are_all)
            self._size += len(listed)
        return loaded


class _LoadedList(NamedTuple):
    """The places of a list and their spans. are_all: whether all stand in all spans."""

    places: "array[int]"
    spans: bytes
    are_all: bool

    def between(self, spans: int, low: int, high: int) -> Sequence[int]:
        """Return the places from one on and before another that stand in one of some spans."""
        start, end = bisect_left(self.places, low), bisect_left(self.places, high)
        within = self.places[start:end]
        if self.are_all:
            return within
        return [*compress(within, self.spans[start:end].translate(_TABLES[spans]))]


_TABLES = {spans: bytes(int(bool(value & spans)) for value in range(256)) for spans in range(1, 16)}


def _holds(places: "array[int]", place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place
