"""A copy of the program in which a gate's test plants a fault, and the program as syntax trees."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.paths import ROOT


def modules(source: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every module under a `src` folder, by its dotted name."""
    for file in sorted(source.rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, _tree(file.read_text("utf-8"))


@cache
def _tree(text: str) -> ast.Module:
    """Parse a module; one that stands in many copies of the package is parsed once."""
    return ast.parse(text)


def within(module: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module is one of these, or inside one; rooms are named without `newsgen.`"""
    inside = module.removeprefix("newsgen.")
    return any(inside == room or inside.startswith(f"{room}.") for room in rooms)


class Field:
    """A copy of the program and of its tools' settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "src"
        for settings in ("pyproject.toml", ".importlinter"):
            shutil.copy(ROOT / settings, folder)
        shutil.copytree(ROOT / "src", self.source, ignore=shutil.ignore_patterns("__pycache__"))

    def plant(self, path: str, text: str) -> str:
        """Write a file under src/newsgen, opening its room if need be; its path in the copy."""
        file = self.source / "newsgen" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        sign = file.parent / "__init__.py"
        if not sign.exists():
            sign.write_text('"""A room."""\n', "utf-8")
        file.write_text(text, "utf-8")
        return str(file.relative_to(self.folder))

    def run(self, tool: str, *arguments: str) -> tuple[int, str]:
        """Run a tool there as `make lint` does; its exit code and all that it said."""
        done = subprocess.run(
            [str(Path(sys.executable).with_name(tool)), *arguments],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.source), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout + done.stderr
