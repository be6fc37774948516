"""Stores the view of each rendered page, so that `--explain` can say which field changed.

A stored view has digests in place of its cards, which have rows of their own.
"""

from typing import Any, cast

from newsgen.model.digest import digest
from newsgen.model.value import replace
from newsgen.pages.page import View
from newsgen.pages.view_components import Card, CardGroup
from newsgen.pages.views import FrontView, LanguageView, NameView, PairView, PeriodView
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import RowStore
from newsgen.store.output_paths import address_count
from newsgen.store.page_group_rows import PageGroupRows

_MAX_KNOWN_CARDS = 50_000
"""Digests of cards that are kept at once; those of others are stored again."""


def sweep_views(cache: Cache, database: ArchiveDatabase) -> None:
    """Remove stored views that no page of an archive has, and cards that no stored view has."""
    if not cache.needs_sweep("views", 2 * address_count(database)):
        return
    used = {row.view_digest.encode() for _, _, row in PageGroupRows(database).pages()}
    cards: set[str] = set()
    for key, value in cache.scan("views"):
        if key in used:
            view = codec.decode(value, dict[str, Any])
            if isinstance(lead := view.get("lead"), str):
                cards.add(lead)
            cards.update(card for group in view.get("groups", ()) for card in group["cards"])
    cache.sweep("views", used | {card.encode() for card in cards})


class PreviousViews:
    """The views of one process; `save` puts the new ones among the rows."""

    def __init__(self, rows: RowStore) -> None:
        self._rows = rows
        self._cards: set[str] = set()
        self._new: dict[str, bytes] = {}

    def add(self, view_digest: str, encoded: bytes, view: View) -> None:
        """Note a view under its digest. encoded: the same view, as it was digested."""
        if isinstance(view, FrontView | LanguageView | NameView | PairView | PeriodView):
            card_fields: dict[str, Any] = {
                name: self._groups(getattr(view, name))
                for name in ("groups", "mentions")
                if hasattr(view, name)
            }
            if isinstance(view, FrontView) and view.lead:
                card_fields["lead"] = self._card(view.lead)
            encoded = codec.encode(replace(view, **card_fields))
        self._new[view_digest] = encoded

    def save(self) -> None:
        """Put the new views and cards among the rows."""
        self._rows.put("views", ((key.encode(), value) for key, value in self._new.items()))
        self._new.clear()
        if len(self._cards) > _MAX_KNOWN_CARDS:
            self._cards.clear()

    def _groups(self, groups: tuple[CardGroup, ...]) -> tuple[CardGroup, ...]:
        return tuple(replace(group, cards=tuple(map(self._card, group.cards))) for group in groups)

    def _card(self, card: Card) -> Card:
        encoded = codec.encode(card)
        name = digest(encoded)
        if name not in self._cards:
            self._cards.add(name)
            self._new[name] = encoded
        return cast("Card", name)  # only the encoder of the stored view sees it
