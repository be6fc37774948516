"""Modules stay small: one of more than 300 lines is two, and half of them have at most 100."""

from pathlib import Path
from statistics import median

from support.field import Field
from support.paths import ROOT

LIMIT = 300
MEDIAN = 100


def lengths(source: Path) -> dict[Path, int]:
    """Return the number of lines of every module."""
    return {file: len(file.read_bytes().splitlines()) for file in sorted(source.rglob("*.py"))}


def too_long(source: Path) -> list[str]:
    """Return every module over the limit, with its length."""
    sizes = lengths(source)
    return [f"{file.name}: {size} lines" for file, size in sizes.items() if size > LIMIT]


def test_no_module_is_too_long() -> None:
    assert too_long(ROOT / "src") == []


def test_half_of_the_modules_are_short() -> None:
    assert median(lengths(ROOT / "src").values()) <= MEDIAN


def test_a_planted_long_module_is_found(field: Field) -> None:
    field.plant("model/planted.py", "X = 1\n" * LIMIT)
    field.plant("model/planted_longer.py", "X = 1\n" * (LIMIT + 1))
    assert "planted_longer.py: 301 lines" in too_long(field.source)
    assert not [line for line in too_long(field.source) if line.startswith("planted.py")]
