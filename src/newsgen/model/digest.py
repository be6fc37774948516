"""Digests of contents: BLAKE2b with 128 bits, as 32 hex digits."""

from collections.abc import Iterable
from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """Return the digest of parts, each with its length, so that `a, bc` and `ab, c` differ."""
    pieces: list[bytes] = []
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        pieces += len(data).to_bytes(8, "big"), data
    # Called hundreds of thousands of times for short texts, where each call of blake2b counts.
    return blake2b(b"".join(pieces), digest_size=16).hexdigest()


def digest_in_chunks(size: int, chunks: Iterable[bytes]) -> str:
    """Return the `digest` of one part that comes in chunks, `size` bytes in all."""
    hasher = blake2b(size.to_bytes(8, "big"), digest_size=16)
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()


def digest_sum(digests: Iterable[str]) -> int:
    """Return the digest of a set: the sum of the digests of its members, without what overflows.

    Whoever adds or removes a member adds or subtracts its digest, and looks at no other.
    """
    return sum(int(one, 16) for one in digests) % (1 << 128)
