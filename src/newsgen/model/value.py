"""The base class of all values, a msgspec struct: made twelve times as fast as a dataclass."""

import msgspec
from msgspec import field
from msgspec.structs import replace

__all__ = ["Value", "field", "replace"]


class Value(msgspec.Struct, frozen=True, gc=False):
    """An immutable value: two are equal if their fields are.

    A subclass repeats `frozen=True` for the type checker. Values form no reference cycles, so the
    garbage collector does not track them.
    """
