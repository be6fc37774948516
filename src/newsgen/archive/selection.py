"""Which articles a build shows: drafts and embargoes are the only things that depend on today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsgen.model.article import Article


@dataclass(frozen=True, slots=True)
class Omission:
    """A file that is not in the archive, and why: "draft", "embargoed until …", "README file"."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles a build shows, what it leaves out, and what it shows before its time.

    early: path of an article shown because of `drafts` → "draft" or "embargoed".
    """

    articles: tuple[Article, ...]
    left_out: tuple[Omission, ...]
    early: Mapping[str, Literal["draft", "embargoed"]]


def select(articles: Iterable[Article], now: datetime, drafts: bool) -> Selection:
    """The articles to show at a time; all of them, if `drafts`."""
    shown, left_out = [], []
    early: dict[str, Literal["draft", "embargoed"]] = {}
    for article in articles:
        reason = unpublished(article, now)
        if reason and not drafts:
            left_out.append(Omission(article.path, reason))
            continue
        shown.append(article)
        if reason:
            early[article.path] = "draft" if article.draft else "embargoed"
    return Selection(tuple(shown), tuple(left_out), early)


def unpublished(article: Article, now: datetime) -> str:
    """Why an article is not to be seen yet; empty if it is."""
    if article.draft:
        return "draft"
    if article.embargo and article.embargo.at > now:
        until = article.embargo
        return f"embargoed until {(until.local if until.timed else until.day).isoformat()}"
    return ""
