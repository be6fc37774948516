"""Finds the folders of the default theme: its templates and its static files."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders of a theme."""

    templates: Path
    static: Path


def default_theme(package: Path = Path(__file__).parents[1]) -> Theme:
    """Return the theme of the installed package, or of the repository; else FileNotFoundError."""
    for folder in (package / "theme", package.parents[1]):
        if (folder / "templates" / "base.html").is_file() and (folder / "static").is_dir():
            return Theme(folder / "templates", folder / "static")
    raise FileNotFoundError(f"newsgen's theme is missing from {package}: install newsgen again")
