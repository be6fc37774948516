"""The words of the truth table: an edit, a build, and what that draws and why."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from support.sites import Site


class Row:
    """An edit, the options of the build after it, and what that draws."""

    def __init__(self, edit: Callable[[Site], object], expectations: str, **options: Any) -> None:
        self.edit = edit
        self.lines = [line.split(maxsplit=1) for line in expectations.splitlines() if line.strip()]
        self.options = options

    def expected_reasons(self, addresses: list[str]) -> dict[str, str]:
        """The reasons, by address, that the row expects of a build of these addresses."""
        found = {
            address: words
            for pattern, words in self.lines
            for address in addresses
            if fnmatchcase(address, pattern)
        }
        return {address: words for address, words in found.items() if words != "-"}


def edit(path: str, old: str, new: str) -> Callable[[Site], object]:
    return lambda site: site.edit(path, old, new)


def write(path: str, text: str) -> Callable[[Site], object]:
    return lambda site: site.write(path, text)


def delete(path: str) -> Callable[[Site], object]:
    return lambda site: site.delete(path)


def rename(path: str, to: str) -> Callable[[Site], object]:
    return lambda site: (site.folder / path).rename(site.folder / to)


def output(path: str, change: Callable[[Path], object]) -> Callable[[Site], object]:
    return lambda site: change(site.out / path)


def article(name: str, **fields: Any) -> Callable[[Site], object]:
    return lambda site: site.article(name, **fields)


def combine(*edits: Callable[[Site], object]) -> Callable[[Site], object]:
    """Edits without a build between them."""
    return lambda site: [each(site) for each in edits]


def build_between(*edits: Callable[[Site], object]) -> Callable[[Site], object]:
    """Edits with a build between them, so that only the last one is looked at."""
    return lambda site: [(each(site), site.build().ok()) for each in edits[:-1]] + [edits[-1](site)]


def change_nothing(site: Site) -> None:
    """Leave the site alone."""


def use_new_output(site: Site) -> None:
    """An output folder that nothing was built into."""
    site.out = site.out.with_name("new")
