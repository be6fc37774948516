"""Values ↔ bytes, for the cache and for what crosses to worker processes: MessagePack by types."""

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

encode = msgspec.msgpack.Encoder().encode
"""The bytes of a value made of values, tuples, mappings and plain ones."""


def decode(data: bytes, value_type: type[T]) -> T:
    """Return the value of a type that these bytes encode; raises `DecodeError` if there is none."""
    return cast("T", _decoder(cast("Hashable", value_type)).decode(data))


def decode_all(values: Iterable[bytes], value_type: type[T]) -> tuple[T, ...]:
    """Many values of one type, each encoded by itself."""
    each = tuple(values)
    # MessagePack's array of up to 2^32 - 1 values is a mark, their number, and the values.
    array = b"\xdd" + len(each).to_bytes(4, "big") + b"".join(each)
    return decode(array, tuple[value_type, ...])  # type: ignore[valid-type]


DecodeError = msgspec.MsgspecError


def raw(data: bytes) -> Any:
    """A value that is encoded already, to stand in its place among others that will be."""
    return msgspec.Raw(data)


@cache
def _decoder(value_type: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(value_type)
