"""Digests: the short names by which newsgen knows contents again."""

from hashlib import blake2b

import msgspec

_packed = msgspec.msgpack.Encoder().encode


def digest(*parts: str | bytes) -> str:
    """32 hex digits (BLAKE2b, 128 bits) of the parts, each with its length so that none merge."""
    try:
        data = _packed(parts)
    except UnicodeEncodeError:  # names of files may hold bytes that are no UTF-8
        data = _packed([_bytes(part) for part in parts])
    return blake2b(data, digest_size=16).hexdigest()


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
