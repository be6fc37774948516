"""Files of cases: what an editor wrote, and what newsgen answers to it.

    === the name of a case
    >>> articles/a.md
    its lines, up to the next line that starts with >>> or <<<
    <<< refused
    what newsgen says; below each problem, the line it points at and a caret under the column

What is no plain file says so behind its path: `>>> articles/a.md -> /etc/hostname` is a link,
`(a pipe)` no regular file, `(unreadable)` a file that the system refuses to open; `(with escapes)`
means that \\xNN in its lines is a byte. The answer `built` goes on with what was left out, and with
the pages that were not there before, each with its heading.
"""

import builtins
import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from newsgen.cli.result_text import problem_line
from newsgen.content.text import FORBIDDEN_CHARACTERS
from support.sites import Site, tree

FOLDER = Path(__file__).parent
_FILE = re.compile(r">>> (?P<path>\S+)(?: \((?P<how>.+)\)| -> (?P<target>.+))?")
_REFUSED = {"problems": "refused", "failed": "failed"}
_LONGEST = 110
"""Characters of a line that are shown above a caret."""


@dataclass(frozen=True)
class File:
    """A file of a case; how: what it is instead of a plain one, target: where it links to."""

    path: str
    how: str
    target: str
    lines: list[str] = field(default_factory=list)

    def put(self, site: Site) -> None:
        """Make it in a site, in place of what is there."""
        file = site.folder / self.path
        for there in (file.parent, file):
            if there.is_file():
                there.unlink()
        if self.target:
            site.link(self.path, self.target)
        elif self.how == "a pipe":
            site.pipe(self.path)
        else:
            data = "".join(f"{line}\n" for line in self.lines).encode()
            if self.how == "with escapes":
                data = re.sub(
                    rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), data
                )
            site.write(self.path, data)


@dataclass(frozen=True)
class Case:
    """A case: `written` are all its lines before the answer."""

    name: str
    written: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether newsgen is to publish nothing."""
        return self.answer[:1] == ["<<< refused"]

    def build(self, site: Site) -> list[str]:
        """Put the files into a site, build it, and give the answer."""
        for file in self.files:
            file.put(site)
        before = tree(site.out)
        with self.locked(site):
            site.build()
        if site.outcome.status != "ok":
            return [f"<<< {_REFUSED.get(site.outcome.status)}", *_told(site)]
        return ["<<< built", *_told(site), *_left_out(site), *_new_pages(site, before)]

    @contextmanager
    def locked(self, site: Site) -> Iterator[None]:
        """The system refuses to open some files: who runs tests as root can read any real one."""
        real = io.open
        shut = {str(site.folder / file.path) for file in self.files if file.how == "unreadable"}

        def guarded(file: Any, *rest: Any, **more: Any) -> Any:
            if not isinstance(file, int) and os.fspath(file) in shut:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(file))
            return real(file, *rest, **more)

        with pytest.MonkeyPatch.context() as patch:
            if shut:
                patch.setattr(io, "open", guarded)
                patch.setattr(builtins, "open", guarded)
            yield


def groups() -> dict[str, Path]:
    """The files of cases, by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.txt"))}


def read(group: Path) -> tuple[list[str], list[Case]]:
    """The lines before the first case, and the cases."""
    preface: list[str] = []
    found: list[Case] = []
    place = preface
    for line in group.read_text("utf-8").split("\n"):
        if line.startswith("=== "):
            found.append(Case(line.removeprefix("=== ")))
            place = []
        elif file := _FILE.fullmatch(line):
            found[-1].files.append(File(file["path"], file["how"] or "", file["target"] or ""))
            place = found[-1].files[-1].lines
        elif line.startswith("<<< "):
            place = found[-1].answer
            place.append(line)
        else:
            place.append(line)
        if found and place is not found[-1].answer:
            found[-1].written.append(line)
    for case in found:
        while case.answer and not case.answer[-1]:
            case.answer.pop()
    return preface, found


def write(group: Path, preface: list[str], found: list[Case]) -> None:
    """Put cases into their file, as they were read or with other answers."""
    parts = ["\n".join((*case.written, *case.answer)) for case in found]
    text = "\n".join((*preface, "\n\n".join(parts), ""))
    group.write_text(text, "utf-8")


def _told(site: Site) -> Iterator[str]:
    """Every problem as an editor reads it, and the spot it points at."""
    for found in site.outcome.problems:
        yield from problem_line(found).split("\n")
        file = site.folder / found.location.path
        if found.location.line and file.is_file():
            yield from _pointed_at(file, found.location.line, found.location.column)
    if site.outcome.message:
        yield site.outcome.message


def _pointed_at(file: Path, line: int, column: int) -> Iterator[str]:
    """The line of a file with a caret under a column; what has no width or shape gets some."""
    text = (
        file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    )
    lines = text.split("\n")
    shown = FORBIDDEN_CHARACTERS.sub(
        "␀", lines[line - 1] if line <= len(lines) else "(no such line)"
    )
    yield "    " + shown.replace("\t", "→")[:_LONGEST].rstrip()
    yield "    " + " " * (column - 1) + "^"


def _left_out(site: Site) -> Iterator[str]:
    for path, reason in site.omission_reasons().items():
        yield f"Left out: {path} ({reason})"


def _new_pages(site: Site, before: dict[str, bytes]) -> Iterator[str]:
    for path in tree(site.out):
        if path not in before:
            address = "/" + path.removesuffix("index.html")
            yield f"{address}  {_heading(site, address)}".rstrip()


def _heading(site: Site, address: str) -> str:
    """The words of a page's h1."""
    if not address.endswith("/"):
        return ""
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", site.page(address), re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", heading[1])).strip() if heading else ""
