"""What is counted over all texts, in bounded memory.

Each candidate has the numbers of its articles. Once there are too many candidates, those that came
in one article only, then in two, are let go: of a hundred thousand articles no editor looks at what
is in two of them (Manku and Motwani, 2002, count streams so).
"""

from array import array
from collections import Counter
from collections.abc import Mapping

from newsgen.model.kind import Kind
from newsgen.suggest.candidates import NameStudy, UnresolvedSpelling

MAX_CANDIDATES = 300_000
"""Candidates of a kind that are held at once."""


class Postings:
    """Texts with the numbers of the articles they are in. most: how many are held at once."""

    def __init__(self, limit: int = MAX_CANDIDATES) -> None:
        self._limit = limit
        self.articles_by_text: dict[str, array[int]] = {}

    def add(self, text: str, number: int) -> None:
        """Note an article, each but once and in the order of their numbers."""
        found = self.articles_by_text.get(text)
        if found is None:
            if len(self.articles_by_text) >= self._limit:
                self._drop_rarest()
            self.articles_by_text[text] = array("I", (number,))
        elif found[-1] != number:
            found.append(number)

    def _drop_rarest(self) -> None:
        fewest = 1
        while len(self.articles_by_text) > self._limit // 2:
            self.articles_by_text = {
                text: found for text, found in self.articles_by_text.items() if len(found) > fewest
            }
            fewest += 1


class NeighborChars:
    """What stands beside pieces of text. A side is varied once it has had a few different signs."""

    def __init__(self) -> None:
        # A text for each piece: the signs on its left, a tab, and those on its right. Sets of signs
        # would take five times the memory, of hundreds of thousands of pieces.
        self._chars_by_text: dict[str, str] = {}

    def add(self, text: str, left: str, right: str) -> None:
        """Note the signs on both sides; an edge, which is empty, is as good as two of them."""
        lefts, _, rights = self._chars_by_text.get(text, "\t").partition("\t")
        self._chars_by_text[text] = f"{_add_char(lefts, left)}\t{_add_char(rights, right)}"

    def is_varied(self, text: str) -> bool:
        """Whether both sides are."""
        return all(
            len(side) >= _MIN_VARIETY for side in self._chars_by_text.get(text, "\t").split("\t")
        )

    def retain(self, texts: Mapping[str, object]) -> None:
        """Forget all other texts."""
        self._chars_by_text = {
            text: sides for text, sides in self._chars_by_text.items() if text in texts
        }

    def __len__(self) -> int:
        return len(self._chars_by_text)


_MIN_VARIETY = 3
_EDGE = "  "


def _add_char(chars: str, char: str) -> str:
    if len(chars) >= _MIN_VARIETY or (char and char in chars):
        return chars
    return chars + (char or _EDGE)


class CandidateCounts:
    """The studies of many articles together.

    small: how often words, and two words together, are written small; unsaid: by the number of an
    entry, the articles that declare and never say it; kinds: of names, where a model told.
    """

    def __init__(self, limit: int = MAX_CANDIDATES) -> None:
        self._limit = limit
        self.article_count = 0
        self.mid_sentence = Postings(limit)
        self.sentence_initial = Postings(limit)
        self.cjk_sequences = Postings(limit)
        self.neighbors = NeighborChars()
        self.lowercase_counts: Counter[str] = Counter()
        self.unresolved_spellings: dict[UnresolvedSpelling, array[int]] = {}
        self.kinds: dict[str, Kind] = {}
        self.unmentioned_entries: dict[int, array[int]] = {}

    def add(self, number: int, study: NameStudy) -> None:
        """Count an article in; their numbers ascend."""
        self.article_count += 1
        for text in study.mid_sentence:
            self.mid_sentence.add(text, number)
        for text in study.sentence_initial:
            self.sentence_initial.add(text, number)
        for text, left, right in study.cjk_sequences:
            self.cjk_sequences.add(text, number)
            self.neighbors.add(text, left, right)
        if len(self.neighbors) > 2 * self._limit:
            self.neighbors.retain(self.cjk_sequences.articles_by_text)
        for text, kind in study.kinds if len(self.kinds) < self._limit else ():
            self.kinds.setdefault(text, kind)
        for each in study.unresolved_spellings:
            self.unresolved_spellings.setdefault(each, array("I")).append(number)
        for entry in study.unmentioned_entries:
            self.unmentioned_entries.setdefault(entry, array("I")).append(number)

    def count_lowercase(self, words: Mapping[str, int]) -> None:
        """Count words written small."""
        self.lowercase_counts.update(words)
        if len(self.lowercase_counts) > 2 * self._limit:
            self.lowercase_counts = Counter(dict(self.lowercase_counts.most_common(self._limit)))
