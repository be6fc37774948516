"""Where a watcher saw something happen files are listed again; all others as they were listed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.pipeline import list_folders
from newsgen.pipeline.scan import ScannedFiles, scan_again, scan_site
from newsgen.pipeline.watched_files import WatchedFiles
from support.laws import assert_as_clean, conditions
from support.sites import Site


def write(site: Path, path: str) -> set[str]:
    """Write a file; return what a watcher tells: the file, or the first folder that is new."""
    told = make_room(site, path)
    above = [
        each for each in (*reversed((site / path).parents), site / path) if site in each.parents
    ]
    new = next((each for each in above if not each.exists()), site / path)
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(f"{path} is new")
    return {*told, new.relative_to(site).as_posix()}


def make_room(site: Path, path: str) -> set[str]:
    """Delete what is at a place and is no file, and what is above it and is no folder."""
    above = Path(path).parents
    in_the_way = [each for each in above if is_other(site / each, "folder")]
    if is_other(site / path, "file"):
        in_the_way.append(Path(path))
    return {told for each in reversed(in_the_way) for told in remove(site, each.as_posix())}


def is_other(file: Path, kind: str) -> bool:
    """Whether there is something else than a file, or than a folder."""
    is_kind = file.is_file() if kind == "file" else file.is_dir()
    return os.path.lexists(file) and (file.is_symlink() or not is_kind)


def remove(site: Path, path: str) -> set[str]:
    """Delete a file, a link or a folder."""
    if any((site / each).is_symlink() for each in Path(path).parents):
        return set()
    if (site / path).is_symlink() or (site / path).is_file():
        (site / path).unlink()
    elif (site / path).is_dir():
        shutil.rmtree(site / path)
    return {path}


def move(site: Path, path: str, new_path: str) -> set[str]:
    """Move a file, a link or a folder into the place of another."""
    if not os.path.lexists(site / path) or f"{new_path}/".startswith(f"{path}/"):
        return set()
    told = {*make_room(site, new_path), *remove(site, new_path)}
    if not (site / new_path).parent.is_dir() or not os.path.lexists(site / path):
        return told
    (site / path).rename(site / new_path)
    return {*told, path, new_path}


def link(site: Path, path: str, target: str) -> set[str]:
    """Put a link in the place of a file, a folder or nothing."""
    told = {*make_room(site, path), *remove(site, path)}
    if (site / path).parent.is_dir():
        (site / path).symlink_to(target)
    return {*told, path}


PATHS = [
    f"{top}/{name}"
    for top in ("articles", "pages")
    for name in ("a.md", "x", "x/a.md", "x/b.md", "x/y", "x/y/c.md", "x-z/a.md", "a.md/b.md")
]
paths = st.sampled_from(PATHS)
deeds = st.one_of(
    st.tuples(st.just(write), paths),
    st.tuples(st.just(remove), paths),
    st.tuples(st.just(move), paths, paths),
    st.tuples(st.just(link), paths, st.sampled_from(["a.md", "x", "nowhere", "../../outside"])),
)


def all_listed(files: ScannedFiles) -> object:
    """All that is listed, in its order."""
    return list(files.site_listing.folders.items()), files.unread_names


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(deeds, max_size=4), max_size=4))
def test_a_listing_made_again_in_part_is_one_of_all(
    rounds: list[list[tuple[Callable[..., set[str]], *tuple[str, ...]]]],
) -> None:
    with TemporaryDirectory() as name:
        site = Path(name).resolve() / "site"
        site.mkdir()
        (site.parent / "outside").mkdir()
        (site / "newsgen.yml").write_text("title: x")
        for path in ("articles/a.md", "articles/x/y/c.md", "pages/x/a.md"):
            write(site, path)
        files = scan_site(site)
        for deeds_done in rounds:
            told = {path for deed, *values in deeds_done for path in deed(site, *values)}
            files = scan_again(files, told)
            assert all_listed(files) == all_listed(scan_site(site))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of articles that were listed."""
    folders: list[str] = []
    list_folder = list_folders._list_folder

    def note(root: Path, folder: str) -> object:
        if folder.startswith("articles"):
            folders.append(folder)
        return list_folder(root, folder)

    monkeypatch.setattr(list_folders, "_list_folder", note)
    return folders


def test_a_saved_article_has_its_folder_listed_and_no_other(
    tmp_path: Path, asked: list[str]
) -> None:
    site = Site(tmp_path).article("2022/a").article("2023/b")
    watched = WatchedFiles()
    watched.scan(site.folder)
    assert asked == ["articles", "articles/2022", "articles/2023"]
    watched.note({"articles/2023/b.md"})
    watched.scan(site.folder)
    assert asked[3:] == ["articles/2023"]
    watched.scan(site.folder)  # nothing was told, so a build that begins again looks at all
    assert asked[4:] == ["articles", "articles/2022", "articles/2023"]


def test_an_event_that_was_lost_is_found_when_nothing_happens_any_more(tmp_path: Path) -> None:
    site = Site(tmp_path).article("2022/a").article("2023/b")
    watched = WatchedFiles()
    watched.scan(site.folder)
    assert not watched.missed_changes(site.folder)
    site.article("2022/lost").article("2023/b", "Another text.")
    watched.note({"articles/2023/b.md"})
    assert "articles/2022/lost.md" not in watched.scan(site.folder).site_listing.files_in(
        "articles"
    )
    assert watched.missed_changes(site.folder)
    assert watched.scan(site.folder).site_listing.has_file("articles/2022/lost.md")
    assert not watched.missed_changes(site.folder)


def test_builds_of_a_watched_site_come_to_what_a_clean_one_does(tmp_path: Path) -> None:
    """Also where a file is saved twice within a tick of the clock, with as many bytes."""
    site = Site(tmp_path).article("2022/a", "one").article("2022/b").article("c")
    watched = WatchedFiles()
    site.build(scan=watched.scan).ok()
    for body in ("two", "six"):
        site.article("2022/a", body)
        watched.note({"articles/2022/a.md"})
        site.build(scan=watched.scan).ok().assert_shows("/2022/09/13/a/", body)
        assert_as_clean(site)
    (site.folder / "articles/2022").rename(site.folder / "articles/2023")
    watched.note({"articles/2022", "articles/2023"})
    site.build(scan=watched.scan).ok()
    assert_as_clean(site)


def test_an_article_saved_twice_between_two_builds_and_once_while_one_reads(tmp_path: Path) -> None:
    """Its stamp is the same, as the clock has not moved; it still counts as just written."""
    with conditions(trusted_stamps=True):
        site = Site(tmp_path).article("a", "one")
        watched = WatchedFiles()
        site.build(scan=watched.scan).ok()
    file = site.folder / "articles/a.md"
    site.article("a", "two")
    watched.note({"articles/a.md"})
    site.build(scan=watched.scan).ok()
    stat = file.stat()
    site.article("a", "six")
    watched.note({"articles/a.md"})
    assert stat.st_size == file.stat().st_size
    site.build(scan=watched.scan).ok().assert_shows("/2022/09/13/a/", "six")
