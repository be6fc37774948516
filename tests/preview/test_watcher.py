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
    steps = watcher.watch_changes(site.folder, tuple)
    assert next(steps) is None
    assert next(steps) == frozenset()
    site.article("b")
    assert "articles/b.md" in next(step for step in islice(steps, 20) if step)


def test_what_is_saved_made_moved_or_deleted_is_named(tmp_path: Path) -> None:
    """What is in a folder that is made or moved need not be."""
    site = Site(tmp_path).article("a").article("2022/b").write("static/x.css", "x {}")
    steps = watcher.watch_changes(site.folder, tuple)
    assert next(steps) is None
    site.article("a", "Another text.")
    assert_named(steps, "articles/a.md")
    (site.folder / "articles/2022").rename(site.folder / "articles/2023")
    assert_named(steps, "articles/2022", "articles/2023")
    site.article("2023/c/d")
    site.delete("static/x.css")
    assert_named(steps, "articles/2023/c", "static/x.css")


def assert_named(steps: Iterator[frozenset[str] | None], *paths: str) -> None:
    """Assert that these paths are named in one of the next steps, or some in one each."""
    missing = {*paths}
    for step in islice(steps, 20):
        missing -= step or set()
        if not missing:
            return
    raise AssertionError(missing)


@pytest.mark.parametrize("path", ["newsgen.yml", "target", "pages/about.md"])
def test_where_it_cannot_be_named_anything_may_have_changed(tmp_path: Path, path: str) -> None:
    """The settings, what a link leads to, and a folder of the site that was not there."""
    site = Site(tmp_path).article("a").link("articles/x.png", "../target").write("target", "x")
    steps = watcher.watch_changes(site.folder, lambda: ("articles/x.png",))
    assert next(steps) is None
    assert next(steps) == frozenset()
    site.write(path, "longer than it was")
    assert next(step for step in islice(steps, 20) if step != frozenset()) is None


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
    assert next(watcher.watch_changes(site.folder, tuple)) is None
