"""The journal: all a publication is about to do, written down before the first change.

Takes and gives a `Journal`; whoever finds one in an output folder can finish what it says, given
the manifest it was begun with. A journal that is damaged counts as none.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.model.value import Value, replace
from newsgen.publish import manifest
from newsgen.publish.manifest import Entry
from newsgen.runtime import fs, inspection

_MARKS = {"=": "same", "+": "new", "~": "changed", "-": "gone"}


class Journal(Value, frozen=True):
    """One publication: what it makes of the manifest it finds.

    same: files that stay as they are, but with another entry, or are new to the manifest.
    new: staged files whose place is free, or holds the very same bytes.
    changed: staged files whose place newsgen owns.
    gone: files newsgen owns and the plan no longer has.
    """

    same: tuple[Entry, ...] = ()
    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()

    @property
    def moves(self) -> tuple[Entry, ...]:
        """What waits in the staging folder."""
        return self.new + self.changed

    def union(self, old: Mapping[str, Entry]) -> tuple[Entry, ...]:
        """All that is or will be newsgen's while it lasts; what is to move has no key yet."""
        moving = {entry.path: replace(entry, key=None) for entry in self.moves}
        return tuple({**old, **{entry.path: entry for entry in self.same}, **moving}.values())

    def final(self, old: Mapping[str, Entry], settled: Iterable[Entry]) -> tuple[Entry, ...]:
        """All that is newsgen's when it is over. settled: what was moved."""
        left = {entry.path for entry in (*self.moves, *self.gone)}
        stay = {path: entry for path, entry in old.items() if path not in left}
        return tuple({**stay, **{each.path: each for each in (*self.same, *settled)}}.values())


def read_journal(out: Path) -> Journal | None:
    """The journal a build left behind, if there is a whole one."""
    path = out / inspection.JOURNAL
    lines = (
        manifest.unseal("journal", path.read_bytes()) if inspection.kind(path) == "file" else None
    )
    if lines is None:
        return None
    found: dict[str, list[Entry]] = {name: [] for name in _MARKS.values()}
    try:
        for line in lines:
            found[_MARKS[line[:1]]].append(manifest.entry(line[1:]))
    except (ValueError, KeyError):
        return None
    return Journal(**{name: tuple(entries) for name, entries in found.items()})


def write_journal(out: Path, journal: Journal) -> None:
    """Write the journal; from this instant on the publication will be finished, by whomever."""
    lines = [
        mark + row for mark, name in _MARKS.items() for row in manifest.rows(getattr(journal, name))
    ]
    fs.write_whole(out / inspection.JOURNAL, manifest.seal("journal", lines))
