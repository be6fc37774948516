"""Whom a name appears with: the other names of the articles that are about it.

Of a name that articles only mention, the names of those. Counting takes one look at each of its
articles, so all names of an archive together cost as much as their articles have names, squared.
"""

from collections import defaultdict

from newsgen.archive.survey import Archive, Term
from newsgen.model.article import Article
from newsgen.model.kind import ENTITIES, Kind, Name
from newsgen.model.value import Value

FOLLOWED = (*ENTITIES, Kind.TAG)
"""The kinds of names that keep company."""

TOGETHER = 3
"""Articles that two names share before they have a page of their own together."""


class Met(Value, frozen=True):
    """Another name, and the articles it shares with the first, newest first."""

    term: Term
    articles: tuple[Article, ...]


def company(archive: Archive, term: Term) -> tuple[Met, ...]:
    """The names one appears with, the most frequent first, then in the order of their keys."""
    lists: dict[str, list[Article]] = defaultdict(list)
    for article in term.articles or term.mentions:
        for line in article.declared.split("\n"):
            lists[line].append(article)
    found: dict[tuple[Kind, str], Met] = {}
    for line, articles in lists.items():
        other = archive.term(Name.of(line))
        if other is term or not (other.kind in FOLLOWED or other.kind is Kind.SOURCE):
            continue
        if other.kind is Kind.TAG and archive.meant(other):
            continue  # the name it stands for is counted
        met = found.get(other.key)
        found[other.key] = Met(other, _both(met.articles, articles) if met else tuple(articles))
    return tuple(sorted(found.values(), key=_order))


def is_pair(term: Term, met: Met) -> bool:
    """Whether two names have a page together."""
    declared = term.kind in ENTITIES and met.term.kind in ENTITIES and bool(term.articles)
    return declared and len(met.articles) >= TOGETHER


def _order(met: Met) -> tuple[int, tuple[Kind, str]]:
    return -len(met.articles), met.term.key


def _both(some: tuple[Article, ...], others: list[Article]) -> tuple[Article, ...]:
    """The articles that spell a name one way and another, newest first."""
    return tuple(sorted({*some, *others}, key=lambda article: article.order, reverse=True))
