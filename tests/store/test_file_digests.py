"""What is known of files from their stamps: kept by folder, and not for those just saved."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.model.digest import digest
from newsgen.pipeline.list_folders import list_files
from newsgen.runtime.pool import Pool, open_pool
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests

PATHS = ("articles/a.md", "articles/2022/b.md", "articles/2022/ж.md", "pages/c.md")
LATER = 10**30
"""A time at which every stamp is trusted."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of a few files."""
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    return tmp_path


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool of no other process."""
    with open_pool(1) as pool:
        yield pool


def remember(site: Path, listed_at: int = LATER) -> FileDigests:
    """The digests of a site, as a command reads them that begins."""
    listing = list_files(site, ("articles", "pages"))
    return FileDigests(Cache(site / ".newsgen"), listing, listed_at)


def known_paths(digests: FileDigests) -> list[str]:
    """The files that need not be read."""
    return [path for path in PATHS if digests.get(path) is not None]


def test_what_was_read_once_is_known_by_the_next(site: Path, pool: Pool) -> None:
    first = remember(site)
    assert known_paths(first) == []
    first.read_missing(site, PATHS, pool)
    first.save()
    second = remember(site)
    assert [second.get(path) for path in PATHS] == [digest(path) for path in PATHS]
    (site / "articles/2022/b.md").write_text("longer than it was")
    (site / "articles/2022/new.md").write_text("new")
    (site / "pages/c.md").unlink()
    third = remember(site)
    assert known_paths(third) == ["articles/a.md", "articles/2022/ж.md"]
    assert third.get("articles/2022/new.md") is None


def test_only_folders_with_a_change_are_written(site: Path, pool: Pool) -> None:
    first = remember(site)
    first.read_missing(site, PATHS, pool)
    first.save()
    before = dict(Cache(site / ".newsgen").scan("files"))
    (site / "articles/a.md").write_text("another text")
    second = remember(site)
    second.read_missing(site, PATHS, pool)
    second.save()
    after = dict(Cache(site / ".newsgen").scan("files"))
    assert [key for key in after if after[key] != before[key]] == [b"articles"]


def test_a_file_that_was_just_saved_is_read_again_and_its_neighbours_are_not(
    site: Path, pool: Pool
) -> None:
    saved = (site / "articles/2022/b.md").stat()
    os.utime(site / "articles/2022/ж.md", ns=(0, saved.st_mtime_ns + 10**12))
    first = remember(site, saved.st_mtime_ns + 10**11)
    first.read_missing(site, PATHS, pool)
    first.save()
    assert "articles/2022/ж.md" not in known_paths(remember(site))
    assert "articles/2022/b.md" in known_paths(remember(site))


def test_a_damaged_row_only_costs_time(site: Path, pool: Pool) -> None:
    first = remember(site)
    first.read_missing(site, PATHS, pool)
    first.save()
    cache = Cache(site / ".newsgen")
    cache.put("files", [(b"articles/2022", b"no row")])
    assert known_paths(remember(site)) == ["articles/a.md", "pages/c.md"]
