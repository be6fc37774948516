"""Articles in time: newest first, and divided by year, month or day."""

from collections.abc import Iterable
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.period import Period, Span


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """By the day as written, then the instant, then the id: the same order anywhere."""
    return tuple(sorted(articles, key=lambda article: article.order, reverse=True))


def divide(
    articles: tuple[Article, ...], span: Span
) -> tuple[tuple[Period, tuple[Article, ...]], ...]:
    """Articles that are newest first, by the spans they lie in, newest first as well."""
    return tuple(
        (period, tuple(within))
        for period, within in groupby(articles, lambda article: Period.of(article.moment.day, span))
    )
