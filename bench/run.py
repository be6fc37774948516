"""The story of a comparison: write the sites, build them in turn, edit newsgen's, build again."""

import compileall
import json
import os
import shutil
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import newsgen as newsgen_package
from bench import disk
from bench.corpus import Corpus
from bench.edits import EDITS, TEMPLATE, TRIES, Edit, copy, make_lean, silence, with_search
from bench.meter import Cost, FailedError, measure
from bench.programs import HUGO, PEERS, Program, export, newsgen, serve
from bench.record import Measurement, Record, code_digest
from bench.serving import Preview, preview
from bench.variants import EXPORT, FORMATS, LEAN, NO_NAMES, PLAIN, SEARCH, Variant
from bench.writing import prepare

WORK = Path(__file__).parent / ".work"
# Above this size newsgen and Hugo are timed once instead of twice, or one would wait for an hour,
# and each of newsgen's sites is deleted before the next one is written.
SMALL = 20_000
# Above this size what takes about as long as a clean build is left out, and so are formats.
MEDIUM = 200_000
# ext4 does not give the inode of a deleted file away for some minutes, and looks past all of them
# for each new file: a build right after a deletion would pay for that, whichever program's it is.
RECENT = 300
# What an article takes in all that is there at the worst moment of a run: bytes on the disk, and
# files and folders. Of a size up to SMALL, up to MEDIUM, and above.
ROOM = (700_000, 90), (250_000, 25), (55_000, 6)
# No further try of an edit is begun after so many seconds spent on it.
ENOUGH = 30.0
SERVED_TRIES = 5


def compare(size: int) -> Record:
    """Measure everything at this number of articles. Raises meter.FailedError.

    A run that was stopped goes on where it was.
    """
    folder = WORK / str(size)
    peers = [peer for peer in PEERS if size <= peer.most]
    variants = [PLAIN, FORMATS, SEARCH] if size <= MEDIUM else [PLAIN, SEARCH]
    groups = [variants] if size <= SMALL else [[variant] for variant in variants]
    folder.mkdir(parents=True, exist_ok=True)
    if missing := disk.missing(folder, size, *ROOM[bisect_left((SMALL, MEDIUM), size)]):
        raise FailedError(missing)
    # As pip does with what it installs; one start of a checkout would otherwise pay for the next.
    compileall.compile_dir(Path(newsgen_package.__path__[0]), quiet=1)
    record = Record(record_file(size), code_digest())
    _tell(f"{size:,} articles{', going on where the last run stopped' if record.loads else ''}")
    record.start(os.getloadavg()[0])
    corpus = Corpus(size)
    prepare(corpus, folder, ("newsgen", *dict.fromkeys(peer.name for peer in peers)))
    bench = _Bench(corpus, folder, record, turns=2 if size <= SMALL else 1)
    for group in groups:
        bench.build_all(group, peers)
        if PLAIN in group and size <= MEDIUM:
            bench.changed(NO_NAMES, "silent", silence)
            bench.changed(LEAN, "lean", make_lean)
        for edit in EDITS:
            if edit is not TEMPLATE or size <= MEDIUM:
                bench.edit(edit, group)
        if FORMATS in group:
            bench.export()
        for variant in group:
            bench.serve(variant, keep=size <= MEDIUM)
        if group is not groups[-1]:
            bench.clear(group)
    shutil.rmtree(folder if size > MEDIUM else folder / "out")
    record.finish()
    return record


def record_file(size: int) -> Path:
    """Where the measurements are of a run that has not come to its end."""
    return WORK / f"{size}.jsonl"


