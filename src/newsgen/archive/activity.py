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
    """A month or a year of a name.

    Attributes:
        count: The number of articles about the name.
        mentioned: The number of articles that only mention it.
    """

    period: Period
    count: int
    mentioned: int


def activity(
    articles: tuple[Article, ...], mentions: tuple[Article, ...]
) -> tuple[PeriodActivity, ...]:
    """Return the periods in which a name appears, oldest first; none if there is only one.

    Args:
        articles: The articles about the name, newest first.
        mentions: The articles that only mention it, newest first.
    """
    days = [group[at].moment.day for group in (articles, mentions) if group for at in (0, -1)]
    if not days:
        return ()
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    span: Span = "month" if months <= _MAX_MONTHS else "year"
    counts, mention_counts = _counts_by_period(articles, span), _counts_by_period(mentions, span)
    series = tuple(
        PeriodActivity(period, counts[period], mention_counts[period])
        for period in _periods_between(first, last, span)
    )
    return series if len(series) > 1 else ()


def _counts_by_period(articles: Iterable[Article], span: Span) -> Counter[Period]:
    counts: Counter[Period] = Counter()
    for day, count in Counter(article.moment.day for article in articles).items():
        counts[Period.of(day, span)] += count
    return counts


def _periods_between(first: date, last: date, span: Span) -> Iterable[Period]:
    if span == "year":
        return [Period(date(year, 1, 1), span) for year in range(first.year, last.year + 1)]
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [Period(date(month // 12, month % 12 + 1, 1), span) for month in range(start, end + 1)]
