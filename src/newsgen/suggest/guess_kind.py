"""Guesses the kind of a name from its own words and from the words before it."""

import re
from collections.abc import Iterable
from itertools import pairwise

from newsgen.model.kind import Kind
from newsgen.suggest.candidates.word_lists import (
    EVENT_WORDS,
    ORGANIZATION_WORDS,
    PLACE_WORDS,
    RANKS,
)

_BY_WORDS = (
    (Kind.EVENT, EVENT_WORDS),
    (Kind.ORGANIZATION, ORGANIZATION_WORDS),
    (Kind.PLACE, PLACE_WORDS),
)
_PLACE_ENDINGS = "市|省|县|縣|県|州|半岛|半島|群岛|群島|共和国|共和國|自治区|自治州"
_ORGANIZATION_ENDINGS = (
    "大学|大學|学院|學院|公司|集团|集團|银行|銀行|会|會|组织|組織|联盟|聯盟|院|联合国|社|报|報"
    "|党|黨|部|署|局|庁|廳|电视台|新聞"
)
_BY_ENDING = (
    (Kind.EVENT, re.compile("(?:峰会|峰會|论坛|論壇)$")),
    (Kind.PLACE, re.compile(f"(?:{_PLACE_ENDINGS})$")),
    (Kind.ORGANIZATION, re.compile(f"(?:{_ORGANIZATION_ENDINGS})$")),
    (Kind.PERSON, re.compile("^[\u3400-\u9fff]{2,3}$|[\u30a1-\u30fa]·")),
)
_LINKING_WORDS = frozenset(("of", "for", "and", "the", "on", "de"))
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_NAME_AFTER = re.compile(r" [^\W\d_a-z]")
_PREPOSITION = re.compile(r"(?:^|\W)(?:[Ii]n|near|across|throughout) $")


def guess_kind(name: str, sentences: Iterable[str]) -> Kind | None:
    """Return the kind of a name in sentences; None if nothing tells."""
    words = [word.lower().rstrip(".,") for word in name.split()]
    if len(words) > 1:
        # The word that tells is the last one, or before "of": Office of Personnel Management.
        heads = {words[-1], *(one for one, two in pairwise(words) if two in _LINKING_WORDS)}
        for kind, kind_words in _BY_WORDS:
            if heads & kind_words:
                return kind
    for kind, ending in _BY_ENDING:
        if not name.isascii() and ending.search(name):
            return kind
    parts = [text.partition(name) for text in sentences if name in text]
    before = [text for text, _, _ in parts]
    if any(
        (word := _WORD_BEFORE.search(text)) and word[1].lower() in RANKS
        for text, _, after in parts
        if not _NAME_AFTER.match(after)
    ):
        return Kind.PERSON
    is_place = len(before) > 1 and all(_PREPOSITION.search(text) for text in before)
    return Kind.PLACE if is_place and len(words) < 3 else None
