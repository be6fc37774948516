"""Packs numbers into bytes, which take less memory than a tuple of them."""

import struct
from collections.abc import Iterable


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Pack numbers from 0 to 2³²-1 into four bytes each, little-endian."""
    values = tuple(numbers)
    return struct.pack(f"<{len(values)}I", *values)


def unpack_numbers(data: bytes) -> tuple[int, ...]:
    """Return the numbers that `pack_numbers` packed."""
    return struct.unpack(f"<{len(data) // 4}I", data) if data else ()
