"""Whether a build shows an article, and whether it is news: what depends on the time of a build.

Of two articles that claim one address, one is shown, and the other has a problem (N312).
"""

from collections.abc import Iterator
from datetime import MAXYEAR, datetime, timedelta
from typing import Literal

from newsgen.model.address_rules import fold_path
from newsgen.model.article import Article
from newsgen.model.look_alikes import difference_note
from newsgen.model.problem import Problem, problem

NEWS_DURATION = timedelta(days=2)
"""How long an article is news for search engines (Google's rule for news sitemaps)."""


Badge = Literal["", "draft", "embargoed"]
"""What an article is that only `--drafts` shows; empty for all others."""


def visibility(article: Article, now: datetime, *, drafts: bool) -> tuple[Badge, str]:
    """Return an article's badge, and why a build does not show it; empty if it does.

    drafts: Whether articles that are not published yet are shown too.
    """
    reason = unpublished_reason(article, now)
    if reason and drafts and not is_expired(article, now):
        return ("draft" if article.draft else "embargoed"), ""
    return "", reason


def is_news(article: Article, now: datetime) -> bool:
    """Return whether an article is news for search engines."""
    moment = article.moment
    return moment.span == "day" and now - NEWS_DURATION < moment.at


def times_of_change(article: Article) -> Iterator[datetime]:
    """Yield the times from which on something else holds for an article."""
    if article.embargo:
        yield article.embargo.at
    if article.expiry:
        yield article.expiry.at
    moment = article.moment
    # A sum with a time in the last year of the calendar could be out of its range.
    if moment.span == "day" and moment.at.year < MAXYEAR:
        yield moment.at + NEWS_DURATION


def address_claim(article: Article) -> tuple[str, str, str]:
    """Return what only one shown article may have: all that its address is made of, folded."""
    language = article.language.lower() if article.language_in_address else ""
    return article.moment.period.isoformat(), fold_path(article.slug), language


def claim_rank(article: Article, language: str) -> tuple[bool, str]:
    """Return what sorts the articles with one claim: the first of them is shown.

    language: That of the archive.
    """
    return article.language.lower() != language.lower(), article.path


def rival_problem(article: Article, first: Article) -> Problem:
    """Return the problem of an article whose address another one has (N312)."""
    span = article.moment.period.span
    message = f"{first.path} has the same {span} and slug, and so the same address"
    message += difference_note(first.path, article.path)
    hint = f"give one of them another slug, as in slug: {article.slug}-2"
    if article.language.lower() != first.language.lower():
        hint = "add to newsgen.yml the line languages_in_addresses: front (or end)"
    sides = (article.path,), (first.path,)
    return problem("N312", article.location_of("slug"), message, hint, sides)


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
