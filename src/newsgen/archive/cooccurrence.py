"""Whom a name appears with: the other names of the articles that are about it.

Of a name that articles only mention, the names of those. Counting takes one look at each of its
articles, so all names of an archive together cost as much as their articles have names, squared.
"""

from collections import defaultdict
from collections.abc import Mapping

from newsgen.archive.archive import Archive, Term
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.model.value import Value

TRACKED_KINDS = (*ENTITY_KINDS, Kind.TAG)
"""The kinds of names that keep company."""

_COUNTED_KINDS = (*TRACKED_KINDS, Kind.SOURCE)

MIN_SHARED_ARTICLES = 3
"""Articles that two names share before they have a page of their own together."""


class Companion(Value, frozen=True):
    """Another name, and the articles it shares with the first, newest first."""

    term: Term
    articles: tuple[Article, ...]


class TrackedTerms:
    """The names that keep company, and sources, numbered in the order of their keys.

    terms: by number. Beside a tag that stands for a name, the name is counted, and not the tag.
    """

    def __init__(self, archive: Archive) -> None:
        self.terms = tuple(
            term
            for term in archive.terms.values()
            if term.kind in _COUNTED_KINDS and not archive.entity_of_tag(term)
        )
        self._numbers = {term.key: number for number, term in enumerate(self.terms)}
        self._by_line: dict[str, int | None] = {}

    def numbers_of(self, article: Article) -> Mapping[int, None]:
        """The numbers of the names an article declares, each once."""
        known = self._by_line
        found: dict[int, None] = {}
        for line in article.name_lines.split("\n"):
            if line not in known:
                known[line] = self._numbers.get(Name.from_line(line).key)
            if (number := known[line]) is not None:
                found[number] = None
        return found


class Cooccurrence:
    """The company every name of an archive keeps."""

    def __init__(self, tracked_terms: TrackedTerms) -> None:
        self._followed = tracked_terms

    def companions_of(self, term: Term) -> tuple[Companion, ...]:
        """The names one appears with, the most frequent first, then in the order of their keys."""
        found: dict[int, list[Article]] = defaultdict(list)
        for article in term.articles or term.mentions:
            for number in self._followed.numbers_of(article):
                found[number].append(article)
        terms = self._followed.terms
        order = sorted((-len(articles), number) for number, articles in found.items())
        met = (Companion(terms[number], tuple(found[number])) for _, number in order)
        return tuple(each for each in met if each.term is not term)


def has_pair_page(term: Term, companion: Companion) -> bool:
    """Whether two names have a page together."""
    declared = (
        term.kind in ENTITY_KINDS and companion.term.kind in ENTITY_KINDS and bool(term.articles)
    )
    return declared and len(companion.articles) >= MIN_SHARED_ARTICLES
