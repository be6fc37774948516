"""Of which kind a name may be, by its own words and by what stands before it. A guess, no more."""

import re
from collections.abc import Iterable
from itertools import pairwise

from newsgen.model.kind import Kind
from newsgen.suggest.candidates.word_lists import ORGANIZATION_WORDS, RANKS

_EVENTS = """
championship conference convention cup election elections expo fair festival forum games
hackathon olympics summit talks war
"""
_PLACES = """
city county island islands lake mountain mountains province republic river sea state states street
valley
"""
_BY_WORDS = (
    (Kind.EVENT, frozenset(_EVENTS.split())),
    (Kind.ORGANIZATION, ORGANIZATION_WORDS),
    (Kind.PLACE, frozenset(_PLACES.split())),
)
_BY_ENDING = (
    (Kind.EVENT, re.compile("(?:峰会|峰會|论坛|論壇)$")),
    (
        Kind.PLACE,
        re.compile("(?:市|省|县|縣|県|州|半岛|半島|群岛|群島|共和国|共和國|自治区|自治州)$"),
    ),
    (
        Kind.ORGANIZATION,
        re.compile(
            "(?:大学|大學|学院|學院|公司|集团|集團|银行|銀行|会|會|组织|組織|联盟|聯盟|院|联合国|社|报|報"
            "|党|黨|部|署|局|庁|廳|电视台|新聞)$"
        ),
    ),
    (Kind.PERSON, re.compile("^[\u3400-\u9fff]{2,3}$|[\u30a1-\u30fa]·")),
)
_LINKING_WORDS = frozenset(("of", "for", "and", "the", "on", "de"))
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_PREPOSITION = re.compile(r"(?:^|\W)(?:[Ii]n|near|across|throughout) $")


def guess_kind(name: str, sentences: Iterable[str]) -> Kind | None:
    """The kind of a name in sentences; None if nothing tells."""
    words = [word.lower().rstrip(".,") for word in name.split()]
    if len(words) > 1:
        # What a name is stands last, or before "of": Office of Personnel Management.
        heads = {
            words[-1],
            *(one for one, two in pairwise(words) if two in _LINKING_WORDS),
        }
        for kind, known in _BY_WORDS:
            if heads & known:
                return kind
    for kind, ending in _BY_ENDING:
        if not name.isascii() and ending.search(name):
            return kind
    before = [text[: text.find(name)] for text in sentences if name in text]
    if any((found := _WORD_BEFORE.search(text)) and found[1].lower() in RANKS for text in before):
        return Kind.PERSON
    places = len(before) > 1 and all(_PREPOSITION.search(text) for text in before)
    if places and len(words) < 3:
        return Kind.PLACE
    return None
