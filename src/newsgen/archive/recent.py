"""What is lately: the last days of an archive, counted back from its newest article.

Never from the clock: an archive that is no longer added to would have nothing lately, and every
build another page.
"""

from bisect import bisect_left
from datetime import date, timedelta

from newsgen.model.article import Article
from newsgen.model.value import Value


class RecentDays(Value, frozen=True):
    """The last days of an archive. since, until: the first of them, and the newest article's."""

    days: int
    since: date
    until: date

    def count(self, articles: tuple[Article, ...]) -> int:
        """How many of articles that are newest first lie in them."""
        since = self.since
        if not articles or articles[0].moment.day < since:
            return 0
        return bisect_left(articles, True, key=lambda each: each.moment.day < since)


def recent_span(articles: tuple[Article, ...], span_days: tuple[int, ...]) -> RecentDays | None:
    """Return the last days of an archive; None where each of the spans is too long for it.

    Args:
        articles: All of the archive, newest first.
        span_days: Lengths to choose from, longest first. The first is taken that is at most a
            quarter of the archive's days: otherwise every article would be a recent one.
    """
    if not articles:
        return None
    until = articles[0].moment.day
    whole = (until - articles[-1].moment.day).days + 1
    days = next((days for days in span_days if 4 * days <= whole), None)
    return RecentDays(days, until - timedelta(days - 1), until) if days else None
