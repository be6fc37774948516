"""What changed in a site since it was last taken in: of all files, without a look into any."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.model.site_changes import SiteChanges
from newsgen.pipeline.list_folders import list_files
from newsgen.store.cache import Cache
from newsgen.store.stored_scan import StoredScan

TOKEN = "token"

LATER = 10**30
"""A time at which every stamp is trusted."""


def look(site: Path, *, owner: bytes = b"out", listed_at: int = LATER) -> SiteChanges | None:
    """What changed, by a process that begins; it is taken in."""
    scan = StoredScan(Cache(site / ".newsgen"), owner)
    listing = list_files(site, ("articles", "pages"))
    changes = scan.changes(listing, TOKEN)
    scan.save(listing, changes, listed_at, TOKEN)
    return changes


def write(site: Path, path: str, text: str = "text") -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was looked at."""
    for path in ("articles/a.md", "articles/2022/b.md", "articles/2022/c.md", "pages/d.md"):
        write(tmp_path, path)
    assert look(tmp_path) is None
    assert look(tmp_path) == SiteChanges()
    return tmp_path


def test_files_that_come_change_and_go_are_told(site: Path) -> None:
    write(site, "articles/2023/new.md")
    write(site, "articles/2022/c.md", "longer than it was")
    (site / "articles/a.md").unlink()
    changes = look(site)
    assert changes
    assert changes.added == ("articles/2023/new.md",)
    assert changes.changed == ("articles/2022/c.md",)
    assert changes.removed == ("articles/a.md",)
    assert changes.folders == ("articles", "articles/2022", "articles/2023")
    assert look(site) == SiteChanges()


def test_a_folder_that_moves_takes_its_files_along(site: Path) -> None:
    (site / "articles/2022").rename(site / "pages/2022")
    changes = look(site)
    assert changes
    assert changes.added == ("pages/2022/b.md", "pages/2022/c.md")
    assert changes.removed == ("articles/2022/b.md", "articles/2022/c.md")


def test_a_file_that_became_a_folder_is_told(site: Path) -> None:
    (site / "articles/a.md").unlink()
    write(site, "articles/a.md/x.md")
    changes = look(site)
    assert changes
    assert (changes.added, changes.removed) == (("articles/a.md/x.md",), ("articles/a.md",))


def test_a_link_out_of_the_site_is_a_change_without_a_file(site: Path) -> None:
    (site / "articles/2022/x.md").symlink_to("/")
    changes = look(site)
    assert changes == SiteChanges(folders=("articles/2022",))
    assert changes
    assert look(site) == SiteChanges()


def test_a_file_saved_again_within_a_tick_of_the_clock_is_told(site: Path) -> None:
    write(site, "articles/a.md", "12345")
    status = (site / "articles/a.md").stat()
    look(site, listed_at=max(status.st_mtime_ns, status.st_ctime_ns))
    changes = look(site)  # it may be another by now: its stamp could not tell
    assert changes
    assert "articles/a.md" in changes.changed
    assert look(site) == SiteChanges()


def test_each_output_is_told_what_it_has_not_taken_in(site: Path) -> None:
    assert look(site, owner=b"preview") is None
    write(site, "pages/new.md")
    for owner in (b"out", b"preview"):
        changes = look(site, owner=owner)
        assert changes
        assert changes.added == ("pages/new.md",)


@pytest.mark.parametrize("lost", [b"out", b"out:articles/2022"])
def test_where_a_row_is_lost_nothing_is_said_to_be_as_it_was(site: Path, lost: bytes) -> None:
    """Or files that are gone would be kept for ever."""
    shutil.rmtree(site / "articles/2022")
    cache = Cache(site / ".newsgen")
    cache.retain("scans", {*cache.keys("scans")} - {lost})
    assert look(site) is None
    assert look(site) == SiteChanges()


def test_a_process_that_stays_is_told_what_a_new_one_is(site: Path) -> None:
    resident = StoredScan(Cache(site / ".newsgen"), b"out")
    listing = list_files(site, ("articles", "pages"))
    resident.save(listing, resident.changes(listing, TOKEN), LATER, TOKEN)
    write(site, "articles/2022/new.md")
    (site / "pages/d.md").unlink()
    listing = list_files(site, ("articles", "pages"))
    changes = resident.changes(listing, TOKEN)
    assert changes == StoredScan(Cache(site / ".newsgen"), b"out").changes(listing, TOKEN)
    assert changes
    assert (changes.added, changes.removed) == (("articles/2022/new.md",), ("pages/d.md",))
    listed_at = (site / "articles/2022/new.md").stat().st_ctime_ns
    resident.save(listing, changes, listed_at, TOKEN)
    changes = resident.changes(listing, TOKEN)
    assert changes == StoredScan(Cache(site / ".newsgen"), b"out").changes(listing, TOKEN)
    assert changes
    assert "articles/2022/new.md" in changes.changed  # it was just saved, and may be again


PATHS = [f"articles/{folder}{name}" for folder in ("", "x/", "x/y/", "z/") for name in "ab"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(PATHS), st.text("tx", max_size=2)), max_size=4))
def test_changes_lead_from_each_state_to_the_next(states: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as name:
        site = Path(name)
        look(site)
        before: dict[str, str] = {}
        for number, state in enumerate(states, 1):
            shutil.rmtree(site / "articles", ignore_errors=True)
            for path, text in state.items():
                write(site, path, text)
                os.utime(site / path, (number, number))
            changes = look(site)
            assert changes is not None
            assert {*changes.added} == state.keys() - before.keys()
            assert {*changes.removed} == before.keys() - state.keys()
            differing = {
                path for path in state.keys() & before.keys() if state[path] != before[path]
            }
            assert differing <= {*changes.changed} <= state.keys() & before.keys()
            before = state


def test_with_another_token_nothing_is_known(site: Path) -> None:
    """The archive that took the files in is another."""
    listing = list_files(site, ("articles", "pages"))
    assert StoredScan(Cache(site / ".newsgen"), b"out").changes(listing, "other") is None
