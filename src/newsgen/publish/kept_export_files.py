"""What a build does with the files that `newsgen export` wrote into its output: it keeps them."""

from itertools import chain

from newsgen.model.value import replace
from newsgen.publish.entry_list import EntryList
from newsgen.publish.export_files import (
    EXPORT_FOLDER,
    conflicting_paths,
    is_export_file,
    paths_in_export_folder,
)
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.transaction import OutputChanges


def keep_export_files(
    output: OutputState, changes: OutputChanges
) -> tuple[OutputChanges, tuple[str, ...]]:
    """Return a build's changes with those of files of the export, and its paths that replace one.

    A missing file is dropped, an altered one loses its key: the next export writes both.
    """
    export_entries = export_files(output)
    if not export_entries:
        return changes, ()
    entries, faults = chain(changes.staged, changes.updates), output.faults
    build_paths = paths_in_export_folder(entry.path for entry in entries)
    # Without a key it is the build's, if the build plans it.
    own = [entry for entry in export_entries if entry.key or entry.path not in build_paths]
    missing = {one.path for one in own if faults.get(one.path) == "output missing"}
    kept_paths = (one.path for one in own if one.path not in missing)
    altered = (one for one in own if one.path in faults and one.path not in missing)
    updates = EntryList(changes.updates)
    for one in altered:
        updates.add(replace(one, key=None))
    changes = OutputChanges(
        changes.staged,
        updates,
        (*changes.removed_paths, *sorted(missing.difference(build_paths))),
    )
    return changes, conflicting_paths(kept_paths, build_paths)


def export_files(output: OutputState) -> list[ManifestEntry]:
    """Return the files of the export that an output has."""
    return [entry for entry in output.below(f"{EXPORT_FOLDER}/") if is_export_file(entry)]
