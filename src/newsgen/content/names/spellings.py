"""Authority files → every text by which a name is looked for, and whose it is.

A spelling is looked for as it is written, from four letters on also in capitals, as headlines have
it, and with a capital where it begins with a small letter; unless the entry says otherwise. Russian
ones are looked for in all cases.
"""

import re
from collections.abc import Iterable, Iterator

from newsgen.content.names.declension_ru import declined_forms
from newsgen.content.names.folding import fold_spelling
from newsgen.content.names.stopwords import STOPWORDS
from newsgen.model.authority import Authority, Spelling
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.model.value import Value

_FOUR_LETTERS = re.compile(r"[^\W\d_](?:.*?[^\W\d_]){3}")
"""Shorter words in capitals are abbreviations more often than headlines."""


class SpellingClaim(Value, frozen=True, array_like=True):
    """A name that a text may mean. number: of its entry; full: whether by itself."""

    entry_number: int
    standalone: bool


NumberedEntries = Iterable[tuple[int, Authority]]
"""Entries with their numbers."""


def spelling_claims(entries: NumberedEntries) -> dict[str, tuple[SpellingClaim, ...]]:
    """The names each text may mean, those that it means by itself first. Tags, say, have none."""
    found: dict[str, tuple[SpellingClaim, ...]] = {}
    for number, entry in entries:
        if entry.match and entry.kind in TYPED_ENTITY_KINDS:
            full, weak = (SpellingClaim(number, True),), (SpellingClaim(number, False),)
            for spelling in entry.spellings:
                _add_claim(found, entry, spelling, weak if is_common_word(spelling.text) else full)
            for spelling in entry.also:
                _add_claim(found, entry, spelling, weak)
    return found


def likely_entries(entries: NumberedEntries, text: str) -> Iterator[tuple[int, Authority]]:
    """The entries that can be in a plain text at all, by a quick look for which case is nothing."""
    lowered = text.lower()
    for number, entry in entries:
        for each in (*entry.spellings, *entry.also):
            spelling = each.text
            if not spelling.isascii() or spelling.lower() in lowered:
                yield number, entry
                break


def _add_claim(
    claims_by_text: dict[str, tuple[SpellingClaim, ...]],
    entry: Authority,
    spelling: Spelling,
    entry_claims: tuple[SpellingClaim],
) -> None:
    for text in _searched_texts(entry, spelling):
        others = claims_by_text.setdefault(text, entry_claims)
        if others is not entry_claims:
            claims_by_text[text] = _merge_claim(others, entry_claims[0])


def _merge_claim(
    claims: tuple[SpellingClaim, ...], claim: SpellingClaim
) -> tuple[SpellingClaim, ...]:
    """The claims with another; of two by one name that which is full."""
    kept = {each.entry_number: each for each in claims}
    if claim.standalone or claim.entry_number not in kept:
        kept[claim.entry_number] = claim
    return tuple(sorted(kept.values(), key=lambda each: (not each.standalone, each.entry_number)))


def is_common_word(text: str) -> bool:
    """Whether a spelling means something else most of the time: a letter, or a common word."""
    plain = fold_spelling(text)
    if len(plain) < 2:
        return True
    # US is no word, but in a line of capitals; see `doubts`.
    return plain.lower() in STOPWORDS and not plain.isupper()


def _searched_texts(entry: Authority, spelling: Spelling) -> list[str]:
    """The texts by which a name is looked for because of one of its spellings."""
    plain = fold_spelling(spelling.text)
    texts = case_variants(plain, entry.match_case)
    if not plain.isascii() and spelling.language in ("", "ru"):
        for case in declined_forms(plain, is_person=entry.kind is Kind.PERSON):
            texts += case_variants(case, entry.match_case)
    return texts


def case_variants(spelling: str, match_case: bool | None) -> list[str]:
    """A spelling as it is written with capitals and without; some may be equal."""
    if not spelling:
        return []
    texts = [spelling]
    if match_case is not True:
        if spelling[0].islower():
            texts.append(spelling[0].upper() + spelling[1:])
        if match_case is False:
            texts += (spelling.lower(), spelling.upper(), spelling.title())
        elif _FOUR_LETTERS.search(spelling):
            texts.append(spelling.upper())
    if "ё" in spelling:
        texts += case_variants(spelling.replace("ё", "е"), match_case)
    return texts
