"""Articles in time: newest first, and divided by year, month or day."""

from collections.abc import Iterable, Mapping
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


def group_by_date(
    articles: tuple[Article, ...],
) -> tuple[tuple[Period, tuple[Article, ...]], ...]:
    """Return articles that are newest first by their dates: days, and months and years as such."""
    groups = (tuple(group) for _, group in groupby(articles, _DATE_KEY))
    return tuple((group[0].moment.period, group) for group in groups)


def articles_of_span_only(articles: Iterable[Article], span: Span) -> tuple[Article, ...]:
    """Return the articles that stand in no narrower period than one of a span."""
    return tuple(article for article in articles if article.moment.span == span)


_WIDER_SPANS: Mapping[Span, tuple[Span, ...]] = {
    "year": (),
    "month": ("year",),
    "day": ("year", "month"),
}

_DATE_KEY = attrgetter("moment.day", "moment.span")
