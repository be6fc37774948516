"""An output folder as the build before left it: what newsgen owns there, and how it stands."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish.last_build import Last
from newsgen.publish.manifest import Entry, read_manifest, seal_of
from newsgen.publish.ownership import is_exported
from newsgen.publish.status import Fault, Stamps, faults, stamps
from newsgen.runtime.pool import Pool


class Output(Value, frozen=True):
    """entries: what newsgen owns, by path; faults: what is wrong with their files, by path.

    stamps: of the files, by path; same: whether the manifest is the very one that the last build
    left, and not an earlier one that was put back, or another build's.
    """

    entries: Mapping[str, Entry]
    faults: Mapping[str, Fault]
    stamps: Stamps
    same: bool

    def forgotten(self) -> "Output":
        """The same, with nothing known of what its pages were made for."""
        entries = {
            path: entry if is_exported(entry) else replace(entry, key=None)
            for path, entry in self.entries.items()
        }
        return replace(self, entries=entries)


def owned(out: Path, records: Path) -> Output:
    """What newsgen owns in an output folder, as if its files stood as they were left."""
    return Output(read_manifest(out, records).entries, {}, {}, same=False)


def look(out: Path, records: Path, last: Last, pool: Pool) -> Output:
    """Look at an output folder. A file whose stamp is not as it was left is read."""
    manifest = read_manifest(out, records)
    entries = manifest.entries
    same = manifest.state == "whole" and seal_of(out) == last.seal
    now = stamps(out, entries)
    found = faults(out, entries, now, last.stamps if same else b"", pool)
    return Output(entries, found, now, same)
