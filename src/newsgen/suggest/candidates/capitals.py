"""Finds sequences of capitalized words in a folded text, in all scripts that have capitals.

Spaces and particles (of, de, bin, al-) join words to a sequence. Headlines and lines in capitals
are skipped, since all their words have capitals. Stopwords at both ends of a sequence, offices and
demonyms before a name are cut off: "The Russian President Vladimir Putin" gives Vladimir Putin, and
"Fed Chairman Paul Volcker" gives Fed and Paul Volcker. Legal forms, codes of states and common
abbreviations are no candidates.
"""

import re
from collections.abc import Iterator, Set

from newsgen.content.names.fold import NAME_BREAK
from newsgen.content.names.stopwords import MONTH_NAMES
from newsgen.suggest.candidates.sentences import is_sentence_start
from newsgen.suggest.candidates.word_lists import (
    CAPITALIZED_NOUN_LANGUAGES,
    COMMON_ABBREVIATIONS,
    DEMONYMS,
    DEPARTMENT_TITLES,
    EDGE_STOPWORDS,
    FOREIGN_ARTICLES,
    LEGAL_FORMS,
    OFFICE_HEADS,
    OFFICES,
    ORGANIZATION_WORDS,
    PARTICLES,
    POSTAL_CODES,
    RANKS,
    REGION_CODES,
    SINGLE_STOPWORDS,
    TITLE_HEADS,
)

