"""Keeps what macros returned, so that pages that show the same draw it once.

What a macro returns depends on its arguments, on values that all pages share, and on links. Links
go by the root of the site, so they are the same on all pages of the same depth.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from markupsafe import Markup

from newsgen.model.value import Value
from newsgen.runtime import codec

_MAX_FRAGMENTS = 1000
"""At most so many are kept for a depth; then they are drawn anew. More make nothing quicker."""

_MAX_KEY = 2_000
"""Bytes of encoded arguments; what longer ones give, such as a whole list, no other page shows."""

_PLAIN = frozenset((str, int, float, bool, type(None), date, tuple))
"""Types of plain values. What only Jinja has, such as HTML or a list, is not among them."""

_Key = tuple[Callable[..., str], tuple[type, ...], bytes]


class Fragments:
    """What macros returned, by their arguments. One process has one.

    Args:
        page_values: The names of values that are another page's on each page. A macro that looks
            up one of them is not kept.
    """

    def __init__(self, page_values: frozenset[str]) -> None:
        self.page_values = page_values
        self._by_root: dict[str, dict[_Key, Markup]] = {}
        self._fragments: dict[_Key, Markup] = {}
        self._view: object = None

    def enter(self, root_href: str, view: object) -> None:
        """Begin the page of a view on which links to the root have this href."""
        self._fragments = self._by_root.setdefault(root_href, {})
        self._view = view

    def call(self, function: Callable[..., str], args: tuple[Any, ...]) -> Markup:
        """Return what the function of a macro gives for arguments."""
        key = self._key(function, args)
        found = self._fragments.get(key) if key else None
        if found is None:
            found = str.__new__(Markup, function(*args))  # Markup() asks what it is given.
            if key:
                if len(self._fragments) >= _MAX_FRAGMENTS:
                    self._fragments.clear()
                self._fragments[key] = found
        return found

    def _key(self, function: Callable[..., str], args: tuple[Any, ...]) -> _Key | None:
        """Return what stands for a call; None if it is not kept."""
        types = _plain_types(args)
        if types is None or (args and args[0] is self._view):
            return None
        try:
            encoded = codec.encode(args)
        except (OverflowError, UnicodeEncodeError):
            return None
        return (function, types, encoded) if len(encoded) <= _MAX_KEY else None


def _plain_types(values: tuple[Any, ...]) -> tuple[type, ...] | None:
    """Return the types of values, then those of what tuples among them hold.

    None if others of these types may have the same encoding.
    """
    types = tuple(map(type, values))
    if not _are_plain(types):
        return None
    if tuple in types:
        for held in [_plain_types(one) for one in values if type(one) is tuple]:
            if held is None:
                return None
            types += held
    return types


@cache
def _are_plain(types: tuple[type, ...]) -> bool:
    return all(kind in _PLAIN or issubclass(kind, Value | Enum) for kind in types)
