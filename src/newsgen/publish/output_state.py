"""An output folder as the build before left it: what newsgen owns there, and how it stands."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish.export_files import is_export_file
from newsgen.publish.file_faults import FileFault, StampsByPath, find_faults, read_stamps
from newsgen.publish.last_build import LastBuild
from newsgen.publish.manifest import ManifestEntry, read_manifest, read_manifest_header
from newsgen.runtime.pool import Pool


class OutputState(Value, frozen=True):
    """entries: what newsgen owns, by path; faults: what is wrong with their files, by path.

    stamps: of the files, by path; same: whether the manifest is the very one that the last build
    left, and not an earlier one that was put back, or another build's.
    """

    entries: Mapping[str, ManifestEntry]
    faults: Mapping[str, FileFault]
    stamps: StampsByPath
    matches_last_build: bool

    def without_keys(self) -> "OutputState":
        """The same, with nothing known of what its pages were made for."""
        entries = {
            path: entry if is_export_file(entry) else replace(entry, key=None)
            for path, entry in self.entries.items()
        }
        return replace(self, entries=entries)


def read_output_unchecked(out: Path, cache_folder: Path) -> OutputState:
    """What newsgen owns in an output folder, as if its files stood as they were left."""
    return OutputState(read_manifest(out, cache_folder).entries, {}, {}, matches_last_build=False)


def read_output(out: Path, cache_folder: Path, last_build: LastBuild, pool: Pool) -> OutputState:
    """Look at an output folder. A file whose stamp is not as it was left is read."""
    manifest = read_manifest(out, cache_folder)
    entries = manifest.entries
    same = manifest.state == "whole" and read_manifest_header(out) == last_build.manifest_header
    now = read_stamps(out, entries)
    found = find_faults(out, entries, now, last_build.stamps if same else b"", pool)
    return OutputState(entries, found, now, same)
