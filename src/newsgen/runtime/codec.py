"""Values ↔ bytes, for the cache and for worker processes: MessagePack by types."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

encode = msgspec.msgpack.Encoder().encode
"""The bytes of a value made of values, tuples, mappings and plain ones."""


def decode(data: bytes, value_type: type[T]) -> T:
    """Return the value of a type that bytes encode; raise `DecodeError` if there is none."""
    return cast("T", _decoder(cast("Hashable", value_type)).decode(data))


DecodeError = msgspec.MsgspecError


def raw(data: bytes) -> Any:
    """Return a stand-in for a value that is encoded already, to be part of another."""
    return msgspec.Raw(data)


def split_fields(data: bytes) -> dict[str, Any]:
    """Return the encoded fields of an encoded value that is encoded with their names.

    Each is a buffer of bytes that is not copied.
    """
    return cast("dict[str, Any]", _decoder(dict[str, msgspec.Raw]).decode(data))


@cache
def _decoder(value_type: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(value_type)
