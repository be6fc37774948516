"""How often a name appears: over time, and in the last days of the archive.

Only the articles of a name change its series. The last days are counted back from the newest
article and not from the clock, or every build would change the pages of an archive that nobody adds
to.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from newsgen.archive.questions import ARTICLES, ArchiveQuestions, Timeline
from newsgen.archive.term_questions import CountedTerm
from newsgen.model.kind import Kind, NameKey
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

_MAX_MONTHS = 60


class PeriodActivity(NamedTuple):
    """A month or a year: the number of articles about a name, and of those that only mention it."""

    period: Period
    about: int
    mentioned: int


def activity(
    questions: ArchiveQuestions, about: Timeline, mentions: Timeline
) -> tuple[PeriodActivity, ...]:
    """Return the periods with articles of a name, oldest first; none if there is only one.

    They are months where the time is short and each article is known to its month at least.
    """
    ends = filter(None, map(questions.ends, (about, mentions)))
    days = [end.first for pair in ends for end in pair]
    if not days:
        return ()
    first, last = min(days), max(days)
    counts, mention_counts = _tallies(questions, about, mentions, "year")
    if (last.year - first.year) * 12 + last.month - first.month < _MAX_MONTHS:
        by_month = _tallies(questions, about, mentions, "month")
        if sum(map(Counter.total, by_month)) >= counts.total() + mention_counts.total():
            counts, mention_counts = by_month
    periods = sorted({*counts, *mention_counts})
    if len(periods) < 2:
        return ()
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
