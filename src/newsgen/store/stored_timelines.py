"""The timelines of the stored archive: which list each is, and what stands in it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from heapq import nlargest
from operator import neg
from typing import Any

from newsgen.archive.questions import DAY_BITS, Timeline, change_sort_key
from newsgen.archive.timeline import is_known_to
from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import FACES, MEMBERS
from newsgen.store.archive_lists import (
    ABOUT,
    ARTICLES_LIST,
    IN_WHOLE,
    LANGUAGE,
    MENTIONS,
    SPAN_BITS,
    WITHDRAWN_LIST,
    list_number,
    pair_list_number,
)
from newsgen.store.place_lists import END, FIRST, PlaceLists
from newsgen.store.read_notes import ReadNotes
from newsgen.store.shared_stories import SharedStories
from newsgen.store.stored_companies import StoredCompanies
from newsgen.store.stored_rows import StoredRows, TermKey

_MAX_FIRST_VALUES = 20_000
"""First values of indexes that are kept: the owners of addresses are asked for again and again."""


class StoredTimelines:
    """Finds the places of timelines, and what stands there.

    companies: The names of articles. shared: The stories that two names share.
    """

    def __init__(
        self, database: ArchiveDatabase, rows: StoredRows, lists: PlaceLists, notes: ReadNotes
    ) -> None:
        """Take an open database, what reads its rows and lists, and where reads are noted."""
        self._database = database
        self._notes = notes
        self._rows = rows
        self._lists = lists
        self._list_numbers: dict[Timeline, int] = {}
        self._first_values: dict[tuple[str, str], Any] = {}
        self.companies = StoredCompanies(database, rows)
        self.shared = SharedStories(database, rows, lists, self.companies)

    def index(
        self, index: str, start: str = "", *, newest: bool = False
    ) -> Iterator[tuple[bytes, Any]]:
        """Give the keys, which begin with a text, and values of an index."""
        order = "DESC" if newest else "ASC"
        query = (
            "SELECT key, value FROM keys WHERE list = ? AND key >= ? AND key < ? "
            f"ORDER BY key {order}"
        )
        low, high = _bounds(start)
        self._notes.note("keys", (index, low, high))
        return self._database.select(query, index, low, high)

    def first_value(self, index: str, start: str) -> Any:
        """Return the value of the first key that begins with a text; None if there is none."""
        key = index, start
        if key not in self._first_values:
            if len(self._first_values) >= _MAX_FIRST_VALUES:
                self._first_values.clear()
            self._first_values[key] = next((one for _, one in self.index(index, start)), None)
        self._notes.note("keys", (index, *_bounds(start)))
        return self._first_values[key]

    def count_keys(self, index: str, start: str) -> int:
        """Return the number of keys of an index that begin with a text."""
        self._notes.note("keys", (index, *_bounds(start)))
        return self._database.count_keys(index, start.encode())

    def beginnings(
        self, index: str, start: str, length: Callable[[bytes], int], *, noted_as: str = ""
    ) -> Iterator[bytes]:
        """Yield the first part of each key of an index that begins with a text; each part once.

        Args:
            index: The name of the index.
            start: The text.
            length: Returns the length of the first part of a key.
            noted_as: The index whose keys with that beginning are noted as read, if another.
        """
        query = "SELECT key FROM keys WHERE list = ? AND key >= ? AND key < ? LIMIT 1"
        low, high = _bounds(start)
        self._notes.note("keys", (noted_as or index, low, high))
        while row := next(self._database.select(query, index, low, high), None):
            part: bytes = row[0][: length(row[0])]
            yield part
            low = part + b"\xff"

    def number(self, timeline: Timeline) -> int | None:
        """Return the number of the list that a timeline is; None if there is none."""
        number = self._list_numbers.get(timeline)
        if number is None and (number := self._find_number(timeline)) is not None:
            self._list_numbers[timeline] = number
        return number

    def _find_number(self, timeline: Timeline) -> int | None:
        match timeline.kind:
            case "articles":
                return ARTICLES_LIST
            case "withdrawn":
                return WITHDRAWN_LIST
            case "about" | "mentions":
                key = subject_key(timeline.subject)
                role = ABOUT if timeline.kind == "about" else MENTIONS
                number = self._rows.number(key)
                return None if number is None else list_number(number, role)
            case "language":
                number = self._rows.number((LANGUAGE, timeline.subject))
                return None if number is None else list_number(number, ABOUT)
        return None

    def places(
        self, timeline: Timeline, low: int = FIRST, high: int = END, bits: int = FACES
    ) -> list[int]:
        """Return the places of a timeline that is no list of its own, the latest first.

        Args:
            timeline: The timeline.
            low: The first place.
            high: The place after the last.
            bits: What is read there, of what two names share; of others, the articles are noted.
        """
        match timeline.kind:
            case "pair":
                return self._places_of_pair(timeline, low, high, bits)
            case "news" | "restricted":
                found = [place for _, place in self.index(timeline.kind, newest=True)]
            case "changes":
                articles = self.latest_changes(timeline.subject, None)
                found = [self._rows.place(article.path) or 0 for article in articles]
            case _:
                found = []
        return [place for place in found if low <= place < high]

    def _places_of_pair(self, pair: Timeline, low: int, high: int, bits: int) -> list[int]:
        one, two = (self._rows.number(subject_key(each)) for each in pair.subject.split("\n"))
        if one is None or two is None:
            return []
        self._notes.note_list(pair_list_number(one, two), low, high, bits)
        places = [*self.shared.scores(one, two)]
        start, end = (bisect_right(places, -bound, key=neg) for bound in (high, low))
        return places[start:end]

    def pair_days(self, pair: Timeline, span: Span, low: int, high: int) -> Iterator[date]:
        """Yield the days of stories that two names share and that stand in periods of a length.

        The latest come first; of an archive without versions.
        """
        if places := self.places(pair, low, high, MEMBERS):
            number = self._rows.number(subject_key(pair.subject.partition("\n")[0]))
            assert number is not None  # they share something
            spans, bounds = SPAN_BITS[span], (places[-1], places[0] + 1)
            lists = list_number(number, ABOUT), list_number(number, MENTIONS)
            known = {place for one in lists for place in self._lists.standing(one, spans, *bounds)}
            yield from (date.fromordinal(one >> DAY_BITS) for one in places if one in known)

    def stories(self, timeline: Timeline, count: int | None = None, bits: int = FACES) -> list[int]:
        """Return the places of the stories of a whole timeline, the latest first.

        bits: What is read of the articles there. Where stories have versions, that is their faces.
        """
        number = self.number(timeline)
        if number is not None:
            spans = whole_spans(timeline)
            return self._lists.newest(number, spans, count=count, bits=bits)
        if timeline.kind != "pair":
            return self.places(timeline)[:count]
        if self._rows.has_versions:
            stories = self.one_of_each(self.faces(self.places(timeline)))
            return [self._rows.place(article.path) or 0 for article in stories][:count]
        places = self.places(timeline, bits=MEMBERS)[:count]
        return self.places(timeline, places[-1], bits=bits) if places else []

    def faces(self, places: Iterable[int]) -> tuple[Article, ...]:
        """Return what lists may show of the articles at some places. This is not noted."""
        return tuple(map(self._rows.face, places))

    def one_of_each(self, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        """Return articles with each story once, as the first of its versions among them."""
        if not self._rows.has_versions:
            return articles
        present = {article.path for article in articles}
        stories = {article.path: self._rows.versions(article) for article in articles}
        return tuple(
            article
            for article in articles
            if article.withdrawn
            or next(one for one in stories[article.path] if one.path in present).language
            == article.language
        )

    def first_period(self, places: list[int], span: Span) -> Period | None:
        """Return the period of a length that the first of some articles known to it lies in."""
        for place in places:
            moment = self._rows.face(place).moment
            if is_known_to(moment, span):
                return Period.of(moment.day, span)
        return None

    def latest_changes(self, subject: str, count: int | None) -> tuple[Article, ...]:
        """Return the articles of a timeline of changes, the latest change first."""
        timeline = Timeline("articles") if not subject else Timeline("language", subject)
        index = f"changes {LANGUAGE}:{subject}" if subject else "changes"
        if ":" in subject:
            timeline, index = Timeline("about", subject), f"changes {subject}"
        number = self.number(timeline)
        newest: dict[int, None] = {}
        if number is not None:
            # Of one day, articles that are known to a month only come first in one order alone.
            places = self._lists.newest(number, IN_WHOLE, count=count, bits=FACES)
            if count and len(places) == count:
                day = places[-1] >> DAY_BITS << DAY_BITS
                places += self._lists.newest(number, IN_WHOLE, day, places[-1], bits=FACES)
            newest = dict.fromkeys(places)
        changed: dict[int, None] = {}
        for _, place in self.index(index, "", newest=True):
            if count is not None and len(changed) >= count:
                break
            spans = self._lists.spans(number, place) if number is not None else None
            if (spans or 0) & IN_WHOLE or self._rows.face(place).notice_days:
                changed[place] = None
        articles = self.faces(changed | newest)
        size = len(articles) if count is None else count
        return tuple(nlargest(size, articles, change_sort_key))


def subject_key(subject: str) -> TermKey:
    """Return the key of the name that the subject of a timeline is."""
    kind, _, name = subject.partition(":")
    return kind, name


def whole_spans(timeline: Timeline) -> int:
    """Return the spans of those that stand in a whole list; withdrawn articles have no versions."""
    return 0 if timeline.kind == "withdrawn" else IN_WHOLE


def _bounds(start: str) -> tuple[bytes, bytes]:
    """Return the first key that begins with a text, and the first after all of them."""
    key = start.encode()
    return key, key + b"\xff" * 32
