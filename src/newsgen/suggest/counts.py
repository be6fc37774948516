"""What is counted over all texts, in bounded memory.

Each candidate has the numbers of its articles. Once there are too many candidates, those that came
in one article only, then in two, are let go: of a hundred thousand articles no editor looks at what
is in two of them (Manku and Motwani, 2002, count streams so).
"""

from array import array
from collections import Counter
from collections.abc import Mapping

from newsgen.model.kind import Kind
from newsgen.suggest.candidates import Study, Unsettled

MOST = 300_000
"""Candidates of a kind that are held at once."""


class Postings:
    """Texts with the numbers of the articles they are in. most: how many are held at once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.of: dict[str, array[int]] = {}

    def add(self, text: str, number: int) -> None:
        """Note an article, each but once and in the order of their numbers."""
        found = self.of.get(text)
        if found is None:
            if len(self.of) >= self._most:
                self._let_go()
            self.of[text] = array("I", (number,))
        elif found[-1] != number:
            found.append(number)

    def _let_go(self) -> None:
        fewest = 1
        while len(self.of) > self._most // 2:
            self.of = {text: found for text, found in self.of.items() if len(found) > fewest}
            fewest += 1


class Sides:
    """What stands beside pieces of text. A side is varied once it has had a few different signs."""

    def __init__(self) -> None:
        # A text for each piece: the signs on its left, a tab, and those on its right. Sets of signs
        # would take five times the memory, of hundreds of thousands of pieces.
        self._of: dict[str, str] = {}

    def add(self, text: str, left: str, right: str) -> None:
        """Note the signs on both sides; an edge, which is empty, is as good as two of them."""
        lefts, _, rights = self._of.get(text, "\t").partition("\t")
        self._of[text] = f"{_with(lefts, left)}\t{_with(rights, right)}"

    def varied(self, text: str) -> bool:
        """Whether both sides are."""
        return all(len(side) >= _VARIED for side in self._of.get(text, "\t").split("\t"))

    def keep(self, texts: Mapping[str, object]) -> None:
        """Forget all other texts."""
        self._of = {text: sides for text, sides in self._of.items() if text in texts}

    def __len__(self) -> int:
        return len(self._of)


_VARIED = 3
_EDGE = "  "


def _with(signs: str, sign: str) -> str:
    if len(signs) >= _VARIED or (sign and sign in signs):
        return signs
    return signs + (sign or _EDGE)


class Tally:
    """The studies of many articles together.

    small: how often words, and two words together, are written small; unsaid: by the number of an
    entry, the articles that declare and never say it; kinds: of names, where a model told.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.articles = 0
        self.inside = Postings(most)
        self.opening = Postings(most)
        self.pieces = Postings(most)
        self.sides = Sides()
        self.small: Counter[str] = Counter()
        self.unsettled: dict[Unsettled, array[int]] = {}
        self.kinds: dict[str, Kind] = {}
        self.unsaid: dict[int, array[int]] = {}

    def add(self, number: int, study: Study) -> None:
        """Count an article in; their numbers ascend."""
        self.articles += 1
        for text in study.inside:
            self.inside.add(text, number)
        for text in study.opening:
            self.opening.add(text, number)
        for text, left, right in study.pieces:
            self.pieces.add(text, number)
            self.sides.add(text, left, right)
        if len(self.sides) > 2 * self._most:
            self.sides.keep(self.pieces.of)
        for text, kind in study.kinds if len(self.kinds) < self._most else ():
            self.kinds.setdefault(text, kind)
        for each in study.unsettled:
            self.unsettled.setdefault(each, array("I")).append(number)
        for entry in study.unsaid:
            self.unsaid.setdefault(entry, array("I")).append(number)

    def count_small(self, words: Mapping[str, int]) -> None:
        """Count words written small."""
        self.small.update(words)
        if len(self.small) > 2 * self._most:
            self.small = Counter(dict(self.small.most_common(self._most)))
