"""Articles in time: newest first, and divided by year, month or day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

ArticlesByPeriod = tuple[tuple[Period, tuple[Article, ...]], ...]
"""Articles by the periods they lie in, newest first."""


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Sort by the day as written, then the instant, then the id: the same order on any machine."""
    return tuple(sorted(articles, key=lambda article: article.sort_key, reverse=True))


def group_by_period(articles: tuple[Article, ...], span: Span) -> ArticlesByPeriod:
    """Return articles that are newest first by the periods they lie in."""
    return tuple(
        (Period.of(group[0].moment.day, span), group) for group in split_by_period(articles, span)
    )


def split_by_period(articles: tuple[Article, ...], span: Span) -> Iterator[tuple[Article, ...]]:
    """Yield the groups of `group_by_period` without their periods."""
    return (tuple(group) for _, group in groupby(articles, _PERIOD_KEYS[span]))


def split_by_size(
    articles: Sequence[Article], max_articles: int, keys: Sequence[Callable[[Article], Any]]
) -> Iterator[tuple[Any, tuple[Article, ...]]]:
    """Split articles that are newest first, and split again the groups that are too large.

    Args:
        keys: Each divides articles more finely than the one before: groups have equal keys. A group
            that is too large under the last of them stays whole.

    Yields:
        The key that a group has in common, and the group.
    """
    key, *finer_keys = keys
    for value, members in groupby(articles, key):
        group = tuple(members)
        if len(group) > max_articles and finer_keys:
            yield from split_by_size(group, max_articles, finer_keys)
        else:
            yield value, group


def _month_number(article: Article) -> int:
    day = article.moment.day
    return 12 * day.year + day.month


_PERIOD_KEYS: Mapping[Span, Callable[[Article], object]] = {
    "year": attrgetter("moment.day.year"),
    "month": _month_number,
    "day": attrgetter("moment.day"),
}

CALENDAR_KEYS = tuple(_PERIOD_KEYS.values())
"""For `split_by_size`: by year, then by month, then by day."""


class TermPeriod(Value, frozen=True):
    """A period of a name, or of two names together.

    Attributes:
        articles: The articles about it, newest first.
        mentions: The articles that only mention it, newest first.
    """

    period: Period
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...] = ()

    @property
    def count(self) -> int:
        """The number of all its articles."""
        return len(self.articles) + len(self.mentions)


def term_periods(
    articles: tuple[Article, ...], mentions: tuple[Article, ...], span: Span
) -> tuple[TermPeriod, ...]:
    """Return the periods in which a name appears, newest first."""
    about, mentioning = dict(group_by_period(articles, span)), dict(group_by_period(mentions, span))
    return tuple(
        TermPeriod(period, about.get(period, ()), mentioning.get(period, ()))
        for period in sorted({*about, *mentioning}, reverse=True)
    )
