"""Answers the questions of page builders from the stored archive."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from newsgen.archive.questions import (
    CORRECTIONS,
    Timeline,
    TimelineKind,
)
from newsgen.archive.search_shards import SearchDay
from newsgen.archive.timeline import articles_of_span_only, is_known_to
from newsgen.archive.visibility import Badge
from newsgen.model.article import Article, Correction, FormerAddress, PlainPage
from newsgen.model.kind import NameKey
from newsgen.model.period import Period, Span
from newsgen.model.value import replace
from newsgen.runtime import codec
from newsgen.store.archive_delta import FACES, MEMBERS, NAMES
from newsgen.store.archive_lists import (
    ARTICLES_LIST,
    LANGUAGE,
    SPAN_BITS,
    notes_of,
)
from newsgen.store.archive_places import period_bounds, period_of_day
from newsgen.store.place_lists import END, FIRST
from newsgen.store.search_days import SEARCH_DAYS_READ, SearchDays
from newsgen.store.stored_articles import decode_article
from newsgen.store.stored_names import StoredNames
from newsgen.store.stored_timelines import subject_key, whole_spans


class StoredArchive(StoredNames):
    """The stored archive, as `ArchiveQuestions` says.

    Of the articles of a list only what lists may show is there: `article` returns all of one.
    """

    # --- One article ---

    def article(self, path: str) -> Article | None:
        self.notes.note("paths", path)
        place = self._rows.place(path)
        return None if place is None else self._rows.article(place)

    def face_at(self, place: int) -> Article:
        self.notes.note_face(place)
        return self._rows.face(place)

    def face(self, path: str) -> Article | None:
        self.notes.note("face_paths", path)
        place = self._rows.place(path)
        return None if place is None else self._rows.face(place)

    def versions(self, article: Article) -> tuple[Article, ...]:
        # They are part of what lists may show of the article, which was read.
        return self._rows.versions(article)

    def badge(self, article: Article) -> Badge:
        return self._rows.badge(article.path)  # as above

    def similar_articles(self, article: Article) -> tuple[Article, ...]:
        return self._similar.find(article)

    def repeats_earlier(self, article: Article) -> bool:
        return self._similar.has_earlier(article)

    # --- Timelines ---

    def count(self, timeline: Timeline) -> int:
        match timeline.kind:
            case "corrections":
                return len(self.corrections())
            case "about" | "mentions":
                number = self._rows.number(subject_key(timeline.subject))
                if number is None:
                    return 0
                self.notes.note("counts", number)
                stored = self._rows.stored_name(number)
                return stored.about if timeline.kind == "about" else stored.mentions
        if (listed := self._timelines.number(timeline)) is not None:
            return self._lists.count(listed, whole_spans(timeline))
        return len(self._timelines.stories(timeline, bits=MEMBERS))

    def has_more_than(self, timeline: Timeline, count: int) -> bool:
        number = self._timelines.number(timeline)
        if number is None:
            return self.count(timeline) > count
        return len(self._lists.oldest(number, whole_spans(timeline), count=count + 1)) > count

    def ends(self, timeline: Timeline) -> tuple[Period, Period] | None:
        number = self._timelines.number(timeline)
        if number is None:
            stories = self._timelines.stories(timeline, bits=MEMBERS)
            ends = stories[-1:] + stories[:1]
        else:
            spans = whole_spans(timeline)
            ends = self._lists.oldest(number, spans, count=1)
            ends += self._lists.newest(number, spans, count=1)
        if not ends:
            return None
        oldest, newest = (self._rows.face(place).moment.calendar_date for place in ends)
        return oldest, newest

    def newest(self, timeline: Timeline, count: int | None = None) -> tuple[Article, ...]:
        if timeline.kind == "changes":
            return self._timelines.latest_changes(timeline.subject, count)
        return self._timelines.faces(self._timelines.stories(timeline, count))

    def between(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        low, high = period_bounds(period)
        number, spans = self._timelines.number(timeline), SPAN_BITS[period.span]
        if number is None or timeline.kind == "withdrawn":
            return self._timelines.one_of_each(self.entries(timeline, period))
        places = self._lists.newest(number, spans, low, high, bits=FACES)
        return self._timelines.faces(places)

    def names_between(self, period: Period) -> Iterator[tuple[str, frozenset[NameKey]]]:
        low, high = period_bounds(period)
        for place in self._lists.newest(ARTICLES_LIST, 0, low, high, bits=NAMES):
            face = self._rows.face(place)
            if is_known_to(face.moment, period.span):
                names = frozenset(self._rows.names_at(place))
                yield self._rows.versions(face)[0].path, names

    def known_only_to(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        number = self._timelines.number(timeline)
        if number is None or timeline.kind == "withdrawn":
            articles = self.between(timeline, period)
        else:  # they stand on its first day
            low, high = period_bounds(Period.of(period.first, "day"))
            spans = SPAN_BITS[period.span]
            places = self._lists.newest(number, spans, low, high, bits=FACES)
            articles = self._timelines.faces(places)
        return articles_of_span_only(articles, period.span)

    def entries(self, timeline: Timeline, period: Period | None = None) -> tuple[Article, ...]:
        low, high = period_bounds(period) if period else (FIRST, END)
        number = self._timelines.number(timeline)
        if number is None:
            places = self._timelines.places(timeline, low, high)
        else:
            places = self._lists.newest(number, 0, low, high, bits=FACES)
        articles = self._timelines.faces(places)
        if period is None:
            return articles
        span = period.span
        return tuple(article for article in articles if is_known_to(article.moment, span))

    def neighbours(
        self, timeline: Timeline, article: Article, count: int
    ) -> tuple[list[int], list[int]]:
        number, rows = self._timelines.number(timeline), self._rows
        place = rows.place(article.path)
        if number is None or place is None:
            return [], []
        others = {rows.place(one.path) for one in self.versions(article) if one is not article}
        reach = count + len(others)
        later, earlier = self._lists.neighbours(number, whole_spans(timeline), place, reach)
        if others:
            later = [one for one in later if one not in others][:count]
            earlier = [one for one in earlier if one not in others][:count]
        return later, earlier

    def period_before(self, timeline: Timeline, period: Period) -> Period | None:
        start, _ = period_bounds(period)
        number = self._timelines.number(timeline)
        if number is None:
            places = self._timelines.places(timeline, high=start)
        elif timeline.kind == "withdrawn":
            places = self._lists.newest(number, high=start)
        else:
            places = self._lists.newest(number, SPAN_BITS[period.span], high=start, count=1)
        return self._timelines.first_period(places, period.span)

    def period_after(self, timeline: Timeline, period: Period) -> Period | None:
        _, end = period_bounds(period)
        number = self._timelines.number(timeline)
        if number is None:
            places = self._timelines.places(timeline, low=end)[::-1]
        elif timeline.kind == "withdrawn":
            places = self._lists.oldest(number, low=end)
        else:
            places = self._lists.oldest(number, SPAN_BITS[period.span], end, 1)
        return self._timelines.first_period(places, period.span)

    def tally(
        self, timeline: Timeline, span: Span, within: Period | None = None
    ) -> tuple[tuple[Period, int], ...]:
        counts: Counter[Period] = Counter()
        number = self._timelines.number(timeline)
        low, high = period_bounds(within) if within else (FIRST, END)
        if timeline == CORRECTIONS:
            days = iter([note.day for _, note in self.corrections()])
        elif timeline.kind == "pair" and not self._rows.has_versions:
            days = self._timelines.pair_days(timeline, span, low, high)
        elif number is None or timeline.kind == "withdrawn":
            for article in self.entries(timeline, within):
                counts[Period.of(article.moment.day, span)] = 0
            periods = sorted(counts, reverse=True)
            groups = ((one, len(self.between(timeline, one))) for one in periods)
            return tuple(pair for pair in groups if pair[1])
        else:
            runs = self._lists.count_periods(number, span, low, high)
            return tuple((period_of_day(day, span), count) for day, count in reversed(runs))
        counts.update(Period.of(day, span) for day in days)
        return tuple(counts.items())

    def published(self, year: Period) -> tuple[int, date | None]:
        rows = self._timelines.index("changes by year", year.isoformat(), newest=True)
        last = next((date.fromisoformat(day) for _, day in rows if day), None)
        return self._timelines.count_keys("changes by year", year.isoformat()), last

    def published_addresses(self, year: Period) -> Iterator[tuple[str, date | None]]:
        for _, value in self._timelines.index("addresses by year", f"{year.first.year:04}"):
            address, _, day = value.partition("\n")
            yield address, date.fromisoformat(day) if day else None

    def corrections(
        self, year: Period | None = None, count: int | None = None
    ) -> tuple[tuple[Article, Correction], ...]:
        notes: list[tuple[Article, Correction]] = []
        for key, text in self._timelines.index("corrections", "", newest=True):
            if count is not None and len(notes) >= count:
                break
            note = Correction(date.fromordinal(int.from_bytes(key[:4], "big")), text)
            if year and note.day.year != year.first.year:
                continue
            article = self._rows.face(int.from_bytes(key[4:12], "big"))
            story = self.versions(article)
            before = story[: [version.path for version in story].index(article.path)]
            if not any(note.day == other.day for one in before for other in notes_of(one)):
                notes.append((article, note))
        return tuple(notes)

    # --- The whole archive ---

    def articles(
        self, period: Period | None = None, *, newest_first: bool = False
    ) -> Iterator[Article]:
        low, high = period_bounds(period) if period else (FIRST, END)
        query = "SELECT face, own FROM articles WHERE place >= ? AND place < ? ORDER BY place"
        query += " DESC" if newest_first else ""
        for face, own in self._database.select(query, low, high):
            yield decode_article(face, own)

    def subjects(self, kind: TimelineKind) -> Iterator[str]:
        match kind:
            case "about" | "mentions" | "language":
                yield from self._named_subjects(kind)
            case "changes":
                query = "SELECT DISTINCT list FROM keys WHERE list GLOB 'changes *'"
                changed = (row[0] for row in self._database.select(query))
                own = (name for name in changed if name != "changes by year")
                start, language = "changes ", f"{LANGUAGE}:"
                names = (name.removeprefix(start).removeprefix(language) for name in own)
                whole = [""] if self.newest(Timeline("changes"), 1) else []
                listed = (*self._named_subjects("about"), *self._named_subjects("language"))
                yield from sorted({*whole, *listed, *names})
            case "articles" | "withdrawn" | "corrections" | "news" | "restricted":
                timeline = Timeline(kind)
                is_there = self.corrections(count=1) if kind == "corrections" else None
                if is_there or (is_there is None and self.newest(timeline, 1)):
                    yield ""

    def pairs(self, least: int) -> Iterator[str]:
        query = "SELECT kind, name, id FROM term_ids ORDER BY kind, name"
        return self._company.pairs(self._database.select(query), least)

    def search_days(self) -> tuple[SearchDay, ...]:
        self.notes.note("keys", SEARCH_DAYS_READ)
        days = SearchDays(self._database).days()
        return tuple(replace(day, digest=0) for day in days)

    def former_addresses(self) -> Iterator[tuple[FormerAddress, Article]]:
        places = {key[:8]: None for key, _ in self._timelines.index("aliases", "", newest=True)}
        for place in places:
            article = self._rows.face(int.from_bytes(place, "big"))
            yield from ((alias, article) for alias in article.aliases)

    def plain_page(self, path: str) -> PlainPage | None:
        self.notes.note("keys", ("page addresses", path.encode(), path.encode() + b"\0"))
        return self._rows.plain_page(path)

    def plain_pages(self) -> tuple[PlainPage, ...]:
        rows = self._timelines.index("plain pages", "")
        return tuple(codec.decode(value, PlainPage) for _, value in rows)

    def _named_subjects(self, kind: TimelineKind) -> Iterator[str]:
        is_language = kind == "language"
        self.notes.note("kinds", LANGUAGE if is_language else "")
        condition = "kind = ?" if is_language else "kind <> ?"
        query = f"SELECT kind, name, id FROM term_ids WHERE {condition} ORDER BY kind, name"
        for kind_key, name, number in self._database.select(query, LANGUAGE):
            stored = self._rows.stored_name(number)
            if stored.mentions if kind == "mentions" else stored.about:
                yield name if is_language else f"{kind_key}:{name}"
