"""How often a name appears: over time, and in the last days of the archive.

The series runs from the first article of a name to its last, with the empty periods between, so no
other article changes it. The last days are counted back from the newest article and not from the
clock, or every build would change the pages of an archive that nobody adds to.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain

from newsgen.archive.questions import ARTICLES, ArchiveQuestions, Timeline
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import Kind, NameKey
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

_MAX_MONTHS = 60


class PeriodActivity(Value, frozen=True):
    """A month or a year: the number of articles about a name, and of those that only mention it."""

    period: Period
    count: int
    mentioned: int

    @property
    def total(self) -> int:
        """The number of both."""
        return self.count + self.mentioned


def activity(
    questions: ArchiveQuestions, about: Timeline, mentions: Timeline
) -> tuple[PeriodActivity, ...]:
    """Return the periods of a name, oldest first; none if there is only one.

    They are months where the time is short and each article is known to its month at least.
    """
    ends = filter(None, map(questions.ends, (about, mentions)))
    days = [end.first for pair in ends for end in pair]
    if not days:
        return ()
    first, last = min(days), max(days)
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    counts, mention_counts = _tallies(questions, about, mentions, "year")
    span: Span = "year"
    firsts = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    if end - start <= _MAX_MONTHS:
        by_month = _tallies(questions, about, mentions, "month")
        if sum(map(Counter.total, by_month)) >= counts.total() + mention_counts.total():
            span, (counts, mention_counts) = "month", by_month
            firsts = [date(month // 12, month % 12 + 1, 1) for month in range(start, end)]
    periods = [Period(day, span) for day in firsts] if len(firsts) > 1 else ()
    return tuple(
        PeriodActivity(period, counts[period], mention_counts[period]) for period in periods
    )


def _tallies(
    questions: ArchiveQuestions, about: Timeline, mentions: Timeline, span: Span
) -> tuple[Counter[Period], Counter[Period]]:
    one, two = (Counter(dict(questions.tally(each, span))) for each in (about, mentions))
    return one, two


class RecentDays(Value, frozen=True):
    """The last days of an archive: their number, the first, and the last, of the newest article."""

    days: int
    since: date
    until: date


def recent_days(
    questions: ArchiveQuestions, span_days: tuple[int, ...], max_stories: int
) -> RecentDays | None:
    """Return the last days of an archive.

    Of the lengths, longest first, those are taken that are at most a quarter of the archive's days,
    or every article would be a recent one; of these the first that holds no more stories than the
    number, or else the last. None if each is too long.
    """
    ends = questions.ends(ARTICLES)
    if not ends:
        return None
    oldest, until = (end.first for end in ends)
    archive_days = (until - oldest).days + 1
    lengths = [days for days in span_days if 4 * days <= archive_days]
    recent = [RecentDays(days, until - timedelta(days - 1), until) for days in lengths]
    fitting = (days for days in recent if _story_count(questions, days) <= max_stories)
    return next(fitting, recent[-1]) if recent else None


def _story_count(questions: ArchiveQuestions, days: RecentDays) -> int:
    """Return the number of stories of some days."""
    every = (days.since + timedelta(number) for number in range(days.days))
    months = dict.fromkeys(Period.of(day, "month") for day in every)
    tallies = (questions.tally(ARTICLES, "day", month) for month in months)
    return sum(count for day, count in chain(*tallies) if days.since <= day.first <= days.until)


def recent_names(
    questions: ArchiveQuestions, days: RecentDays, kinds: tuple[Kind, ...]
) -> tuple[CountedTerm, ...]:
    """Return the names of some kinds in stories of recent days, with the numbers of these.

    Stories about a name count, and those that only mention it.
    """
    stories: dict[NameKey, set[str]] = defaultdict(set)
    for number in range(days.days):
        day = Period(days.since + timedelta(number), "day")
        for path, names in questions.names_between(day):
            for key in names:
                if key[0] in kinds:
                    stories[key].add(path)
    terms = ((questions.term(*key), len(paths)) for key, paths in sorted(stories.items()))
    return tuple((term, count) for term, count in terms if term)
