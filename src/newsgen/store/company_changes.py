"""Which names may have other companions since a change of the stored archive."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from newsgen.archive.companions import MAX_COMPANY
from newsgen.model.pack_numbers import unpack_numbers
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import MEMBERS, ArchiveDelta
from newsgen.store.archive_lists import MENTIONS, ROLE_WEIGHTS
from newsgen.store.name_scores import NameScores
from newsgen.store.read_notes import CompanyRead


class CompanyChanges:
    """Tells whether the companions that were read of a name may be others now.

    A name with a lower score than each companion that is shown changes nothing.
    """

    def __init__(
        self,
        database: ArchiveDatabase,
        delta: ArchiveDelta,
        scores: NameScores,
        recounted: Iterable[tuple[int, ...]],
    ) -> None:
        """Take the database after a change, and what knows the names that it touched.

        recounted: For each article with a name that counts as a companion only now, or no more, the
        numbers of its names.
        """
        self._database = database
        self._scores = scores
        self._whole = {number for members in recounted for number in members}
        self._partners: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        """By name and other name, the most that their score was higher before."""
        names_at: dict[int, dict[int, int]] = defaultdict(dict)
        for (number, place), bits in delta.places.items():
            if number & 3 in ROLE_WEIGHTS and number > MENTIONS:
                # Where it neither came nor went, it adds what it added before.
                weight = ROLE_WEIGHTS[number & 3] if bits & MEMBERS else 0
                names = names_at[place]
                names[number // 4] = max(weight, names.get(number // 4, 0))
        for place, names in names_at.items():
            if any(names.values()):
                self._add(place, names)

    def _add(self, place: int, names: Mapping[int, int]) -> None:
        """Note the pairs of names of an article of which one has come or gone.

        names: The numbers of its names before and after, with the most that each of those which
            came or went may have added before; 0 for the others.
        """
        if len(names) > MAX_COMPANY:
            self._whole |= names.keys()
            return
        now = self._weights_at(place)
        before = {number: weight or now.get(number, 0) for number, weight in names.items()}
        for one, two in combinations(names, 2):
            if names[one] or names[two]:
                lost = before[one] * before[two] - now.get(one, 0) * now.get(two, 0)
                self._partners[one][two] += max(0, lost)
                self._partners[two][one] += max(0, lost)

    def _weights_at(self, place: int) -> dict[int, int]:
        """Return what each name of the article at a place adds to a score there now."""
        row = self._database.get("memberships", place)
        return {
            number // 4: ROLE_WEIGHTS[number & 3]
            for number in (unpack_numbers(row[0]) if row else ())
            # One of a mention is no entry if another version of the story is about the name.
            if number & 3 in ROLE_WEIGHTS and self._database.get("entries", number, place)
        }

    @property
    def numbers(self) -> set[int]:
        """Those of the names that may have others."""
        return self._whole | self._partners.keys()

    def touch(self, read: CompanyRead) -> bool:
        """Return whether a read of companions may have another answer now."""
        own, kind, least = read
        if own in self._whole:
            return True
        for other, lost in self._partners.get(own, {}).items():
            if kind and self._scores.kind_of(other) != kind:
                continue
            if lost >= least or self._scores.may_reach(own, other, least - lost):
                return True
        return False
