"""What many views hold of an article, made and encoded once: its card, or its place in a feed."""

from collections.abc import Callable
from typing import Generic, TypeVar

from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime import codec

T = TypeVar("T", bound=Value)

_MAX_ENTRIES = 20_000
"""Values kept at once, half a kilobyte each; it is rare that more are wanted within one chapter."""


class CardCache(Generic[T]):
    """The values of all articles, made when they are first asked for."""

    def __init__(self, factory: Callable[[Article], T]) -> None:
        self._make = factory
        self._made: dict[str, T] = {}

    def get(self, article: Article) -> T:
        """An article's value, encoded: views are told it is one, and nobody looks into it."""
        known = self._made.get(article.path)
        if known is None:
            if len(self._made) >= _MAX_ENTRIES:
                self._made.clear()
            known = self._made[article.path] = codec.raw(codec.encode(self._make(article)))
        return known
