"""Stores the view of each rendered page, so that `--explain` can say which field changed.

A stored view has digests in the place of its cards, which have rows of their own. Rows have the
digest of the view or card as key. No page depends on them.
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
    """Remove stored views that no page has, and cards that no stored view has.

    Args:
        view_digests: Those of all pages.
    """
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
    """Give the digests of the cards in a stored view."""
    if isinstance(lead := stored_view.get("lead"), str):
        yield lead
    for group in stored_view.get("groups", ()):
        yield from group["cards"]


class PreviousViews:
    """The views of one process; `save` puts the new ones among the rows."""

    def __init__(self, rows: RowStore) -> None:
        self._rows = rows
        self._cards: set[str] = set()
        self._new: dict[str, bytes] = {}

    def add(self, view_digest: str, encoded: bytes, view: View) -> None:
        """Note a view under its digest. encoded: the same view, as it was digested."""
        match view:
            case FrontView(lead=lead, groups=groups):
                lead_digest = self._card(lead) if lead else None
                view = replace(view, lead=lead_digest, groups=self._groups(groups))
            case (
                NameView(groups=groups, mentions=mentions)
                | PeriodView(groups=groups, mentions=mentions)
            ):
                view = replace(view, groups=self._groups(groups), mentions=self._groups(mentions))
            case PairView(groups=groups):
                view = replace(view, groups=self._groups(groups))
            case _:
                self._new[view_digest] = encoded
                return
        self._new[view_digest] = codec.encode(view)

    def save(self) -> None:
        """Put the new views and cards among the rows."""
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
        return cast("Card", name)  # only the encoder of the stored view sees it
