"""The name of an author as an article gives it → its parts.

"Writer, Anna" is split at its comma. In another name the last word, with particles such as *van*,
is the family name, if all words are Latin and begin with capitals. Titles and degrees are left out,
as the styles of citations want it; Jr. and III are kept apart. Every other name stays whole: those
of organizations, which their words tell, and those of one word.
"""

import re

from newsgen.content.author_words import (
    CONJUNCTIONS,
    FIRST_WORDS,
    INSTITUTION_WORDS,
    JOINERS,
    LAST_WORDS,
    LEGAL_FORMS,
    LOWER_CASE_PARTICLES,
    PARTICLES,
    ROLE_WORDS,
    ROLES,
    SOVEREIGNS,
    TITLES,
)
from newsgen.model.author_name import AuthorName
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

_MAX_NAMES = 4
"""The most names of a person, without particles."""

_LATIN_WORD = lazy_pattern(r"(?:[^\W\d_]|[.'’ʻʼ‘`\-\u0300-\u036f])+")
_LATIN_LETTER = lazy_pattern(r"[A-Za-zÀ-ɏḀ-ỿ]")

_SUFFIX = lazy_pattern(r"(?:jr|sr|jnr|snr)\.?|ii|iii|iv|v|vi|2nd|3rd|4th", re.IGNORECASE)
_DEGREE = lazy_pattern(
    r"""(?:ph\.?d|d\.?phil|ed\.?d|m\.?d|j\.?d|d\.?d\.?s|r\.?n|m\.?p\.?h|m\.?b\.?a|ll\.?[bdm]|c\.?p\.?a
    |esq|dr\.\ h\.\ c)\.?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A degree where it follows a name: MD and RN in capitals, or after a comma."""


_ACRONYM = lazy_pattern(r"[A-Z]{3,}s?")
_COINED_WORD = lazy_pattern(r"(?!Fitz)[A-ZÀ-Þ][a-zà-ÿ]{3,}[A-Z].*|.*[A-Za-z]{2,}\.[a-z]{2,}")
"""Words such as WatchBlog and example.org."""

_VIETNAMESE_LETTER = lazy_pattern(r"[ƠơƯưẠ-ỹ]")
"""Vietnamese names have the family name first, and stay whole."""


_NICKNAME = lazy_pattern(r"""\s+(?:\([^()]*\)|["“‘'][^"“”‘’']+["”’'])(?=\s|$)""")
"""A name in quotation marks or brackets, or what follows a name in brackets."""


class _Person(Value, frozen=True):
    """A name without its titles and degrees, in words; a comma stays at the end of its word."""

    words: tuple[str, ...]
    suffix: str


def parse_author_name(
    name: str, family_name: str = "", organization: bool | None = None
) -> AuthorName:
    """Return the parts of a name.

    Args:
        name: The name in one line.
        family_name: The part of it that is the family name; empty where nobody says.
        organization: Whether it is an organization's; None where nobody says.
    """
    if family_name:
        return _with_family(name, family_name)
    person = _person(name)
    plain = " ".join(person.words)
    family, comma, given = (part.strip() for part in plain.partition(","))
    if organization is None and comma and _is_person_before(family, given):
        return parse_author_name(family)
    if organization or (organization is None and is_organization(plain)):
        return AuthorName(name, organization=True)
    words = plain.replace(",", " ").split()
    if not all(map(_is_name_word, words)) or _VIETNAMESE_LETTER.search(name) or "," in given:
        return AuthorName(name)
    if comma and family and given:
        return AuthorName(family, _given_name(given), person.suffix)
    start = 0 if comma or words[:1] == [] else _start_of_family_name(words, person.suffix)
    if not start:
        return AuthorName(name)
    return AuthorName(" ".join(words[start:]), _given_name(" ".join(words[:start])), person.suffix)


def _start_of_family_name(words: list[str], suffix: str) -> int:
    """Return the position of the first word of the family name; 0 where the name stays whole."""
    # Neither particles nor initials within a name count.
    names = [word for word in words[1:-1] if not (_is_particle(word) or len(word) < 2)]
    first, is_pair = words[0].lower(), len(words) == 2
    if not 2 <= len(names) + min(len(words), 2) <= _MAX_NAMES or (
        is_pair and first.rstrip(".") in TITLES
    ):
        return 0
    if (first in SOVEREIGNS and (is_pair or suffix)) or (is_pair and _SUFFIX.fullmatch(words[1])):
        return 0
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        # The Spanish y stands between two surnames.
        start -= 2 if words[start - 1] in ("y", "e", "i") and start > 2 else 1
    return start


def is_organization(name: str) -> bool:
    """Return whether the words of a name are those of an organization."""
    words = name.replace(",", " ").split()
    lower = [word.lower() for word in words]
    parts = {part for word in lower for part in (word, *word.split("-"))}
    if any(map(_COINED_WORD.fullmatch, words)) or not INSTITUTION_WORDS.isdisjoint(parts):
        return True
    if len(words) < 2:
        return any(map(_is_acronym, words))
    if _are_people(words):
        return False
    return (
        lower[0] in FIRST_WORDS
        or lower[-1] in LAST_WORDS
        or lower[-1].rpartition("-")[2] == "presse"
        or (lower[-1] in ROLES and ROLE_WORDS.issuperset(lower[:-1]))
        or not JOINERS.isdisjoint(words[1:-1])
        or (not name.isupper() and any(map(_is_acronym, words)))
    )


def _are_people(words: list[str]) -> bool:
    """Return whether a name is two, such as "Anna Writer and Bob Author"."""
    at = next((at for at, word in enumerate(words) if word in CONJUNCTIONS), 0)
    halves = (words[:at], words[at + 1 :])
    return bool(at) and all(
        len(half) > 1 and all(map(_is_name_word, half)) and not is_organization(" ".join(half))
        for half in halves
    )


def _is_person_before(name: str, text: str) -> bool:
    """Return whether a text after a name and a comma says what the person works for, or as."""
    words, last = name.split(), text.rpartition(" ")[2].lower()
    if len(words) < 2 or not all(map(_is_name_word, words)) or is_organization(name):
        return False
    return last not in LEGAL_FORMS and (last in ROLES or is_organization(text))


def holds_family_name(name: str, family_name: str) -> bool:
    """Return whether a name can be split at a family name."""
    return _with_family(name, family_name) != AuthorName(name) or name == family_name


def _with_family(name: str, family_name: str) -> AuthorName:
    person = _person(name)
    plain = " ".join(person.words).replace(",", "")
    # Chinese, Japanese and Korean have no spaces between names.
    before, found, after = f" {plain} ".partition(f" {family_name} ")
    if not found and plain.startswith(family_name) and not _LATIN_LETTER.search(family_name):
        before, found, after = plain.partition(family_name)
    given = " ".join(f"{before} {after}".split())
    if not found or not given:
        return AuthorName(name)
    return AuthorName(
        family_name, _given_name(given), person.suffix, family_first=not before.strip()
    )


def _person(name: str) -> _Person:
    """Return a name of a person without titles, nicknames, degrees and what stands in brackets."""
    words = _NICKNAME.sub(" ", name).split()
    while len(words) > 2 and _is_title(words[0].lower()):
        words = words[1:]
    suffix = ""
    while len(words) > 1:
        last, has_comma = words[-1].rstrip(","), words[-2].endswith(",")
        if _SUFFIX.fullmatch(last) and not suffix and len(words) > 2:
            suffix = _suffix(last)
        elif not (_DEGREE.fullmatch(last) and (has_comma or _looks_short(last))):
            break
        words = [*words[:-2], words[-2].rstrip(",")]
    # As BibTeX has it: King, Jr., Martin Luther.
    for at, word in enumerate(words[1:-1], 1):
        if words[at - 1].endswith(",") and word.endswith(",") and _SUFFIX.fullmatch(word[:-1]):
            return _Person((*words[:at], *words[at + 1 :]), _suffix(word[:-1]))
    return _Person(tuple(words), suffix)


def _looks_short(word: str) -> bool:
    """Return whether a word is no name by its looks: of capitals or with full stops, or Esq."""
    return "." in word or word.lower() == "esq" or sum(map(str.isupper, word)) > 1


def _is_title(word: str) -> bool:
    return word in TITLES or word.rstrip(".") in TITLES


def _suffix(word: str) -> str:
    """Return a suffix as styles write it: Jr. has a full stop, III has capitals."""
    letters = word.rstrip(".").lower()
    if letters in ("jr", "jnr"):
        return "Jr."
    if letters in ("sr", "snr"):
        return "Sr."
    return letters.upper() if letters.isalpha() else letters


def _given_name(given_name: str) -> str:
    """Return given names with a full stop and a space after each initial: "R. R." for "R.R."."""
    words = re.sub(r"\.(?=[^\W\d_])", ". ", given_name).split()
    return " ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words)


def _is_name_word(word: str) -> bool:
    latin = _LATIN_WORD.fullmatch(word) and _LATIN_LETTER.search(word)
    return bool(latin) and (word[0].isupper() or _is_particle(word) or word[:2] in ("d'", "d’"))


def _is_particle(word: str) -> bool:
    return word in LOWER_CASE_PARTICLES or word.lower() in PARTICLES


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and not _SUFFIX.fullmatch(word)
