"""The names of stored articles that count as companions of each other."""

from array import array

from newsgen.archive import companions
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import ABOUT, ARTICLES_LIST, MENTIONS
from newsgen.store.stored_rows import StoredRows

_MAX_COMPANIES = 30_000
"""Articles of which the first names are kept."""

_FEW_COMPANIES = 3
"""Articles of which the names are read one by one."""


class StoredCompanies:
    """Gives the lists of the first names of articles that are counted. Nothing is noted.

    A list says whether an article is about its name or mentions it.
    """

    def __init__(self, database: ArchiveDatabase, rows: StoredRows) -> None:
        """Take an open database, and what reads its rows."""
        self._database = database
        self._rows = rows
        self._companies: dict[int, bytes] = {}
        """By place; packed, which takes a third of the memory."""
        self._counted = _CountedNames(rows)

    def at(self, place: int) -> "array[int]":
        """Return those of the article at a place."""
        company = self._companies.get(place)
        if company is None:
            company = self._pack(place, self._rows.memberships(place))
            self._keep({place: company})
        return array("i", company)

    def of_list(self, number: int, places: list[int]) -> "list[array[int]]":
        """Return those of all places of a list; read them at once if need be."""
        known = sum(1 for place in places if place in self._companies)
        if 2 * known < len(places) - _FEW_COMPANIES:
            query = (
                "SELECT entries.place, lists FROM entries CROSS JOIN memberships "
                "ON memberships.place = entries.place WHERE list = ?"
            )
            rows = self._database.select(query, number)
            found = {place: self._pack(place, unpack_numbers(lists)) for place, lists in rows}
            self._keep(found)
            if len(found) == len(places):
                return [array("i", found[place]) for place in places]
        return [*map(self.at, places)]

    def _pack(self, place: int, lists: tuple[int, ...]) -> bytes:
        counted = self._counted
        roles = ABOUT, MENTIONS
        numbers = [
            one for one in lists if one & 3 in roles and one != ARTICLES_LIST and counted[one // 4]
        ]
        if self._rows.has_other_versions(place):
            numbers = [one for one in numbers if self._stands(one, place)]
        return array("i", numbers[: companions.MAX_COMPANY]).tobytes()

    def _stands(self, number: int, place: int) -> bool:
        """Return whether a list has a place: not that of a mention if a version is about it."""
        return number & 3 == ABOUT or self._database.get("entries", number, place) is not None

    def _keep(self, companies: dict[int, bytes]) -> None:
        if len(self._companies) + len(companies) > _MAX_COMPANIES:
            self._companies.clear()
        if len(companies) <= _MAX_COMPANIES:
            self._companies |= companies


class _CountedNames(dict[int, bool]):
    """By the number of a name, whether it counts as a companion; the rows are asked once."""

    def __init__(self, rows: StoredRows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> bool:
        is_counted = self[number] = self._rows.is_counted(number)
        return is_counted
