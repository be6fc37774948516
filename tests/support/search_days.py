"""The days of search as they follow from articles in memory: what stored ones have to be."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from newsgen.archive.search_shards import SearchDay
from newsgen.model.article import Article
from newsgen.model.digest import digest, digest_sum


def articles_by_day(articles: Iterable[Article]) -> dict[tuple[str, date], list[Article]]:
    """Articles by language and day, in their order."""
    groups: dict[tuple[str, date], list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.language.lower(), article.moment.day].append(article)
    return groups


def days_of(articles: Iterable[Article]) -> list[SearchDay]:
    """Their sums; the key of a document is that of its path alone."""
    return [
        SearchDay(
            language,
            day,
            max(article.moment.calendar_date.last for article in members),
            len(members),
            digest_sum(digest(article.path) for article in members),
        )
        for (language, day), members in articles_by_day(articles).items()
    ]
