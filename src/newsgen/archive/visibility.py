"""Which articles a build shows, which of them are news: all that depends on today; and doubles."""

from collections.abc import Collection, Mapping
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Literal

from newsgen.model.address import fold_path
from newsgen.model.article import Article
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, problem
from newsgen.model.value import Value

NEWS_DURATION = timedelta(days=2)
"""How long an article is news, for search engines (Google's rule for news sitemaps)."""


class Selection(Value, frozen=True):
    """The articles a build shows, what it leaves out, and what it shows before its time.

    early: path of an article shown because of `drafts` → "draft" or "embargoed".
    fresh: the paths of those that were published less than `NEWS` ago.
    since, until: the span of time, without its end, in which the selection is the same; None where
    it has no bound.
    """

    articles: tuple[Article, ...]
    omissions: tuple[Omission, ...]
    badges: Mapping[str, Literal["draft", "embargoed"]]
    problems: tuple[Problem, ...]
    news_paths: frozenset[str] = frozenset()
    valid_since: datetime | None = None
    valid_until: datetime | None = None


def select_visible(articles: Collection[Article], now: datetime, drafts: bool) -> Selection:
    """The articles to show at a time; all of them, if `drafts`.

    Of those with one address only the first by path is shown; the others are a problem (N312).
    """
    shown: dict[tuple[date, str], Article] = {}
    left_out: list[Omission] = []
    early: dict[str, Literal["draft", "embargoed"]] = {}
    problems: list[Problem] = []
    for article in sorted(articles, key=lambda each: each.path):
        reason = unpublished_reason(article, now)
        if reason and not drafts:
            left_out.append(Omission(article.path, reason))
            continue
        first = shown.setdefault((article.moment.day, fold_path(article.slug)), article)
        if first is not article:
            message = f"{first.path} has the same day and slug, and so the same address"
            hint = f"give one of them another slug, as in slug: {article.slug}-2"
            problems.append(problem("N312", article.location_of("slug"), message, hint))
            left_out.append(Omission(article.path, f"{message} [N312]"))
        elif reason:
            early[article.path] = "draft" if article.draft else "embargoed"
    ends = [article.embargo.at for article in articles if article.embargo]
    fresh = (each.path for each in shown.values() if now - NEWS_DURATION < each.moment.at)
    # The last days a calendar has are too late to ever be two days ago.
    published = (each.moment.at for each in shown.values() if each.moment.at.year < MAXYEAR)
    ends += [each + NEWS_DURATION for each in published]
    return Selection(
        tuple(shown.values()),
        tuple(left_out),
        early,
        tuple(problems),
        frozenset(fresh),
        valid_since=max((end for end in ends if end <= now), default=None),
        valid_until=min((end for end in ends if end > now), default=None),
    )


def unpublished_reason(article: Article, now: datetime) -> str:
    """Why an article is not to be seen yet; empty if it is."""
    if article.draft:
        return "draft"
    if article.embargo and article.embargo.at > now:
        until = article.embargo
        return f"embargoed until {(until.local if until.timed else until.day).isoformat()}"
    return ""
