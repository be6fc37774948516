"""Which parse records still hold though authority files have changed since they were made."""

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property

from newsgen.content.names.changed_names import NameChanges, changed_names
from newsgen.model.authority import Authorities, Authority
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.parse_memo import ParseRecord

_Positions = frozenset[int]
_ENTRIES, _BUNDLES = b" entries", b" bundles"

_UNLISTED_NAME = "N304"
"""The problem that proposes a name for one that is in no authority file."""


class BundleNames:
    """Tells which records of a bundle have names that may mean something else by now.

    The cache keeps the entries of the authority files of the last build, and of each bundle that
    was made with others the positions of records that did not hold any more. From these it goes on.
    """

    def __init__(self, cache: Cache, authorities: Authorities) -> None:
        self._cache = cache
        self._authorities = authorities
        self._state = authorities.files_digest.encode()
        self._checked: dict[bytes, _Positions] = {}

    def outdated_positions(
        self, key: bytes, state: bytes, records: Iterable[ParseRecord]
    ) -> _Positions:
        """Return the positions of the records in a bundle that do not hold any more.

        Args:
            key: That of the bundle, which is the digest of all that is in it.
            state: The digest of the authority files that it was made with.
            records: What is in it.
        """
        if state == self._state:
            return frozenset()
        if key not in self._checked:
            self._checked[key] = self._check(key, state, records)
        return self._checked[key]

    def save(self) -> None:
        """Note what is known of bundles that were made with other authority files."""
        if self._stored_state == self._state:
            return
        rows = [
            (self._state + _ENTRIES, codec.encode(self._authorities.entries)),
            (self._state + _BUNDLES, codec.encode(self._checked)),
        ]
        self._cache.put("resolved_names", rows)
        self._cache.retain("resolved_names", [key for key, _ in rows])

    def _check(self, key: bytes, state: bytes, records: Iterable[ParseRecord]) -> _Positions:
        numbered = [(at, record) for at, record in enumerate(records) if record.names]
        known = frozenset() if state == self._stored_state else self._stored_positions.get(key)
        changes = self._changes
        if known is None or changes is None:
            return frozenset(at for at, _ in numbered)
        return known.union(
            at for at, record in numbered if at not in known and _concern(changes, record)
        )

    @cached_property
    def _stored_state(self) -> bytes:
        """The digest of the authority files of the last build; empty if nothing is known of it."""
        keys = self._cache.keys("resolved_names")
        states = {key.partition(b" ")[0] for key in keys if key.endswith(_ENTRIES)}
        return self._state if self._state in states else min(states, default=b"")

    @cached_property
    def _stored_positions(self) -> dict[bytes, _Positions]:
        row = self._cache.get("resolved_names", self._stored_state + _BUNDLES) or b""
        with suppress(codec.DecodeError):
            return codec.decode(row, dict[bytes, _Positions])
        return {}

    @cached_property
    def _changes(self) -> NameChanges | None:
        """What has changed since the last build; None if that is not known, or too much."""
        if self._stored_state == self._state:
            return NameChanges()
        row = self._cache.get("resolved_names", self._stored_state + _ENTRIES) or b""
        with suppress(codec.DecodeError):
            entries = codec.decode(row, tuple[Authority, ...])
            return changed_names(entries, self._authorities.entries)
        return None


def _concern(changes: NameChanges, record: ParseRecord) -> bool:
    problems = record.parsed_file.name_problems
    has_proposals = bool(problems) and any(each.code == _UNLISTED_NAME for each in problems)
    return changes.concern(record.signature, has_proposals=has_proposals)
