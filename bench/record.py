"""What a run has measured so far, kept in a file, so that a run that was stopped can go on.

Each line is a measurement, or says that one was begun: an edit that was begun and not measured is
not made once more, but another one. What was measured of other code counts for nothing.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import newsgen
from bench.meter import Cost

BENCH = Path(__file__).parent
WORK = ".work"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One build. files, output: how many there are, and their bytes. store: bytes of `.newsgen/`.

    written, unchanged: files, as newsgen counts them. None: not known of this build.
    """

    row: str
    cost: Cost
    files: int | None = None
    output: int | None = None
    store: int | None = None
    written: int | None = None
    unchanged: int | None = None


class Record:
    """The measurements of a run, by their rows. loads: of the machine, at each of its starts.

    code: a digest of what is measured; where the file is of another, it begins anew. None: of any.
    """

    def __init__(self, file: Path, code: str | None) -> None:
        self._file = file
        self.loads: list[float] = []
        self._rows: dict[str, list[Measurement]] = {}
        self._begun: Counter[str] = Counter()
        lines = [json.loads(line) for line in _complete_lines(file)]
        if code is not None:
            if lines[:1] != [{"code": code}]:
                lines = [{"code": code}]
            # A line that was not written to its end goes.
            file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        for line in lines[1:]:
            self._read(line)

    def start(self, load: float) -> None:
        """Note that the run begins or goes on."""
        self.loads.append(load)
        self._write({"load": load})

    def tries(self, row: str) -> list[Measurement]:
        """What was measured for a row."""
        return self._rows.get(row, [])

    def measured(self, row: str, turn: int, measure: Callable[[int], Measurement]) -> Measurement:
        """One try of a row, measured unless that is done already.

        measure: takes how many tries of the row were begun before.
        """
        if turn < len(self.tries(row)):
            return self.tries(row)[turn]
        attempt = self._begun[row]
        self._begun[row] += 1
        self._write({"begun": row})
        measurement = measure(attempt)
        self._rows.setdefault(row, []).append(measurement)
        self._write({"measured": asdict(measurement)})
        return measurement

    def finish(self) -> None:
        """Have the next run begin anew. What was measured stays, to be set beside other sizes."""
        os.replace(self._file, last(self._file))

    def _read(self, line: dict[str, object]) -> None:
        match line:
            case {"load": float(load)}:
                self.loads.append(load)
            case {"begun": str(row)}:
                self._begun[row] += 1
            case {"measured": {"row": str(row), "cost": dict(cost), **rest}}:
                measurement = Measurement(row, Cost(**cost), **rest)
                self._rows.setdefault(row, []).append(measurement)

    def _write(self, line: dict[str, object]) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def last(file: Path) -> Path:
    """The record of the last run that came to its end, beside that of one that has not."""
    return file.with_name(f"last-{file.name}")


def code_digest() -> str:
    """Of newsgen and of the bench."""
    digest = hashlib.sha256()
    for root in (Path(newsgen.__path__[0]), BENCH):
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name not in (WORK, "__pycache__"))
            for name in sorted(names):
                digest.update(Path(folder, name).read_bytes())
    return digest.hexdigest()


def _complete_lines(file: Path) -> list[str]:
    """The lines of a file; its last one only if it was written to its end."""
    try:
        return file.read_text("utf-8").split("\n")[:-1]
    except FileNotFoundError:
        return []
