"""The files of a site as a build has taken them in, for the next one to learn what has changed.

The cache has a row for each folder that is not empty, and one that says which these are. Whoever
takes changes in saves them first and this after them, with a token that is in both: a build that is
killed between finds another token, and compares all files.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from newsgen.model.digest import digest
from newsgen.model.file_listing import FileListing, ListedFolder
from newsgen.model.site_changes import SiteChanges, find_changes
from newsgen.model.value import replace
from newsgen.runtime import codec
from newsgen.runtime.stamp import NO_STAMP, is_stable
from newsgen.store.cache import Cache

_EMPTY = ListedFolder()


class StoredScan:
    """The listing that was saved for an owner, such as the builds into one output.

    One that saved a listing has it in memory, and reads no row again unless others saved another.
    """

    def __init__(self, cache: Cache, owner: bytes) -> None:
        self._cache = cache
        self._owner = owner
        self._saved: tuple[bytes, dict[str, ListedFolder]] = b"", {}
        """The first row and the folders, as they were saved."""

    def changes(self, listing: FileListing, token: str) -> SiteChanges | None:
        """Return what is not as it was saved with a token; None if that is not known."""
        head = self._cache.get("scans", self._owner) or b""
        if not head.startswith(token.encode()):
            return None
        saved_head, saved = self._saved
        if head == saved_head:
            return find_changes(saved.items(), listing.folders)
        stored: dict[str, None] = {}
        changes = find_changes(self._read(stored), listing.folders)
        return changes if head == token.encode() + _digest_of_names(stored) else None

    def save(
        self, listing: FileListing, changes: SiteChanges | None, listed_at: int, token: str
    ) -> None:
        """Save a listing made at this time (ns). changes: what was found, or None."""
        folders = listing.folders
        full = {folder: files for folder, files in folders.items() if files != _EMPTY}
        changed = {*full, *self._stored_folders()} if changes is None else changes.folders
        settled = {folder: settle(folders.get(folder, _EMPTY), listed_at) for folder in changed}
        rows = {self._key(folder): codec.encode(files) for folder, files in settled.items()}
        rows[self._owner] = head = token.encode() + _digest_of_names(full)
        if changes is not None:
            rows = {key: row for key, row in rows.items() if self._cache.get("scans", key) != row}
        self._cache.put("scans", rows.items())
        self._saved = head, {**folders, **settled}
        self._cache.sweep("scans", {self._owner, *map(self._key, full)})

    def _read(self, stored: dict[str, None]) -> Iterator[tuple[str, ListedFolder]]:
        """Give the rows, and note their folders."""
        prefix = self._key("")
        for key, row in self._cache.scan("scans"):
            if key.startswith(prefix):
                with suppress(codec.DecodeError):
                    files = codec.decode(row, ListedFolder)
                    if files != _EMPTY:
                        folder = key.removeprefix(prefix).decode()
                        stored[folder] = None
                        yield folder, files

    def _stored_folders(self) -> Iterator[str]:
        """Give the folders of all rows, those of damaged ones too."""
        prefix = self._key("")
        for key in self._cache.keys("scans"):
            if key.startswith(prefix):
                yield key.removeprefix(prefix).decode()

    def _key(self, folder: str) -> bytes:
        return b"%b:%b" % (self._owner, folder.encode())


def settle(files: ListedFolder, listed_at: int) -> ListedFolder:
    """Return a folder in which files that were just written have no stamp, so that they differ.

    The clocks of file systems are coarse: such a file may be written again and keep its stamp.
    """
    if is_stable(files.stamps, listed_at):
        return files
    stamps = files.stamps_by_name().values()
    kept = (stamp if is_stable(stamp, listed_at) else NO_STAMP for stamp in stamps)
    return replace(files, stamps=b"".join(kept))


def _digest_of_names(folders: Mapping[str, object]) -> bytes:
    return digest(*sorted(folders)).encode()
