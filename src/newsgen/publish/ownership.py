"""What `newsgen export` wrote into an output: files that builds leave alone.

Takes entries of a manifest; says which are export's, and which of them another file would replace.
They are known by their keys; where a key was lost with the manifest, by the names that only export
gives.
"""

import re
from collections.abc import Iterable, Mapping

from newsgen.model.address import fold
from newsgen.model.value import replace
from newsgen.publish.manifest import EXPORTED, Entry
from newsgen.publish.status import Fault
from newsgen.runtime import inspection

FOLDER = "data"
"""Where in an output all of it is."""

_OWN = re.compile(
    rf"{FOLDER}/(?:(?:articles|appearances)-\d{{4}}\.(?:csv|jsonl)"
    r"|(?:names|tags|sources)\.(?:csv|jsonl)|datapackage\.json|metadata\.json|archive\.db)"
)


def is_exported(entry: Entry) -> bool:
    """Whether a file is export's."""
    if entry.key is None:
        return bool(_OWN.fullmatch(entry.path))
    return entry.key.startswith(EXPORTED)


def left_alone(
    old: Mapping[str, Entry], faults: Mapping[str, Fault], planned: Iterable[Entry]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The files of export that a build keeps, and paths it plans that would replace one.

    planned: all the build's own. A file that is gone is forgotten, and what one that was altered
    was made from, so that the next export writes both.
    """
    found = [entry for entry in old.values() if is_exported(entry)]
    if not found:
        return (), ()
    within = [each.path for each in planned if each.path[: len(FOLDER)].casefold() == FOLDER]
    kept = [
        replace(entry, key=None) if entry.path in faults else entry
        for entry in found
        # Without a key it is the build's, if the build plans it.
        if faults.get(entry.path) != "output missing" and (entry.key or entry.path not in within)
    ]
    return tuple(kept), clashes((entry.path for entry in kept), within)


def clashes(mine: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of the others that cannot stand beside mine: a file at the same place, or a folder."""
    files = {fold(path) for path in mine}
    folders = inspection.folders(files)
    return tuple(
        path
        for path in others
        if fold(path) in files or fold(path) in folders or inspection.folders([fold(path)]) & files
    )
