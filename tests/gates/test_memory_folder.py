"""Tests write into memory only where there is room for what they write."""

from pathlib import Path

from support.memory_folder import has_room
from support.paths import ROOT


def test_a_small_text_has_room() -> None:
    assert has_room(ROOT, size=1024)


def test_what_is_too_large_and_what_has_no_folder_have_none(tmp_path: Path) -> None:
    assert not has_room(tmp_path, size=2**62)
    assert not has_room(tmp_path / "missing", size=1024)
