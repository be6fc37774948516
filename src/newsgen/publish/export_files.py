"""The files that `newsgen export` wrote into an output, and that builds leave alone."""

import re
from collections.abc import Iterable
from itertools import product

from newsgen.model.address_rules import fold_path
from newsgen.publish.manifest import EXPORT_KEY_PREFIX, ManifestEntry
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import parent_folders

EXPORT_FOLDER = "data"
"""The folder of the output that all its files are in."""

_EXPORT_PATH = re.compile(
    rf"{EXPORT_FOLDER}/(?:(?:articles|appearances)-\d{{4}}\.(?:csv|jsonl)"
    r"|(?:names|tags|sources)\.(?:csv|jsonl)|datapackage\.json|metadata\.json|archive\.db)"
)


def is_export_file(entry: ManifestEntry) -> bool:
    """Return whether the export wrote a file, by its key, or by its name if its key is lost."""
    if entry.key is None:
        return bool(_EXPORT_PATH.fullmatch(entry.path))
    return entry.key.startswith(EXPORT_KEY_PREFIX)


def entries_in_export_folder(manifest: OutputManifest) -> list[ManifestEntry]:
    """Return the entries of all files in the folder of the export, or in its place.

    Its name may have capitals: to many disks that is the same folder.
    """
    entries: list[ManifestEntry] = []
    for letters in product(*zip(EXPORT_FOLDER, EXPORT_FOLDER.upper(), strict=True)):
        name = "".join(letters)
        entries += manifest.below(f"{name}/")
        entries += filter(None, (manifest.entry(name),))
    return entries


def paths_in_export_folder(paths: Iterable[str]) -> list[str]:
    """Return those of the paths that begin as the folder of the export does; each once."""
    return [path for path in dict.fromkeys(paths) if path.casefold().startswith(EXPORT_FOLDER)]


def conflicting_paths(paths: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Return those of `others` that one of `paths` excludes: a file at its place or on its way."""
    files = {fold_path(path) for path in paths}
    folders = parent_folders(files)
    return tuple(
        path
        for path in others
        if (folded := fold_path(path)) in files
        or folded in folders
        or parent_folders([folded]) & files
    )
