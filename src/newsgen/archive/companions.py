"""Which names a name appears with: the other names of the articles that are about it.

For a name that articles only mention, the names of these articles. One name costs one look at each
of its articles. An article with very many names says little about any two of them: only its first
names count, or all names of an archive would cost the square of their number.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.model.article import Article
from newsgen.model.kind import ENTITY_KINDS, Kind, Name, NameKey
from newsgen.model.value import Value

TRACKED_KINDS = (*ENTITY_KINDS, Kind.TAG)
"""The kinds of names for which companions and related articles are counted."""

_COUNTED_KINDS = (*TRACKED_KINDS, Kind.SOURCE)

MIN_SHARED_ARTICLES = 3
"""Two entities that share this many articles have a page together."""

MAX_COMPANY = 200
"""Names of an article that count as companions of each other."""


_MAX_REMEMBERED = 100


class Companion(Value, frozen=True):
    """Another name, and the articles it shares with the first, newest first.

    Attributes:
        count: The number of stories these are.
        has_pair_page: Whether the two names have a page together.
    """

    term: ListedTerm
    key: NameKey
    articles: tuple[Article, ...]
    count: int
    has_pair_page: bool


class TrackedTerms:
    """The terms of tracked kinds and sources, numbered in the order of their keys.

    A tag that stands for an entity is not among them: the entity is counted instead.
    """

    def __init__(self, archive: Archive) -> None:
        self.terms = tuple(
            term
            for term in archive.terms.values()
            if term.kind in _COUNTED_KINDS and not archive.entity_of_tag(term)
        )
        self._keys = tuple(term.key for term in self.terms)
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        self._numbers_by_line: dict[str, int | None] = {}
        self._company_by_path: dict[str, dict[int, None]] = {}
        self._versions = archive.versions

    def numbers_of(self, article: Article) -> Mapping[int, None]:
        """Return the numbers of the terms an article declares, each once, in its order."""
        numbers_by_line = self._numbers_by_line
        numbers: dict[int, None] = {}
        for line in article.name_lines.split("\n"):
            if line not in numbers_by_line:
                numbers_by_line[line] = self._numbers.get(Name.from_line(line).key)
            if (number := numbers_by_line[line]) is not None:
                numbers[number] = None
        return numbers

    def _company(self, article: Article) -> Mapping[int, None]:
        """Return the numbers of the first terms of an article."""
        if article.path not in self._company_by_path:
            if len(self._company_by_path) >= _MAX_REMEMBERED:
                self._company_by_path.clear()
            numbers = islice(self.numbers_of(article), MAX_COMPANY)
            self._company_by_path[article.path] = dict.fromkeys(numbers)
        return self._company_by_path[article.path]

    def companions_of(self, term: ListedTerm) -> tuple[Companion, ...]:
        """Return the companions of a name, the most frequent first, then by their keys."""
        shared: dict[int, list[Article]] = defaultdict(list)
        own = self._numbers.get(term.key)
        for article in term.articles or term.mentions:
            company = self._company(article)
            # Both names of a pair have to see each other.
            if not term.articles or own is None or own in company:
                for number in company:
                    shared[number].append(article)
        if own is not None:
            shared.pop(own, None)
        has_pairs = term.kind in ENTITY_KINDS and bool(term.articles)
        articles = {number: tuple(members) for number, members in shared.items()}
        one_of_each = self._versions.one_of_each
        counts = {number: len(one_of_each(members)) for number, members in articles.items()}
        companions: list[Companion] = []
        for number in sorted(counts, key=lambda number: (-counts[number], number)):
            other, count = self.terms[number], counts[number]
            has_pair_page = (
                has_pairs and count >= MIN_SHARED_ARTICLES and other.kind in ENTITY_KINDS
            )
            companions.append(
                Companion(other, self._keys[number], articles[number], count, has_pair_page)
            )
        return tuple(companions)
