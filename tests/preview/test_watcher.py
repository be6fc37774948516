"""A preview goes on where the system cannot watch its files, or a folder goes as it begins to."""

import errno
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from newsgen.preview import watcher
from support.sites import Site

watch = watcher.watch


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "OS file watch limit reached."),
        RuntimeError("Error creating recommended watcher: Too many open files (os error 24)"),
    ],
)
def test_where_the_system_watches_no_more_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*folders: Path, force_polling: bool, **options: Any) -> Iterator[Any]:
        if not force_polling:
            raise error
        return watch(*folders, force_polling=True, **options)

    monkeypatch.setattr(watcher, "watch", refuse)
    site = Site(tmp_path).article("a")
    steps = watcher.watch_changes(site.folder)
    assert next(steps)
    assert not next(steps)
    site.article("b")
    assert any(islice(steps, 20))


def test_a_folder_that_goes_as_its_watch_begins_is_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where another branch is checked out."""
    site = Site(tmp_path).article("a")

    def lose(*folders: Path, **options: Any) -> Iterator[Any]:
        monkeypatch.setattr(watcher, "watch", watch)
        site.delete("articles/a.md")
        (site.folder / "articles").rmdir()
        raise FileNotFoundError

    monkeypatch.setattr(watcher, "watch", lose)
    assert next(watcher.watch_changes(site.folder))
