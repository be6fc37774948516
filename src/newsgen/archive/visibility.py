"""Which articles a build shows and which of them are news: all that depends on the time of a build.

Takes all articles and a time; gives the `Selection`. Refuses two articles at one address (N312) and
tells of dates that have not come (N120).
"""

from collections.abc import Collection, Mapping
from datetime import MAXYEAR, datetime, timedelta
from typing import Literal

from newsgen.archive.future_dates import future_dates
from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article
from newsgen.model.authority import Authorities
from newsgen.model.look_alikes import difference_note
from newsgen.model.omission import Omission
from newsgen.model.period import Period
from newsgen.model.problem import Problem, problem
from newsgen.model.value import Value

NEWS_DURATION = timedelta(days=2)
"""How long an article is news for search engines (Google's rule for news sitemaps)."""


Badge = Literal["", "draft", "embargoed"]
"""What an article is that only `--drafts` shows; empty for all others."""


class Selection(Value, frozen=True):
    """The articles a build shows.

    Attributes:
        badges: By path, what an article is that only `--drafts` shows.
        news_paths: Of articles published less than `NEWS_DURATION` ago.
        valid_since, valid_until: It is the same from the one until before the other, if any.
    """

    articles: tuple[Article, ...]
    omissions: tuple[Omission, ...]
    badges: Mapping[str, Badge]
    problems: tuple[Problem, ...]
    news_paths: frozenset[str] = frozenset()
    valid_since: datetime | None = None
    valid_until: datetime | None = None


def select_visible(
    articles: Collection[Article],
    authorities: Authorities,
    now: datetime,
    *,
    drafts: bool,
    language: str,
) -> Selection:
    """Return the articles to show; of one address that in the archive's language, else the first.

    Args:
        articles: All there are.
        authorities: The names whose dates are looked at too.
        now: The time of the build.
        drafts: Whether articles that are not published yet are shown too.
        language: That of the archive.
    """
    shown: dict[tuple[Period, str, str], Article] = {}
    omissions: list[Omission] = []
    badges: dict[str, Badge] = {}
    problems: list[Problem] = []
    own = language.lower()
    for article in sorted(articles, key=lambda entry: (entry.language.lower() != own, entry.path)):
        reason = unpublished_reason(article, now)
        if reason and (not drafts or is_expired(article, now)):
            omissions.append(Omission(article.path, reason))
            continue
        period = article.moment.period
        own_language = article.language.lower() if article.language_in_address else ""
        first = shown.setdefault((period, fold_path(article.slug), own_language), article)
        if first is not article:
            message = f"{first.path} has the same {period.span} and slug, and so the same address"
            message += difference_note(first.path, article.path)
            hint = f"give one of them another slug, as in slug: {article.slug}-2"
            if article.language.lower() != first.language.lower():
                hint = "add to newsgen.yml the line languages_in_addresses: front (or end)"
            sides = (article.path,), (first.path,)
            problems.append(problem("N312", article.location_of("slug"), message, hint, sides))
            omissions.append(Omission(article.path, f"{message} [N312]"))
        elif reason:
            badges[article.path] = "draft" if article.draft else "embargoed"
    dated = [article for article in shown.values() if article.moment.span == "day"]
    times = [article.moment.at for article in dated]
    news = (entry.path for entry in dated if now - NEWS_DURATION < entry.moment.at)
    dates = tuple(future_dates(articles, authorities))
    problems += (date.problem() for date in dates if date.comes > now)
    changes = [date.comes for date in dates]
    changes += [article.embargo.at for article in articles if article.embargo]
    changes += [article.expiry.at for article in articles if article.expiry]
    # A sum with a time in the last year of the calendar could be out of its range.
    changes += [time + NEWS_DURATION for time in times if time.year < MAXYEAR]
    return Selection(
        tuple(shown.values()),
        tuple(omissions),
        badges,
        tuple(problems),
        frozenset(news),
        valid_since=max((change for change in changes if change <= now), default=None),
        valid_until=min((change for change in changes if change > now), default=None),
    )


def unpublished_reason(article: Article, now: datetime) -> str:
    """Return why an article is not published yet; empty if it is."""
    if article.draft:
        return "draft"
    if article.embargo and article.embargo.at > now:
        return f"embargoed until {article.embargo.isoformat()}"
    if article.expiry and is_expired(article, now):
        return f"expired on {article.expiry.isoformat()}"
    return ""


def is_expired(article: Article, now: datetime) -> bool:
    """Return whether an article was to be published for a time that is over."""
    return article.expiry is not None and article.expiry.at <= now
