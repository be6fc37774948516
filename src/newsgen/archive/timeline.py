"""Articles in time: newest first, and divided by year, month or day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

ArticlesByPeriod = tuple[tuple[Period, tuple[Article, ...]], ...]
"""Articles by the spans of time they lie in, newest first."""


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """By the day as written, then the instant, then the id: the same order anywhere."""
    return tuple(sorted(articles, key=lambda article: article.sort_key, reverse=True))


def group_by_period(articles: tuple[Article, ...], span: Span) -> ArticlesByPeriod:
    """Articles that are newest first, by the spans they lie in."""
    return tuple(
        (Period.of(each[0].moment.day, span), each) for each in split_by_period(articles, span)
    )


def split_by_period(articles: tuple[Article, ...], span: Span) -> Iterator[tuple[Article, ...]]:
    """The same, when nobody asks which spans these are."""
    return (tuple(group) for _, group in groupby(articles, _SPAN_KEYS[span]))


def _month_number(article: Article) -> int:
    day = article.moment.day
    return 12 * day.year + day.month


_SPAN_KEYS: Mapping[Span, Callable[[Article], object]] = {
    "year": attrgetter("moment.day.year"),
    "month": _month_number,
    "day": attrgetter("moment.day"),
}
"""What articles of one span have in common."""


class TermPeriod(Value, frozen=True):
    """A span of time of a name: the articles about it, and those that only mention it."""

    period: Period
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]

    @property
    def count(self) -> int:
        """Of all of them."""
        return len(self.articles) + len(self.mentions)


def term_periods(
    articles: tuple[Article, ...], mentions: tuple[Article, ...], span: Span
) -> tuple[TermPeriod, ...]:
    """The spans in which a name appears, newest first."""
    about, named = dict(group_by_period(articles, span)), dict(group_by_period(mentions, span))
    return tuple(
        TermPeriod(period, about.get(period, ()), named.get(period, ()))
        for period in sorted({*about, *named}, reverse=True)
    )
