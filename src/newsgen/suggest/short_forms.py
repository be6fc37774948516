"""Finds the name that a short form stands for: Xi Jinping for Xi, Shanghai Cooperation Organization
for SCO.

Gives a name of the authority files only if no other is possible: of two people called Bush, the
editor has to choose. An abbreviation may also stand for an unknown name of the same articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from newsgen.model.authority import Authority
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name
from newsgen.suggest.candidates.word_lists import (
    EVENT_WORDS,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
)

_MIN_WORDS = 2
_PERSON_WORDS = (2, 3)
_NO_PERSON = ORGANIZATION_WORDS | PLACE_WORDS | EVENT_WORDS | frozenset(PARTICLES.split("|"))


class ShortForms:
    """Names by their single words and by their initials."""

    def __init__(self, entries: Iterable[Authority], unknown_names: Mapping[str, Set[int]]) -> None:
        """Index the names. unknown_names: each with the numbers of its articles."""
        self._unknown_names = unknown_names
        self._unknown_by_initials: dict[str, list[str]] = defaultdict(list)
        for text in unknown_names:
            self._unknown_by_initials[_initials(text.split())].append(text)
        self._unknown_by_surname: dict[str, list[str]] = defaultdict(list)
        for text in unknown_names:
            words = text.split()
            if len(words) in _PERSON_WORDS and not _NO_PERSON & {word.lower() for word in words}:
                self._unknown_by_surname[words[-1]].append(text)
        self._by_word: dict[str, set[Name]] = defaultdict(set)
        self._by_initials: dict[str, set[Name]] = defaultdict(set)
        for entry in entries:
            name = Name(entry.kind, entry.name)
            for spelling in entry.spellings if entry.kind in TYPED_ENTITY_KINDS else ():
                words = spelling.text.split()
                if entry.kind is Kind.PERSON and len(words) >= _MIN_WORDS:
                    self._by_word[words[0]].add(name)
                    self._by_word[words[-1]].add(name)
                self._by_initials[_initials(words)].add(name)

    def find_authority_name(self, text: str) -> Name | None:
        """Return the name of an authority file that a text may stand for."""
        if len(text) >= _MIN_WORDS and text.isupper():
            names = self._by_initials.get(text.replace(".", ""), ())
        else:
            names = self._by_word.get(text, ())
        return next(iter(names)) if len(names) == 1 else None

    def find_unknown_name(self, text: str) -> str:
        """Return the unknown name that initials or a surname may stand for; empty if none."""
        if " " not in text and not text.isupper():
            return self._unknown_person(text)
        if not text.isupper() or len(text) <= _MIN_WORDS:
            return ""
        shared_counts = {
            name: len(self._unknown_names[text] & self._unknown_names[name])
            for name in self._unknown_by_initials.get(text, ())
        }
        best = max(shared_counts, key=lambda name: (shared_counts[name], name), default="")
        return best if best and 2 * shared_counts[best] >= len(self._unknown_names[best]) else ""

    def _unknown_person(self, surname: str) -> str:
        """Return the only unknown name with a surname, if most articles with it have that too."""
        names = self._unknown_by_surname.get(surname, ())
        articles = self._unknown_names[surname]
        if len(names) == 1 and 2 * len(articles & self._unknown_names[names[0]]) >= len(articles):
            return names[0]
        return ""


def _initials(words: Iterable[str]) -> str:
    """Return the initials of words; empty if they are too few, or one is initials itself."""
    capitalized = [word for word in words if word[:1].isupper()]
    if len(capitalized) < _MIN_WORDS or any(
        len(word) > 1 and word.isupper() for word in capitalized
    ):
        return ""
    return "".join(word[0] for word in capitalized)
