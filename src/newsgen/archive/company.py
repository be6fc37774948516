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


class Companies:
    """The company every name of an archive keeps."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_line: dict[str, Term | None] = {}

    def of(self, term: Term) -> tuple[Met, ...]:
        """The names one appears with, the most frequent first, then in the order of their keys."""
        lists: dict[str, list[Article]] = defaultdict(list)
        for article in term.articles or term.mentions:
            for line in article.declared.split("\n"):
                lists[line].append(article)
        found: dict[tuple[Kind, str], Met] = {}
        for line, articles in lists.items():
            other = self._counted(line)
            if other and other is not term:
                key = other.key
                met = found.get(key)
                both = _both(met.articles, articles) if met else tuple(articles)
                found[key] = Met(other, both)
        return tuple(sorted(found.values(), key=_order))

    def _counted(self, line: str) -> Term | None:
        """The name an article's line declares, if it is company."""
        if line not in self._by_line:
            term = self._archive.term(Name.of(line))
            kept = term.kind in FOLLOWED or term.kind is Kind.SOURCE
            # Beside a tag that stands for a name, the name is counted.
            self._by_line[line] = term if kept and not self._archive.meant(term) else None
        return self._by_line[line]


def is_pair(term: Term, met: Met) -> bool:
    """Whether two names have a page together."""
    declared = term.kind in ENTITIES and met.term.kind in ENTITIES and bool(term.articles)
    return declared and len(met.articles) >= TOGETHER


def _order(met: Met) -> tuple[int, tuple[Kind, str]]:
    return -len(met.articles), met.term.key


def _both(some: tuple[Article, ...], others: list[Article]) -> tuple[Article, ...]:
    """The articles that spell a name one way and another, newest first."""
    return tuple(sorted({*some, *others}, key=lambda article: article.order, reverse=True))
