"""The story of a comparison: write the sites, build them in turn, edit newsgen's, build again."""

import compileall
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import newsgen as newsgen_package
from bench.corpus import Corpus
from bench.edits import EDITS, TRIES, Edit, copy, nothing, silence, title
from bench.meter import Cost, measure
from bench.programs import HUGO, PEERS, Program, export, newsgen
from bench.table import Row
from bench.writing import prepare

WORK = Path(__file__).parent / ".work"
# Above this size newsgen and Hugo are timed once instead of twice, or one would wait for an hour.
TWICE = 20_000
# No further try of an edit is begun after so many seconds spent on it.
ENOUGH = 30.0
CLEAN_GOALS = {10_000: 0.8, 100_000: 0.4}
NO_GOALS: Mapping[int, float] = {}
MEMORY_GOALS = {10_000: 0.4, 100_000: 0.15}


@dataclass(frozen=True, slots=True)
class Result:
    """All rows; Hugo's cost, which the others are compared with; newsgen's clean build.

    unrest: how many times as long as the quicker the slower of the same two builds took.
    """

    rows: list[Row]
    hugo: Cost
    clean: Cost
    unrest: float


def compare(size: int) -> Result:
    """Measure everything at this number of articles. Raises meter.FailedError."""
    corpus, folder = Corpus(size), WORK / str(size)
    peers = [peer for peer in PEERS if size <= peer.most]
    _tell(f"{size:,} articles")
    # As pip does with what it installs; one start of a checkout would otherwise pay for the next.
    compileall.compile_dir(Path(newsgen_package.__path__[0]), quiet=1)
    prepare(corpus, folder, ("newsgen", *dict.fromkeys(peer.name for peer in peers)))
    bench = _Bench(corpus, folder)
    clean: list[Row] = []
    theirs: dict[str, list[Row]] = {peer.row: [] for peer in peers}
    for turn in range(2 if size <= TWICE else 1):
        clean.append(bench.clean())
        for peer in peers:
            if peer is HUGO or turn == 0:
                theirs[peer.row].append(bench.peer(peer))
    first = _quickest(clean)
    rows = [_quickest(theirs[peer.row]) for peer in peers]
    rows += [first, bench.without_names(), *(bench.edit(edit) for edit in EDITS)]
    rows += bench.with_formats()
    bench.clear()
    twice = (clean, theirs[HUGO.row])
    unrest = max(max(map(_seconds, tries)) / min(map(_seconds, tries)) for tries in twice)
    return Result(rows, rows[0].cost, first.cost, unrest)


class _Bench:
    """The folders of one run. Each build has one of its own, and all of them stay until the end.

    ext4 does not give the inode of a deleted file away for some minutes, and looks past all of them
    for each new file: a build right after a deletion would pay for that, whichever program's it is.
    """

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self._corpus, self._folder = corpus, folder
        self._size = len(corpus.articles)
        self._outs = folder / "out"
        shutil.rmtree(self._outs, ignore_errors=True)  # of a run that was interrupted
        self._outs.mkdir()
        self._turn = 0
        self._site = self._out = self._outs

    def clean(self) -> Row:
        """newsgen with nothing to go by; what is edited later are this site and this output."""
        self._site, self._out = self._new("site"), self._new("newsgen")
        copy(self._folder / "newsgen", self._site)
        return self._build("newsgen, clean", self._site, self._out, CLEAN_GOALS)

    def without_names(self) -> Row:
        """The same, but no name is looked for in any text: the difference is what names cost."""
        site, out = self._new("site"), self._new("newsgen")
        copy(self._folder / "newsgen", site)
        silence(site)
        return self._build("newsgen, clean, no names looked for", site, out)

    def edit(self, edit: Edit) -> Row:
        """newsgen after an edit."""
        return self._edited(edit, self._site, self._out, edit.goals)

    def with_formats(self) -> Iterator[Row]:
        """Built with all that machines read, edited, and written as data."""
        site, out = self._new("site"), self._new("newsgen")
        copy(self._folder / "newsgen", site)
        yield self._build("newsgen, clean", site, out, formats=True)
        for edit in EDITS:
            if edit.make in (nothing, title):
                yield self._edited(edit, site, out, formats=True)
        cost = _timed("newsgen export", lambda: measure(export(out, site), self._folder))
        yield Row("newsgen export", _files(out / "data"), cost)

    def peer(self, peer: Program) -> Row:
        """A peer, into an empty folder."""
        out = self._new(peer.name)
        cost = _timed(peer.row, lambda: measure(peer.command(out), self._folder / peer.name))
        return Row(peer.row, _files(out), cost)

    def clear(self) -> None:
        """The corpus stays for the next run."""
        shutil.rmtree(self._outs)

    def _new(self, name: str) -> Path:
        """Where there is nothing yet."""
        self._turn += 1
        return self._outs / f"{name}-{self._turn}"

    def _edited(
        self,
        edit: Edit,
        site: Path,
        out: Path,
        goals: Mapping[int, float] = NO_GOALS,
        *,
        formats: bool = False,
    ) -> Row:
        """The middle one of several tries, the quicker of two."""
        tries: list[Row] = []
        while len(tries) < TRIES and sum(row.cost.wall for row in tries) < ENOUGH:
            edit.make(site, self._corpus, len(tries))
            tries.append(self._build(f"newsgen, {edit.title}", site, out, goals, formats=formats))
        return sorted(tries, key=_seconds)[(len(tries) - 1) // 2]

    def _build(
        self,
        named: str,
        site: Path,
        out: Path,
        goals: Mapping[int, float] = NO_GOALS,
        *,
        formats: bool = False,
    ) -> Row:
        named += ", with formats" if formats else ""
        command = newsgen(out, site, formats=formats)
        cost = _timed(named, lambda: measure(command, self._folder))
        pages = json.loads(cost.said)["pages"]
        return Row(
            named,
            _files(out),
            replace(cost, said=""),
            goals.get(self._size),
            MEMORY_GOALS.get(self._size) if goals else None,
            pages["written"],
            pages["unchanged"],
        )


def _timed(named: str, run: Callable[[], Cost]) -> Cost:
    # What the program before has not written to the disk yet must not slow down this one.
    os.sync()
    cost = run()
    _tell(f"{named}: {cost.wall:.1f} s")
    return cost


def _quickest(rows: Iterable[Row]) -> Row:
    return min(rows, key=_seconds)


def _seconds(row: Row) -> float:
    return row.cost.wall


def _files(folder: Path) -> int:
    """All that a host would serve; newsgen's own record is not."""
    return sum(not name.startswith(".newsgen") for _, _, names in os.walk(folder) for name in names)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
