"""Who wrote an article, as bibliographies name people: family and given name, or one name alone.

Of a person each word has a capital or is a particle such as *van*, in Latin letters. A name that is
written as "Writer, A." says itself what is what; of one of two to four words the last word with its
particles is the family name. Every other name is taken whole: of organizations, and of people whose
family name stands first.
"""

import re

from newsgen.model.value import Value

_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "van", "von")
)
_NOBODY = frozenset(
    ("agency", "bureau", "desk", "editors", "news", "press", "service", "staff", "team", "writers")
)
"""Last words of names that are no person's."""

_LATIN = re.compile(r"[A-Za-zÀ-ɏ.'’\-]+")


class Byline(Value, frozen=True):
    """One author. given: empty where the name is one whole."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """Writer, Anna"""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def straight(self) -> str:
        """Anna Writer"""
        return f"{self.given} {self.family}".strip()

    @property
    def initials(self) -> str:
        """Writer, A. M."""
        letters = (
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.replace(".", ". ").split()
        )
        return ", ".join(filter(None, (self.family, " ".join(letters))))


def byline(name: str) -> Byline:
    """An author by the name an article gives."""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = name.replace(",", " ").split()
    if not words or not all(map(_of_a_person, words)) or words[-1].lower() in _NOBODY:
        return Byline(name)
    if comma and family and given and "," not in given:
        return Byline(family, given)
    if comma or not 2 <= len(words) <= 4:
        return Byline(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Byline(" ".join(words[start:]), " ".join(words[:start]))


def _of_a_person(word: str) -> bool:
    return bool(_LATIN.fullmatch(word)) and (word[0].isupper() or word in _PARTICLES)
