"""The name that an unknown word may belong to: Xi to Xi Jinping, SCO to the Shanghai Cooperation
Organization.

Only where exactly one name of the authority files is meant: of two people called Bush the editor
knows more. An abbreviation may also belong to a name that no authority file knows either, if both
stand in the same articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from newsgen.model.authority import Authority
from newsgen.model.kind import TYPED_ENTITIES, Kind, Name

_FEWEST = 2


class Kin:
    """What is known by single words and by initials."""

    def __init__(self, entries: Iterable[Authority], found: Mapping[str, Set[int]]) -> None:
        """found: the unknown names, with the articles that they are in."""
        self._found = found
        self._long: dict[str, list[str]] = defaultdict(list)
        for text in found:
            words = text.split()
            if len(words) >= _FEWEST:
                self._long[_initials(words)].append(text)
        self._by_word: dict[str, set[Name]] = defaultdict(set)
        self._by_initials: dict[str, set[Name]] = defaultdict(set)
        for entry in entries:
            if entry.kind in TYPED_ENTITIES:
                name = Name(entry.kind, entry.name)
                for spelling in entry.spellings:
                    words = spelling.text.split()
                    if entry.kind is Kind.PERSON and len(words) >= _FEWEST:
                        self._by_word[words[0]].add(name)
                        self._by_word[words[-1]].add(name)
                    self._by_initials[_initials(words)].add(name)

    def of(self, text: str) -> Name | None:
        """The name that a text may belong to."""
        if len(text) >= _FEWEST and text.isupper():
            return _only(self._by_initials, text.replace(".", ""))
        return _only(self._by_word, text)

    def long(self, text: str) -> str:
        """The unknown name that a text may be short for; empty if there is none."""
        if not text.isupper() or len(text) <= _FEWEST:
            return ""
        mine = self._found[text]
        shared = {one: len(mine & self._found[one]) for one in self._long.get(text, ())}
        best = max(shared, key=lambda one: (shared[one], one), default="")
        return best if best and 2 * shared[best] >= len(self._found[best]) else ""


def _only(known: Mapping[str, set[Name]], text: str) -> Name | None:
    found = known.get(text, set())
    return next(iter(found)) if len(found) == 1 else None


def _initials(words: Iterable[str]) -> str:
    found = "".join(word[0] for word in words if word[:1].isupper())
    return found if len(found) >= _FEWEST else ""
