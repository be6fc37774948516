"""Declines Russian names, so that Владимир Путин is also found as Владимира Путина.

Looks at the endings of words, by the classes of A. A. Zaliznyak's grammatical dictionary (1977).
Where an ending allows two declensions, both are given: a form that nobody writes does no harm.
"""

from collections.abc import Iterator
from itertools import islice, product

from newsgen.model.lazy_pattern import lazy_pattern

_CYRILLIC = lazy_pattern("[А-ЯЁа-яё]")
_WORD = lazy_pattern(r"[А-ЯЁа-яё-]{3,}")

# Ending → the endings of the genitive, dative, accusative, instrumental and prepositional cases.
_ADJECTIVES = {
    "ый": ("ого", "ому", "ый/ого", "ым", "ом"),
    "ий": ("ого/его", "ому/ему", "ий/ого/его", "им", "ом/ем"),
    "ой": ("ого", "ому", "ой/ого", "ым/им", "ом"),
    "ая": ("ой/ей", "ой/ей", "ую", "ой/ей", "ой/ей"),
    "яя": ("ей", "ей", "юю", "ей", "ей"),
    "ое": ("ого", "ому", "ое", "ым/им", "ом"),
    "ее": ("его", "ему", "ее", "им", "ем"),
    "ые": ("ых", "ым", "ые", "ыми", "ых"),
}
_NEVER_NOUNS = ("ый", "ая", "яя", "ые")
_NOUNS = {
    "ие": ("ия/их", "ию/им", "ие", "ием/ими", "ии/их"),
    "ия": ("ии", "ии", "ию", "ией", "ии"),
    "ий": ("ия", "ию", "ий/ия", "ием", "ии"),
    "ец": ("ца/еца", "цу/ецу", "ец/ца/еца", "цом/ецом/цем", "це/еце"),
    "й": ("я", "ю", "й/я", "ем", "е"),
    "ь": ("я/и", "ю/и", "ь/я", "ем/ью", "е/и"),
    "а": ("ы/и", "е", "у", "ой/ей", "е"),
    "я": ("и", "е", "ю", "ей", "е"),
    "о": ("а", "у", "о", "ом", "е"),
    "е": ("я/а", "ю/у", "е", "ем", "е"),
}
_FEMALE_SURNAMES = ("ой", "ой", "у", "ой", "ой")  # surnames in -ова, -ева, -ина, -ына
_MALE_SURNAMES = ("а", "у", "а", "ым", "е")  # surnames in -ов, -ев, -ин, -ын
_PLURALS = ("ов/", "ам", "ы/и", "ами", "ах")
_CONSONANT_NOUNS = ("а", "у", "/а", "ом/ем", "е")

CaseForms = tuple[tuple[str, ...], ...]
"""The forms of a word, for each case but the nominative."""


def declined_forms(name: str, *, is_person: bool) -> Iterator[str]:
    """Yield the forms of a nominative name in the other cases; nothing if it is not Russian."""
    if not _CYRILLIC.search(name):
        return
    declined: list[CaseForms] = []
    changing = True  # of names other than persons', up to the first noun only
    for word in name.split(" "):
        forms = _decline(word, is_person=is_person) if changing else None
        declined.append(forms or ((word,),) * 5)
        if forms and not is_person and not _is_adjective(word):
            changing = False
    for word_forms in zip(*declined, strict=True):
        for choice in islice(product(*word_forms), 16):
            yield " ".join(choice)


def _is_adjective(word: str) -> bool:
    return word.endswith((*_ADJECTIVES, "ские", "цкие", "ные"))


def _decline(word: str, *, is_person: bool) -> CaseForms | None:
    if not _WORD.fullmatch(word) or word.isupper() or (is_person and word[0].islower()):
        return None
    stems: list[tuple[str, tuple[str, ...]]] = []
    adjective = next((ending for ending in _ADJECTIVES if word.endswith(ending)), "")
    if adjective:
        stems.append((word[: -len(adjective)], _ADJECTIVES[adjective]))
    if adjective not in _NEVER_NOUNS:
        noun = next((ending for ending in _NOUNS if word.endswith(ending)), "")
        if noun:
            stems.append((word[: -len(noun)], _NOUNS[noun]))
    if is_person and word.endswith(("ова", "ева", "ина", "ына")):
        stems.append((word[:-1], _FEMALE_SURNAMES))
    if word[-1] in "ыи" and len(word) > 4:
        stems.append((word[:-1], _PLURALS))
    if word[-1] not in "аеёиоуыэюяйь":
        stems.append((word, _CONSONANT_NOUNS))
        if is_person and word.endswith(("ов", "ев", "ёв", "ин", "ын")):
            stems.append((word, _MALE_SURNAMES))
    if not stems:
        return None
    forms: list[tuple[str, ...]] = []
    for case in range(5):
        words = (stem + end for stem, endings in stems for end in endings[case].split("/"))
        forms.append(tuple(dict.fromkeys(words)))
    return tuple(forms)