# Those of Latin, Greek, Cyrillic, Armenian and others.
_CAPITALS = "".join(f"\\u{code:04x}" for code in range(0x41, 0x2000) if chr(code).isupper())
_WORD_TAIL = r"(?:'(?!(?:s|t|re|ve|ll|d|m|S)(?!\w))\w+|-\w+)*"
_INITIALS = rf"(?:[{_CAPITALS}]\.){{2,}}|[{_CAPITALS}]\.(?= [{_CAPITALS}])"
_WORD = rf"(?:(?:al|el|as|at|an|ad|ar|ash)-)?(?:{_INITIALS}|[{_CAPITALS}]\w*{_WORD_TAIL})"
_JOINER = rf" (?:{PARTICLES}) (?:[dl]')?| (?:& |[dl]')?|(?<=\.)"
_SEQUENCE = re.compile(
    rf"(?<![\w'.@/#-])(?:[dl]')?"
    rf"((?:\d+(?:st|nd|rd|th) (?=[{_CAPITALS}]))?{_WORD}(?:(?:{_JOINER}){_WORD})*)"
    r"(?![\w@/]|\.\w)"
)
CONJUNCTION = re.compile(r" (?:and|y|und) ")
OF_PLACE = re.compile(rf"([{_CAPITALS}][\w'-]+ [{_CAPITALS}][\w'-]+) of ([{_CAPITALS}].*)")
_PREPOSITION = re.compile(r" (?:of|for|on) ")
_MAX_WORDS = 8
_ADJECTIVE = re.compile(
    "-(?:led|based|backed|made|born|style|era|wide|like|related|only|specific)$"
)
_LETTER = re.compile(r"[^\W\d_]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_END_PUNCTUATION = (".", "!", "?", "…", ":", ";", ",")
_ARTICLE = re.compile(r"(?i)^\s*(?:(?:the|a|an|der|die|das|le|la|les|el|los) )?(?:[dl]')?")
_POSSESSIVE = re.compile(r"(?:'s|'|\s)*$")


POSSESSIVE = "'s"
_OFFICE_WORDS = OFFICES | DEMONYMS | EDGE_STOPWORDS

_PLURAL_OF_INITIALS = re.compile(rf"[{_CAPITALS}]{{2,}}s")

CapitalizedSequence = tuple[int, int, bool]
"""Start, end, and whether it begins a sentence, where any word would have a capital."""


def capitalized_sequences(text: str, language: str = "") -> Iterator[CapitalizedSequence]:
    """Yield the candidates in a text as `fold_text` returns it, in order."""
    language = language.partition("-")[0].lower()
    nouns_have_capitals = language in CAPITALIZED_NOUN_LANGUAGES
    stopwords = EDGE_STOPWORDS - FOREIGN_ARTICLES if language == "en" else EDGE_STOPWORDS
    start = 0
    for block in text.split(NAME_BREAK):
        if block and not _is_headline(block):
            for first, last, at_start in _block_sequences(block, stopwords):
                if not nouns_have_capitals or " " in block[first:last]:
                    yield start + first, start + last, at_start
        start += len(block) + 1


def _block_sequences(block: str, stopwords: Set[str]) -> Iterator[CapitalizedSequence]:
    """Yield the candidates in a block, and what a possessive joins: Moody's Investors Service."""
    owner: CapitalizedSequence | None = None
    for match in _SEQUENCE.finditer(block):
        sequences = list(_split_sequence(block, *match.span(1), stopwords))
        if owner and sequences and block[owner[1] : sequences[0][0]] == f"{POSSESSIVE} ":
            yield owner[0], sequences[0][1], owner[2]
        yield from sequences
        owner = sequences[-1] if sequences else None


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of a name that a model found, without article and possessive."""
    whole = text[start:end]
    first = start + len(whole) - len(_ARTICLE.sub("", whole))
    return first, first + len(_POSSESSIVE.sub("", text[first:end]))


def is_ordinary_word(text: str) -> bool:
    """Return whether a candidate is made of stopwords, demonyms, legal forms or codes."""
    words = [word.rstrip(".").lower() for word in text.split(" ")]
    if len(words) == 1:
        is_code = words[0] in REGION_CODES or text in POSTAL_CODES
        is_abbreviation = words[0] in COMMON_ABBREVIATIONS or _PLURAL_OF_INITIALS.fullmatch(text)
        if is_code or is_abbreviation or _ADJECTIVE.search(text):
            return True
        return len(words[0]) < 2 or words[0] in SINGLE_STOPWORDS | LEGAL_FORMS
    if all(word in LEGAL_FORMS or word in ("&", "and") for word in words):
        return True
    return words[-1] in DEMONYMS or all(
        word in EDGE_STOPWORDS or word in MONTH_NAMES for word in words
    )


def _is_headline(block: str) -> bool:
    """Return whether the first and every longer word of a block have a capital, as in headlines."""
    if block.isupper():
        return True
    first = _LETTER.search(block)
    if not first or not first[0].isupper():
        return False
    if block.rstrip(" \"'”’)").endswith(_END_PUNCTUATION):
        return False
    return all(word[0].isupper() for word in _LONG_WORD.findall(block))


def _split_sequence(
    block: str, start: int, end: int, stopwords: Set[str]
) -> Iterator[CapitalizedSequence]:
    """Yield the candidates in one sequence: the whole, and both sides of an `and` in it.

    Only other texts can tell whether "Food and Drug Administration" is one name or two.
    """
    whole = block[start:end]
    cut = CONJUNCTION.search(whole)
    if cut and not _PREPOSITION.search(whole[: cut.start()]):
        yield from _split_sequence(block, start, start + cut.start(), stopwords)
        yield from _split_sequence(block, start + cut.end(), end, stopwords)
        words = whole[cut.end() :].split(" ")
        if len(words) == 1 and block.startswith(POSSESSIVE, end):
            yield start, end, False  # Standard and Poor's
        is_organization = words[-1].lower() in ORGANIZATION_WORDS
        if len(words) == 1 or (" " in whole[: cut.start()] and not is_organization):
            return
    if title := _find_title(whole):
        word, before, after = title
        if word not in DEPARTMENT_TITLES:
            yield from _split_sequence(block, start, start + before, stopwords)
        if after < len(whole):
            yield from _split_sequence(block, start + after, end, stopwords)
        return
    if name := _trim_sequence(whole, stopwords):
        first = start + name[0]
        is_label = block.startswith(":", first + len(name[1]))
        at_start = first == start and (is_label or is_sentence_start(block, start))
        yield first, first + len(name[1]), at_start
        if of_place := OF_PLACE.fullmatch(name[1]):
            # Only other texts can tell whether "Hettie Thorne of Low Barrow" is one name or two.
            yield first, first + of_place.end(1), at_start
            yield first + of_place.start(2), first + of_place.end(2), False


def _find_title(sequence: str) -> tuple[str, int, int] | None:
    """Return a title behind the name of an office or organization, with its start and end.

    The end is that of the space behind it. None for titles at the start, which are cut off.
    """
    if " " not in sequence:
        return None
    at = 0
    is_behind_name = False
    for word in sequence.split(" "):
        low = word.rstrip(".").lower()
        if low in TITLE_HEADS and is_behind_name:
            return low, at - 1, at + len(word) + 1
        is_behind_name = is_behind_name or not (word.islower() or low in _OFFICE_WORDS)
        at += len(word) + 1
    return None


def _trim_sequence(sequence: str, stopwords: Set[str]) -> tuple[int, str] | None:
    """Return the name in a sequence, with its start before it, or None if there is none."""
    words = sequence.split(" ")
    low = [word.rstrip(".").lower() for word in words]
    first, last = 0, len(words)
    while last > first and (low[last - 1] in stopwords or _is_particle(words[last - 1])):
        last -= 1
    while first < last and (low[first] in stopwords or _is_particle(words[first])):
        first += 1
    office = first
    while office < last and (low[office] in OFFICES or low[office] in DEMONYMS):
        office += 1
    if office == last or low[last - 1] in OFFICE_HEADS:
        return None
    # An office before a name is cut off with its demonyms; one that begins a name stays.
    has_rank = any(word in RANKS for word in low[first:office])
    if has_rank and low[office - 1] in RANKS | {"general", "of", "the"}:
        first = office
    name = " ".join(words[first:last])
    if not 0 < last - first <= _MAX_WORDS or is_ordinary_word(name):
        return None
    return sum(len(word) + 1 for word in words[:first]), name


def _is_particle(word: str) -> bool:
    return (word.islower() and word[0].isalpha()) or word == "&"
