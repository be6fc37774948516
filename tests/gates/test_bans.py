"""The bans that ruff cannot express: builtins, and methods of values whose type it does not know.

One table row each: what is called, who alone may, and why nobody else does.
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from support.field import Field, modules, within
from support.paths import ROOT


class Ban(NamedTuple):
    """`calls` are builtins by name, methods with a leading dot, attributes of `sys` written out."""

    calls: tuple[str, ...]
    allowed: tuple[str, ...]
    why: str


OPEN_FILES = ("pipeline", "preview", "publish", "render", "runtime", "search", "store")
"""The folders of the package that may open files and look at the file system."""

BANS = (
    Ban(("hash",), (), "is salted anew in every process; take a digest (model/digest)"),
    Ban(("id",), (), "is a place in memory, different in every run; take a digest or an index"),
    Ban(("eval", "exec", "__import__"), (), "runs text as a program"),
    Ban(("input", "breakpoint"), (), "waits for somebody who is not there in CI"),
    Ban((".now", ".utcnow", ".today"), ("runtime.clock",), "reads the clock: take `now`"),
    Ban(
        (".iterdir", ".glob", ".rglob"),
        (),
        "lists in the file system's order: runtime/fs",
    ),
    Ban(
        ("open", ".open", ".read_text", ".read_bytes", ".write_text", ".write_bytes"),
        OPEN_FILES,
        "this folder opens no files; take bytes and give bytes",
    ),
    Ban(
        (".is_file", ".is_dir", ".is_symlink", ".stat", ".lstat", ".mkdir", ".unlink", ".rmdir"),
        OPEN_FILES,
        "this folder does not look at or change the file system",
    ),
    Ban(
        ("sys.exit", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "exit", "quit"),
        ("cli",),
        "only cli talks to the terminal and ends the program; return values",
    ),
)


@cache
def used(tree: ast.Module) -> tuple[tuple[int, str], ...]:
    """What a module calls, in the spelling of the table, and where."""
    calls = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="sys"), attr=name):
                calls.append((node.lineno, f"sys.{name}"))
            case ast.Call(func=ast.Name(id=name)):
                calls.append((node.lineno, name))
            case ast.Call(func=ast.Attribute(attr=name)):
                calls.append((node.lineno, f".{name}"))
            case _:
                pass
    return tuple(calls)


def broken(source: Path) -> list[str]:
    """Every ban broken under a `src` folder, as a sentence with its place."""
    return [
        f"{module}:{line}: {call.lstrip('.')} {ban.why}"
        for module, tree in modules(source)
        for line, call in used(tree)
        for ban in BANS
        if call in ban.calls and not within(module, ban.allowed)
    ]


def waived(source: Path) -> list[str]:
    """Every line that waives a ban of ruff in a folder that opens no files."""
    waiver = re.compile(r"#\s*(?:noqa|ruff: noqa)(?:\s*$|.*(?:TID|DTZ|T20))")
    return [
        f"{file.relative_to(source)}:{number} waives a ban"
        for file in sorted(source.rglob("*.py"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if waiver.search(line) and not set(OPEN_FILES) & set(file.relative_to(source).parts)
    ]


def test_no_ban_is_broken() -> None:
    assert broken(ROOT / "src") == []


def test_no_ban_is_waived_where_no_file_is_opened() -> None:
    assert waived(ROOT / "src") == []


def test_a_planted_waiver_is_found(field: Field) -> None:
    field.plant("model/planted.py", "import time  # noqa: TID251\n\nX = 1  # noqa\n")
    found = [line for line in waived(field.source) if "planted" in line]
    assert [line.partition(" ")[0] for line in found] == [
        "newsgen/model/planted.py:1",
        "newsgen/model/planted.py:3",
    ]


@pytest.mark.parametrize(
    "path, code, word",
    [
        ("model/planted.py", 'KEY = hash("x")\n', "hash"),
        ("pages/planted.py", "def f(p):\n    return list(p.iterdir())\n", "iterdir"),
        ("runtime/planted.py", "def f(p):\n    return p.rglob('*')\n", "rglob"),
        ("content/planted.py", "def f(p):\n    return p.read_text()\n", "read_text"),
        ("archive/planted.py", "def f(c):\n    return c.now()\n", "now"),
        ("build.py", "import sys\n\nsys.exit(1)\n", "sys.exit"),
    ],
)
def test_a_planted_call_is_found(field: Field, path: str, code: str, word: str) -> None:
    before = broken(field.source)
    field.plant(path, code)
    new = [sentence for sentence in broken(field.source) if sentence not in before]
    assert [f" {word} " in sentence for sentence in new] == [True]
