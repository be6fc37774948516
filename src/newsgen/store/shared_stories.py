"""The stories that two names of the stored archive share, and what each of them counts."""

from itertools import product

from newsgen.model.kind import ENTITY_KINDS
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import ABOUT, MENTIONS, ROLE_WEIGHTS, list_number
from newsgen.store.place_lists import PlaceLists
from newsgen.store.stored_companies import StoredCompanies
from newsgen.store.stored_rows import StoredRows

_MAX_PAIRS = 12
"""Pairs of names of which the places that they share are kept: their pages ask several times."""


class SharedStories:
    """Finds the places of the articles that have two entities. Nothing is noted."""

    def __init__(
        self,
        database: ArchiveDatabase,
        rows: StoredRows,
        lists: PlaceLists,
        companies: StoredCompanies,
    ) -> None:
        """Take an open database, and what reads its rows, lists and the names of articles."""
        self._rows = rows
        self._lists = lists
        self._companies = companies
        self._kept: dict[tuple[int, int], dict[int, int]] = {}
        query = "SELECT value FROM keys WHERE list = 'crowded'"
        self._crowded = {place for (place,) in database.select(query)}

    def scores(self, one: int, two: int) -> dict[int, int]:
        """Return what each article counts that has two names, by place, the latest first."""
        pair = min(one, two), max(one, two)
        if pair not in self._kept:
            if len(self._kept) >= _MAX_PAIRS:
                self._kept.clear()
            self._kept[pair] = self._find(*pair)
        return self._kept[pair]

    def _find(self, one: int, two: int) -> dict[int, int]:
        names = [self._rows.stored_name(number) for number in (one, two)]
        if not {name.kind for name in names} <= {*ENTITY_KINDS}:
            return {}
        counts = [{ABOUT: name.about, MENTIONS: name.mentions} for name in names]
        scores: dict[int, int] = {}
        for roles in product(ROLE_WEIGHTS, repeat=2):
            sizes = counts[0][roles[0]], counts[1][roles[1]]
            if all(sizes):
                lists = list_number(one, roles[0]), list_number(two, roles[1])
                score = ROLE_WEIGHTS[roles[0]] * ROLE_WEIGHTS[roles[1]]
                for place in self._lists.shared(*lists, sizes):
                    if place not in self._crowded or {*lists} <= {*self._companies.at(place)}:
                        scores[place] = score
        return {place: scores[place] for place in sorted(scores, reverse=True)}
