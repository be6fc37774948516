"""Values in memory that a build takes over from the build before, where what they are of is equal.

A preview builds again after each edit, and most of what a build prepares is the same as before.
"""

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class LatestValues:
    """The latest value of each name: one each, so that a preview that runs for days does not grow.

    Whoever uses one may change it only so that it answers the same.
    """

    def __init__(self) -> None:
        self._values: dict[str, tuple[object, object]] = {}

    def get(self, name: str, made_of: object, make: Callable[[], T]) -> T:
        """Return the latest value of a name if it was made of something equal; else make it."""
        known = self._values.get(name)
        if known is None or known[0] != made_of:
            known = self._values[name] = made_of, make()
        return cast("T", known[1])

    def clear(self) -> None:
        """Forget all of them."""
        self._values.clear()
