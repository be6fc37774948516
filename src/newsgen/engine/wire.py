"""Values ↔ bytes, for the cache and for what crosses to worker processes: MessagePack by types."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

encode = msgspec.msgpack.Encoder().encode
"""The bytes of a value made of values, tuples, mappings and plain ones."""


def decode(data: bytes, kind: type[T]) -> T:
    """The value of a type that the bytes were made from; raises what `Unreadable` lists if none."""
    return cast("T", _decoder(cast("Hashable", kind)).decode(data))


Unreadable = msgspec.MsgspecError


def raw(data: bytes) -> Any:
    """A value that is encoded already, to stand in its place among others that will be."""
    return msgspec.Raw(data)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
