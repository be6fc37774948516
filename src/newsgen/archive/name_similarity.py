"""How two names can differ and be one all the same, and keys that such names share."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

_MIN_LETTERS = 6
"""The length from which names may be one letter apart: Iran and Iraq are two."""

_MIN_SINGLE_LETTERS, _MIN_WORD_LETTERS = 8, 4
"""The same for a name of a single word, and for a word of a longer name."""

_WORD = re.compile(r"[^\W_]+")


def similarity_keys(text: str) -> Iterator[str]:
    """Yield the keys that a name shares with similar names."""
    squeezed = comparison_key(text)
    yield squeezed
    yield _sorted_words(text)
    yield _singular(text)
    if len(squeezed) >= _MIN_LETTERS:
        for index in range(1, len(squeezed)):  # Typing errors are rarely in the first letter.
            yield f"{squeezed[:index]}{squeezed[index + 1 :]}"


@lru_cache(maxsize=65536)
def comparison_key(text: str) -> str:
    """Return a text without case, accents, signs and spaces, or unchanged if nothing is left."""
    decomposed = normalize("NFKD", normalize("NFKC", text).casefold())
    return "".join(char for char in decomposed if char.isalnum() and not combining(char)) or text


@lru_cache(maxsize=65536)
def _sorted_words(text: str) -> str:
    return " ".join(sorted(map(comparison_key, _WORD.findall(text))))


@lru_cache(maxsize=65536)
def _singular(text: str) -> str:
    words = map(comparison_key, _WORD.findall(text))
    return "".join(word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words)


def _signs_differ(one: str, two: str) -> bool:
    # C, C++ and C# are three: short names may differ in signs only.
    return comparison_key(one) == comparison_key(two) and len(comparison_key(one)) > 1


def _plurals_differ(one: str, two: str) -> bool:
    return _singular(one) == _singular(two) and len(_singular(one)) > 3


def _order_differs(one: str, two: str) -> bool:
    return " " in one and _sorted_words(one) == _sorted_words(two)


def is_one_letter_apart(one: str, two: str) -> bool:
    """Return whether two names are one edit apart (F. Damerau, 1964), but not by a digit."""
    left, right = sorted((comparison_key(one), comparison_key(two)), key=len)
    if len(left) < _MIN_LETTERS - 1 or len(right) < _MIN_LETTERS or len(right) - len(left) > 1:
        return False
    pairs = enumerate(zip(left, right, strict=False))
    start = next((index for index, (a, b) in pairs if a != b), len(left))
    rest, other = left[start:], right[start:]
    if not start or any(char.isdigit() for char in rest[:1] + other[:1]):
        return False
    if len(left) == len(right) and rest[:2] == other[:2][::-1] and rest[2:] == other[2:]:
        return True  # two letters in the wrong order make no other word
    if not _may_be_typing_error(one, two):
        return False
    return rest == other[1:] if len(left) < len(right) else rest[1:] == other[1:]


def _may_be_typing_error(one: str, two: str) -> bool:
    """Return whether one letter may be a slip, and not make another word, as in openssh, openssl.

    Short words, initials, and words that differ at their ends tell products and persons apart.
    """
    words = [_WORD.findall(text) for text in (one, two)]
    is_single = len(words[0]) == len(words[1]) == 1
    if len(words[0]) == len(words[1]):
        pairs = [pair for pair in zip(*words, strict=True) if len(set(map(_singular, pair))) > 1]
        for pair in pairs:
            left, right = sorted(map(_singular, pair), key=len)
            is_end = right[:-1] in (left, left[:-1])
            are_initials = all(word.isupper() and len(word) < _MIN_LETTERS for word in pair)
            shortest = _MIN_SINGLE_LETTERS if is_single else _MIN_WORD_LETTERS
            if is_end or are_initials or len(right) < shortest:
                return False
    return True


DIFFERENCES = (
    ("they differ in case, accents, signs or spaces", _signs_differ),
    ("they differ in the order of words", _order_differs),
    ("they differ in a plural", _plurals_differ),
    ("perhaps a slip: they are one letter apart", is_one_letter_apart),
)
"""The ways in which two names may differ and be one, the most certain first."""
