"""Which texts are the same but for some words, told by sketches of their word sequences.

A word sequence is a run of four words of a text. The sketch of a text is the smallest hashes of its
word sequences; two sketches tell how many sequences of one text another has too (A. Broder, "On the
resemblance and containment of documents", 1997). Case, punctuation and invisible characters do not
count. In scripts without spaces between words, a run of eight characters is a sequence.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from struct import unpack

from newsgen.model.look_alikes import without_invisible
from newsgen.model.search_words import UNSPACED

_RUN, _UNSPACED_RUN = 4, 8

_SKETCH_SIZE = 200
"""The hashes of a sketch: of a text with fewer sequences it has all, and is exact."""

_HASH_BYTES = 8

_FEWEST_SEQUENCES = 12
"""A text of fewer sequences is like another only if it is the same: a sentence may be anywhere."""

_INDEXED_HASHES = 16
"""The hashes of a sketch by which it is looked for."""

_MAX_SHARING = 20
"""A hash leads to so many texts at most, so that a line below all texts costs no more than others.

The first are kept: of a hundred texts that differ in a date, each is still like these.
"""

_LEAST_SHARING = 4
"""So many hashes that lead to many texts make two texts worth a comparison; of others, one does."""

_MAX_COMPARED = 40

_WORD = re.compile(r"[^\W_]+")


def text_sketch(text: str) -> bytes:
    """Return the sketch of a text; empty if the text has no words."""
    words = _split_words(text)
    runs = {" ".join(words[start:end]) for start, end in _sequences(words)}
    hashes = (blake2b(run.encode(), digest_size=_HASH_BYTES).digest() for run in runs)
    return b"".join(sorted(hashes)[:_SKETCH_SIZE])


def shared_part(sketch: bytes, other: bytes) -> float:
    """Return which part of the word sequences of one text another has too, from 0 to 1.

    An excerpt shares all of its sequences with its whole text, which shares but some with the
    excerpt. For long texts it is an estimate, by some hundredths wrong.
    """
    return _shared_parts(sketch, other)[0]


def _shared_parts(one: bytes, other: bytes) -> tuple[float, float]:
    """Return which part of the one text another has, and which part of that the one has."""
    if not one or not other:
        return 0.0, 0.0
    if one == other:
        return 1.0, 1.0
    if min(len(one), len(other)) < _FEWEST_SEQUENCES * _HASH_BYTES:
        return 0.0, 0.0
    hashes, other_hashes = _hashes(one), _hashes(other)
    # Up to the smaller of the largest hashes, both sketches have all that their texts have.
    largest = [each[-1] for each in (hashes, other_hashes) if len(each) == _SKETCH_SIZE]
    limit = min(largest, default=max(hashes[-1], other_hashes[-1]))
    common = len(set(hashes).intersection(other_hashes))
    samples = bisect_right(hashes, limit), bisect_right(other_hashes, limit)
    part, other_part = (
        common / sample if sample >= _FEWEST_SEQUENCES else 0.0 for sample in samples
    )
    return part, other_part


def equal_part(text: str, other: str) -> float:
    """Return which part of a text's words stands in word sequences that another has too.

    It is exact, and slower than `shared_part`: one word changed in a hundred leaves 0.99.
    """
    other_words = _split_words(other)
    others = {" ".join(other_words[start:end]) for start, end in _sequences(other_words)}
    words = _split_words(text)
    equal: set[int] = set()
    for start, end in _sequences(words):
        if " ".join(words[start:end]) in others:
            equal.update(range(start, end))
    return len(equal) / len(words) if words else 0.0


class SimilarTexts:
    """Texts by their keys, among which those like another are found, however many there are."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._sketches: list[bytes] = []
        self._numbers_by_sketch: dict[bytes, list[int]] = {}
        self._numbers_by_hash: dict[int, tuple[int, ...]] = {}

    def add(self, key: str, sketch: bytes) -> None:
        """Add a text by its sketch. A text without words is like no other."""
        if not sketch:
            return
        number = len(self._keys)
        self._keys.append(key)
        self._sketches.append(sketch)
        same = self._numbers_by_sketch.setdefault(sketch, [])
        same.append(number)
        if len(same) > 1:
            return
        alone = (number,)
        for value in _hashes(sketch[: _INDEXED_HASHES * _HASH_BYTES]):
            numbers = self._numbers_by_hash.setdefault(value, alone)
            if numbers is not alone and len(numbers) < _MAX_SHARING:
                self._numbers_by_hash[value] = (*numbers, number)

    def nearest(self, sketch: bytes) -> tuple[str, float] | None:
        """Return the text that has most of a text, and which part of it, as `shared_part` does.

        Of several that have as much it is the first. None has any if they share a few words only.
        """
        key, most = "", 0.0
        for number in sorted(self._similar(sketch)):
            part = shared_part(sketch, self._sketches[number])
            if part > most:
                key, most = self._keys[number], part
        return (key, most) if most else None

    def pairs(self, minimum: float) -> Iterator[tuple[str, str, float]]:
        """Yield the keys of each two texts that are nearly the same, and how nearly, from 0 to 1.

        It is the part of one text that the other has, of the text of which it is more. Where many
        texts are alike, not every two of them are a pair, but each is in a pair with an earlier.
        """
        for number, sketch in enumerate(self._sketches):
            first = self._numbers_by_sketch[sketch][0]
            if number != first:
                yield self._keys[first], self._keys[number], 1.0
        pairs = {
            (min(number, other), max(number, other))
            for sketch, (number, *_) in self._numbers_by_sketch.items()
            for other in self._similar(sketch)
            if number != other
        }
        for first, second in sorted(pairs):
            part = max(_shared_parts(self._sketches[first], self._sketches[second]))
            if part >= minimum:
                yield self._keys[first], self._keys[second], part

    def _similar(self, sketch: bytes) -> list[int]:
        """Return the numbers of the texts that share most hashes with a sketch."""
        if not sketch:
            return []
        weights: Counter[int] = Counter()
        for number in self._numbers_by_sketch.get(sketch, ())[:1]:
            weights[number] = _LEAST_SHARING
        for value in _hashes(sketch):
            numbers = self._numbers_by_hash.get(value, ())
            for number in numbers:
                weights[number] += 1 if len(numbers) == _MAX_SHARING else _LEAST_SHARING
        likely = weights.most_common(_MAX_COMPARED)
        return [number for number, weight in likely if weight >= _LEAST_SHARING]


def _split_words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", without_invisible(text)).casefold()
    if not folded.isascii():
        folded = UNSPACED.sub(r" \g<0> ", folded)
    return _WORD.findall(folded)


def _sequences(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word sequence starts and ends; a shorter text is one."""
    for start, word in enumerate(words):
        is_unspaced = len(word) == 1 and UNSPACED.match(word)
        end = start + (_UNSPACED_RUN if is_unspaced else _RUN)
        if end <= len(words) or not start:
            yield start, min(end, len(words))


def _hashes(sketch: bytes) -> tuple[int, ...]:
    return unpack(f">{len(sketch) // _HASH_BYTES}Q", sketch)
