"""The last days of an archive, in which names count as recently active.

They are counted back from the newest article and not from the clock: an archive that nobody adds to
would otherwise have no recent days, and every build would change its pages.
"""

from bisect import bisect_left
from datetime import date, timedelta

from newsgen.model.article import Article
from newsgen.model.value import Value


class RecentDays(Value, frozen=True):
    """The last days of an archive: their number, the first, and the last, of the newest article."""

    days: int
    since: date
    until: date

    def count(self, articles: tuple[Article, ...]) -> int:
        """Return how many of some articles, newest first, lie in these days."""
        since = self.since
        if not articles or articles[0].moment.day < since:
            return 0
        return bisect_left(articles, True, key=lambda article: article.moment.day < since)


def recent_days(articles: tuple[Article, ...], span_days: tuple[int, ...]) -> RecentDays | None:
    """Return the last days of an archive whose articles are newest first.

    Of the lengths, longest first, the first is taken that is at most a quarter of the archive's
    days, or every article would be a recent one; None if each is too long.
    """
    if not articles:
        return None
    until = articles[0].moment.day
    archive_days = (until - articles[-1].moment.day).days + 1
    days = next((days for days in span_days if 4 * days <= archive_days), None)
    return RecentDays(days, until - timedelta(days - 1), until) if days else None
