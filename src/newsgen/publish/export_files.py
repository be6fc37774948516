"""What `newsgen export` wrote into an output: files that builds leave alone.

Takes entries of a manifest; says which are export's, and which of them another file would replace.
They are known by their keys; where a key was lost with the manifest, by the names that only export
gives.
"""

import re
from collections.abc import Iterable, Mapping

from newsgen.model.address import fold_path
from newsgen.model.value import replace
from newsgen.publish import inspection
from newsgen.publish.file_faults import FileFault
from newsgen.publish.manifest import EXPORT_KEY_PREFIX, ManifestEntry

EXPORT_FOLDER = "data"
"""Where in an output all of it is."""

_EXPORT_PATH = re.compile(
    rf"{EXPORT_FOLDER}/(?:(?:articles|appearances)-\d{{4}}\.(?:csv|jsonl)"
    r"|(?:names|tags|sources)\.(?:csv|jsonl)|datapackage\.json|metadata\.json|archive\.db)"
)


def is_export_file(entry: ManifestEntry) -> bool:
    """Whether a file is export's."""
    if entry.key is None:
        return bool(_EXPORT_PATH.fullmatch(entry.path))
    return entry.key.startswith(EXPORT_KEY_PREFIX)


def keep_export_files(
    previous_entries: Mapping[str, ManifestEntry],
    faults: Mapping[str, FileFault],
    entries: Iterable[ManifestEntry],
) -> tuple[tuple[ManifestEntry, ...], tuple[str, ...]]:
    """The files of export that a build keeps, and paths it plans that would replace one.

    planned: all the build's own. A file that is gone is forgotten, and what one that was altered
    was made from, so that the next export writes both.
    """
    found = [entry for entry in previous_entries.values() if is_export_file(entry)]
    if not found:
        return (), ()
    within = paths_in_export_folder(entry.path for entry in entries)
    kept = [
        replace(entry, key=None) if entry.path in faults else entry
        for entry in found
        # Without a key it is the build's, if the build plans it.
        if faults.get(entry.path) != "output missing" and (entry.key or entry.path not in within)
    ]
    return tuple(kept), conflicting_paths((entry.path for entry in kept), within)


def paths_in_export_folder(paths: Iterable[str]) -> list[str]:
    """Return those of the paths that begin as the folder of the export does; each once."""
    return [
        path
        for path in dict.fromkeys(paths)
        if path[: len(EXPORT_FOLDER)].casefold() == EXPORT_FOLDER
    ]


def conflicting_paths(paths: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of the others that cannot stand beside mine: a file at the same place, or a folder."""
    files = {fold_path(path) for path in paths}
    folders = inspection.parent_folders(files)
    return tuple(
        path
        for path in others
        if fold_path(path) in files
        or fold_path(path) in folders
        or inspection.parent_folders([fold_path(path)]) & files
    )
