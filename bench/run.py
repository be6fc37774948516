"""The story of a comparison: write the sites, build them in turn, edit newsgen's, build again."""

import compileall
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
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
    formats: list[Row] = []
    theirs: dict[str, list[Row]] = {peer.row: [] for peer in peers}
    for turn in range(2 if size <= TWICE else 1):
        clean.append(bench.clean())
        formats.append(bench.clean_with_formats())
        for peer in peers:
            if peer is HUGO or turn == 0:
                theirs[peer.row].append(bench.peer(peer))
    first = _quickest(clean)
    rows = [_quickest(theirs[peer.row]) for peer in peers]
    rows += [first, bench.without_names()]
    more = [_quickest(formats)]
    for edit in EDITS:
        plain, rich = bench.edit(edit)
        rows.append(_middle(plain))
        more += [_middle(rich)] if rich else []
    rows += [*more, bench.export()]
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
        self._size = corpus.size
        self._outs = folder / "out"
        shutil.rmtree(self._outs, ignore_errors=True)  # of a run that was interrupted
        self._outs.mkdir()
        self._turn = 0
        self._plain = self._rich = (self._outs, self._outs)

    def clean(self) -> Row:
        """newsgen with nothing to go by; what is edited later are this site and this output."""
        self._plain = self._copied()
        return self._build("newsgen, clean", *self._plain, CLEAN_GOALS)

    def clean_with_formats(self) -> Row:
        """The same with all that machines read."""
        self._rich = self._copied()
        return self._build("newsgen, clean", *self._rich, formats=True)

    def without_names(self) -> Row:
        """The same, but no name is looked for in any text: the difference is what names cost."""
        site, out = self._copied()
        silence(site)
        return self._build("newsgen, clean, no names looked for", site, out)

    def edit(self, edit: Edit) -> tuple[list[Row], list[Row]]:
        """The tries of an edit, in turn with and without formats where these are compared."""
        plain: list[Row] = []
        rich: list[Row] = []
        named = f"newsgen, {edit.title}"
        while len(plain) < TRIES and sum(map(_seconds, plain)) < ENOUGH:
            turn = len(plain)
            edit.make(self._plain[0], self._corpus, turn)
            plain.append(self._build(named, *self._plain, edit.goals))
            if edit.make in (nothing, title):
                edit.make(self._rich[0], self._corpus, turn)
                rich.append(self._build(named, *self._rich, formats=True))
        return plain, rich

    def export(self) -> Row:
        """What was built with formats, written as data."""
        site, out = self._rich
        cost = _timed("newsgen export", lambda: measure(export(out, site), self._folder))
        return Row("newsgen export", _files(out / "data"), cost)

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

    def _copied(self) -> tuple[Path, Path]:
        """A site as it was written, and where there is no output yet."""
        site, out = self._new("site"), self._new("newsgen")
        copy(self._folder / "newsgen", site)
        return site, out

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


def _middle(rows: list[Row]) -> Row:
    """The middle one by time, the quicker of two."""
    return sorted(rows, key=_seconds)[(len(rows) - 1) // 2]


def _seconds(row: Row) -> float:
    return row.cost.wall


def _files(folder: Path) -> int:
    """All that a host would serve; newsgen's own record is not."""
    return sum(not name.startswith(".newsgen") for _, _, names in os.walk(folder) for name in names)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
