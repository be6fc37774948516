"""The addresses of all pages and copied files, by the paths of their files in the output.

Two paths are one where a file system that ignores case or composes accents takes them for one; a
file where another path needs a folder keeps that out, too.
"""

from collections.abc import Collection, Iterator

from newsgen.model.address_rules import fold_path
from newsgen.pages import routes
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.read_notes import ReadNotes


class OutputPaths:
    """Reads and writes the paths of what page groups put out."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take an open database."""
        self._database = database
        self._added_count = 0

    def add(self, address: str, group: int, template: str) -> None:
        """Put an address in a new database; `has_clashes` tells of those with the same path."""
        self._database.add("pages", (_path(address),), (address, group, template))
        self._added_count += 1

    def has_clashes(self) -> bool:
        """Return whether two of all addresses that were added cannot stand side by side."""
        count = next(self._database.select("SELECT count(*) FROM pages"))[0]
        query = (
            "SELECT 1 FROM pages one WHERE EXISTS (SELECT 1 FROM pages other "
            "WHERE other.path > one.path || '/' AND other.path < one.path || '0') LIMIT 1"
        )
        return count < self._added_count or any(self._database.select(query))

    def set_count(self, change: int) -> None:
        """Note how many addresses there are: so many more than before."""
        count = address_count(self._database) + self._added_count + change
        self._database.put("header", "address count", count)

    def is_planned(self, path: str) -> bool:
        """Return whether an address has its file at a path."""
        row = self._database.get("pages", fold_path(path))
        return row is not None and routes.output_path(row[0]) == path

    def put(self, address: str, group: int, template: str) -> None:
        """Put an address in the place of that with its path."""
        self._database.put("pages", _path(address), address, group, template)

    def remove(self, address: str, group: int) -> None:
        """Remove an address of a group, if it still is that of the group."""
        row = self._database.get("pages", _path(address))
        if row and row[:2] == (address, group):
            self._database.delete("pages", _path(address))

    def rivals(self, address: str) -> dict[str, int]:
        """Return the addresses that cannot stand beside one, with the numbers of their groups."""
        path = _path(address)
        parts = path.split("/")
        folders = ("/".join(parts[:end]) for end in range(1, len(parts)))
        found = (self._database.get("pages", each) for each in (*folders, path))
        rivals = {row[0]: row[1] for row in found if row}
        query = "SELECT address, page_group FROM pages WHERE path > ? AND path < ?"
        return rivals | dict(self._database.select(query, f"{path}/", f"{path}0"))


class OutputAddresses(Collection[str]):
    """All addresses; who asks for one has read it, whether it is there or not.

    To go through all of them, or to count them, is for messages alone, and is not noted.
    """

    def __init__(self, database: ArchiveDatabase, notes: ReadNotes) -> None:
        """Take an open database, and where reads are noted."""
        self._database = database
        self._notes = notes

    def __contains__(self, address: object) -> bool:
        """Return whether it is there."""
        if not isinstance(address, str):
            return False
        key = address.encode("utf-8", "surrogateescape")
        self._notes.note("keys", ("addresses", key, key + b"\0"))
        try:
            row = self._database.get("pages", _path(address))
        except UnicodeEncodeError:  # as a link to %FF is
            return False
        return row is not None and row[0] == address

    def __iter__(self) -> Iterator[str]:
        """Give all of them."""
        return (row[0] for row in self._database.select("SELECT address FROM pages"))

    def __len__(self) -> int:
        """Return their number."""
        return address_count(self._database)


def address_count(database: ArchiveDatabase) -> int:
    """Return the number of all addresses, as `set_count` noted it."""
    row = database.get("header", "address count")
    return row[0] if row else 0


def _path(address: str) -> str:
    return fold_path(routes.output_path(address))
