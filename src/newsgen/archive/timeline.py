"""Articles in time: newest first, and divided by year, month or day."""

from collections.abc import Callable, Iterable
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.period import Period, Span

_SAME: dict[Span, Callable[[Article], object]] = {
    "year": lambda article: article.moment.day.year,
    "month": lambda article: (article.moment.day.year, article.moment.day.month),
    "day": lambda article: article.moment.day,
}
"""What articles of one span have in common; cheaper to make for each of them than a Period."""


Divided = tuple[tuple[Period, tuple[Article, ...]], ...]
"""Articles by the spans of time they lie in, newest first."""


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """By the day as written, then the instant, then the id: the same order anywhere."""
    return tuple(sorted(articles, key=lambda article: article.order, reverse=True))


def divide(articles: Iterable[Article], span: Span) -> Divided:
    """Articles that are newest first, by the spans they lie in."""
    divided = (tuple(within) for _, within in groupby(articles, _SAME[span]))
    return tuple((Period.of(within[0].moment.day, span), within) for within in divided)
