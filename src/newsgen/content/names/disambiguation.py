"""Decides which name each hit of a text means.

A spelling that belongs to one name means that name. A spelling that several names share, and a
spelling that needs the full name in the same article, such as a surname, are resolved only if the
article declares exactly one of the names, or contains exactly one of them in full. A line all in
capitals proves nothing for a name that is also a word: BOND in EUROYEN BOND needs the full name.
"""

from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from newsgen.content.names.fold import NAME_BREAK
from newsgen.content.names.spellings import Hit
from newsgen.content.names.stopwords import (
    MONTH_NAMES,
    PERSON_TITLES,
    STOPWORDS,
    WORDS_THAT_ARE_NAMES,
)
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

_WORD_BEFORE = lazy_pattern(r"([^\W\d_]+)(\.?) $")
_WORD_AFTER = lazy_pattern(r" ([^\W\d_]+|[0-9]+)")
_SENTENCE_START = lazy_pattern(rf"(?:^|[{NAME_BREAK}.!?:;\u2026\"\u201c\u00ab(\u2013\u2014-]) *$")
_TIME_WORDS = frozenset(
    ("in", "since", "until", "till", "by", "from", "last", "next", "early", "late", "mid", "of")
)
_LOWERCASE_WORD = lazy_pattern(r"(?<![\w'-])[^\W\d_A-Z][^\W\d_]*(?![\w'-])")
_LOOKBEHIND, _MAX_LINE = 40, 300


class Mention(Value, frozen=True, array_like=True):
    """A name in a text or in HTML, from `start` to `end`."""

    start: int
    end: int
    entry_number: int


def resolve_hits(
    text: str, hits: Iterable[Hit], about: Set[int]
) -> Iterator[tuple[Hit, int | None]]:
    """Yield the hits that are no false positives, each with the number of the entry it means.

    The number is None if the article does not tell which one. text: folded. about: the numbers of
    the entries that the article declares.
    """
    valid_hits: list[Hit] = []
    capitals = _CapitalLines(text)
    for hit in hits:
        previous = valid_hits[-1] if valid_hits else None
        follows_name = previous and previous.end + 1 == hit.start and previous.standalone
        if not _is_false_positive(text, hit, bool(follows_name)):
            valid_hits.append(hit.weakened() if capitals.hide_a_word(hit) else hit)
    certain = set(about)
    certain.update(
        hit.claims[0].entry_number for hit in valid_hits if hit.standalone and len(hit.claims) < 2
    )
    in_full = certain | {
        number
        for hit in valid_hits
        if hit.standalone and (number := _resolve_hit(hit, certain)) is not None
    }
    for hit in valid_hits:
        yield hit, _resolve_hit(hit, certain if hit.standalone else in_full)


def _resolve_hit(hit: Hit, certain: Set[int]) -> int | None:
    claims = hit.claims
    if len(claims) == 1:
        claim = claims[0]
        return claim.entry_number if claim.standalone or claim.entry_number in certain else None
    numbers = [claim.entry_number for claim in claims if claim.entry_number in certain]
    if not numbers:
        numbers = [claim.entry_number for claim in claims if claim.standalone]
    return numbers[0] if len(numbers) == 1 else None


def _is_false_positive(text: str, hit: Hit, follows_name: bool) -> bool:
    start, end = hit.start, hit.end
    if hit.standalone:
        return is_in_all_caps(text, start, end)
    return is_part_of_longer_name(text, start, end, follows_name) or is_month(text, start, end)


def is_in_all_caps(text: str, start: int, end: int) -> bool:
    """Return whether a common word is in a line of capitals only: US in TELL US MORE."""
    word = text[start:end]
    if len(word) > 5 or not word.isupper() or word.lower() not in STOPWORDS:
        return False
    return _rest_of_line(text, start, end).isupper()


def _rest_of_line(text: str, start: int, end: int) -> str:
    """Return the line around a part of a text, without that part."""
    # No headline is longer; reading a whole paragraph for each word would take quadratic time.
    before = text[max(0, start - _MAX_LINE) : start].rpartition(NAME_BREAK)[2]
    return before + text[end : end + _MAX_LINE].partition(NAME_BREAK)[0]


class _CapitalLines:
    """Tells which hits in lines of capitals may be mere words, by the words of the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def hide_a_word(self, hit: Hit) -> bool:
        """Return whether a hit is a single word in a line of capitals that may be no name."""
        word = self._text[hit.start : hit.end]
        if not hit.standalone or not word.isupper() or not word.isalpha():
            return False
        rest = _rest_of_line(self._text, hit.start, hit.end)
        if rest != rest.upper():
            return False
        low = word.lower()
        return low in WORDS_THAT_ARE_NAMES or not self._lowercase_words.isdisjoint((low, f"{low}s"))

    @cached_property
    def _lowercase_words(self) -> frozenset[str]:
        return frozenset(_LOWERCASE_WORD.findall(self._text))


def is_part_of_longer_name(text: str, start: int, end: int, follows_name: bool) -> bool:
    """Return whether a surname is part of a longer name: May in Brian May, Xi in Xi Yuting."""
    word = text[start:end]
    if word.isupper() and len(word) > 1:
        return False
    after = _WORD_AFTER.match(text, end)
    if after and _is_name_part(after.group(1)):
        return True
    before = None if follows_name else _WORD_BEFORE.search(text, max(0, start - _LOOKBEHIND), start)
    if not before or before.group(2) or not _is_name_part(before.group(1)):
        return False
    return not _SENTENCE_START.search(text, max(0, before.start() - _LOOKBEHIND), before.start())


def is_month(text: str, start: int, end: int) -> bool:
    """Return whether a word is a month: May after a word such as in, or before a number."""
    if text[start:end].lower() not in MONTH_NAMES:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - _LOOKBEHIND), start)
    after = _WORD_AFTER.match(text, end)
    return bool(
        (before and before.group(1).lower() in _TIME_WORDS) or (after and after.group(1).isdigit())
    )


def _is_name_part(word: str) -> bool:
    return word[0].isupper() and word.lower() not in STOPWORDS and word.lower() not in PERSON_TITLES
