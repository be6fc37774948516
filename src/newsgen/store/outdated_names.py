"""Which parse records have names that may mean something else since authority files have changed.

Records are made with the authority files of one *generation* of the cache. When these files
change, a new generation begins, and the records whose signatures tell that the change may concern
them are marked. All others hold on.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from newsgen.content.names.changed_names import NameChanges, authority_change, changed_names
from newsgen.model.authority import Authorities, Authority
from newsgen.model.value import Value
from newsgen.runtime import clock, codec
from newsgen.store.cache import Cache

_GENERATION, _ENTRIES = b"generation", b"entries"

_LAST = (1 << 63) - 1
"""A number after those of all generations."""


class _Generation(Value, frozen=True, array_like=True):
    """Which authority files the records of a cache are made with.

    Attributes:
        number: Is larger than that of the generation before.
        first: Records of generations before this one do not hold.
        state: The digest of the files, whose entries have a row of their own.
        is_settled: Whether all marks are there.
    """

    number: int = 0
    first: int = 0
    state: str = ""
    is_settled: bool = False


class _Concerned(NamedTuple):
    """Sources whose names may mean something else. signature_count: of those that were asked."""

    paths: frozenset[str]
    signature_count: int


class OutdatedNames:
    """Tells for a record whether its names mean what the authority files of this build say.

    Attributes:
        number: That of the generation.
        state: The digest of its authority files.
        first: Of earlier ones nothing is known: who has records of them knows no longer which hold.
    """

    def __init__(self, cache: Cache, authorities: Authorities, *, is_sure: bool = True) -> None:
        """is_sure: False where an authority file cannot be read, so that no build succeeds."""
        self._cache = cache
        self._authorities = authorities
        self.state = authorities.files_digest
        self._found: dict[str, _Concerned | None] = {}
        self._is_sure = is_sure
        earlier = self._stored()
        if not is_sure:  # all that is known stays as it is, and nothing new is kept
            self.first, self.number = 0, _LAST
        elif earlier.state == self.state and earlier.is_settled:
            self.first, self.number = earlier.first, earlier.number
        else:
            self._begin(earlier)
        self._marked = {key.decode() for key in cache.keys("outdated_names")}

    def holds(self, path: str, generation: int) -> bool:
        """Return whether the names of a record are up to date."""
        return self.first <= generation <= self.number and path not in self._marked

    def note_resolved(self, paths: Iterable[str]) -> None:
        """Note that records of this generation were put, for the sources at these paths."""
        paths = tuple(paths)
        if self._stored().number != self.number:  # another process has begun a new one
            self._mark(paths)
        elif found := self._marked.intersection(paths):
            self._marked -= found
            self._cache.delete("outdated_names", [path.encode() for path in found])

    def concerned_paths(
        self, state: str, entries: Callable[[], Sequence[Authority] | None], least: int = 0
    ) -> frozenset[str] | None:
        """Return the sources whose names may mean something else than by earlier files.

        Args:
            state: The digest of the earlier files; sources are asked once for each.
            entries: Gives those of the earlier files, None if they are not known.
            least: The number of sources that have records if none is lost.

        Returns:
            None if all sources are best looked at.
        """
        if state == self.state or not self._is_sure:
            return frozenset()
        if state not in self._found:
            change = authority_change(self._authorities, state, entries)
            changes = changed_names(change.old, change.new) if change else None
            self._found[state] = None if changes is None else self._ask_signatures(changes)
        found = self._found[state]
        return found.paths if found and found.signature_count >= least else None

    def _ask_signatures(self, changes: NameChanges) -> _Concerned | None:
        if changes.is_empty:
            return _Concerned(frozenset(), _LAST)
        asked, concerned = 0, set[str]()
        for batch in self._cache.batches("signatures"):
            asked += len(batch)
            rows = [row for _, row in batch if row]
            have_proposals = any(row[0] for row in rows)
            if have_proposals or changes.concern_any(row[1:] for row in rows):
                concerned.update(
                    key.decode()
                    for key, row in batch
                    if row and changes.concern(row[1:], has_proposals=bool(row[0]))
                )
        is_whole = asked == self._cache.count("records")
        return _Concerned(frozenset(concerned), asked) if is_whole else None

    def _begin(self, earlier: _Generation) -> None:
        """Begin a generation: note it first, so that no record is overlooked meanwhile."""
        self.number = max(clock.now_ns(), earlier.number + 1)
        self.first = earlier.first
        self._store(_Generation(self.number, self.first, self.state))
        entries = partial(self._entries_of, earlier.state)
        concerned = self.concerned_paths(earlier.state, entries) if earlier.is_settled else None
        if concerned is None:
            self.first = self.number
        else:
            self._mark(concerned)
        encoded = codec.encode((self.state, self._authorities.entries))
        self._cache.put("generations", [(_ENTRIES, encoded)])
        self._store(_Generation(self.number, self.first, self.state, is_settled=True))

    def _mark(self, paths: Iterable[str]) -> None:
        self._cache.put("outdated_names", [(path.encode(), b"") for path in paths])

    def _stored(self) -> _Generation:
        row = self._cache.get("generations", _GENERATION)
        with suppress(codec.DecodeError):
            return codec.decode(row, _Generation) if row else _Generation()
        return _Generation()

    def _entries_of(self, state: str) -> tuple[Authority, ...] | None:
        """Return the stored entries, if they are those of files with this digest."""
        row = self._cache.get("generations", _ENTRIES)
        with suppress(codec.DecodeError):
            stored = codec.decode(row, tuple[str, tuple[Authority, ...]]) if row else None
            return stored[1] if stored and stored[0] == state else None
        return None

    def _store(self, generation: _Generation) -> None:
        self._cache.put("generations", [(_GENERATION, codec.encode(generation))])


def signature_row(signature: bytes, *, has_proposals: bool) -> bytes:
    """Return the row of a signature. has_proposals: as in `NameChanges.concern`."""
    return bytes((has_proposals,)) + signature
