"""Values ↔ bytes, for what crosses to worker processes: MessagePack by the values' own types."""

from typing import Any, TypeVar, get_args

import msgspec

from newsgen.pages.views import Page, View

T = TypeVar("T")

_VIEWS: dict[str, type] = {view.__name__: view for view in get_args(View)}


def encode(value: Any) -> bytes:
    """The bytes of a value made of dataclasses, tuples, mappings and plain values."""
    return msgspec.msgpack.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value of a type that the bytes were made from."""
    return msgspec.msgpack.decode(data, type=kind)


def encode_page(page: Page) -> bytes:
    """A page with the name of its view's type: values of a union do not tell which they are."""
    return encode((page.address, page.template, type(page.view).__name__, encode(page.view)))


def decode_page(data: bytes) -> Page:
    """The page `encode_page` was given."""
    address, template, name, view = decode(data, tuple[str, str, str, bytes])
    return Page(address, template, decode(view, _VIEWS[name]))
