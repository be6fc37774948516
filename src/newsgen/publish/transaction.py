"""Puts a finished build in its place: from old tree to new through the journal, or not at all.

Takes what newsgen owned and every file of the new tree, most of them unchanged, the others staged;
gives what it did, or the places someone else's files stand at, having touched nothing.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.model.address import fold
from newsgen.model.value import Value
from newsgen.publish.journal import Journal, write_journal
from newsgen.publish.manifest import Entry, write_manifest, write_record
from newsgen.publish.recovery import roll
from newsgen.runtime import fs, inspection


class Published(Value, frozen=True):
    """What a publication did. Paths are sorted; `deleted` are those the plan no longer has."""

    written: tuple[str, ...]
    unchanged: int
    deleted: tuple[str, ...]


class Foreign(Value, frozen=True):
    """Paths that are planned, or needed as folders, and hold what newsgen did not write."""

    paths: tuple[str, ...]


def publish(
    out: Path, record_dir: Path, old: Mapping[str, Entry], entries: Iterable[Entry]
) -> Published | Foreign:
    """Bring an output folder to exactly these entries, under the lock and after `recover`.

    old: the entries of `read_manifest`.
    entries: the whole new tree, in any order: an entry of `old`, with another key perhaps, whose
        file stands as it was left (`standing.faults`); or what `stage` gave. Read once.
    Raises ValueError for a plan that contradicts itself, OSError when the disk does not play along.
    After an OSError `discard` tells right: before the journal was written the output is as it
    was; after that, the next `recover` finishes.
    """
    plan = _plan(entries)
    _must_be_ready(out, old, plan)
    foreign, adopted = _look(out, old, plan)
    if foreign:
        return Foreign(tuple(sorted(foreign)))
    owned = old.keys() | adopted
    staged = [entry for entry in plan.values() if entry.staged]
    journal = Journal(
        same=tuple(
            entry for path, entry in plan.items() if not entry.staged and old.get(path) != entry
        ),
        new=tuple(entry for entry in staged if entry.path not in owned),
        changed=tuple(entry for entry in staged if entry.path in owned),
        gone=tuple(entry for path, entry in old.items() if path not in plan),
    )
    if journal.moves or journal.gone:
        _begin(out, old, journal)
        if blocked := roll(out, record_dir, old, journal, again=False):
            raise FileExistsError(f"appeared while newsgen was publishing: {', '.join(blocked)}")
    else:
        write_manifest(out, plan.values())
        write_record(out, record_dir)
        fs.remove_tree(out / inspection.STAGING)
    return Published(
        written=tuple(sorted(entry.path for entry in staged)),
        unchanged=len(plan) - len(staged),
        deleted=tuple(sorted(entry.path for entry in journal.gone)),
    )


def _plan(entries: Iterable[Entry]) -> dict[str, Entry]:
    plan: dict[str, Entry] = {}
    for entry in entries:
        if entry.path in plan:
            raise ValueError(f"planned twice: {entry.path}")
        plan[entry.path] = entry
    if both := inspection.folders(plan) & plan.keys():
        raise ValueError(f"planned as file and as folder: {', '.join(sorted(both))}")
    return plan


def _must_be_ready(out: Path, old: Mapping[str, Entry], plan: Mapping[str, Entry]) -> None:
    for path, entry in plan.items():
        if entry.staged:
            # The folders on the way were made under the lock, by who staged it.
            if inspection.size_of(inspection.place(out / inspection.STAGING, path)) != entry.size:
                raise FileNotFoundError(f"not in the staging folder: {path}")
        elif path in old and old[path].hash != entry.hash:
            raise ValueError(f"changed but not staged: {path}")


def _look(
    out: Path, old: Mapping[str, Entry], plan: Mapping[str, Entry]
) -> tuple[set[str], set[str]]:
    """Paths where others have something, and paths newsgen owns under another spelling."""
    gone = old.keys() - plan.keys()
    seen: inspection.Seen = {}
    spellings: dict[str, str] = {}
    foreign = {
        name
        for name in (inspection.MANIFEST, inspection.JOURNAL)
        if inspection.kind(out / name) not in ("nothing", "file")
    }
    adopted: set[str] = set()
    free: inspection.Free = {}
    for path, entry in plan.items():
        if inspection.free(out, path, free) if entry.staged else path in old:
            continue
        if wall := inspection.wall(out, path, seen):
            if wall.kind != "file" or wall.path not in gone:
                foreign.add(wall.path)
            continue
        standing = inspection.kind(inspection.place(out, path))
        if standing == "stranger" or (
            standing == "folder" and not inspection.only(out, path, gone)
        ):
            foreign.add(path)
        elif standing == "file" and path not in old:
            spellings = spellings or {fold(known): known for known in old}
            twin = spellings.get(fold(path))
            if twin is not None and inspection.same_file(out, path, twin):
                adopted.add(path)
            elif not inspection.holds(out, path, entry.size, entry.hash):
                foreign.add(path)
        elif standing == "nothing" and not entry.staged:
            raise ValueError(f"neither staged nor published: {path}")
    return foreign, adopted


def _begin(out: Path, old: Mapping[str, Entry], journal: Journal) -> None:
    """Write the journal and the first manifest, or leave no trace of either."""
    try:
        write_journal(out, journal)
        if journal.new or journal.same:  # else the manifest owns all there will be already
            write_manifest(out, journal.union(old))
    except OSError:
        with suppress(FileNotFoundError):
            fs.unlink(out / inspection.JOURNAL)
        raise
