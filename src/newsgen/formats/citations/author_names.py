"""The names of authors as bibliographies need them: family and given name, or one whole name.

Each word of a person's name is in Latin letters and has a capital, or is a particle such as *van*.
"Writer, A." is split at its comma; in a name of two to four words the last word, with its
particles, is the family name. Every other name stays whole: those of organizations, and of people
whose family name comes first.
"""

import re

from newsgen.model.value import Value

_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "van", "von")
)
_ORGANIZATION_WORDS = frozenset(
    ("agency", "bureau", "desk", "editors", "news", "press", "service", "staff", "team", "writers")
)
"""Words that only names of organizations end with."""

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ.'’\-]+")


class AuthorName(Value, frozen=True):
    """The name of an author; `given_name` is empty where the name is whole."""

    family_name: str
    given_name: str = ""

    @property
    def inverted_name(self) -> str:
        """Writer, Anna"""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    @property
    def natural_name(self) -> str:
        """Anna Writer"""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def name_with_initials(self) -> str:
        """Writer, A. M."""
        letters = (
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given_name.replace(".", ". ").split()
        )
        return ", ".join(filter(None, (self.family_name, " ".join(letters))))


def parse_author_name(name: str) -> AuthorName:
    """Return the parts of a name as an article gives it."""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = name.replace(",", " ").split()
    if (
        not words
        or not all(map(_is_person_word, words))
        or words[-1].lower() in _ORGANIZATION_WORDS
    ):
        return AuthorName(name)
    if comma and family and given and "," not in given:
        return AuthorName(family, given)
    if comma or not 2 <= len(words) <= 4:
        return AuthorName(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return AuthorName(" ".join(words[start:]), " ".join(words[:start]))


def _is_person_word(word: str) -> bool:
    return bool(_LATIN_WORD.fullmatch(word)) and (word[0].isupper() or word in _PARTICLES)
