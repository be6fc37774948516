"""The indexes of names in the stored archive: their rows, and which keys a change touches."""

from collections import Counter
from collections.abc import Iterator

from newsgen.archive.name_similarity import comparison_key
from newsgen.model.index_letters import CollationKey, IndexLetters
from newsgen.model.kind import CONTROLLED_KINDS, ENTITY_KINDS, KIND_BY_KEY, Kind, index_kinds
from newsgen.model.slug import identity
from newsgen.pages.name_files import name_words
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_delta import StoredTerm
from newsgen.store.archive_lists import LANGUAGE, IndexRow

NAMES_BY_LETTER, NAMES_BY_COUNT, NAME_WORDS = "names by letter", "names by count", "name words"
"""Indexes of names that have stories: by kind and letter, by the number of stories, by words."""

LETTERS_INDEX, NUMBERS_INDEX = "letters", "numbers of names"
"""Stand for the names of two indexes that have no rows. One has a key for each letter of a kind
under which there are names. The other has as many keys of an index of names as that has names: to
ask whether there are more than ten is to ask for its key 11."""

_ALL_NAMES = ""
"""Stands for the kind of an index of all names."""

_CONTROLLED_KINDS = frozenset(kind.value for kind in CONTROLLED_KINDS)


class NameIndexes:
    """Makes the rows of names, and notes what came and went, for `touched_keys`."""

    def __init__(self, collation_key: CollationKey) -> None:
        self._letters = IndexLetters(collation_key)
        self._steps: Counter[bytes] = Counter()
        """By kind and letter, how many names more there are."""

    def rows(self, number: int, term: StoredTerm) -> Iterator[IndexRow]:
        """Yield the rows of a name."""
        if term.kind == LANGUAGE:
            return
        line = f"{term.kind}:{term.name}"
        yield "slugs", f"{term.kind}/{term.slug}\0{term.name}".encode(), number
        if count := term.about + term.mentions:
            letter = self._letters.letter(term.text)
            place = f"{term.kind}:{letter.weight}{letter.label}"
            yield NAMES_BY_LETTER, f"{place}\0{term.name}".encode(), number
            rank = f"{term.text}\0{term.kind}\0{term.slug}\0{term.name}".encode()
            yield NAMES_BY_COUNT, (0xFFFFFFFF - count).to_bytes(4, "big") + rank, number
            for word in name_words(term.text, term.authority):
                yield NAME_WORDS, f"{word}\0{line}".encode(), number
        if term.authority and term.authority.former:
            yield "former", line.encode(), number
        if term.first_year:
            yield "first named", f"{term.first_year:04}{line}".encode(), number
        if term.authority and term.authority.part_of:
            larger = f"{term.kind}:{identity(term.authority.part_of)}"
            yield "parts", f"{larger}\0{term.name}".encode(), number
        if not term.authority and term.about == 1 and term.kind in _CONTROLLED_KINDS:
            key = f"{term.kind}:{comparison_key(term.text)}"
            yield "rare names", f"{key}\0{term.name}".encode(), number

    def change(
        self, number: int, earlier: StoredTerm | None, term: StoredTerm | None
    ) -> tuple[set[IndexRow], set[IndexRow], dict[tuple[str, bytes], None]]:
        """Return the rows of a name that go and those that come, and the keys it touches."""
        old_rows = set(self.rows(number, earlier)) if earlier else set()
        new_rows = set(self.rows(number, term)) if term else set()
        gone, come = old_rows - new_rows, new_rows - old_rows
        touched = gone | come
        if term and earlier and term.indexed != earlier.indexed:
            touched |= {row for row in new_rows if row[0] in (NAMES_BY_LETTER, NAME_WORDS)}
        for rows, step in ((gone, -1), (come, 1)):
            letters = (
                key.partition(b"\0")[0] for index, key, _ in rows if index == NAMES_BY_LETTER
            )
            self._steps.update(dict.fromkeys(letters, step))
        return gone, come, {(index, key): None for index, key, _ in touched}

    def touched_keys(self, database: ArchiveDatabase) -> Iterator[tuple[str, bytes]]:
        """Yield the keys of letters and of numbers of names that all changes touched."""
        numbers: Counter[str] = Counter()
        for letter, step in self._steps.items():
            count = database.count_keys(NAMES_BY_LETTER, letter + b"\0")
            if bool(count) != bool(count - step):
                yield LETTERS_INDEX, letter
            kind = KIND_BY_KEY[letter.partition(b":")[0].decode()]
            numbers.update(dict.fromkeys(_indexes_of(kind), step))
        for index_kind, step in numbers.items():
            count = number_of_names(database, index_kind)
            for number in range(min(count, count - step), max(count, count - step)):
                yield NUMBERS_INDEX, number_key(index_kind, number + 1).encode()


def number_key(index_kind: str, number: int) -> str:
    """Return the key that `NUMBERS_INDEX` has if the index of a kind has so many names."""
    return f"{index_kind}:{number}"


def number_of_names(database: ArchiveDatabase, index_kind: str) -> int:
    """Return the number of names in the index of a kind; of all names if it is empty."""
    if index_kind == _ALL_NAMES:
        return database.count_keys(NAMES_BY_LETTER, b"")
    kinds = index_kinds(KIND_BY_KEY[index_kind])
    return sum(database.count_keys(NAMES_BY_LETTER, f"{kind.value}:".encode()) for kind in kinds)


def _indexes_of(kind: Kind) -> set[str]:
    """Return the kinds of the indexes that have names of a kind."""
    return {_ALL_NAMES, kind.value, *([Kind.ENTITY.value] if kind in ENTITY_KINDS else [])}
