"""The names that a change of the stored archive touched: how often two appear together."""

from newsgen.archive.companions import WHOLE_STORY
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase, DatabaseDamaged
from newsgen.store.archive_delta import ArchiveDelta, StoredName
from newsgen.store.archive_lists import ABOUT, MENTIONS, ROLE_WEIGHTS, list_number


class NameScores:
    """Reads names by their numbers, also those that are no more."""

    def __init__(self, database: ArchiveDatabase, delta: ArchiveDelta) -> None:
        """Take the database after a change."""
        self._database = database
        self._delta = delta
        self._names: dict[int, StoredName] = {}
        self._scores: dict[tuple[int, int], int] = {}
        self._counts: dict[int, int] = {}

    def kind_of(self, number: int) -> str:
        """Return the kind of a name."""
        return self._name(number).kind

    def subject(self, number: int) -> str:
        """Return the subject of the timelines of a name; empty if it is no more."""
        _, term = self._delta.terms.get(number, (None, self._name(number)))
        return f"{term.kind}:{term.name}" if term else ""

    def may_reach(self, one: int, two: int, least: int) -> bool:
        """Return whether the score of two names may be so high.

        Each version of a story is counted by itself, so it may be less.
        """
        fewest = min(self._count(one), self._count(two))
        return WHOLE_STORY * fewest >= least and self._score(one, two) >= least

    def _score(self, one: int, two: int) -> int:
        pair = min(one, two), max(one, two)
        if pair not in self._scores:
            longer, shorter = sorted(pair, key=lambda number: -self._count(number))
            query = (
                f"SELECT total({_WEIGHT.format('one')} * {_WEIGHT.format('two')}) "
                "FROM entries AS two CROSS JOIN entries AS one ON one.place = two.place "
                "WHERE two.list IN (?, ?) AND one.list IN (?, ?)"
            )
            lists = [list_number(name, role) for name in (shorter, longer) for role in ROLE_WEIGHTS]
            ((score,),) = self._database.select(query, *lists)
            self._scores[pair] = int(score)
        return self._scores[pair]

    def _count(self, number: int) -> int:
        """Return how many articles have a name, each version by itself."""
        if number not in self._counts:
            query = "SELECT count(*) FROM entries WHERE list IN (?, ?)"
            lists = (list_number(number, role) for role in ROLE_WEIGHTS)
            ((self._counts[number],),) = self._database.select(query, *lists)
        return self._counts[number]

    def _name(self, number: int) -> StoredName:
        if number not in self._names:
            earlier, term = self._delta.terms.get(number, (None, None))
            shown: StoredName | None = term or earlier
            if shown is None:
                row = self._database.get("terms", number)
                if row is None:
                    raise DatabaseDamaged("a name is missing")
                shown = codec.decode(row[0], StoredName)
            self._names[number] = shown
        return self._names[number]


_WEIGHT = (
    f"CASE {{}}.list & 3 WHEN {ABOUT} THEN {ROLE_WEIGHTS[ABOUT]} ELSE {ROLE_WEIGHTS[MENTIONS]} END"
)
"""What a row of a list adds to a score, in SQL."""
