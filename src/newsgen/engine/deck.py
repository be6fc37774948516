"""The cards of an edition, each made and encoded once, however many pages show it.

Gives what stands for a card in views that are only to be encoded, and the digests of cards, by
which it is known whether a listing changed.
"""

from collections.abc import Iterable

from newsgen.engine import wire
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.pages.cards import card
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import Card


class Deck:
    """All cards of an edition, made when they are first asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._encoded: dict[str, Card] = {}
        self._marks: dict[str, str] = {}

    def card(self, article: Article) -> Card:
        """An article's card, encoded: views are told it is one, and nobody looks into it."""
        known = self._encoded.get(article.path)
        if known is None:
            known = self._encoded[article.path] = wire.raw(self._encode(article))
        return known

    def marks(self) -> Iterable[str]:
        """The digests of all cards that one was asked for."""
        return self._marks.values()

    def digest(self, articles: Iterable[Article]) -> str:
        """The digest of the cards of some articles, in their order."""
        return digest("".join(map(self._mark, articles)))

    def _mark(self, article: Article) -> str:
        known = self._marks.get(article.path)
        if known is None:
            known = self._marks[article.path] = digest(self._encode(article))
        return known

    def _encode(self, article: Article) -> bytes:
        return wire.encode(card(self._edition, article))
