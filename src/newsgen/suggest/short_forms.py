"""The name that an unknown word may belong to: Xi to Xi Jinping, SCO to the Shanghai Cooperation
Organization.

Only where exactly one name of the authority files is meant: of two people called Bush the editor
knows more. An abbreviation may also belong to a name that no authority file knows either, if both
stand in the same articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from newsgen.model.authority import Authority
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind, Name

_MIN_WORDS = 2


class ShortForms:
    """What is known by single words and by initials."""

    def __init__(self, entries: Iterable[Authority], unknown_names: Mapping[str, Set[int]]) -> None:
        """found: the unknown names, with the articles that they are in."""
        self._unknown_names = unknown_names
        self._unknown_by_initials: dict[str, list[str]] = defaultdict(list)
        for text in unknown_names:
            words = text.split()
            if len(words) >= _MIN_WORDS:
                self._unknown_by_initials[_initials(words)].append(text)
        self._by_word: dict[str, set[Name]] = defaultdict(set)
        self._by_initials: dict[str, set[Name]] = defaultdict(set)
        for entry in entries:
            if entry.kind in TYPED_ENTITY_KINDS:
                name = Name(entry.kind, entry.name)
                for spelling in entry.spellings:
                    words = spelling.text.split()
                    if entry.kind is Kind.PERSON and len(words) >= _MIN_WORDS:
                        self._by_word[words[0]].add(name)
                        self._by_word[words[-1]].add(name)
                    self._by_initials[_initials(words)].add(name)

    def find_authority_name(self, text: str) -> Name | None:
        """The name that a text may belong to."""
        if len(text) >= _MIN_WORDS and text.isupper():
            return _unique_name(self._by_initials, text.replace(".", ""))
        return _unique_name(self._by_word, text)

    def find_unknown_name(self, text: str) -> str:
        """The unknown name that a text may be short for; empty if there is none."""
        if not text.isupper() or len(text) <= _MIN_WORDS:
            return ""
        mine = self._unknown_names[text]
        shared = {
            one: len(mine & self._unknown_names[one])
            for one in self._unknown_by_initials.get(text, ())
        }
        best = max(shared, key=lambda one: (shared[one], one), default="")
        return best if best and 2 * shared[best] >= len(self._unknown_names[best]) else ""


def _unique_name(names_by_form: Mapping[str, set[Name]], text: str) -> Name | None:
    found = names_by_form.get(text, set())
    return next(iter(found)) if len(found) == 1 else None


def _initials(words: Iterable[str]) -> str:
    found = "".join(word[0] for word in words if word[:1].isupper())
    return found if len(found) >= _MIN_WORDS else ""
