"""A comparison from its beginning to its end, stopped and gone on with; nothing is really built."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import disk, run
from bench.goals import CLEAN
from bench.meter import Cost, FailedError
from bench.record import Measurement, Record, code_digest, last
from bench.variants import titles

COST = Cost(2.0, 3.0, 1000)


def stop(_: int) -> Measurement:
    raise KeyboardInterrupt


# --- What was measured ---------------------------------------------------------------------------


def test_a_run_that_goes_on_knows_what_was_measured(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    record = Record(file, "code")
    record.start(0.5)
    measured = Measurement("clean", COST, 4, 5, 6, 7, 8)
    assert record.measured("clean", 0, lambda _: measured) == measured
    again = Record(file, "code")
    assert (again.tries("clean"), again.loads) == ([measured], [0.5])
    assert again.measured("clean", 0, stop) == measured


def test_what_was_begun_and_not_measured_is_another_attempt(tmp_path: Path) -> None:
    record = Record(tmp_path / "rows.jsonl", "code")
    with pytest.raises(KeyboardInterrupt):
        record.measured("edit", 0, stop)
    attempts = []

    def measure(attempt: int) -> Measurement:
        attempts.append(attempt)
        return Measurement("edit", COST)

    again = Record(tmp_path / "rows.jsonl", "code")
    for turn in range(2):
        again.measured("edit", turn, measure)
    assert attempts == [1, 2]


def test_what_was_measured_of_other_code_counts_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    Record(file, "code").measured("clean", 0, lambda _: Measurement("clean", COST))
    assert Record(file, None).tries("clean")
    assert not Record(file, "other").tries("clean")
    assert not Record(file, "code").tries("clean")


def test_a_line_that_was_not_written_to_its_end_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    Record(file, "code").measured("clean", 0, lambda _: Measurement("clean", COST))
    with file.open("a", encoding="utf-8") as torn:
        torn.write('{"measured": {"row": "cl')
    Record(file, "code").start(1.0)
    again = Record(file, "code")
    assert (len(again.tries("clean")), again.loads) == (1, [1.0])


def test_the_code_is_newsgen_and_the_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest()
    assert before == code_digest()
    (tmp_path / "more.py").write_text("", "utf-8")
    monkeypatch.setattr("bench.record.BENCH", tmp_path)
    assert code_digest() != before


# --- The disk ------------------------------------------------------------------------------------


def test_a_disk_that_is_too_small_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disk.missing(tmp_path, 30, 1000, 1) == ""
    sentence = disk.missing(tmp_path, 1_000_000, 10**12, 1)
    assert sentence.startswith("1,000,000 articles take about 1,000,000,000 GB and 1,000,000 files")
    assert sentence.endswith(" GB are missing.")
    (tmp_path / "held").write_bytes(bytes(4096))
    assert disk.missing(tmp_path, 1, 1000, 10**18).endswith(" files are missing.") or (
        not os.statvfs(tmp_path).f_files
    )


def test_the_usage_of_an_output_is_without_newsgens_own_record(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("12345", "utf-8")
    (tmp_path / ".newsgen-manifest").write_text("1234567", "utf-8")
    assert disk.usage(tmp_path) == (1, 5)
    assert disk.usage(tmp_path / "none") == (0, 0)
    (tmp_path / "again").hardlink_to(tmp_path / "a" / "index.html")
    assert disk.usage(tmp_path, on_disk=True)[0] == 3


# --- A whole run ---------------------------------------------------------------------------------


class Machine:
    """What runs newsgen: it notes the titles of edits that were made, and stops after so many."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.builds = 0

    def build(self, command: Sequence[str], _folder: Path) -> Cost:
        site, out = Path(command[2]), Path(command[-1] if command[-1] else command[-3])
        assert (site / "newsgen.yml").exists()
        self._step()
        out.mkdir(exist_ok=True)
        (out / "index.html").write_text("made", "utf-8")
        return Cost(0.1, 0.1, 1000, json.dumps({"pages": {"written": 1, "unchanged": 0}}))

    @contextmanager
    def preview(
        self, command: Callable[[int], Sequence[str]], _folder: Path
    ) -> Iterator["Machine"]:
        assert Path(command(8000)[2], "newsgen.yml").exists()
        yield self

    def measure(self, save: Callable[[], str]) -> Cost:
        assert save()
        self._step()
        return Cost(0.1, 0.1, 1000)

    def _step(self) -> None:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.builds += 1


def compare(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setattr(run, "measure", machine.build)
    monkeypatch.setattr(run, "preview", machine.preview)
    return run.compare(30)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"WORK": tmp_path, "PEERS": (), "RECENT": 0}.items():
        monkeypatch.setattr(run, name, value)
    monkeypatch.setattr("compileall.compile_dir", lambda *_, **__: None)
    monkeypatch.setattr("os.sync", lambda: None)
    return tmp_path


@pytest.mark.parametrize("small, medium", [(30, 50), (20, 30), (10, 20)])
def test_a_run_that_is_stopped_anywhere_measures_the_same_rows(
    small: int, medium: int, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "SMALL", small)
    monkeypatch.setattr(run, "MEDIUM", medium)
    whole = Machine(10**6)
    rows = counts(compare(whole, monkeypatch))
    assert rows["newsgen, one alias added"] == 3
    assert rows["newsgen serve, one title edited, with search"] == 5
    assert rows[CLEAN] == (2 if small == 30 else 1)
    assert (rows[f"{CLEAN}, with formats"] > 0) == (medium >= 30)
    stops = 0
    while True:
        try:
            record = compare(Machine(19), monkeypatch)
            break
        except KeyboardInterrupt:
            stops += 1
    assert stops > whole.builds // 19 - 1
    assert counts(record) == rows
    assert len(record.loads) == stops + 1
    assert last(run.record_file(30)).exists()
    assert not run.record_file(30).exists()
    assert not list(work.rglob("public"))
    assert (work / "30" / "newsgen").exists() == (medium >= 30)


def counts(record: Record) -> Counter[str]:
    return Counter({title: len(record.tries(title)) for title in titles()})


def test_a_run_for_which_there_is_no_room_does_not_begin(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ROOM", ((10**15, 1),))
    with pytest.raises(FailedError, match="GB are missing"):
        compare(Machine(0), monkeypatch)
    assert not run.record_file(30).exists()
