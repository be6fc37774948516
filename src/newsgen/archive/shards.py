"""Shards: the articles of a language by stretches of time, each small enough to be searched whole.

A stretch is divided only where it holds too many articles, so that an article that comes, goes or
changes touches the one shard it lies in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.value import Value


class Shard(Value, frozen=True):
    """Articles of one language. name: of their stretch: 2020s, 2022, 2022-q3, 2022-09 or
    2022-09-13."""

    language: str
    name: str
    articles: tuple[Article, ...]


def shards(articles: tuple[Article, ...], max_articles: int) -> tuple[Shard, ...]:
    """Divide articles that are newest first into shards, also newest first.

    Args:
        max_articles: `Tuning.articles_per_shard`; only a single day may hold more.
    """
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_language[article.language.lower()].append(article)
    found = (
        Shard(language, name, tuple(within))
        for language, spoken in sorted(by_language.items())
        for name, within in _split_by_size(spoken, max_articles, _SHARD_NAMERS)
    )
    return tuple(sorted(found, key=lambda shard: shard.articles[0].moment.day, reverse=True))


ShardNamer = Callable[[date], str]

_SHARD_NAMERS: tuple[ShardNamer, ...] = (
    lambda day: f"{day.year // 10:03}0s",
    lambda day: f"{day.year:04}",
    lambda day: f"{day.year:04}-q{(day.month + 2) // 3}",
    lambda day: day.isoformat()[:7],
    date.isoformat,
)
"""The names of the stretches that a day lies in, the longest first."""


def _split_by_size(
    articles: list[Article], max_articles: int, namers: tuple[ShardNamer, ...]
) -> Iterator[tuple[str, list[Article]]]:
    stretch, *shorter = namers
    for name, group in groupby(articles, lambda article: stretch(article.moment.day)):
        within = list(group)
        if len(within) > max_articles and shorter:
            yield from _split_by_size(within, max_articles, tuple(shorter))
        else:
            yield name, within
