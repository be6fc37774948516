"""The words of a text as search knows them: one rule for what is indexed and for what is asked.

`static/search-words.js` follows the same rule in the browser, with the same table of letters; a
test compares the two. A word has no capitals, accents or invisible characters. A compound, such as
COVID-19 or l'Italie, is its parts and, joined, one word more. So is an Arabic or Hebrew word that
is written together with its article: itself, and one word more with the article. Scripts that put
no spaces between words are cut into pairs of neighbouring characters, so that any run of them can
be looked for.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.search_letters import decomposed, fold, folded_letter
from newsgen.model.value import Value

BOUNDARY = "¶"
"""Stands between two fields or paragraphs: it takes a place, is no word, and no phrase spans it."""

FORM = "〇"
"""Stands after a word that is to be found in the very form it has: no stemmer cuts its end.

So it is beside the word in the index, and often in the same file. Where beginnings are cut too, as
in Arabic, it stands before it as well.
"""

_LAST_LEFT_WHOLE = "\u0530"
"""Words of the alphabets before this, from Latin to Cyrillic, keep their beginnings."""

JOINERS = "'’‘`´ʼʻʹʿʾ＇״׳-‐‑‒–⁃−－.．,&@_/:·"
"""What joins two parts of a compound where nothing else stands between them."""

GROUP_JOINERS = ".,'’"
"""What separates thousands, besides blanks that are not broken at."""

SIGNS = "+#"
"""Signs that belong to the word before them, as in C++."""

MAX_PARTS = 4
"""Parts of a compound that is a word of its own as well; longer ones are addresses of pages."""

ARTICLE = lazy_pattern(r"(?:[وف]?(?:[بك]?ال|لل)|[וש]?ה)(?=.{3})")
"""The article before an Arabic or Hebrew word, with the conjunction or preposition before it.

A conjunction or preposition without an article is left: it is one letter, with which many words
begin, and only a dictionary tells them apart. Cut, a minister (وزير) would be found as a jar (زير),
and a house (בית) would be no word any more. So Hebrew words stay whole whose ב, כ or ל has taken
the article in, and those with a מ. An alif with a hamza begins no article.
"""

UNSPACED = lazy_pattern(
    # Thai, Lao; Burmese, Hangul; Khmer; Hiragana, Katakana, Bopomofo; Han; half-width Katakana
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U000323af]"
)
"""A character of scripts without spaces between words, or, as in Korean, between a word and what
it ends in."""

_SPACED_WORD = lazy_pattern(r"\w+(?:['’.\-]\w+)*")

_HIDDEN_LETTERS = 0x20000
"""What is added to the number of a sign that Pagefind would drop, to get that of a letter."""

_HIDDEN_PICTURES = 0x23000 - 0x1F000

_PICTURE = lazy_pattern("[\u2600-\u27bf\U0001f000-\U0001faff]")
_BLANKS = lazy_pattern(r"\s+")
_THOUSANDS = lazy_pattern(r"[0-9]{3}")
_LEADING_DIGITS = lazy_pattern(r"[0-9]{1,3}")


class SearchWords(Value, frozen=True):
    """A text in pieces, each with its word, and the joined words of its compounds.

    Attributes:
        pieces: Together the text; each ends where the next word begins.
        words: One for each piece.
        joined: Words beside those.
    """

    pieces: tuple[str, ...]
    words: tuple[str, ...]
    joined: tuple[str, ...]


def search_words(text: str) -> SearchWords:
    """Return the words of a text; each run of blanks is one blank."""
    pieces: list[str] = []
    words: list[str] = []
    joined: list[str] = []
    digits = ""  # of a number whose thousands are separated by blanks
    for chunk in filter(None, _BLANKS.split(text)):
        parts, more = _chunk_words(chunk)
        if not parts and pieces:
            pieces[-1] += f"{chunk} "
            continue
        for piece, word in parts:
            pieces.append(piece)
            words.append(word)
        if pieces:
            pieces[-1] += " "
        joined += more
        word = parts[0][1] if len(parts) == 1 else ""
        if digits and _THOUSANDS.fullmatch(word):
            if joined[-1:] == [digits]:
                joined.pop()
            joined.append(digits := digits + word)
        else:
            digits = word if chunk[-1].isdigit() and _LEADING_DIGITS.fullmatch(word) else ""
        if digits and not chunk[-1].isdigit():
            digits = ""
    return SearchWords(tuple(pieces), tuple(words), tuple(joined))


def count_words(text: str) -> int:
    """Return the number of words as word processors count: without spaces, of characters."""
    return len(UNSPACED.findall(text)) + len(_SPACED_WORD.findall(UNSPACED.sub(" ", text)))


def very_form(word: str) -> str:
    """Return what stands for the very form of a word; empty if it has but one."""
    has_forms = len(word) > 2 and word.isalpha() and not UNSPACED.match(word)
    if not has_forms:
        return ""
    return f"{word}{FORM}" if word < _LAST_LEFT_WHOLE else f"{FORM}{word}{FORM}"


@lru_cache(maxsize=200_000)
def _chunk_words(chunk: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the pieces and words of a text without blanks, and its joined words."""
    if chunk.isascii() and chunk.isalnum():
        return ((chunk, chunk.lower()),), ()
    starts: list[int] = []
    words: list[str] = []
    joined: list[str] = []
    for compound in _compounds(chunk):
        if number := _grouped_number(chunk, compound):
            starts.append(compound[0][0])
            words.append(number)
            continue
        for start, end in compound:
            for at, word in _atom_words(chunk, start, end):
                starts.append(at)
                words.append(word)
        joined += _joined(chunk, compound)
    ends = (*starts[1:], len(chunk))
    begins = (0, *starts[1:])
    pieces = (chunk[begin:end] for begin, end in zip(begins, ends, strict=True) if starts)
    return tuple(zip(pieces, words, strict=True)) if starts else (), tuple(joined)


