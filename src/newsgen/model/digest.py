"""Digests: the short names by which newsgen knows contents again."""

from collections.abc import Iterable
from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """32 hex digits (BLAKE2b, 128 bits) of the parts, each with its length so that none merge."""
    pieces: list[bytes] = []
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        pieces += len(data).to_bytes(8, "big"), data
    # Asked hundreds of thousands of times for short texts, where each call of blake2b counts.
    return blake2b(b"".join(pieces), digest_size=16).hexdigest()


def digest_in_chunks(size: int, chunks: Iterable[bytes]) -> str:
    """`digest` of one part that is too large to be held at once. size: its bytes in all."""
    found = blake2b(size.to_bytes(8, "big"), digest_size=16)
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
