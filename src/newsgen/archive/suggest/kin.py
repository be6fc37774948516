"""Names of authority files that an unknown word may belong to: Xi to Xi Jinping, SCO to the
Shanghai Cooperation Organization.

Only where exactly one name is meant: of two people called Bush the editor knows more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsgen.model.authority import Authority
from newsgen.model.kind import TYPED_ENTITIES, Kind, Name

_FEWEST = 2


class Kin:
    """What is known by single words and by initials."""

    def __init__(self, entries: Iterable[Authority]) -> None:
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


def _only(known: Mapping[str, set[Name]], text: str) -> Name | None:
    found = known.get(text, set())
    return next(iter(found)) if len(found) == 1 else None


def _initials(words: Iterable[str]) -> str:
    found = "".join(word[0] for word in words if word[:1].isupper())
    return found if len(found) >= _FEWEST else ""
