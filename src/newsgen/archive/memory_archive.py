"""Answers the questions of page builders from an archive in memory.

Timelines are sorted tuples, in which a place is found by bisection.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from newsgen.archive.archive import Archive
from newsgen.archive.correction_notes import correction_notes
from newsgen.archive.memory_timelines import MemoryTimelines
from newsgen.archive.questions import (
    ARTICLES,
    CORRECTIONS,
    CountedTerm,
    PeriodCount,
    Timeline,
    TimelineEntry,
    TimelineKind,
    name_subject,
)
from newsgen.archive.search_shards import SearchDay, search_days
from newsgen.archive.term import Term
from newsgen.archive.timeline import (
    articles_between,
    articles_of_span_only,
    day_bounds,
    first_period,
    group_by_period,
)
from newsgen.archive.visibility import Badge, Selection
from newsgen.model.article import Article, Correction, FormerAddress, PlainPage
from newsgen.model.authority import Authority
from newsgen.model.kind import Kind, Name, NameKey
from newsgen.model.period import Period, Span
from newsgen.model.problem import Location
from newsgen.model.slug import identity


class MemoryArchive:
    """An archive with the articles that a build shows, as `ArchiveQuestions` says."""

    def __init__(self, archive: Archive, selection: Selection) -> None:
        self._archive = archive
        self._selection = selection
        self._timelines = MemoryTimelines(archive, selection)
        self._authorities: dict[tuple[Kind, str], Authority | None] = {}
        self._terms: dict[NameKey, Term] = {}
        self._terms_by_line: dict[str, Term] = {}
        self._positions: dict[Timeline, array[int]] = {}

    # --- One article ---

    def article(self, path: str) -> Article | None:
        return self._archive.articles_by_path.get(path)

    def face(self, path: str) -> Article | None:
        return self.article(path)

    def versions(self, article: Article) -> tuple[Article, ...]:
        return self._archive.versions.of(article)

    def badge(self, article: Article) -> Badge:
        return self._selection.badges.get(article.path, "")

    def names_of(self, article: Article, *kinds: Kind) -> tuple[Term, ...]:
        lines = article.name_lines.split("\n")
        known = self._terms_by_line
        names = [
            known.get(line) or self._term_of_line(line)
            for line in (lines[:1] if article.withdrawn else lines)
        ]
        return tuple([term for term in names if term.kind in kinds])

    def _term_of_line(self, line: str) -> Term:
        term = self._terms_by_line.get(line)
        if term is None:
            term = self._terms_by_line[line] = self._plain(Name.from_line(line).key)
        return term

    def mentions_of(self, article: Article) -> tuple[Term, ...]:
        return tuple(map(self._term_of_line, article.mentioned_lines))

    def link_spans(self, article: Article) -> tuple[tuple[int, int, Term], ...]:
        spans = article.link_spans
        return tuple((start, end, self._term_of_line(name.line)) for start, end, name in spans)

    # --- Names ---

    def term(self, kind: Kind, text: str) -> Term | None:
        key = kind, identity(text)
        return self._plain(key) if key in self._archive.terms else None

    def term_at(self, kind: Kind, slug: str) -> Term | None:
        key = self._keys_by_slug.get((kind, slug))
        return self._plain(key) if key else None

    @cached_property
    def _keys_by_slug(self) -> Mapping[tuple[Kind, str], NameKey]:
        keys: dict[tuple[Kind, str], NameKey] = {}
        for key, term in self._archive.terms.items():
            keys.setdefault((term.kind, term.slug), key)
        return keys

    def authority(self, kind: Kind, text: str) -> Authority | None:
        key = kind, text
        if key not in self._authorities:
            self._authorities[key] = self._archive.authorities.find(kind, text)
        return self._authorities[key]

    def parts(self, term: Term) -> tuple[Term, ...]:
        return tuple(self._plain(each.key) for each in self._archive.parts.get(term.key, ()))

    def weight(self, term: Term) -> int:
        return len(self._archive.terms[term.key].stories).bit_length()

    def location(self, term: Term) -> Location:
        return self._archive.terms[term.key].location

    def companions(
        self, term: Term, kind: Kind, count: int | None = None
    ) -> tuple[CountedTerm, ...]:
        of_kind = self._timelines.company(self._archive.terms[term.key]).by_kind[kind]
        return tuple((self._plain(each.key), each.count) for each in of_kind[:count])

    def terms(self, kind: Kind) -> Iterator[CountedTerm]:
        for key, listed in self._archive.terms.items():
            if listed.kind is kind:
                yield self._plain(key), listed.count

    def former_names(self) -> Iterator[Term]:
        for key, listed in self._archive.terms.items():
            if listed.authority and listed.authority.former:
                yield self._plain(key)

    def first_named_in(self, year: Period) -> tuple[Term, ...]:
        return tuple(self._terms_by_first_year.get(year.first.year, ()))

    @cached_property
    def _terms_by_first_year(self) -> Mapping[int, list[Term]]:
        terms: dict[int, list[Term]] = defaultdict(list)
        for key, listed in self._archive.terms.items():
            groups = [each for each in (listed.stories, listed.mention_stories) if each]
            if groups:
                first = min(stories[-1].moment.day for stories in groups)
                terms[first.year].append(self._plain(key))
        return terms

    def _plain(self, key: NameKey) -> Term:
        term = self._terms.get(key)
        if term is None:
            listed = self._archive.terms[key]
            term = Term(listed.kind, listed.text, listed.slug, listed.authority)
            self._terms[key] = term
        return term

    # --- Timelines ---

    def count(self, timeline: Timeline) -> int:
        if timeline == CORRECTIONS:
            return len(self._corrections)
        return len(self._timelines.stories(timeline))

    def ends(self, timeline: Timeline) -> tuple[TimelineEntry, TimelineEntry] | None:
        stories = self._timelines.stories(timeline)
        ends = (stories[-1], stories[0]) if stories else ()
        entries = tuple(map(TimelineEntry.of, ends))
        return (entries[0], entries[1]) if entries else None

    def newest(self, timeline: Timeline, count: int | None = None) -> tuple[Article, ...]:
        if timeline.kind == "changes":
            return self._timelines.latest_changes(timeline.subject, count)
        return self._timelines.stories(timeline)[:count]

    def between(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        return self._archive.versions.one_of_each(self.entries(timeline, period))

    def names_between(self, period: Period) -> Iterator[tuple[str, frozenset[NameKey]]]:
        for article in self.entries(ARTICLES, period):
            lines = (*article.name_lines.split("\n"), *article.mentioned_lines)
            names = frozenset(Name.from_line(line).key for line in lines)
            yield self.versions(article)[0].path, names

    def known_only_to(self, timeline: Timeline, period: Period) -> tuple[Article, ...]:
        return articles_of_span_only(self.between(timeline, period), period.span)

    def entries(self, timeline: Timeline, period: Period | None = None) -> tuple[Article, ...]:
        articles = self._timelines.entries(timeline)
        return articles_between(articles, period) if period else articles

    def neighbours(
        self, timeline: Timeline, article: Article, count: int
    ) -> tuple[tuple[TimelineEntry, ...], tuple[TimelineEntry, ...]]:
        positions, by_path = self._story_positions(timeline), self._position_by_path
        at, reach = bisect_left(positions, by_path[article.path]), count
        story: tuple[Article, ...] = (article,)
        if self._archive.versions:
            story = self.versions(article)
            reach += len(story)
        own = [by_path[version.path] for version in story]
        later = [each for each in positions[max(0, at - reach) : at] if each not in own]
        earlier = [each for each in positions[at : at + reach + 1] if each not in own]
        entry_at = self._entries.__getitem__
        nearest_later = tuple(map(entry_at, later[: -count - 1 : -1]))
        return nearest_later, tuple(map(entry_at, earlier[:count]))

    def _story_positions(self, timeline: Timeline) -> "array[int]":
        """Return where the stories of a timeline are among all articles of the archive."""
        positions = self._positions.get(timeline)
        if positions is None:
            stories, by_path = self._timelines.stories(timeline), self._position_by_path
            positions = self._positions[timeline] = array("I", (by_path[e.path] for e in stories))
        return positions

    @cached_property
    def _position_by_path(self) -> Mapping[str, int]:
        return {path: position for position, path in enumerate(self._archive.articles_by_path)}

    @cached_property
    def _entries(self) -> tuple[TimelineEntry, ...]:
        return tuple(map(TimelineEntry.of, self._archive.articles_by_path.values()))

    def nearest(self, timeline: Timeline, period: Period) -> tuple[Period | None, Period | None]:
        articles = self._timelines.entries(timeline)
        newer, older = day_bounds(articles, period)
        later = range(newer - 1, -1, -1)
        return (
            first_period(articles, range(older, len(articles)), period.span),
            first_period(articles, later, period.span),
        )

    def tally(
        self, timeline: Timeline, span: Span, within: Period | None = None
    ) -> tuple[PeriodCount, ...]:
        if timeline == CORRECTIONS:
            days = (correction.day for _, correction in self._corrections)
            return tuple(Counter(Period.of(day, span) for day in days).items())
        one_of_each = self._archive.versions.one_of_each
        groups = group_by_period(self.entries(timeline, within), span)
        return tuple((period, len(one_of_each(members))) for period, members in groups)

    def published(self, year: Period) -> tuple[int, date | None]:
        badges, articles = self._selection.badges, self.entries(ARTICLES, year)
        changes = [article.changed for article in articles if article.path not in badges]
        days = (change.day for change in changes if change.span == "day")
        return len(changes), max(days, default=None)

    def corrections(
        self, year: Period | None = None, count: int | None = None
    ) -> tuple[tuple[Article, Correction], ...]:
        notes = self._corrections
        return tuple(one for one in notes if not year or one[1].day.year == year.first.year)[:count]

    @cached_property
    def _corrections(self) -> tuple[tuple[Article, Correction], ...]:
        return correction_notes(self._archive.articles, self._archive.versions)

    # --- The whole archive ---

    def articles(
        self, period: Period | None = None, *, newest_first: bool = False
    ) -> Iterator[Article]:
        for article in [*self._archive.articles_by_path.values()][:: 1 if newest_first else -1]:
            if not period or period.first <= article.moment.day <= period.last:
                yield article

    def subjects(self, kind: TimelineKind) -> Iterator[str]:
        terms = self._archive.terms.items()
        match kind:
            case "about":
                yield from (name_subject(key) for key, term in terms if term.stories)
            case "mentions":
                yield from (name_subject(key) for key, term in terms if term.mention_stories)
            case "pair":
                yield from self._timelines.subjects_of_pairs()
            case "language":
                yield from self._timelines.languages
            case "changes":
                yield from self._timelines.subjects_of_changes()
            case "articles" | "withdrawn" | "corrections" | "news" | "restricted":
                if self.newest(Timeline(kind), 1) or (kind == "corrections" and self._corrections):
                    yield ""

    def search_days(self) -> tuple[SearchDay, ...]:
        return search_days(self._archive.articles)

    def former_addresses(self) -> Iterator[tuple[FormerAddress, Article]]:
        for article in self._archive.articles_by_path.values():
            yield from ((alias, article) for alias in article.aliases)

    def plain_page(self, path: str) -> PlainPage | None:
        return next((page for page in self._archive.plain_pages if page.path == path), None)

    def plain_pages(self) -> tuple[PlainPage, ...]:
        return self._archive.plain_pages
