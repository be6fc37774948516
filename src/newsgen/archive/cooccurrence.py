"""Whom a name appears with: the other names of the articles that are about it.

Of a name that articles only mention, the names of those. Counting takes one look at each of its
articles, so all names of an archive together cost as much as their articles have names, squared.
"""

from collections import defaultdict
from collections.abc import Mapping

from newsgen.archive.archive import Archive, Term
from newsgen.model.article import Article
from newsgen.model.kind import ENTITIES, Kind, Name
from newsgen.model.value import Value

FOLLOWED = (*ENTITIES, Kind.TAG)
"""The kinds of names that keep company."""

_COUNTED = (*FOLLOWED, Kind.SOURCE)

TOGETHER = 3
"""Articles that two names share before they have a page of their own together."""


class Met(Value, frozen=True):
    """Another name, and the articles it shares with the first, newest first."""

    term: Term
    articles: tuple[Article, ...]


class Followed:
    """The names that keep company, and sources, numbered in the order of their keys.

    terms: by number. Beside a tag that stands for a name, the name is counted, and not the tag.
    """

    def __init__(self, archive: Archive) -> None:
        self.terms = tuple(
            term
            for term in archive.terms.values()
            if term.kind in _COUNTED and not archive.meant(term)
        )
        self._numbers = {term.key: number for number, term in enumerate(self.terms)}
        self._by_line: dict[str, int | None] = {}

    def of(self, article: Article) -> Mapping[int, None]:
        """The numbers of the names an article declares, each once."""
        known = self._by_line
        found: dict[int, None] = {}
        for line in article.declared.split("\n"):
            if line not in known:
                known[line] = self._numbers.get(Name.of(line).key)
            if (number := known[line]) is not None:
                found[number] = None
        return found


class Companies:
    """The company every name of an archive keeps."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed

    def of(self, term: Term) -> tuple[Met, ...]:
        """The names one appears with, the most frequent first, then in the order of their keys."""
        found: dict[int, list[Article]] = defaultdict(list)
        for article in term.articles or term.mentions:
            for number in self._followed.of(article):
                found[number].append(article)
        terms = self._followed.terms
        order = sorted((-len(articles), number) for number, articles in found.items())
        met = (Met(terms[number], tuple(found[number])) for _, number in order)
        return tuple(each for each in met if each.term is not term)


def is_pair(term: Term, met: Met) -> bool:
    """Whether two names have a page together."""
    declared = term.kind in ENTITIES and met.term.kind in ENTITIES and bool(term.articles)
    return declared and len(met.articles) >= TOGETHER
