"""Articles in time: newest first, and divided by year, month or day."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from newsgen.model.article import Article
from newsgen.model.period import Period, Span
from newsgen.model.value import Value

Divided = tuple[tuple[Period, tuple[Article, ...]], ...]
"""Articles by the spans of time they lie in, newest first."""


def newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    """By the day as written, then the instant, then the id: the same order anywhere."""
    return tuple(sorted(articles, key=lambda article: article.order, reverse=True))


def divide(articles: tuple[Article, ...], span: Span) -> Divided:
    """Articles that are newest first, by the spans they lie in."""
    found: list[tuple[Period, tuple[Article, ...]]] = []
    start = 0
    while start < len(articles):
        period = Period.of(articles[start].moment.day, span)
        end = _end(articles, start, period.first)
        found.append((period, articles[start:end]))
        start = end
    return tuple(found)


def _end(articles: tuple[Article, ...], start: int, first: date) -> int:
    """Where articles end that are of this day or later; looks far ahead only if there are many."""
    step = 1
    while start + step < len(articles) and articles[start + step].moment.day >= first:
        start += step
        step *= 2
    end = min(start + step, len(articles))
    return bisect_left(articles, True, start, end, key=lambda each: each.moment.day < first)


class Stretch(Value, frozen=True):
    """A span of time of a name: the articles about it, and those that only mention it."""

    period: Period
    articles: tuple[Article, ...]
    mentions: tuple[Article, ...]

    @property
    def count(self) -> int:
        """Of all of them."""
        return len(self.articles) + len(self.mentions)


def stretches(
    articles: tuple[Article, ...], mentions: tuple[Article, ...], span: Span
) -> tuple[Stretch, ...]:
    """The spans in which a name appears, newest first."""
    about, named = dict(divide(articles, span)), dict(divide(mentions, span))
    return tuple(
        Stretch(period, about.get(period, ()), named.get(period, ()))
        for period in sorted({*about, *named}, reverse=True)
    )
