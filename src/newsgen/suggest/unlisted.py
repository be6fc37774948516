"""Names in texts that no authority file knows: of all candidates, those that recur as names do.

A word that is mostly written small is no name, whatever capital it has at times. What is nearly
always part of a longer name goes with that; the longer one goes where it is only two names side
by side.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise

from newsgen.content.names.declension_ru import cases
from newsgen.suggest.counts import Tally

_SMALL = 0.5
"""Times that a word is written small, for each article with it in capitals, from which on it is
no name."""

_DUE = 3
"""Times that a single word may stand where a capital is due, for each time where it is not."""

_OWN = 0.3
"""The part of its articles in which a name has to stand without a longer one."""

_AND = re.compile(r" (?:and|y|und) ")
_NONE: frozenset[int] = frozenset()
_NATION = re.compile(r"^(?:U\.S\.|US|UK|U\.K\.) (?=\S+ \S)")
_CYRILLIC = re.compile("[А-ЯЁ]")

Found = dict[str, set[int]]
"""The articles of each name, by their numbers."""


def unknown(tally: Tally, fewest: int) -> Found:
    """The names in at least so many articles."""
    found = _recased(_of_nation(_opened(tally)))
    found = {
        text: numbers
        for text, numbers in found.items()
        if len(numbers) >= fewest and not _is_ordinary(text, len(numbers), tally.small)
    }
    found |= {
        text: set(numbers)
        for text, numbers in tally.pieces.of.items()
        if len(numbers) >= max(fewest, 2) and (tally.sides.varied(text) or "·" in text)
    }
    return _independent(_unjoined(found), fewest)


def _opened(tally: Tally) -> Found:
    """With those where a capital is due: by what is known of the same words elsewhere."""
    inside = tally.inside.of
    found = {text: set(numbers) for text, numbers in inside.items()}
    for text, numbers in tally.opening.of.items():
        first, _, rest = text.partition(" ")
        if text in inside:
            # "Additionally" may once have a capital inside a sentence: that makes it no name.
            if rest or text.isupper() or len(numbers) <= _DUE * len(inside[text]):
                found[text].update(numbers)
        elif rest and (rest in inside or tally.small[first.lower()]):
            if rest[:1].isupper() and (rest in inside or " " in rest):
                found.setdefault(rest, set()).update(numbers)
        elif rest:
            found[text] = set(numbers)
    return found


def _of_nation(found: Found) -> Found:
    """The Department of Labor and the U.S. Department of Labor are one."""
    for text in [text for text in found if _NATION.match(text)]:
        bare = _NATION.sub("", text)
        if bare in found:
            found[bare] |= found.pop(text)
    return found


def _recased(found: Found) -> Found:
    """Russian names under the one of their cases that makes the others."""
    russian = {text: numbers for text, numbers in found.items() if _CYRILLIC.match(text)}
    for text in sorted(russian, key=_by_use(russian)):
        others = {case for case in cases(text, person=True) if case != text and case in found}
        for other in others if text in found else ():
            found[text] |= found.pop(other)
    return found


def _by_use(found: Found) -> Callable[[str], tuple[int, int, str]]:
    """First those that make the most of the others."""
    made = {text: sum(case in found for case in cases(text, person=True)) for text in found}
    return lambda text: (-made[text], -len(found[text]), text)


def _is_ordinary(text: str, count: int, small: Mapping[str, int]) -> bool:
    """Whether a text is written small too often to be a name."""
    words = text.split(" ")
    if len(words) == 1:
        word = words[0]
        if word[1:] != word[1:].lower() and not word.isupper():
            return False  # YouTube
        often = small.get(word.lower(), 0) + small.get(word.lower() + "s", 0)
        return often >= count * (1 if word.isupper() else _SMALL)
    low = [word.lower() for word in words]
    pairs = [f"{one} {two}" for one, two in pairwise(low)]
    return min(small.get(pair, 0) for pair in pairs) >= count * _SMALL


def _unjoined(found: Found) -> Found:
    """Without what is two names with an `and` between them."""
    kept = dict(found)
    for text, numbers in found.items():
        if cut := _AND.search(text):
            sides = (text[: cut.start()], text[cut.end() :])
            if all(2 * len(found.get(side, _NONE) - numbers) >= len(numbers) for side in sides):
                del kept[text]
    return kept


def _independent(found: Found, fewest: int) -> Found:
    """Without what is mostly part of a longer name."""
    longer: dict[str, set[int]] = {}
    for text, numbers in found.items():
        for part in _parts(text, found.keys()):
            longer.setdefault(part, set()).update(numbers)
    return {
        text: numbers
        for text, numbers in found.items()
        if len(numbers - longer.get(text, set())) >= max(fewest, _OWN * len(numbers))
        or text not in longer
    }


def _parts(text: str, known: Set[str]) -> Iterator[str]:
    """The known names that are part of another."""
    spaced = text.isascii() or " " in text
    words = text.split(" ") if spaced else list(text)
    glue = " " if spaced else ""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                part = glue.join(words[start:end])
                if part in known:
                    yield part
