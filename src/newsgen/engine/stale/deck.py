"""The cards of an edition, each made and encoded once, however many pages show it."""

from newsgen.engine import wire
from newsgen.model.article import Article
from newsgen.pages.cards import card
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import Card

_MOST = 20_000
"""Cards kept at once, half a kilobyte each; it is rare that more are wanted within one chapter."""


class Deck:
    """All cards of an edition, made when they are first asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._cards: dict[str, Card] = {}

    def card(self, article: Article) -> Card:
        """An article's card, encoded: views are told it is one, and nobody looks into it."""
        known = self._cards.get(article.path)
        if known is None:
            if len(self._cards) >= _MOST:
                self._cards.clear()
            known = self._cards[article.path] = wire.raw(wire.encode(card(self._edition, article)))
        return known
