"""Digests: the short names by which newsgen knows contents again."""

from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """32 hex digits (BLAKE2b, 128 bits) of the parts, each with its length so that none merge."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
