"""Articles in time: newest first, and divided by year, month or day."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from newsgen.model.article import Article, Moment
from newsgen.model.period import Period, Span


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Sort by `Article.sort_key`: the same order on any machine."""
    return tuple(sorted(articles, key=lambda article: article.sort_key, reverse=True))


def is_known_to(moment: Moment, span: Span) -> bool:
    """Return whether a date is sure to lie in a period of a length: no month is in a day."""
    return moment.span not in _WIDER_SPANS[span]


def day_bounds(articles: tuple[Article, ...], period: Period) -> tuple[int, int]:
    """Return where the days of a period begin and end among articles that are newest first."""
    last, first = period.last, period.first
    return (
        bisect_left(articles, True, key=lambda article: article.moment.day <= last),
        bisect_left(articles, True, key=lambda article: article.moment.day < first),
    )


def articles_between(articles: tuple[Article, ...], period: Period) -> tuple[Article, ...]:
    """Return the articles, newest first, that are sure to lie in a period."""
    start, end = day_bounds(articles, period)
    wider = _WIDER_SPANS[period.span]
    within = articles[start:end]
    return tuple(article for article in within if article.moment.span not in wider)


def group_by_period(
    articles: tuple[Article, ...], span: Span
) -> tuple[tuple[Period, tuple[Article, ...]], ...]:
    """Return articles that are newest first by the periods they are sure to lie in.

    An article known to a year is in no month, and one known to a month in no day.
    """
    wider = _WIDER_SPANS[span]
    known = [article for article in articles if article.moment.span not in wider]
    groups = (tuple(group) for _, group in groupby(known, _PERIOD_KEYS[span]))
    return tuple((Period.of(group[0].moment.day, span), group) for group in groups)


def group_by_date(
    articles: tuple[Article, ...],
) -> tuple[tuple[Period, tuple[Article, ...]], ...]:
    """Return articles that are newest first by their dates: days, and months and years as such."""
    groups = (tuple(group) for _, group in groupby(articles, _DATE_KEY))
    return tuple((group[0].moment.period, group) for group in groups)


def articles_of_span_only(articles: Iterable[Article], span: Span) -> tuple[Article, ...]:
    """Return the articles that stand in no narrower period than one of a span."""
    return tuple(article for article in articles if article.moment.span == span)


_PERIOD_KEYS: Mapping[Span, Callable[[Article], object]] = {
    "year": attrgetter("moment.day.year"),
    "month": attrgetter("moment.day.year", "moment.day.month"),
    "day": attrgetter("moment.day"),
}

_WIDER_SPANS: Mapping[Span, tuple[Span, ...]] = {
    "year": (),
    "month": ("year",),
    "day": ("year", "month"),
}

_DATE_KEY = attrgetter("moment.day", "moment.span")


def first_period(articles: tuple[Article, ...], at: range, span: Span) -> Period | None:
    """Return the period of a length that the first of some articles known to it lies in."""
    known = (articles[index].moment for index in at)
    return next((Period.of(each.day, span) for each in known if is_known_to(each, span)), None)
