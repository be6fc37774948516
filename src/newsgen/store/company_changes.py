"""Which names may have other companions since a change of the stored archive."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsgen.archive.companions import MAX_COMPANY
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseDamaged
from newsgen.store.archive_delta import MEMBERS, ArchiveDelta, StoredTerm
from newsgen.store.archive_lists import ABOUT, MENTIONS, list_number
from newsgen.store.read_notes import CompanyRead

TouchedNames = Sequence[tuple[int, int]]
"""The numbers of names of an article, each with the bits of what was touched in its list."""


class CompanyChanges:
    """Tells whether the companions that were read of a name may be others now.

    A name that shares fewer stories with another than each companion that is shown changes nothing.
    """

    def __init__(
        self, database: ArchiveDatabase, delta: ArchiveDelta, recounted: Iterable[tuple[int, ...]]
    ) -> None:
        """Take the database after a change.

        recounted: For each article with a name that counts as a companion only now, or no more, the
        numbers of its names.
        """
        self._database = database
        self._delta = delta
        self._whole = {number for members in recounted for number in members}
        self._partners: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._shared: dict[tuple[int, int], int] = {}
        names_at: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(
            lambda: {ABOUT: [], MENTIONS: []}
        )
        for (number, place), bits in delta.places.items():
            role = number & 3
            if role in (ABOUT, MENTIONS) and number > MENTIONS:
                names_at[place][role].append((number // 4, bits))
        for place, names in names_at.items():
            self._add(place, names)
        for number, terms in delta.terms.items():
            if not all(term and term.about for term in terms):
                self._whole.add(number)

    def _add(self, place: int, names: Mapping[int, TouchedNames]) -> None:
        if any(bits & MEMBERS for _, bits in (*names[ABOUT], *names[MENTIONS])):
            # A name that is only mentioned shares stories with those that the articles are about.
            mentioned = {number for number, _ in names[MENTIONS]}
            self._whole |= {number for number in mentioned if not self._term(number).about}
            if len(names[ABOUT]) > MAX_COMPANY:
                self._whole.update(number for number, _ in names[ABOUT])
        row = self._database.get("memberships", place)
        lists = frozenset(unpack_numbers(row[0])) if row else frozenset()
        for own, bits in names[ABOUT]:
            for other, others in names[ABOUT]:
                if (bits | others) & MEMBERS and own != other:
                    pair = list_number(own, ABOUT), list_number(other, ABOUT)
                    self._partners[own][other] += not lists.issuperset(pair)

    @property
    def numbers(self) -> set[int]:
        """Those of the names that may have others."""
        return self._whole | self._partners.keys()

    def touch(self, read: CompanyRead) -> bool:
        """Return whether a read of companions may have another answer now."""
        own, kind, least = read
        if own in self._whole:
            return True
        for other, gone in self._partners.get(own, {}).items():
            if kind and self._term(other).kind != kind:
                continue
            # Before the change they shared no more than now and what they share no more.
            if gone >= least or self._count_shared(own, other) + gone >= least:
                return True
        return False

    def _count_shared(self, own: int, other: int) -> int:
        pair = (own, other) if own < other else (other, own)
        if pair not in self._shared:
            longer, shorter = sorted(pair, key=lambda number: -self._term(number).about)
            query = (
                "SELECT count(*) FROM entries WHERE list = ? AND place IN "
                "(SELECT place FROM entries WHERE list = ?)"
            )
            lists = list_number(longer, ABOUT), list_number(shorter, ABOUT)
            ((self._shared[pair],),) = self._database.select(query, *lists)
        return self._shared[pair]

    def _term(self, number: int) -> StoredTerm:
        earlier, term = self._delta.terms.get(number, (None, None))
        if shown := term or earlier:
            return shown
        row = self._database.get("terms", number)
        if row is None:
            raise DatabaseDamaged("a name is missing")
        return codec.decode(row[0], StoredTerm)
