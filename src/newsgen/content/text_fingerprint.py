"""Makes the fingerprint of an article's text, by which nearly the same texts are found."""

from heapq import nsmallest
from zlib import crc32

from newsgen.content.names.signature import MARK_SIZE, phrase_marks
from newsgen.model.fingerprint import HASH_SIZE, HASHES

_RUN = 4 * MARK_SIZE
"""The bytes of four words in a signature."""


def text_fingerprint(text: str) -> bytes:
    """Return the fingerprint of a text; nothing if it has too few words to be told from others."""
    marks = phrase_marks(text)
    ends = range(_RUN, len(marks) + 1, MARK_SIZE)
    hashes = {crc32(marks[end - _RUN : end]) for end in ends}
    if len(hashes) < HASHES:
        return b""
    return b"".join(value.to_bytes(HASH_SIZE, "big") for value in nsmallest(HASHES, hashes))
