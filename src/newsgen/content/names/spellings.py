"""Authority files → every text by which a name is looked for, and whose it is.

A spelling is looked for as it is written, from four letters on also in capitals, as headlines have
it, and with a capital where it begins with a small letter; unless the entry says otherwise. Russian
ones are looked for in all cases.
"""

import re
from collections.abc import Iterable, Iterator

from newsgen.content.names.declension_ru import cases
from newsgen.content.names.folding import spelled
from newsgen.content.names.stopwords import COMMON
from newsgen.model.authority import Authority, Spelling
from newsgen.model.kind import TYPED_ENTITIES, Kind
from newsgen.model.value import Value

_FOUR_LETTERS = re.compile(r"[^\W\d_](?:.*?[^\W\d_]){3}")
"""Shorter words in capitals are abbreviations more often than headlines."""


class Claim(Value, frozen=True, array_like=True):
    """A name that a text may mean. number: of its entry; full: whether by itself."""

    number: int
    full: bool


Numbered = Iterable[tuple[int, Authority]]
"""Entries with their numbers."""


def claims(entries: Numbered) -> dict[str, tuple[Claim, ...]]:
    """The names each text may mean, those that it means by itself first. Tags, say, have none."""
    found: dict[str, tuple[Claim, ...]] = {}
    for number, entry in entries:
        if entry.match and entry.kind in TYPED_ENTITIES:
            full, weak = (Claim(number, True),), (Claim(number, False),)
            for spelling in entry.spellings:
                _claim(found, entry, spelling, weak if is_common(spelling.text) else full)
            for spelling in entry.also:
                _claim(found, entry, spelling, weak)
    return found


def likely(entries: Numbered, text: str) -> Iterator[tuple[int, Authority]]:
    """The entries that can be in a plain text at all, by a quick look for which case is nothing."""
    lowered = text.lower()
    for number, entry in entries:
        for each in (*entry.spellings, *entry.also):
            spelling = each.text
            if not spelling.isascii() or spelling.lower() in lowered:
                yield number, entry
                break


def _claim(
    found: dict[str, tuple[Claim, ...]], entry: Authority, spelling: Spelling, own: tuple[Claim]
) -> None:
    for text in _texts(entry, spelling):
        others = found.setdefault(text, own)
        if others is not own:
            found[text] = _with(others, own[0])


def _with(claims: tuple[Claim, ...], claim: Claim) -> tuple[Claim, ...]:
    """The claims with another; of two by one name that which is full."""
    kept = {each.number: each for each in claims}
    if claim.full or claim.number not in kept:
        kept[claim.number] = claim
    return tuple(sorted(kept.values(), key=lambda each: (not each.full, each.number)))


def is_common(text: str) -> bool:
    """Whether a spelling means something else most of the time: a letter, or a common word."""
    plain = spelled(text)
    if len(plain) < 2:
        return True
    # US is no word, but in a line of capitals; see `doubts`.
    return plain.lower() in COMMON and not plain.isupper()


def _texts(entry: Authority, spelling: Spelling) -> list[str]:
    """The texts by which a name is looked for because of one of its spellings."""
    plain = spelled(spelling.text)
    texts = forms(plain, entry.match_case)
    if not plain.isascii() and spelling.language in ("", "ru"):
        for case in cases(plain, person=entry.kind is Kind.PERSON):
            texts += forms(case, entry.match_case)
    return texts


def forms(plain: str, match_case: bool | None) -> list[str]:
    """A spelling as it is written with capitals and without; some may be equal."""
    if not plain:
        return []
    texts = [plain]
    if match_case is not True:
        if plain[0].islower():
            texts.append(plain[0].upper() + plain[1:])
        if match_case is False:
            texts += (plain.lower(), plain.upper(), plain.title())
        elif _FOUR_LETTERS.search(plain):
            texts.append(plain.upper())
    if "ё" in plain:
        texts += forms(plain.replace("ё", "е"), match_case)
    return texts
