"""Fingerprints of texts: texts that are nearly the same have most of theirs in common.

A fingerprint is the smallest hashes of a text's word sequences, which are runs of four words (A.
Broder, "On the resemblance and containment of documents", 1997). Of those of two texts about as
many are equal as of their word sequences.
"""

HASHES = 32
"""The hashes of a fingerprint."""

HASH_SIZE = 4
"""The bytes of a hash."""

LOOKED_FOR = 3
"""The hashes by which a text is looked for: of two alike texts one is nearly always the same."""

_LEAST_EQUAL = 22
"""Of the hashes of both: then fewer than one word in ten differs."""


def fingerprint_keys(fingerprint: bytes) -> tuple[str, ...]:
    """Return what a text is looked for by, as texts in hexadecimal digits."""
    starts = range(0, min(LOOKED_FOR * HASH_SIZE, len(fingerprint)), HASH_SIZE)
    return tuple(fingerprint[start : start + HASH_SIZE].hex() for start in starts)


def equal_hashes(one: bytes, other: bytes) -> int:
    """Return how many hashes two fingerprints share; 0 if they are not nearly the same."""
    starts = range(0, len(one), HASH_SIZE)
    others = {other[at : at + HASH_SIZE] for at in range(0, len(other), HASH_SIZE)}
    equal = sum(1 for at in starts if one[at : at + HASH_SIZE] in others)
    return equal if equal >= _LEAST_EQUAL else 0
