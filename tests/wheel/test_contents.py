"""The wheel made from the source archive holds the program, the theme and a page of the docs."""

import zipfile
from pathlib import Path

from support.paths import ROOT

# Where each folder of the repository sits in the wheel.
PLACES = {
    "src/newsgen": "newsgen",
    "templates": "newsgen/theme/templates",
    "static": "newsgen/theme/static",
}


def test_it_holds_the_program_and_the_theme(wheel: Path) -> None:
    expected = {
        f"{place}/{file.relative_to(ROOT / folder).as_posix()}"
        for folder, place in PLACES.items()
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {*expected, "newsgen/docs/problems.md"}  # which newsgen explain prints
    assert any(name.startswith("newsgen/theme/templates/") for name in names)
    assert any(name.startswith("newsgen/theme/static/") for name in names)


def test_it_carries_the_command_and_the_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert b"newsgen = newsgen.cli:main" in archive.read(entry)
    assert any(name.endswith("/LICENSE") for name in archive.namelist())
