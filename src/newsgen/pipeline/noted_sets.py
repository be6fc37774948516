"""Sets of addresses and files that note what was looked for in them."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from newsgen.store.read_notes import ReadNotes


class NotedSet(Collection[str]):
    """A set whose members nobody changes; who asks for one has read it, whether it is there or not.

    To go through all of them is for messages alone, and is not noted.
    """

    def __init__(self, members: AbstractSet[str], index: str, notes: ReadNotes) -> None:
        """Take the members, the index that stands for them in notes, and where to note."""
        self._members = members
        self._index = index
        self._notes = notes

    def __contains__(self, member: object) -> bool:
        """Return whether it is there."""
        if isinstance(member, str):
            key = member.encode("utf-8", "surrogateescape")
            self._notes.note("keys", (self._index, key, key + b"\0"))
        return member in self._members

    def __iter__(self) -> Iterator[str]:
        """Give all members."""
        return iter(self._members)

    def __len__(self) -> int:
        """Return their number."""
        return len(self._members)
