"""The journal: all a publication is about to do, written down before the first change.

Takes and gives a `Journal`; whoever finds one in an output folder can finish what it says, given
the manifest it was begun with. A journal that is damaged counts as none.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish import inspection, manifest
from newsgen.publish.manifest import ManifestEntry
from newsgen.runtime import fs

_OPERATIONS = {"=": "entry_updates", "+": "additions", "~": "replacements", "-": "deletions"}


class Journal(Value, frozen=True):
    """One publication: what it makes of the manifest it finds.

    same: files that stay as they are, but with another entry, or are new to the manifest.
    new: staged files whose place is free, or holds the very same bytes.
    changed: staged files whose place newsgen owns.
    gone: files newsgen owns and the plan no longer has.
    """

    entry_updates: tuple[ManifestEntry, ...] = ()
    additions: tuple[ManifestEntry, ...] = ()
    replacements: tuple[ManifestEntry, ...] = ()
    deletions: tuple[ManifestEntry, ...] = ()

    @property
    def moves(self) -> tuple[ManifestEntry, ...]:
        """What waits in the staging folder."""
        return self.additions + self.replacements

    def interim_entries(
        self, previous_entries: Mapping[str, ManifestEntry]
    ) -> tuple[ManifestEntry, ...]:
        """All that is or will be newsgen's while it lasts; what is to move has no key yet."""
        moving = {entry.path: replace(entry, key=None) for entry in self.moves}
        return tuple(
            {
                **previous_entries,
                **{entry.path: entry for entry in self.entry_updates},
                **moving,
            }.values()
        )

    def final_entries(
        self, previous_entries: Mapping[str, ManifestEntry], moved_entries: Iterable[ManifestEntry]
    ) -> tuple[ManifestEntry, ...]:
        """All that is newsgen's when it is over. settled: what was moved."""
        left = {entry.path for entry in (*self.moves, *self.deletions)}
        stay = {path: entry for path, entry in previous_entries.items() if path not in left}
        return tuple(
            {**stay, **{each.path: each for each in (*self.entry_updates, *moved_entries)}}.values()
        )


def read_journal(out: Path) -> Journal | None:
    """The journal a build left behind, if there is a whole one."""
    path = out / inspection.JOURNAL
    lines = (
        manifest.decode_checksummed("journal", path.read_bytes())
        if fs.file_kind(path) == "file"
        else None
    )
    if lines is None:
        return None
    found: dict[str, list[ManifestEntry]] = {name: [] for name in _OPERATIONS.values()}
    try:
        for line in lines:
            found[_OPERATIONS[line[:1]]].append(manifest.parse_entry(line[1:]))
    except (ValueError, KeyError):
        return None
    return Journal(**{name: tuple(entries) for name, entries in found.items()})


def write_journal(out: Path, journal: Journal) -> None:
    """Write the journal; from this instant on the publication will be finished, by whomever."""
    lines = [
        mark + row
        for mark, name in _OPERATIONS.items()
        for row in manifest.entry_lines(getattr(journal, name))
    ]
    fs.write_atomically(out / inspection.JOURNAL, manifest.encode_checksummed("journal", lines))
