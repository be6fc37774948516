"""A copy of the program in which tests of gates plant faults, and the program as syntax trees."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.paths import ROOT


def modules(source: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield every module under a `src` folder, with its dotted name."""
    for file in sorted(source.rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, _tree(file.read_text("utf-8"))


@cache
def _tree(text: str) -> ast.Module:
    """Parse a module; one text is parsed once for all copies of the program."""
    return ast.parse(text)


def within(module: str, folders: tuple[str, ...]) -> bool:
    """Return whether a module is in one of these folders or modules, named without `newsgen.`"""
    name = module.removeprefix("newsgen.")
    return any(name == folder or name.startswith(f"{folder}.") for folder in folders)


class Field:
    """A copy of the program and of the settings of its tools."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "src"
        for settings in ("pyproject.toml", ".importlinter"):
            shutil.copy(ROOT / settings, folder)
        shutil.copytree(ROOT / "src", self.source, ignore=shutil.ignore_patterns("__pycache__"))

    def plant(self, path: str, text: str) -> str:
        """Write a file under src/newsgen, with its folder, and return its path in the copy."""
        file = self.source / "newsgen" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        package = file.parent / "__init__.py"
        if not package.exists():
            package.write_text('"""A folder."""\n', "utf-8")
        file.write_text(text, "utf-8")
        return str(file.relative_to(self.folder))

    def run(self, tool: str, *arguments: str) -> tuple[int, str]:
        """Run a tool as `make lint` does and return its exit code and its output."""
        process = subprocess.run(
            [str(Path(sys.executable).with_name(tool)), *arguments],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.source), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return process.returncode, process.stdout + process.stderr
