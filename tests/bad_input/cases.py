"""Files of cases: what an editor wrote, and what newsgen answers.

    === the name of a case
    >>> articles/a.md
    its lines, to the next line that starts with >>> or <<<
    <<< refused
    what newsgen says; below each problem, the line it points at and a caret under the column

In place of lines, a path can say what it is instead: `>>> articles/a.md -> /etc/hostname` is a link,
`>>> articles/a.md (a pipe)` no regular file. `(unreadable)` after a path is a file with lines that
the system refuses to open; `(with escapes)` says that \\xNN in its lines is a byte.
The answer `built` lists what was left out and which pages there are that were not there before.
"""

import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from newsgen.model.problem import Place
from sites import Site, tree

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Written:
    """One file of a case. how: "", "a pipe", "unreadable", "with escapes" or "-> TARGET"."""

    path: str
    how: str
    lines: list[str]

    def put(self, site: Site) -> None:
        """Make it so in a site."""
        if self.how.startswith("-> "):
            site.link(self.path, self.how.removeprefix("-> "))
        elif self.how == "a pipe":
            site.pipe(self.path)
        else:
            text = "".join(f"{line}\n" for line in self.lines).encode()
            if self.how == "with escapes":
                text = re.sub(rb"\\x([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), text)
            site.write(self.path, text)


@dataclass(frozen=True)
class Case:
    """A case as it stands in its file, at the lines from `start` on."""

    group: str
    name: str
    files: list[Written] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.group}: {self.name}"


def groups() -> list[Path]:
    """The files of cases."""
    return sorted(HERE.glob("*.txt"))


def cases(group: Path) -> Iterator[Case]:
    """The cases of a file, in its order."""
    case: Case | None = None
    lines: list[str] = []
    for line in group.read_text("utf-8").splitlines():
        match line[:4]:
            case "=== ":
                if case:
                    yield case
                case, lines = Case(group.stem, line[4:]), []
            case ">>> " if case:
                case.files.append(_written(line[4:]))
                lines = case.files[-1].lines
            case "<<< " if case:
                case.answer.append(line)
                lines = case.answer
            case _:
                lines.append(line)
    if case:
        yield case


def _written(said: str) -> Written:
    path, how = re.fullmatch(r"(\S+)(?: \((.+)\)| (-> .+))?", said).groups()[:2]  # type: ignore[union-attr]
    link = said.partition(" -> ")[2]
    return Written(path, f"-> {link}" if link else how or "", [])
