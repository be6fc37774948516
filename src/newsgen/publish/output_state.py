"""The state of an output folder before a build: the files newsgen owns, and what is wrong."""

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish.export_files import is_export_file
from newsgen.publish.file_faults import FileFault, StampsByPath, find_faults, read_stamps
from newsgen.publish.last_build import LastBuild
from newsgen.publish.manifest import ManifestEntry, read_manifest, read_manifest_header
from newsgen.runtime.pool import Pool


class OutputState(Value, frozen=True):
    """What newsgen owns in an output folder.

    Attributes:
        entries: by path.
        faults: what is wrong with their files, by path.
        stamps: of their files, by path.
        matches_last_build: the manifest is the one that the last build left, not an earlier one
            that was put back, or another build's.
    """

    entries: Mapping[str, ManifestEntry]
    faults: Mapping[str, FileFault]
    stamps: StampsByPath
    matches_last_build: bool

    def without_keys(self) -> "OutputState":
        """Return the same without page keys, so that every page is made anew."""
        entries = {
            path: entry if is_export_file(entry) else replace(entry, key=None)
            for path, entry in self.entries.items()
        }
        return replace(self, entries=entries)


def read_output_unchecked(out: Path, cache_folder: Path) -> OutputState:
    """Return what newsgen owns in an output folder, without a look at the files."""
    return OutputState(read_manifest(out, cache_folder).entries, {}, {}, matches_last_build=False)


def read_output(out: Path, cache_folder: Path, last_build: LastBuild, pool: Pool) -> OutputState:
    """Look at an output folder; read the files whose stamps are not those of the last build."""
    manifest = read_manifest(out, cache_folder)
    entries = manifest.entries
    matches = manifest.state == "whole" and read_manifest_header(out) == last_build.manifest_header
    stamps = read_stamps(out, entries)
    faults = find_faults(out, entries, stamps, last_build.stamps if matches else b"", pool)
    return OutputState(entries, faults, stamps, matches)
