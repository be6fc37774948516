"""Outlines: the views that pages were drawn from, kept so that a later build can say what changed.

An outline is a view, encoded, with the digests of cards in their place; it and the cards are found
by their digests. Nothing but `--explain` ever looks at one.
"""

from collections.abc import Collection, Iterator
from typing import Any, cast

from newsgen.model.digest import digest
from newsgen.model.value import replace
from newsgen.pages.page import View
from newsgen.pages.view_components import Card, CardGroup
from newsgen.pages.views import FrontView, NameView, PairView, PeriodView
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import RowStore


def sweep_views(cache: Cache, view_digests: Collection[str]) -> None:
    """Forget outlines of no page, and cards in none. views: the digests of all pages' views."""
    if not cache.needs_sweep("views", 2 * len(view_digests)):
        return
    used = {view.encode() for view in view_digests}
    cards = {
        card.encode()
        for key, value in cache.scan("views")
        if key in used
        for card in _card_digests(codec.decode(value, dict))
    }
    cache.sweep("views", used | cards)


def _card_digests(stored_view: dict[str, Any]) -> Iterator[str]:
    """The digests of the cards in an outline."""
    if isinstance(lead := stored_view.get("lead"), str):
        yield lead
    for group in stored_view.get("groups", ()):
        yield from group["cards"]


class PreviousViews:
    """The outlines one process keeps; those that are new are kept when `keep` is called."""

    def __init__(self, rows: RowStore) -> None:
        self._rows = rows
        self._cards: set[str] = set()
        self._new: dict[str, bytes] = {}

    def add(self, view_digest: str, encoded: bytes, view: View) -> None:
        """Keep a view under its name. encoded: the same, as its name was digested from."""
        match view:
            case FrontView(lead=lead, groups=groups):
                first = self._card(lead) if lead else None
                view = replace(view, lead=first, groups=self._groups(groups))
            case (
                NameView(groups=groups, mentions=mentions)
                | PeriodView(groups=groups, mentions=mentions)
            ):
                shown, named = self._groups(groups), self._groups(mentions)
                view = replace(view, groups=shown, mentions=named)
            case PairView(groups=groups):
                view = replace(view, groups=self._groups(groups))
            case _:
                self._new[view_digest] = encoded
                return
        self._new[view_digest] = codec.encode(view)

    def save(self) -> None:
        """Put what is new among the rows."""
        self._rows.put("views", ((key.encode(), value) for key, value in self._new.items()))
        self._new.clear()

    def _groups(self, groups: tuple[CardGroup, ...]) -> tuple[CardGroup, ...]:
        return tuple(replace(group, cards=tuple(map(self._card, group.cards))) for group in groups)

    def _card(self, card: Card) -> Card:
        encoded = codec.encode(card)
        name = digest(encoded)
        if name not in self._cards:
            self._cards.add(name)
            self._new[name] = encoded
        return cast("Card", name)  # only what encodes the outline will look at it
