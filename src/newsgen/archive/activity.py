"""How often a name appears over time: by month, or by year where those would be too many.

The series runs from the name's own first article to its last, with the empty spans between, so that
an article that has nothing to do with it changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

_MOST_MONTHS = 60


class PeriodActivity(Value, frozen=True, array_like=True):
    """A span of time: how many articles are about a name, and how many only mention it."""

    period: Period
    article_count: int
    mention_count: int


def activity(
    articles: tuple[Article, ...], mentions: tuple[Article, ...]
) -> tuple[PeriodActivity, ...]:
    """The spans in which a name appears, oldest first; none if they all were one."""
    days = [each[at].moment.day for each in (articles, mentions) if each for at in (0, -1)]
    if not days:
        return ()
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    span: Span = "month" if months <= _MOST_MONTHS else "year"
    about, named = _counts_by_period(articles, span), _counts_by_period(mentions, span)
    bars = tuple(
        PeriodActivity(each, about[each], named[each])
        for each in _periods_between(first, last, span)
    )
    return bars if len(bars) > 1 else ()


def _counts_by_period(articles: Iterable[Article], span: Span) -> Counter[Period]:
    days = Counter(article.moment.day for article in articles)
    found: Counter[Period] = Counter()
    for day, count in days.items():
        found[Period.of(day, span)] += count
    return found


def _periods_between(first: date, last: date, span: Span) -> Iterable[Period]:
    if span == "year":
        return [Period(date(year, 1, 1), span) for year in range(first.year, last.year + 1)]
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [Period(date(each // 12, each % 12 + 1, 1), span) for each in range(start, end + 1)]