def _compounds(chunk: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the compounds of a chunk as the bounds of their parts."""
    compound: list[tuple[int, int]] = []
    start = -1
    joiners = 2  # since the last part: more than one part two compounds
    for at, char in enumerate((*chunk, " ")):
        kind = _kind(char)
        if kind == "letter" and start < 0:
            if joiners > 1 and compound:
                yield compound
                compound = []
            start, joiners = at, 0
        elif kind in "picture joiner other":
            if start >= 0:
                compound.append((start, at))
                start = -1
            joiners += 1 if kind == "joiner" else 2
            if kind == "picture":
                if compound:
                    yield compound
                yield [(at, at + 1)]
                compound = []
    if compound:
        yield compound


@lru_cache(maxsize=10_000)
def _kind(char: str) -> str:
    """Return letter, joiner, picture, hidden or other."""
    category = unicodedata.category(char)
    if char in JOINERS:
        return "joiner"
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":  # of a picture, in colour or not
        return "hidden"
    if category[0] in "LNM":
        return "letter"
    return "picture" if _PICTURE.match(char) else "other"


def _grouped_number(chunk: str, compound: list[tuple[int, int]]) -> str:
    """Return a number with its thousands and decimals as one word; empty if it is none."""
    parts = [fold(chunk[start:end]) for start, end in compound]
    marks = [chunk[end:start] for (_, end), (start, _) in pairwise(compound)]
    if not marks or not all(part.isascii() and part.isdigit() for part in parts):
        return ""
    has_decimals = len(marks) > 1 and marks[-1] in (".", ",") and marks[-1] != marks[0]
    groups = parts[:-1] if has_decimals else parts
    is_grouped = (
        marks[0] in GROUP_JOINERS
        and len(parts[0]) <= 3
        and all(len(part) == 3 for part in groups[1:])
        and len(set(marks[: len(groups) - 1])) == 1
    )
    if not is_grouped:
        return ""
    return "".join(groups) + (f"{_hidden('.')}{parts[-1]}" if has_decimals else "")


def _joined(chunk: str, compound: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the words that a compound is as a whole, and the one it is with the signs after it."""
    parts = [fold(chunk[start:end]) for start, end in compound]
    end = compound[-1][1]
    if signs := re.match(r"[+#]+(?!\w)", chunk[end:]):
        yield parts[-1] + "".join(map(_hidden, signs[0]))
    is_initials = all(len(part) == 1 for part in parts)
    if len(parts) == 2 and all(part.isascii() and part.isdigit() for part in parts):
        mark = chunk[compound[0][1] : compound[1][0]]
        if mark != ":":  # a time of day is no number
            yield parts[0] + (_hidden(".") if mark in (".", ",") else "") + parts[1]
    elif len(parts) > 1 and (len(parts) <= MAX_PARTS or is_initials):
        yield "".join(parts)
    yield from (
        part
        for part, (start, end) in zip(parts, compound, strict=True)
        if part != _without_article(chunk[start:end])
    )


def _hidden(char: str) -> str:
    return chr(_HIDDEN_LETTERS + ord(char))


def _atom_words(chunk: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the words of letters that nothing parts, each with where it begins."""
    if _kind(chunk[start]) == "picture":
        char = chunk[start]
        yield start, _hidden(char) if char < "\U00010000" else chr(ord(char) + _HIDDEN_PICTURES)
        return
    units = list(_units(chunk, start, end))
    for (begin, finish, is_unspaced), after in zip(units, (*units[1:], None), strict=True):
        if is_unspaced:
            following = _unit_word(chunk[after[0] : after[1]]) if after and after[2] else ""
            yield begin, _unit_word(chunk[begin:finish]) + following
        elif word := _without_article(chunk[begin:finish]):
            yield begin, word


def _without_article(text: str) -> str:
    """Return the folded word that follows an article; of a text without one, all of it."""
    word = fold(text)
    if not ARTICLE.match(word):
        return word
    # Composed, an alif with a hamza is another letter than the plain one.
    composed = unicodedata.normalize("NFC", decomposed(text))
    article = ARTICLE.match("".join(map(folded_letter, composed)))
    return word[article.end() :] if article else word


def _units(chunk: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the bounds of single characters of scripts without spaces, and of runs of others."""
    begin, was_unspaced = start, False
    for at in range(start, end):
        char = chunk[at]
        if _continues(char):
            continue
        unspaced = bool(UNSPACED.match(char))
        if at > begin and (unspaced or was_unspaced):
            yield begin, at, was_unspaced
            begin = at
        was_unspaced = unspaced
    yield begin, end, was_unspaced


def _continues(char: str) -> bool:
    """Return whether a character belongs to the one before it."""
    return unicodedata.category(char)[0] in "MC" or char in "ﾞﾟ"


@lru_cache(maxsize=50_000)
def _unit_word(unit: str) -> str:
    """Return a character of a script without spaces with its vowel signs, as letters."""
    letters = (
        _hidden(char) if unicodedata.category(char)[0] == "M" else folded_letter(char)
        for char in decomposed(unit)
    )
    return unicodedata.normalize("NFC", "".join(letters))  # of Hangul, a syllable is a letter
