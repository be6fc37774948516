"""Carries a publication out from its journal, whether just begun or found half done.

Takes a journal, brings the output to exactly what it says, and may be stopped and started again
at any step. Refuses to touch what newsgen does not own: what has meanwhile appeared in its way is
left there, given back, and forgotten by the manifest.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.address import fold
from newsgen.model.value import replace
from newsgen.publish.journal import Journal, read_journal
from newsgen.publish.manifest import Entry, read_manifest, write_manifest, write_record
from newsgen.runtime import fs, inspection


def recover(out: Path, record_dir: Path) -> bool:
    """Finish what an earlier build left half done; to be called first, under the lock.

    Gives whether there was anything to finish. A damaged journal is dropped: the manifest it was
    written with claims old and new files alike, so the next publication is right all the same.
    """
    for name in (inspection.JOURNAL, inspection.MANIFEST):
        if inspection.kind(unfinished := out / f"{name}{fs.UNFINISHED}") not in (
            "nothing",
            "folder",
        ):
            fs.unlink(unfinished)
    journal = read_journal(out)
    if journal is not None:
        known = read_manifest(out, record_dir).entries
        write_manifest(out, journal.union(known))
        roll(out, record_dir, known, journal, again=True)
        return True
    if inspection.kind(out / inspection.JOURNAL) in ("file", "stranger"):
        fs.unlink(out / inspection.JOURNAL)
    fs.remove_tree(out / inspection.STAGING)
    return False


def roll(
    out: Path, record_dir: Path, old: Mapping[str, Entry], journal: Journal, *, again: bool
) -> tuple[str, ...]:
    """Do all the journal says; gives the paths that something not newsgen's was in the way of.

    old: the entries of the manifest it was begun with.
    again: some of it may be done already, and what is staged may not be whole.
    """
    gone = {entry.path for entry in journal.gone}
    seen: inspection.Seen = {}
    _clear(out, [entry.path for entry in journal.moves], gone)
    # What an earlier attempt staged is looked at file by file; a first one may move whole folders.
    settled = [] if again else _move_folders(out, journal.moves)
    done = {entry.path for entry in settled}
    for entries, fresh in ((journal.new, True), (journal.changed, False)):
        rest = (entry for entry in entries if entry.path not in done)
        settled += filter(None, (_move(out, entry, seen, fresh, again) for entry in rest))
    final = journal.final(old, settled)
    blocked = {entry.path for entry in journal.moves} - {entry.path for entry in settled}
    if gone:
        _delete(out, gone, {entry.path for entry in final})
    _prune(out, gone | blocked)
    write_manifest(out, final)
    write_record(out, record_dir)
    fs.unlink(out / inspection.JOURNAL)
    fs.remove_tree(out / inspection.STAGING)
    return tuple(sorted(blocked))


def _clear(out: Path, coming: Iterable[str], gone: set[str]) -> None:
    """Remove what blocks a move and goes anyway: a file where a folder must be, or a folder."""
    seen: inspection.Seen = {}
    free: inspection.Free = {}
    for path in coming:
        if inspection.free(out, path, free):
            continue
        wall = inspection.wall(out, path, seen)
        if wall is not None:
            if wall.kind == "file" and wall.path in gone:
                fs.unlink(inspection.place(out, wall.path))
                seen.clear()
        elif inspection.kind(inspection.place(out, path)) == "folder" and inspection.only(
            out, path, gone
        ):
            fs.remove_tree(inspection.place(out, path))


def _move_folders(out: Path, entries: Iterable[Entry]) -> list[Entry]:
    """Move the folders the output has nothing of, each at one stroke; gives the entries in them.

    Making a folder costs ten times what moving one does, and most pages have one to themselves.
    """
    seen: inspection.Seen = {}
    missing: dict[str, str] = {}
    inside: dict[str, list[Entry]] = {}
    for entry in entries:
        if top := _missing_top(out, entry.path.rpartition("/")[0], missing):
            inside.setdefault(top, []).append(entry)
    moved: list[Entry] = []
    for top, waiting in inside.items():
        source, target = (inspection.place(root, top) for root in (out / inspection.STAGING, out))
        planned = {entry.path for entry in waiting}
        free = not inspection.wall(out, top, seen) and inspection.kind(target) == "nothing"
        if free and inspection.only(out / inspection.STAGING, top, planned):
            fs.replace(source, target)
            moved += waiting
    return moved


def _missing_top(out: Path, folder: str, known: dict[str, str]) -> str:
    """The first folder on the way to this one, or this one, that is not there; empty if all are."""
    if folder and folder not in known:
        above = _missing_top(out, folder.rpartition("/")[0], known)
        there = not above and inspection.kind(inspection.place(out, folder)) != "nothing"
        known[folder] = "" if there else above or folder
    return known[folder] if folder else ""


def _move(out: Path, entry: Entry, seen: inspection.Seen, fresh: bool, again: bool) -> Entry | None:
    """Move one file to its place; gives it as it then stands, None if the place is not ours.

    fresh: newsgen had nothing at this place, so other content there is someone else's.
    """
    source, target = (
        inspection.place(root, entry.path) for root in (out / inspection.STAGING, out)
    )
    staged = not again or _still_staged(out, entry)
    standing = "stranger" if inspection.wall(out, entry.path, seen) else inspection.kind(target)
    if standing in ("folder", "stranger"):
        return None
    if standing == "file" and (fresh or not staged):
        if not inspection.holds(out, entry.path, entry.size, entry.hash, seen):
            return None if fresh else replace(entry, key=None)
        if not staged:
            return entry
    if not staged:
        return None
    _make_way(out, entry.path)
    fs.replace(source, target)
    return entry


def _still_staged(out: Path, entry: Entry) -> bool:
    """Whether the file still waits in the staging folder, whole."""
    staging = out / inspection.STAGING
    return inspection.kind(staging) == "folder" and inspection.holds(
        staging, entry.path, entry.size, entry.hash
    )


def _make_way(out: Path, path: str) -> None:
    """Make the folders a path needs; `tree.wall` has seen that there is no link among them."""
    folder = path.rpartition("/")[0]
    if folder and inspection.kind(inspection.place(out, folder)) == "nothing":
        _make_way(out, folder)
        fs.mkdir(inspection.place(out, folder))


def _delete(out: Path, gone: set[str], kept: set[str]) -> None:
    """Delete files that are no longer planned."""
    spellings = {fold(path): path for path in kept}
    seen: inspection.Seen = {}
    for path in sorted(gone):
        if (
            inspection.wall(out, path, seen)
            or inspection.kind(inspection.place(out, path)) != "file"
        ):
            continue
        # Where case does not count, a page whose address only changed case is still there.
        twin = spellings.get(fold(path))
        if twin is None or not inspection.same_file(out, path, twin):
            fs.unlink(inspection.place(out, path))


def _prune(out: Path, gone: set[str]) -> None:
    """Remove folders that held files of ours and hold nothing now, the deepest first."""
    seen: inspection.Seen = {}
    for folder in sorted(inspection.folders(gone), key=lambda folder: (-folder.count("/"), folder)):
        target = inspection.place(out, folder)
        there = not inspection.wall(out, folder, seen) and inspection.kind(target) == "folder"
        if there and not inspection.names(target):
            fs.rmdir(target)
