"""Turns authority files into the texts that are searched for, each with the entries it may mean.

A spelling is searched for as it is written and with its first letter as a capital; from four
letters on also in capitals, for headlines. `match_case` in the entry changes that. Russian
spellings are searched for in all grammatical cases.
"""

import re
from collections.abc import Iterable, Iterator

from newsgen.content.names.fold import fold_spelling
from newsgen.content.names.russian_declension import declined_forms
from newsgen.content.names.stopwords import STOPWORDS
from newsgen.model.authority import Authority, Spelling
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.model.value import Value

_FOUR_LETTERS = re.compile(r"[^\W\d_](?:.*?[^\W\d_]){3}")
"""Four letters or more: shorter words in capitals are abbreviations more often than names."""


class SpellingClaim(Value, frozen=True, array_like=True):
    """That a text may mean an entry.

    standalone: Whether the text means it without its full name in the same article.
    """

    entry_number: int
    standalone: bool


NumberedEntries = Iterable[tuple[int, Authority]]
"""Entries with their numbers."""


def spelling_claims(entries: NumberedEntries) -> dict[str, tuple[SpellingClaim, ...]]:
    """Return the claims of each text, standalone ones first; only for names of typed entities."""
    claims_by_text: dict[str, tuple[SpellingClaim, ...]] = {}
    for number, entry in entries:
        if entry.match and entry.kind in TYPED_ENTITY_KINDS:
            full, weak = (SpellingClaim(number, True),), (SpellingClaim(number, False),)
            spellings = [(one, not is_common_word(one.text)) for one in entry.spellings]
            for spelling, standalone in (*spellings, *((one, False) for one in entry.also)):
                claims = full if standalone else weak
                for text in _searched_texts(entry, spelling):
                    others = claims_by_text.setdefault(text, claims)
                    if others is not claims:
                        claims_by_text[text] = _merge_claim(others, claims[0])
    return claims_by_text


def likely_entries(entries: NumberedEntries, text: str) -> Iterator[tuple[int, Authority]]:
    """Yield the entries that may be in a folded text, by a quick search without regard to case."""
    lowered = text.lower()
    for number, entry in entries:
        for spelling in (*entry.spellings, *entry.also):
            if not spelling.text.isascii() or spelling.text.lower() in lowered:
                yield number, entry
                break


def _merge_claim(
    claims: tuple[SpellingClaim, ...], claim: SpellingClaim
) -> tuple[SpellingClaim, ...]:
    """Return the claims with one more; of two claims of one entry, the standalone one."""
    by_entry = {old.entry_number: old for old in claims}
    if claim.standalone or claim.entry_number not in by_entry:
        by_entry[claim.entry_number] = claim
    return tuple(sorted(by_entry.values(), key=lambda one: (not one.standalone, one.entry_number)))


def is_common_word(text: str) -> bool:
    """Return whether a spelling mostly means something else: a single letter or a common word."""
    folded = fold_spelling(text)
    if len(folded) < 2:
        return True
    # US is the word us only in a line of capitals; see `is_in_all_caps`.
    return folded.lower() in STOPWORDS and not folded.isupper()


def _searched_texts(entry: Authority, spelling: Spelling) -> list[str]:
    """Return the texts that are searched for because of a spelling."""
    folded = fold_spelling(spelling.text)
    texts = case_variants(folded, entry.match_case)
    if not folded.isascii() and spelling.language in ("", "ru"):
        for form in declined_forms(folded, is_person=entry.kind is Kind.PERSON):
            texts += case_variants(form, entry.match_case)
    return texts


def case_variants(spelling: str, match_case: bool | None) -> list[str]:
    """Return a spelling with the capitals it may be written with; some texts may be equal."""
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
