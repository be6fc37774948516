"""An output folder as the build before left it: what newsgen owns there, and how it stands."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.engine.last import Last
from newsgen.engine.manifest import Entry, read_manifest
from newsgen.engine.pool import Pool
from newsgen.engine.standing import Fault, Stamps, faults, stamps
from newsgen.model.value import Value, replace


class Output(Value, frozen=True):
    """entries: what newsgen owns, by path; faults: what is wrong with their files, by path.

    whole: whether the manifest was found as newsgen wrote it; stamps: of the files, by path.
    """

    entries: Mapping[str, Entry]
    faults: Mapping[str, Fault]
    stamps: Stamps
    whole: bool

    def forgotten(self) -> "Output":
        """The same, with nothing known of what its files were made for."""
        entries = {path: replace(entry, key=None) for path, entry in self.entries.items()}
        return replace(self, entries=entries)

    def sound(self) -> "Output":
        """The same, as if its files stood as they were left."""
        return replace(self, faults={})


def look(out: Path, records: Path, last: Last, pool: Pool) -> Output:
    """Look at an output folder. A file whose stamp is not as it was left is read."""
    manifest = read_manifest(out, records)
    entries = manifest.entries
    now = stamps(out, entries)
    found = faults(out, entries.values(), now, last.stamps, pool)
    return Output(entries, found, now, manifest.state == "whole")
