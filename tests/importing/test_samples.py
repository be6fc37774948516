"""Small samples of what can be imported, with all that comes of them: the report and the articles.

Each file of goldens/import/ is one folder that is imported: after `>>> PATH` stand the lines of a
file, `(with escapes)` means that \\xNN in them is a byte. After `<<< report` stands what the
terminal shows, after `<<< PATH` each file that was written. After a change that is meant, write the
answers anew and look at the difference:

    PYTHONPATH=tests .venv/bin/python tests/importing/test_samples.py --refresh
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsgen.cli.import_text import import_lines
from newsgen.cli.result_text import problem_line
from newsgen.commands.import_articles import import_articles
from newsgen.commands.import_result import ImportRequest
from newsgen.importing.complete import EditorChoices
from newsgen.importing.document import FileInput
from newsgen.model.progress import ignore_progress
from newsgen.pipeline.request import BuildRequest
from support.paths import ROOT
from support.sites import NOW, tree

SAMPLES = {path.stem: path for path in sorted((ROOT / "tests/goldens/import").glob("*.txt"))}

_FILE = re.compile(r">>> (?P<path>.+?)(?P<escaped> \(with escapes\))?")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_SETTINGS = "title: The Test File\ntimezone: UTC\nsections: [World, Council]\n"
_SOURCES = "Oakford Gazette:\n  aliases: [The Gazette]\n"
_KNOWN = """---
title: The ferry sails again
source: Oakford Gazette
date: 2022-01-01
source_url: https://gazette.example/ferry
---

The ferry sails again from the first of March, each hour from six in the morning until ten.
"""


def source_lines(sample: Path) -> list[str]:
    """The lines of a sample before its answers."""
    lines = sample.read_text("utf-8").split("\n")
    ends = (number for number, line in enumerate(lines) if line.startswith("<<< "))
    return lines[: next(ends, len(lines))]


def put(lines: list[str], folder: Path) -> None:
    """Make the files of a sample."""
    files: dict[Path, list[str]] = {}
    escaped = set()
    place: list[str] = []
    for line in lines:
        if match := _FILE.fullmatch(line):
            path = folder / match["path"]
            place = files.setdefault(path, [])
            if match["escaped"]:
                escaped.add(path)
        else:
            place.append(line)
    for path, content in files.items():
        while content and not content[-1]:
            content.pop()
        data = "".join(f"{line}\n" for line in content).encode()
        if path in escaped:
            data = _BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), data)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def answer(lines: list[str], folder: Path) -> Iterator[str]:
    """Import a sample into a new archive; yield what is told and what is written."""
    put(lines, folder / "old")
    site = folder / "site"
    put([">>> newsgen.yml", *_SETTINGS.split("\n")], site)
    put([">>> authorities/sources.yml", *_SOURCES.split("\n")], site)
    put([">>> articles/2022/01/2022-01-01-ferry.md", *_KNOWN.split("\n")], site)
    before = tree(site)
    build = BuildRequest(site=site, out=site / "public", workers=1, now=NOW)
    inputs = (FileInput(str(folder / "old"), "old"),)
    choices = EditorChoices(today=date(2022, 10, 1))
    request = ImportRequest(build, inputs, choices=choices, publish=True)
    result = import_articles(request, ignore_progress, lambda _origin, _question: "")
    yield "<<< report"
    yield from import_lines(result, request, "newsgen")
    yield from map(problem_line, result.problems)
    for path, content in tree(site).items():
        if path not in before and path.startswith("articles/"):
            yield ""
            yield f"<<< {path}"
            yield from content.decode("utf-8", "backslashreplace").rstrip("\n").split("\n")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_what_is_written_down(name: str, tmp_path: Path) -> None:
    lines = source_lines(SAMPLES[name])
    whole = "\n".join((*lines, *answer(lines, tmp_path), ""))
    assert whole == SAMPLES[name].read_text("utf-8")


def refresh() -> None:
    for sample in SAMPLES.values():
        lines = source_lines(sample)
        if lines and lines[-1]:
            lines.append("")
        with TemporaryDirectory() as folder:
            sample.write_text("\n".join((*lines, *answer(lines, Path(folder)), "")), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
