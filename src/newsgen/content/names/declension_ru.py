"""Russian names in their six cases: Владимир Путин is also Владимира Путина.

By the endings of words alone, as A. A. Zaliznyak's grammatical dictionary (1977) classes them, for
a name is in no dictionary. Where an ending allows two declensions both are made: a form that
nobody writes is never found either. Short words and abbreviations stay as they are.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

_CYRILLIC = re.compile("[А-ЯЁа-яё]")
_WORD = re.compile(r"[А-ЯЁа-яё-]{3,}")

# Ending → what takes its place in the genitive, dative, accusative, instrumental and prepositional.
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
"""The forms of a word or name, case by case, without the nominative."""


def declined_forms(name: str, *, is_person: bool) -> Iterator[str]:
    """The other forms of a name in the nominative; none if it is not Russian.

    person: whether all of its words change; of other names the first noun does, and the adjectives
    before it.
    """
    if not _CYRILLIC.search(name):
        return
    words = name.split(" ")
    declined: list[CaseForms] = []
    changing = True
    for word in words:
        forms = _decline(word, is_person=is_person) if changing else None
        declined.append(forms or ((word,),) * 5)
        if forms and not is_person and not _is_adjective(word):
            changing = False
    for parts in zip(*declined, strict=True):
        for choice in islice(product(*parts), 16):
            yield " ".join(choice)


def _is_adjective(word: str) -> bool:
    return word.endswith((*_ADJECTIVES, "ские", "цкие", "ные"))


def _decline(word: str, *, is_person: bool) -> CaseForms | None:
    """The forms of a word; None if it has no others."""
    if not _WORD.fullmatch(word) or word.isupper() or (is_person and word[0].islower()):
        return None
    found: list[tuple[str, tuple[str, ...]]] = []
    adjective = next((each for each in _ADJECTIVES if word.endswith(each)), "")
    if adjective:
        found.append((word[: -len(adjective)], _ADJECTIVES[adjective]))
    if adjective not in _NEVER_NOUNS:
        ending = next((each for each in _NOUNS if word.endswith(each)), "")
        if ending:
            found.append((word[: -len(ending)], _NOUNS[ending]))
    if is_person and word.endswith(("ова", "ева", "ина", "ына")):
        found.append((word[:-1], _FEMALE_SURNAMES))
    if word[-1] in "ыи" and len(word) > 4:
        found.append((word[:-1], _PLURALS))
    if word[-1] not in "аеёиоуыэюяйь":
        found.append((word, _CONSONANT_NOUNS))
        if is_person and word.endswith(("ов", "ев", "ёв", "ин", "ын")):
            found.append((word, _MALE_SURNAMES))
    if not found:
        return None
    return tuple(
        tuple(
            dict.fromkeys(
                stem + ending for stem, endings in found for ending in endings[case].split("/")
            )
        )
        for case in range(5)
    )
