"""How often a name appears over time: by month, or by year where the months would be too many.

The series runs from the first article of a name to its last and includes the empty periods between.
It depends on the articles of that name alone, so an article about other names never changes it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

_MAX_MONTHS = 60


class PeriodActivity(Value, frozen=True):
    """A month or a year: the number of articles about a name, and of those that only mention it."""

    period: Period
    count: int
    mentioned: int


def activity(
    articles: tuple[Article, ...], mentions: tuple[Article, ...]
) -> tuple[PeriodActivity, ...]:
    """Return the periods in which a name appears, oldest first; none if there is only one.

    Articles and mentions are newest first.
    """
    days = [group[at].moment.day for group in (articles, mentions) if group for at in (0, -1)]
    if not days:
        return ()
    first, last = min(days), max(days)
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    if end - start <= _MAX_MONTHS:
        span: Span = "month"
        firsts = [date(month // 12, month % 12 + 1, 1) for month in range(start, end)]
    else:
        span = "year"
        firsts = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    counts, mention_counts = _counts_by_period(articles, span), _counts_by_period(mentions, span)
    periods = [Period(day, span) for day in firsts] if len(firsts) > 1 else ()
    return tuple(
        PeriodActivity(period, counts[period], mention_counts[period]) for period in periods
    )


def _counts_by_period(articles: Iterable[Article], span: Span) -> Counter[Period]:
    counts: Counter[Period] = Counter()
    for day, count in Counter(article.moment.day for article in articles).items():
        counts[Period.of(day, span)] += count
    return counts
