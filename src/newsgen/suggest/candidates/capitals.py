"""Sequences of capitalised words in a plain text: whatever script has capitals.

Words are joined by spaces, and by particles (of, de, bin, al-) between two of them. Headlines and
lines in capitals are passed over, since everything has capitals there. Words of the language at the
edges of a sequence, offices and adjectives of peoples are no part of the name: of "The Russian
President Vladimir Putin" that is Vladimir Putin.
"""

import re
from collections.abc import Iterator

from newsgen.content.names.folding import BREAK
from newsgen.content.names.stopwords import MONTHS
from newsgen.model.value import Value
from newsgen.suggest.candidates.sentences import opens
from newsgen.suggest.candidates.words import (
    ALONE,
    DEMONYMS,
    EDGES,
    NOUNS_HAVE_CAPITALS,
    OFFICE_HEADS,
    OFFICES,
    ORGANIZATIONS,
    PARTICLES,
    RANKS,
)


def _upper() -> str:
    """The capitals of Latin, Greek, Cyrillic, Armenian and the like, as ranges of a pattern."""
    capitals = [code for code in range(0x41, 0x2000) if chr(code).isupper()]
    return "".join(f"\\u{code:04x}" for code in capitals)


_UP = _upper()
_TAIL = r"(?:'(?!(?:s|t|re|ve|ll|d|m|S)(?!\w))\w+|-\w+)*"
_SHORT = rf"(?:[{_UP}]\.){{2,}}|[{_UP}]\.(?= [{_UP}])"
_WORD = rf"(?:(?:al|el|as|at|an|ad|ar|ash)-)?(?:{_SHORT}|[{_UP}]\w*{_TAIL})"
_BETWEEN = rf" (?:{'|'.join(PARTICLES)}) (?:[dl]')?| (?:& |[dl]')?|(?<=\.)"
_SEQUENCE = re.compile(
    rf"(?<![\w'.@/#-])(?:[dl]')?"
    rf"((?:\d+(?:st|nd|rd|th) (?=[{_UP}]))?{_WORD}(?:(?:{_BETWEEN}){_WORD})*)"
    r"(?![\w@/]|\.\w)"
)
AND = re.compile(r" (?:and|y|und) ")
_OF = re.compile(r" (?:of|for|on) ")
_MOST = 8
_ADJECTIVE = re.compile(
    r"-(?:led|based|backed|made|born|style|era|wide|like|related|only|specific)$"
)
_LETTER = re.compile(r"[^\W\d_]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = re.compile(r"(?<![\w.@/#'-])[^\W\d_]\w*(?:['-]\w+)*(?![@/_]|\.\w)")
_SHUT = (".", "!", "?", "…", ":", ";", ",")
_ARTICLE = re.compile(
    r"^\s*(?:(?:the|a|an|der|die|das|le|la|les|el|los) )?(?:[dl]')?", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:'s|'|\s)*$")
_UNITS = frozenset(
    (
        "kb",
        "mb",
        "gb",
        "tb",
        "km",
        "kg",
        "mm",
        "cm",
        "hz",
        "mhz",
        "ghz",
        "kw",
        "mw",
        "bc",
        "bce",
        "ad",
        "ce",
    )
)


class Capitalised(Value, frozen=True, array_like=True):
    """A sequence from `start` to `end`. opens: whether it stands where a capital is due anyway."""

    start: int
    end: int
    opens: bool


def capitalised(text: str, language: str = "") -> Iterator[Capitalised]:
    """The candidates in a text as `names.plain.plain` makes it, in their order."""
    several = language.partition("-")[0].lower() in NOUNS_HAVE_CAPITALS
    start = 0
    for block in text.split(BREAK):
        if block and not is_headline(block):
            for match in _SEQUENCE.finditer(block):
                for found in _within(block, *match.span(1)):
                    if not several or " " in block[found.start : found.end]:
                        yield Capitalised(start + found.start, start + found.end, found.opens)
        start += len(block) + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A name as somebody else found it, without article and possessive."""
    whole = text[start:end]
    first = start + len(whole) - len(_ARTICLE.sub("", whole))
    return first, first + len(_POSSESSIVE.sub("", text[first:end]))


def is_word(text: str) -> bool:
    """Whether what may be a name is a word of the language, or the name of a people."""
    words = text.split(" ")
    return _is_plain(words, [word.rstrip(".").lower() for word in words])


def is_headline(block: str) -> bool:
    """Whether the first and every longer word of a line have a capital, as in headlines."""
    if block.isupper():
        return True
    first = _LETTER.search(block)
    if not first or not first.group().isupper() or block.rstrip(" \"'”’)").endswith(_SHUT):
        return False
    words = _LONG_WORD.findall(block)
    return all(word[0].isupper() for word in words)


def small_words(text: str) -> list[str]:
    """The words of a text that begin with a small letter, save those inside addresses."""
    return [word for word in _SMALL.findall(text) if word[0].islower()]


def _within(block: str, start: int, end: int) -> Iterator[Capitalised]:
    """The candidates in one sequence: the whole, and what is on both sides of an `and` in it.

    Whether "Food and Drug Administration" is one name or two only other texts can tell.
    """
    whole = block[start:end]
    cut = AND.search(whole)
    if cut and not _OF.search(whole[: cut.start()]):
        yield from _within(block, start, start + cut.start())
        yield from _within(block, start + cut.end(), end)
        if not _may_be_one(whole[: cut.start()], whole[cut.end() :]):
            return
    if trimmed := _trimmed(whole):
        first, last = start + trimmed[0], start + trimmed[1]
        word = block[first:last].partition(" ")[0]
        # NASA owes its capitals to no place in a sentence.
        due = first == start and not (word.isupper() and len(word) > 1) and opens(block, start)
        yield Capitalised(first, last, due)


def _may_be_one(left: str, right: str) -> bool:
    """Whether what is on both sides of an `and` may be one name: Food and Drug Administration."""
    words = right.split(" ")
    return len(words) > 1 and (" " not in left or words[-1].lower() in ORGANIZATIONS)


def _trimmed(whole: str) -> tuple[int, int] | None:
    """From where to where a sequence is a name; None if it is none."""
    words = whole.split(" ")
    low = [word.rstrip(".").lower() for word in words]
    first, last = 0, len(words)
    while last > first and (low[last - 1] in EDGES or _is_particle(words[last - 1])):
        last -= 1
    while first < last and (low[first] in EDGES or _is_particle(words[first])):
        first += 1
    office = first
    while office < last and (low[office] in OFFICES or low[office] in DEMONYMS):
        office += 1
    if office == last or low[last - 1] in OFFICE_HEADS:
        return None
    # An office before a name goes, with the people it is of; one that begins a name stays.
    held = [word for word in low[first:office] if word in RANKS]
    if held and low[office - 1] in RANKS | {"general", "of", "the"}:
        first = office
    if not 0 < last - first <= _MOST or _is_plain(words[first:last], low[first:last]):
        return None
    start = sum(len(word) + 1 for word in words[:first])
    end = sum(len(word) + 1 for word in words[:last]) - 1
    return start, end


def _is_particle(word: str) -> bool:
    return (word.islower() and word[0].isalpha()) or word == "&"


def _is_plain(words: list[str], low: list[str]) -> bool:
    """Whether words with capitals are no name."""
    if len(words) == 1:
        word = low[0]
        return (
            len(word) < 2
            or word in _UNITS
            or word in ALONE
            or word in DEMONYMS
            or bool(_ADJECTIVE.search(words[0]))
        )
    return low[-1] in DEMONYMS or all(word in EDGES or word in MONTHS for word in low)
