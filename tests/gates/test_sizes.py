"""Rooms stay small: a module of more than 350 lines is two modules."""

from pathlib import Path

from support.field import Field
from support.paths import ROOT

LIMIT = 350


def too_long(source: Path) -> list[str]:
    """Every module over the limit, with its length."""
    lengths = {file: len(file.read_bytes().splitlines()) for file in sorted(source.rglob("*.py"))}
    return [f"{file.name}: {length} lines" for file, length in lengths.items() if length > LIMIT]


def test_no_module_is_too_long() -> None:
    assert too_long(ROOT / "src") == []


def test_a_planted_long_module_is_found(field: Field) -> None:
    field.plant("model/planted.py", "X = 1\n" * LIMIT)
    field.plant("model/planted_longer.py", "X = 1\n" * (LIMIT + 1))
    assert "planted_longer.py: 351 lines" in too_long(field.source)
    assert not [line for line in too_long(field.source) if line.startswith("planted.py")]
