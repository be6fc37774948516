"""Counts the candidates of all texts, in bounded memory.

Each candidate has the numbers of its articles. Once there are too many, those in one article only
are dropped, then those in two (lossy counting: G. S. Manku and R. Motwani, 2002). In an archive of
that size no editor looks at them.
"""

from array import array
from collections import Counter
from collections.abc import Mapping

from newsgen.model.kind import Kind
from newsgen.suggest.candidates.name_study import NameStudy, UnresolvedSpelling

MAX_CANDIDATES = 300_000
"""Candidates of a kind that memory holds at once."""

_MIN_VARIETY = 3
_EDGE = "  "
"""An edge of a text counts as two different characters."""


class Postings:
    """Texts with the numbers of the articles they are in, at most `limit` texts."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.articles_by_text: dict[str, array[int]] = {}

    def add(self, text: str, number: int) -> None:
        """Add an article to a text; numbers must ascend, and the same one may be added again."""
        articles = self.articles_by_text.get(text)
        if articles is None:
            if len(self.articles_by_text) >= self._limit:
                self._drop_rarest()
            self.articles_by_text[text] = array("I", (number,))
        elif articles[-1] != number:
            articles.append(number)

    def _drop_rarest(self) -> None:
        fewest = 1
        while len(self.articles_by_text) > self._limit // 2:
            fewest += 1
            self.articles_by_text = {
                text: articles
                for text, articles in self.articles_by_text.items()
                if len(articles) >= fewest
            }


class CandidateCounts:
    """The studies of many articles, counted.

    Attributes:
        lowercase_counts: How often words, and pairs of words, are written in lower case.
        unresolved_spellings: The articles that do not tell what an ambiguous spelling means.
        kinds: The kinds of names, where a model recognized them.
        possessives, sign_offs: As `NameStudy` has them.
        unmentioned_entries: The articles that declare an entry and never mention it, by its number.
    """

    def __init__(self, limit: int = MAX_CANDIDATES) -> None:
        self._limit = limit
        self.article_count = 0
        self.mid_sentence = Postings(limit)
        self.sentence_initial = Postings(limit)
        self.cjk_sequences = Postings(limit)
        self.possessives = Postings(limit)
        self.sign_offs = Postings(limit)
        # For each CJK sequence the characters before it, a tab, and those after it. There are
        # hundreds of thousands, and sets would take five times the memory.
        self._neighbors: dict[str, str] = {}
        self.lowercase_counts: Counter[str] = Counter()
        self.unresolved_spellings: dict[UnresolvedSpelling, array[int]] = {}
        self.kinds: dict[str, Kind] = {}
        self.unmentioned_entries: dict[int, array[int]] = {}

    def add(self, number: int, study: NameStudy) -> None:
        """Count an article; numbers must ascend."""
        self.article_count += 1
        for text in study.mid_sentence:
            self.mid_sentence.add(text, number)
        for text in study.sentence_initial:
            self.sentence_initial.add(text, number)
        for text in study.possessives:
            self.possessives.add(text, number)
        if study.sign_off:
            self.sign_offs.add(study.sign_off, number)
        for text, left, right in study.cjk_sequences:
            self.cjk_sequences.add(text, number)
            lefts, _, rights = self._neighbors.get(text, "\t").partition("\t")
            self._neighbors[text] = f"{_add_char(lefts, left)}\t{_add_char(rights, right)}"
        if len(self._neighbors) > 2 * self._limit:
            sequences = self.cjk_sequences.articles_by_text
            self._neighbors = {text: self._neighbors[text] for text in sequences}
        for text, kind in study.kinds if len(self.kinds) < self._limit else ():
            self.kinds.setdefault(text, kind)
        for spelling in study.unresolved_spellings:
            self.unresolved_spellings.setdefault(spelling, array("I")).append(number)
        for entry in study.unmentioned_entries:
            self.unmentioned_entries.setdefault(entry, array("I")).append(number)

    def count_lowercase(self, words: Mapping[str, int]) -> None:
        """Add counts of words in lower case."""
        self.lowercase_counts.update(words)
        if len(self.lowercase_counts) > 2 * self._limit:
            self.lowercase_counts = Counter(dict(self.lowercase_counts.most_common(self._limit)))

    def has_varied_neighbors(self, text: str) -> bool:
        """Return whether a CJK sequence had several different characters on both sides."""
        return all(len(side) >= _MIN_VARIETY for side in self._neighbors[text].split("\t"))


def _add_char(chars: str, char: str) -> str:
    if len(chars) >= _MIN_VARIETY or (char and char in chars):
        return chars
    return chars + (char or _EDGE)
