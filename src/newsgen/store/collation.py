"""The order of names: by the Unicode Collation Algorithm, in which É stands with E, and Ж after Е.

The table of pyuca takes a third of a second to load: printable ASCII gets the same keys without it,
and all other keys are stored. Characters that Unicode 9 did not have come last, by code point.
"""

import struct
from collections.abc import Callable
from functools import lru_cache

from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

_SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"
_SIGN_WEIGHTS = (
    *(0x209, 0x20B, 0x20D, 0x222, 0x234, 0x239, 0x260, 0x266, 0x277, 0x305, 0x30C, 0x317, 0x318),
    *(0x319, 0x31A, 0x31B, 0x31C, 0x38E, 0x38F, 0x394, 0x395, 0x396, 0x398, 0x399, 0x482, 0x485),
    *(0x616, 0x61A, 0x61B, 0x61C, 0x61E, 0x620, 0x1C12, *range(0x1C3D, 0x1C47)),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LETTER_WEIGHTS = (
    *(0x1C47, 0x1C60, 0x1C7A, 0x1C8F, 0x1CAA, 0x1CE5, 0x1CF4, 0x1D18, 0x1D32, 0x1D4C, 0x1D65),
    *(0x1D77, 0x1DAA, 0x1DB9, 0x1DDD, 0x1E0C, 0x1E21, 0x1E33, 0x1E71, 0x1E95, 0x1EB5, 0x1EE3),
    *(0x1EF5, 0x1EFF, 0x1F0B, 0x1F21),
)
_CHARACTERS = (_SIGNS + _LETTERS + _LETTERS.upper()).encode()
_WEIGHTS = (*_SIGN_WEIGHTS, *_LETTER_WEIGHTS, *_LETTER_WEIGHTS)
"""Of the first level, from the table of Unicode 9; the second level is 0x20 throughout."""

_HIGH_BYTES = bytes.maketrans(_CHARACTERS, bytes(weight >> 8 for weight in _WEIGHTS))
_LOW_BYTES = bytes.maketrans(_CHARACTERS, bytes(weight & 0xFF for weight in _WEIGHTS))
_TERTIARY_WEIGHTS = bytes.maketrans(
    _CHARACTERS, b"\x02" * len(_SIGNS + _LETTERS) + b"\x08" * len(_LETTERS)
)
_LEVEL_SEPARATOR = b"\0\0"

_MAX_LENGTH = 300
"""Characters that count: pyuca takes four times as long for a text of twice the length."""

_ROW_KEY = b"keys"


class Collation:
    """The sort keys of one build, with those of earlier builds from the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._keys: dict[str, bytes] | None = None
        self._used: set[str] = set()
        self._has_new = False

    def sort_key(self, text: str) -> bytes:
        """Return the sort key of a text. Its first two bytes stand for the first letter's base."""
        text = text[:_MAX_LENGTH]
        if text.isascii() and text.isprintable():
            return ascii_sort_key(text)
        if self._keys is None:
            self._keys = self._load()
        self._used.add(text)
        if text not in self._keys:
            self._keys[text] = uca_sort_key(text)
            self._has_new = True
        return self._keys[text]

    def save(self) -> None:
        """Store all keys, if there are new ones, in one row, which is quick to decode."""
        if self._keys is None or not self._has_new:
            return
        keys = self._keys
        if len(keys) > 4 * len(self._used) + self._cache.slack:
            keys = {text: keys[text] for text in self._used}
        self._cache.put("collation", [(_ROW_KEY, codec.encode((program_digest(), keys)))])

    def _load(self) -> dict[str, bytes]:
        if row := self._cache.get("collation", _ROW_KEY):
            row_program, keys = codec.decode(row, tuple[str, dict[str, bytes]])
            if row_program == program_digest():
                return keys
        return {}


def ascii_sort_key(text: str) -> bytes:
    """Return the key that `uca_sort_key` gives, for printable ASCII: no two characters contract."""
    plain = text.encode()
    first, third = bytearray(2 * len(plain)), bytearray(2 * len(plain))
    first[::2], first[1::2] = plain.translate(_HIGH_BYTES), plain.translate(_LOW_BYTES)
    third[1::2] = plain.translate(_TERTIARY_WEIGHTS)
    return _LEVEL_SEPARATOR.join((first, b"\0\x20" * len(plain), third, b""))


def uca_sort_key(text: str) -> bytes:
    """Return pyuca's key: two bytes for each weight."""
    weights = _load_pyuca()(text)
    return struct.pack(f">{len(weights)}H", *weights)


@lru_cache
def _load_pyuca() -> Callable[[str], tuple[int, ...]]:
    from pyuca.collator import Collator_9_0_0  # type: ignore[import-untyped]

    weights: Callable[[str], tuple[int, ...]] = Collator_9_0_0().sort_key
    return weights
