"""Shards: the articles of one language and one stretch of time, indexed for search together.

A stretch is divided only where it holds too many articles, so an article that is added, removed or
changed touches one shard.
"""

from collections import defaultdict
from collections.abc import Callable

from newsgen.archive.timeline import split_by_size
from newsgen.model.article import Article
from newsgen.model.value import Value


class Shard(Value, frozen=True):
    """Articles of a language and a stretch: 2020s, 2022, 2022-q3, 2022-09 or 2022-09-13."""

    language: str
    name: str
    articles: tuple[Article, ...]


def shards(articles: tuple[Article, ...], max_articles: int) -> tuple[Shard, ...]:
    """Divide articles into shards, all newest first; only a single day may hold more."""
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_language[article.language.lower()].append(article)
    all_shards = (
        Shard(language, name, group)
        for language, members in sorted(by_language.items())
        for name, group in split_by_size(members, max_articles, _STRETCH_NAMES)
    )
    return tuple(sorted(all_shards, key=lambda shard: shard.articles[0].moment.day, reverse=True))


_STRETCH_NAMES: tuple[Callable[[Article], str], ...] = (
    lambda article: f"{article.moment.day.year // 10:03}0s",
    lambda article: f"{article.moment.day.year:04}",
    lambda article: f"{article.moment.day.year:04}-q{(article.moment.day.month + 2) // 3}",
    lambda article: article.moment.day.isoformat()[:7],
    lambda article: article.moment.day.isoformat(),
)
"""The names of the stretches an article lies in, the longest stretch first."""
