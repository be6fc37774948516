"""Values that many views hold of an article, such as its card, made and encoded once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime import codec

T = TypeVar("T", bound=Value)

_MAX_ENTRIES = 20_000
"""Values kept at once, half a kilobyte each; few page groups need more."""


class CardCache(Generic[T]):
    """One value for each article, made when it is first needed."""

    def __init__(self, factory: Callable[[Article], T]) -> None:
        self._make = factory
        self._made: dict[str, T] = {}

    def get(self, article: Article) -> T:
        """Return an article's value, encoded: only what encodes a view may use it."""
        known = self._made.get(article.path)
        if known is None:
            if len(self._made) >= _MAX_ENTRIES:
                self._made.clear()
            known = self._made[article.path] = codec.raw(codec.encode(self._make(article)))
        return known
