"""The journal: all that a publication is about to do, written before its first change.

A later build can finish it, with the manifest it was begun with. A damaged journal counts as none.
"""

from collections.abc import Iterable
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish import manifest
from newsgen.publish.manifest import EntriesByPath, ManifestEntry
from newsgen.publish.output_tree import JOURNAL
from newsgen.runtime import fs

_OPERATIONS = {"=": "entry_updates", "+": "additions", "~": "replacements", "-": "deletions"}


class Journal(Value, frozen=True):
    """What one publication changes.

    Attributes:
        entry_updates: Files that stay as they are, with a new or another manifest entry.
        additions: Staged files whose place is free, or holds the very same bytes.
        replacements: Staged files whose place newsgen owns.
        deletions: Files that newsgen owns and that are no longer planned.
    """

    entry_updates: tuple[ManifestEntry, ...] = ()
    additions: tuple[ManifestEntry, ...] = ()
    replacements: tuple[ManifestEntry, ...] = ()
    deletions: tuple[ManifestEntry, ...] = ()

    @property
    def moves(self) -> tuple[ManifestEntry, ...]:
        """The files in the staging folder."""
        return self.additions + self.replacements

    def interim_entries(self, previous_entries: EntriesByPath) -> Iterable[ManifestEntry]:
        """Return all that newsgen owns meanwhile, old and new; what is to move has no key yet."""
        moving = (replace(entry, key=None) for entry in self.moves)
        changed = {entry.path: entry for entry in (*self.entry_updates, *moving)}
        return {**previous_entries, **changed}.values()

    def final_entries(
        self, previous_entries: EntriesByPath, moved_entries: Iterable[ManifestEntry]
    ) -> dict[str, ManifestEntry]:
        """Return all that newsgen owns afterwards, by path."""
        old_paths = {entry.path for entry in (*self.moves, *self.deletions)}
        entries = {path: entry for path, entry in previous_entries.items() if path not in old_paths}
        return entries | {entry.path: entry for entry in (*self.entry_updates, *moved_entries)}


def read_journal(out: Path) -> Journal | None:
    """Return the journal that a build left behind; None if there is none that is whole."""
    lines = manifest.decode_checksummed("journal", fs.read_regular(out / JOURNAL))
    if lines is None:
        return None
    operations: dict[str, list[ManifestEntry]] = {name: [] for name in _OPERATIONS.values()}
    try:
        for line in lines:
            operations[_OPERATIONS[line[:1]]].append(manifest.parse_entry(line[1:]))
    except (ValueError, KeyError):
        return None
    return Journal(**{name: tuple(entries) for name, entries in operations.items()})


def write_journal(out: Path, journal: Journal) -> None:
    """Write the journal; from then on this build or a later one finishes the publication."""
    lines = [
        mark + row
        for mark, name in _OPERATIONS.items()
        for row in manifest.entry_lines(getattr(journal, name))
    ]
    fs.write_atomically(out / JOURNAL, manifest.encode_checksummed("journal", lines))
