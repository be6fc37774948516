"""Turns authority files into the texts that are searched for, each with the entries it may mean.

A spelling is searched for as it is written and with its first letter as a capital; from four
letters on also in capitals, for headlines. `match_case` in the entry changes that. Russian
spellings are searched for in all grammatical cases.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation

from newsgen.content.names.fold import fold_spelling
from newsgen.content.names.russian_declension import declined_forms
from newsgen.content.names.signature import (
    first_word,
    may_have_spelling,
    signature_marks,
    text_words,
)
from newsgen.content.names.stopwords import STOPWORDS
from newsgen.content.names.word_boundaries import is_whole_word
from newsgen.model.authority import Authority, Spelling
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value, replace

_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+")
_EN_DASH = "\u2013"
_FOUR_LETTERS = lazy_pattern(r"[^\W\d_](?:.*?[^\W\d_]){3}")
"""Four letters or more: shorter words in capitals are abbreviations more often than names."""


class SpellingClaim(Value, frozen=True, array_like=True):
    """That a text may mean an entry; if standalone, also without its full name in the article."""

    entry_number: int
    standalone: bool


NumberedEntries = Iterable[tuple[int, Authority]]


def spelling_claims(entries: NumberedEntries) -> dict[str, tuple[SpellingClaim, ...]]:
    """Return the claims of each text, standalone ones first; only for names of typed entities."""
    claims_by_text: dict[str, tuple[SpellingClaim, ...]] = {}
    for number, entry in entries:
        if entry.match and entry.kind in TYPED_ENTITY_KINDS:
            full, weak = (SpellingClaim(number, True),), (SpellingClaim(number, False),)
            spellings = [(one, not is_common_word(one.text)) for one in entry.spellings]
            for spelling, standalone in (*spellings, *((one, False) for one in entry.also)):
                claims = full if standalone else weak
                for text in searched_texts(entry, spelling):
                    others = claims_by_text.setdefault(text, claims)
                    if others is not claims:
                        claims_by_text[text] = _merge_claim(others, claims[0])
    return claims_by_text


def likely_entries(entries: NumberedEntries, text: str) -> Iterator[tuple[int, Authority]]:
    """Yield the entries that may be in a folded text, by a quick search without regard to case."""
    lowered = text.lower().replace(_EN_DASH, "-")
    words = {*text_words(text)}
    for number, entry in entries:
        for spelling in _texts(entry):
            if not spelling.isascii() or (
                words.issuperset(first_word(spelling)) and spelling.lower() in lowered
            ):
                yield number, entry
                break


class RareWords:
    """Entries by the rarest word of each spelling, for several texts after one another."""

    def __init__(self, entries: Sequence[Authority]) -> None:
        self._entries = entries
        self._numbers: dict[bytes, list[int]] = {}
        self._without_word: list[int] = []
        spellings = chain.from_iterable(map(_texts, entries))
        counts = Counter(chain.from_iterable(map(_words, spellings)))
        for number, entry in enumerate(entries):
            for spelling in _texts(entry):
                if words := _words(spelling):
                    rarest = min(words, key=counts.__getitem__)
                    self._numbers.setdefault(rarest, []).append(number)
                else:
                    self._without_word.append(number)

    def likely_entries(self, text: str) -> Iterator[tuple[int, Authority]]:
        """Yield the entries that may be in a folded text, as the function of this name does."""
        found = (self._numbers.get(word, ()) for word in {*text_words(text)})
        numbers = sorted({*self._without_word, *chain.from_iterable(found)})
        return likely_entries(((number, self._entries[number]) for number in numbers), text)


def possible_entries(
    entries: NumberedEntries, signatures: Iterable[bytes]
) -> Iterator[tuple[int, Authority]]:
    """Yield the entries that may be in the texts of articles with these signatures."""
    marks = signature_marks(signatures)
    for number, entry in entries:
        if any(may_have_spelling(marks, text) for text in _texts(entry)):
            yield number, entry


def _texts(entry: Authority) -> tuple[str, ...]:
    """Return all that may stand for an entry in a text, before letters of other cases."""
    return entry.name, *[one.text for one in entry.other_spellings]


def _words(spelling: str) -> list[bytes]:
    """Return the words that a text with a spelling must have; none where that is not certain."""
    return text_words(spelling) if spelling.isascii() else []


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


def searched_texts(entry: Authority, spelling: Spelling) -> list[str]:
    """Return all that is searched for because of a spelling of an entry; some may be equal."""
    folded = fold_spelling(spelling.text)
    texts = case_variants(folded, entry.match_case)
    if not folded.isascii() and spelling.language in ("", "ru"):
        for form in declined_forms(folded, is_person=entry.kind is Kind.PERSON):
            texts += case_variants(form, entry.match_case)
    return [text.replace(_EN_DASH, "-") for text in texts] if _EN_DASH in folded else texts


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


class Hit(Value, frozen=True, array_like=True):
    """A spelling in a text, from `start` to `end`, and the names it may mean."""

    start: int
    end: int
    claims: tuple[SpellingClaim, ...]

    @property
    def standalone(self) -> bool:
        """Whether it means a name without the full one in the same article."""
        return self.claims[0].standalone

    def weakened(self) -> "Hit":
        """Return the hit as one that means a name only if the full one is in the article."""
        claims = tuple(replace(claim, standalone=False) for claim in self.claims)
        return replace(self, claims=claims)

    @property
    def entry_numbers(self) -> tuple[int, ...]:
        """The numbers of the entries it may mean."""
        return tuple(claim.entry_number for claim in self.claims)


def make_search(entries: NumberedEntries) -> "SpellingSearch | None":
    """Return a search for the spellings of entries; None if they have none."""
    claims = spelling_claims(entries)
    return SpellingSearch(claims) if claims else None


class SpellingSearch:
    """Finds any number of spellings in a text, in one pass."""

    def __init__(self, claims: Mapping[str, tuple[SpellingClaim, ...]]) -> None:
        """Prepare the search, which takes a tenth of a second for 20,000 names."""
        self._claims = tuple(claims.values())
        # The automaton of A. V. Aho and M. J. Corasick (1975).
        self._automaton = AhoCorasick(
            claims, implementation=Implementation.ContiguousNFA, store_patterns=False
        )

    def find_hits(self, text: str) -> Iterator[Hit]:
        """Yield the spellings in a folded text, in order."""
        hyphenated = text.replace(_EN_DASH, "-")
        matches = self._automaton.find_matches_as_indexes(hyphenated, overlapping=True)
        # By their start, the longest first.
        matches.sort(key=lambda match: (match[1], -match[2]))
        may_have_address = any(part in text for part in ("://", "www.", "@"))
        # URLs and e-mail addresses, in which no name is searched for.
        addresses = [one.span() for one in _ADDRESS.finditer(text)] if may_have_address else []
        done = 0
        for number, start, end in matches:
            if start < done or not is_whole_word(text, start, end):
                continue
            if not any(first <= start < last for first, last in addresses):
                yield Hit(start, end, self._claims[number])
                done = end