class _Bench:
    """The folders of one run. Each clean build has one of its own, and keeps it while it may."""

    def __init__(self, corpus: Corpus, folder: Path, record: Record, turns: int) -> None:
        self._corpus, self._folder, self._record, self._turns = corpus, folder, record, turns
        self._outs = folder / "out"
        if not record.tries(PLAIN.clean):  # what is there is of a run with other code
            shutil.rmtree(self._outs, ignore_errors=True)
        self._outs.mkdir(exist_ok=True)
        self._settled: set[str] = set()

    def build_all(self, variants: Sequence[Variant], peers: Sequence[Program]) -> None:
        """All clean builds, in turn: newsgen with nothing to go by, and the other programs."""
        for turn in range(self._turns):
            for variant in variants:
                self._record.measured(variant.clean, turn, partial(self._clean, variant, turn))
            for peer in peers:
                if peer is HUGO or turn == 0:
                    self._record.measured(peer.row, turn, partial(self._peer, peer))

    def changed(self, row: str, name: str, change: Callable[[Path], None]) -> None:
        """The same of a site that is changed before: the difference is what that is worth.

        Its folder stays: to delete a copy would change the stamps of the files it shares.
        """

        def build(_: int) -> Measurement:
            site, out = self._copied(f"{PLAIN.name}-{name}")
            change(site)
            measurement = self._build(PLAIN, row, site, out)
            files, output = disk.usage(out)
            return replace(measurement, files=files, output=output)

        self._record.measured(row, 0, build)

    def edit(self, edit: Edit, variants: Sequence[Variant]) -> None:
        """The tries of an edit, of all variants of the site in turn."""
        for turn in range(TRIES):
            for variant in variants:
                tries = self._record.tries(variant.edited(edit))[:turn]
                if edit in variant.edits and sum(map(seconds, tries)) < ENOUGH:
                    make = partial(self._edit, variant, edit)
                    self._record.measured(variant.edited(edit), turn, make)

    def export(self) -> None:
        """What was built with formats, written as data."""
        site, out = self._place(FORMATS)

        def write(_: int) -> Measurement:
            cost = _timed(EXPORT, lambda: measure(export(out, site), self._folder))
            return Measurement(EXPORT, cost, *disk.usage(out / "data"))

        self._record.measured(EXPORT, 0, write)

    def serve(self, variant: Variant, *, keep: bool) -> None:
        """Edits while a preview runs. keep: whether there is room for what was built before."""
        rows = [variant.shown(edit) for edit in variant.served]
        if all(len(self._record.tries(row)) == SERVED_TRIES for row in rows):
            return
        site, out = self._place(variant)
        if not keep:
            shutil.rmtree(out, ignore_errors=True)
        _tell(f"the preview{variant.note}: built first, not timed")
        with preview(lambda port: serve(site, port), self._folder) as shown:
            for edit in variant.served:
                for turn in range(SERVED_TRIES):
                    show = partial(self._show, shown, variant, edit)
                    self._record.measured(variant.shown(edit), turn, show)

    def clear(self, variants: Sequence[Variant]) -> None:
        """Make room for the next of newsgen's sites."""
        places = [path for each in variants for path in self._outs.glob(f"{each.name}-*")]
        for path in places:
            shutil.rmtree(path)
        if places:
            time.sleep(RECENT)

    def _clean(self, variant: Variant, turn: int, _: int) -> Measurement:
        """A clean build. What is edited later are the site and the output of the last turn."""
        site, out = self._copied(f"{variant.name}-{turn}")
        if variant.search:
            with_search(site)
        measurement = self._build(variant, variant.clean, site, out)
        self._settled.add(variant.name)
        files, output = disk.usage(out)
        _, store = disk.usage(site / ".newsgen")
        return replace(measurement, files=files, output=output, store=store)

    def _edit(self, variant: Variant, edit: Edit, attempt: int) -> Measurement:
        site, out = self._place(variant)
        if variant.name not in self._settled:
            # The run before was stopped, perhaps between an edit and the end of its build.
            measure(newsgen(out, site, formats=variant.formats), self._folder)
            self._settled.add(variant.name)
        edit.make(site, self._corpus, attempt)
        return self._build(variant, variant.edited(edit), site, out)

    def _show(self, shown: Preview, variant: Variant, edit: Edit, attempt: int) -> Measurement:
        site, _ = self._place(variant)
        row = variant.shown(edit)
        cost = _timed(row, lambda: shown.measure(lambda: edit.make(site, self._corpus, attempt)))
        return Measurement(row, cost)

    def _peer(self, peer: Program, attempt: int) -> Measurement:
        """A peer, into a folder where there is nothing yet."""
        out = self._outs / f"{peer.row}-{attempt}"
        cost = _timed(peer.row, lambda: measure(peer.command(out), self._folder / peer.name))
        return Measurement(peer.row, cost, *disk.usage(out))

    def _build(self, variant: Variant, row: str, site: Path, out: Path) -> Measurement:
        command = newsgen(out, site, formats=variant.formats)
        cost = _timed(row, lambda: measure(command, self._folder))
        pages = json.loads(cost.said)["pages"]
        return Measurement(
            row,
            replace(cost, said=""),
            written=pages["written"],
            unchanged=pages["unchanged"],
        )

    def _copied(self, name: str) -> tuple[Path, Path]:
        """A site as it was written, and where there is no output yet."""
        folder = self._outs / name
        shutil.rmtree(folder, ignore_errors=True)
        copy(self._folder / "newsgen", folder / "site")
        return folder / "site", folder / "public"

    def _place(self, variant: Variant) -> tuple[Path, Path]:
        """The site of a variant and its output, as they were left."""
        folder = self._outs / f"{variant.name}-{self._turns - 1}"
        return folder / "site", folder / "public"


def seconds(measurement: Measurement) -> float:
    return measurement.cost.wall


def _timed(named: str, run: Callable[[], Cost]) -> Cost:
    # What the program before has not written to the disk yet must not slow down this one.
    os.sync()
    cost = run()
    _tell(f"{named}: {cost.wall:.2f} s")
    return cost


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
