"""Shards: the articles of one language and one stretch of time, indexed for search together.

Shards are worked out from the days of the archive, each with the number of its articles and a
digest that is a sum, so nobody has to look at articles to learn which shards there are and which
have changed. A stretch is divided only where it holds too many articles, so an article that is
added, removed or changed touches one shard.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.digest import digest_sum
from newsgen.model.value import Value


class SearchDay(Value, frozen=True):
    """What shards need to know of the articles of one language and day.

    Attributes:
        latest: The last day that one of them may be of: some dates are known to a year only.
        digest: The `digest_sum` of the keys of their documents; 0 where these are not looked at.
    """

    language: str
    day: date
    latest: date
    count: int
    digest: int = 0


class Shard(Value, frozen=True):
    """A stretch with articles of a language: 2020s, 2022, 2022-q3, 2022-09, 2022-09-b, 2022-09-13.

    Attributes:
        days: Those that have articles, newest first.
        latest, count, digest: As of a `SearchDay`, of all the days.
    """

    language: str
    name: str
    days: tuple[date, ...]
    latest: date
    count: int
    digest: int


def search_days(articles: Iterable[Article]) -> tuple[SearchDay, ...]:
    """Sum up articles that are newest first by language and day, without keys."""
    groups: dict[tuple[str, date], list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.language.lower(), article.moment.day].append(article)
    return tuple(
        SearchDay(
            language,
            day,
            max(article.moment.calendar_date.last for article in members),
            len(members),
        )
        for (language, day), members in groups.items()
    )


def shards(days: Iterable[SearchDay], max_articles: int) -> tuple[Shard, ...]:
    """Divide days into shards, all newest first; only a single day may hold more articles."""
    by_language: dict[str, list[SearchDay]] = defaultdict(list)
    for day in days:
        by_language[day.language].append(day)
    all_shards = (
        _shard(name, group)
        for _, members in sorted(by_language.items())
        for name, group in _split(
            sorted(members, key=lambda day: day.day, reverse=True), max_articles, _STRETCH_NAMES
        )
    )
    return tuple(sorted(all_shards, key=lambda shard: shard.days[0], reverse=True))


def _shard(name: str, days: Sequence[SearchDay]) -> Shard:
    return Shard(
        days[0].language,
        name,
        tuple(day.day for day in days),
        max(day.latest for day in days),
        sum(day.count for day in days),
        digest_sum(f"{day.digest:x}" for day in days),
    )


def _split(
    days: Sequence[SearchDay], max_articles: int, names: Sequence[Callable[[date], str]]
) -> Iterator[tuple[str, tuple[SearchDay, ...]]]:
    """Split days, and split again the stretches that hold too many articles."""
    stretch_name, *finer_names = names
    for name, members in groupby(days, lambda day: stretch_name(day.day)):
        group = tuple(members)
        if finer_names and sum(day.count for day in group) > max_articles:
            yield from _split(group, max_articles, finer_names)
        else:
            yield name, group


_STRETCH_NAMES: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.year // 10:03}0s",
    lambda day: f"{day.year:04}",
    lambda day: f"{day.year:04}-q{(day.month + 2) // 3}",
    lambda day: day.isoformat()[:7],
    lambda day: f"{day.isoformat()[:7]}-{'abc'[min((day.day - 1) // 10, 2)]}",
    date.isoformat,
)
"""The names of the stretches a day lies in, the longest stretch first; the fifth is a third of a
month."""
