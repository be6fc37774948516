"""Characters that a reader does not see, or does not tell from others: they tell no names apart.

Invisible are those that Unicode calls default ignorable, such as soft hyphens, zero-width spaces
and marks of direction. Some of them change how their neighbors look, and stay there: a joiner or
non-joiner after a virama, a non-joiner between Arabic letters that would join, a joiner between
emoji, and the tags of a flag.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

from newsgen.model.lazy_pattern import lazy_pattern

T = TypeVar("T")

LOOK_ALIKES = {
    "'": "\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u05f3\u2032\u00b4\uff07",
    '"': "\u201c\u201d\u201e\u201f\u05f4\u2033\uff02",
}
"""The characters that count as a straight apostrophe and as a straight quotation mark."""

_TO_STRAIGHT = str.maketrans(
    {char: straight for straight, chars in LOOK_ALIKES.items() for char in chars}
)

_VIRAMAS = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2\u1a60"
    "\u1b44\u1baa\ua806\ua8c4\ua9c0\uabed"
)
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0710-\u077f\u08a0-\u08c7"
_JOINING = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687"
    "\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff\u0712-\u0714\u071a-\u0727"
    "\u0750-\u0758"
)
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_FLAG, _TAGS = "\U0001f3f4", "\U000e0020-\U000e007f"

_ALWAYS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_INVISIBLE = lazy_pattern(
    rf"[{_ALWAYS}]"
    rf"|(?<![{_VIRAMAS}{_JOINING}])\u200c|(?<=[{_JOINING}])\u200c(?![{_ARABIC}])"
    rf"|(?<![{_VIRAMAS}])\u200d(?![{_EMOJI}])"
    rf"|(?<![{_FLAG}{_TAGS}])[{_TAGS}]+"
)
_PERHAPS_INVISIBLE = lazy_pattern(rf"[{_ALWAYS}\u200c\u200d{_TAGS}]")
_VARIATION_SELECTORS = lazy_pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def invisible_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each part of a text that is invisible."""
    if text.isascii() or not _PERHAPS_INVISIBLE.search(text):
        return []
    return [match.span() for match in _INVISIBLE.finditer(text)]


def without_spans(text: Sequence[T], spans: Iterable[tuple[int, int]]) -> list[T]:
    """Return the items of a sequence that are in none of some spans, which are in order."""
    kept: list[T] = []
    done = 0
    for start, end in spans:
        kept += text[done:start]
        done = end
    return [*kept, *text[done:]]


def without_invisible(text: str) -> str:
    """Return a text without the invisible characters."""
    if text.isascii() or not _PERHAPS_INVISIBLE.search(text):
        return text
    return _INVISIBLE.sub("", text)


def without_look_alikes(text: str) -> str:
    """Return a text without the invisible characters, and with straight quotation marks only.

    So are variation selectors left out, which ask for another glyph of the same character.
    """
    return _VARIATION_SELECTORS.sub("", without_invisible(text)).translate(_TO_STRAIGHT)


def difference_note(one: str, other: str) -> str:
    """Return how two texts differ that look alike, as the end of a message; else nothing.

    The characters that differ are named by their numbers in Unicode, the only thing that tells
    them apart for a reader.
    """
    looks = {without_look_alikes(unicodedata.normalize("NFC", text)) for text in (one, other)}
    if one == other or len(looks) > 1:
        return ""
    places = enumerate(zip(f"{one}\0", f"{other}\0", strict=False))
    start = next(at for at, (left, right) in places if left != right)
    first, second = (_name_characters(text[start:]) for text in (one, other))
    return f"; they look alike, but one has {first} where the other has {second}"


def _name_characters(text: str) -> str:
    """Return the numbers of a text's first letter and of the marks upon it."""
    marks = next(
        (at for at, char in enumerate(text) if at and not unicodedata.combining(char)), None
    )
    return " ".join(f"U+{ord(char):04X}" for char in text[:marks]) or "nothing"
