"""Finds what the package has from other folders of the repository: the theme and the documents."""

import re
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


def read_document(name: str, package: Path = Path(__file__).parents[1]) -> str:
    """Return a page of the documentation that comes with the package, or of the repository."""
    for folder in (package / "docs", package.parents[1] / "docs"):
        if (folder / name).is_file():
            return (folder / name).read_text("utf-8")
    raise FileNotFoundError(f"newsgen's {name} is missing from {package}: install newsgen again")


def read_problem_section(code: str) -> str:
    """Return what problems.md says of a problem code, in Markdown, without links; else KeyError."""
    text = read_document("problems.md")
    section = re.search(rf"^## {code}: .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not section:
        raise KeyError(code)
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", section[0]).strip() + "\n"
