"""A build killed at any instant leaves a tree that the next one brings to exactly the right state.

Some kills are real (a forked process that ends at a given change of the disk); where thousands are
needed the process goes on but nothing it does reaches the disk any more, which comes to the same.
"""

import ast
import inspect
import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.publish import (
    lock,
    manifest_file,
    output_manifest,
    output_tree,
    roll_forward,
    staging,
    transaction,
)
from newsgen.publish.manifest_file import open_manifest_file
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.transaction import ForeignFiles, PublishResult
from support.output import (
    Output,
    assert_exactly,
    build_and_kill,
    contents,
    kill_at_change,
    with_folders,
)

OLD = {
    "index.html": "front",
    "same/index.html": "as it was",
    "tags/sco/index.html": "SCO",
    "old/deep/er/index.html": "goes with its folders",
    "shared/index.html": "goes, its folder stays",
    "file": "becomes a folder",
    "folder/index.html": "makes room for a file",
    "folder/sub/index.html": "makes room for a file",
}
NEW = {
    "index.html": "front, later",
    "same/index.html": "as it was",
    "tags/sco/index.html": "OCS",
    "tags/new/index.html": "new",
    "file/index.html": "was a file",
    "folder": "was a folder",
}
OTHERS = {"CNAME": "example.org", "shared/notes.txt": "mine", "own/deep/x": "x", "own/empty/": ""}


class Site:
    """An output folder that can be put back to what it was when it was kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = Output(folder / "live")

    def keep(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        shutil.copytree(self.folder / "live", self.folder / name, symlinks=True)

    def put_back(self, name: str) -> None:
        shutil.rmtree(self.folder / "live")
        shutil.copytree(self.folder / name, self.folder / "live", symlinks=True)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """OLD is published among other people's files."""
    site = Site(tmp_path)
    site.output.add_foreign_files(OTHERS)
    site.output.build(OLD)
    site.keep("old")
    return site


def die_for_real() -> None:
    os._exit(137)


def ends_with(run: Callable[[], object]) -> int:
    """Run in a process of its own; gives its exit code."""
    with warnings.catch_warnings():
        # Newer Pythons warn of threads a fork leaves behind; the child only writes files and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            run()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(site: Site, pages: Mapping[str, str], *, start: str = "old") -> Iterator[int]:
    """The site after a build of `pages` was killed at its first change, its second, and so on."""
    last = 1
    while True:
        site.put_back(start)
        if not build_and_kill(site.output, pages, last):
            return
        yield last
        last += 1


def has_begun(output: Output) -> bool:
    """Whether the manifest says of a publication that it was begun."""
    if not output.manifest.exists():
        return False
    with closing(open_manifest_file(output.manifest)) as file:
        return bool(file.journal())


def assert_nothing_is_broken(output: Output) -> None:
    """What holds even in the middle: no page half-written, none missing that both trees have."""
    shown = output.visible_files()
    for path, text in shown.items():
        if not path.endswith("/"):
            assert text in {tree.get(path) for tree in (OLD, NEW, OTHERS)}
    assert OLD.keys() & NEW.keys() <= shown.keys()
    assert OTHERS.items() <= shown.items()


@pytest.mark.parametrize("half", [False, True])
def test_a_process_killed_at_any_change_is_made_good(site: Site, half: bool) -> None:
    last, code = 1, 137
    while code:
        site.put_back("old")

        def build(last: int = last) -> None:
            with kill_at_change(last, half=half, end=die_for_real):
                site.output.build(NEW)

        code = ends_with(build)
        assert code in (0, 137)
        assert_nothing_is_broken(site.output)
        assert isinstance(site.output.build(NEW), PublishResult)
        assert_exactly(site.output, NEW, OTHERS)
        last += 1
    assert last > 30


def test_an_edit_taken_back_after_a_kill(site: Site) -> None:
    for _ in kills(site, NEW):
        assert isinstance(site.output.build(OLD), PublishResult)
        assert_exactly(site.output, OLD, OTHERS)


def test_a_first_build_killed_at_any_change(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.output.add_foreign_files(OTHERS)
    site.keep("empty")
    for _ in kills(site, NEW, start="empty"):
        assert isinstance(site.output.build(NEW), PublishResult)
        assert_exactly(site.output, NEW, OTHERS)


def test_only_the_kill_itself_stands_between_the_old_tree_and_the_new(site: Site) -> None:
    """Before the journal is there the next `recover` gives back the old tree, after it the new."""
    finished = []
    for _ in kills(site, NEW):
        whole = has_begun(site.output)
        began = site.output.visible_files() != with_folders({**OLD, **OTHERS})
        with (
            lock.lock(site.output.out),
            closing(OutputManifest(site.output.out, site.output.record)) as manifest,
        ):
            assert roll_forward.recover(manifest) is whole
        assert site.output.own_names == [".newsgen-manifest"]
        new = site.output.visible_files() == with_folders({**NEW, **OTHERS})
        assert new or site.output.visible_files() == with_folders({**OLD, **OTHERS})
        assert new is (whole or began)
        finished.append(new)
    assert finished == sorted(finished)
    assert {True, False} == set(finished)


def test_killed_again_and_again_while_recovering(site: Site) -> None:
    """Each attempt gets one change further than the last."""
    for last in kills(site, NEW):
        attempt = 1
        if last % 3:
            continue
        while build_and_kill(site.output, NEW, attempt, half=attempt % 2 == 0):
            assert_nothing_is_broken(site.output)
            attempt += 1
        assert_exactly(site.output, NEW, OTHERS)


def test_killed_at_any_change_of_the_recovery_from_any_kill(tmp_path: Path) -> None:
    old = {"a": "file", "b/c": "page", "same": "same"}
    new = {"a/x": "page", "b": "file", "same": "same"}
    others = {"a.txt": "mine"}
    site = Site(tmp_path)
    site.output.add_foreign_files(others)
    site.output.build(old)
    site.keep("old")
    for _ in kills(site, new):
        if not has_begun(site.output):
            continue
        site.keep("killed")
        for last in kills(site, new, start="killed"):
            then = new
            if last % 2:  # the edit is taken back, and what was begun is known to the copy alone
                site.output.manifest.unlink()
                then = old
            assert isinstance(site.output.build(then), PublishResult)
            assert site.output.visible_files() == with_folders({**then, **others})
            assert site.output.own_names == [".newsgen-manifest"]


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(statement)


DAMAGES: tuple[Callable[[Path], object], ...] = (
    lambda path: path.unlink(),
    lambda path: path.write_bytes(path.read_bytes()[:-5000]),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"newsgen manifest 1"),
    lambda path: execute(path, "UPDATE journal SET hash = x'00'"),
    lambda path: execute(path, "UPDATE journal SET path = '../../' || path"),
    lambda path: execute(path, "PRAGMA user_version = 99"),
)


@pytest.mark.parametrize("then", [NEW, OLD], ids=["stays", "is taken back"])
def test_a_manifest_lost_or_damaged_after_a_kill(site: Site, then: Mapping[str, str]) -> None:
    """Whether the edit then stays or is taken back."""
    damaged = 0
    for _ in kills(site, NEW):
        if site.output.manifest.exists():
            DAMAGES[damaged % len(DAMAGES)](site.output.manifest)
            damaged += 1
            assert isinstance(site.output.build(then), PublishResult)
            assert_exactly(site.output, then, OTHERS)
    assert damaged > 3 * len(DAMAGES)


def test_a_staging_folder_lost_or_cut_short_after_a_kill(site: Site) -> None:
    for last in kills(site, NEW):
        staged = site.output.out / output_tree.STAGING
        if last % 2:
            shutil.rmtree(staged, ignore_errors=True)
        for top, _, files in os.walk(staged):
            for name in files:
                Path(top, name).write_bytes(b"")
        assert isinstance(site.output.build(NEW), PublishResult)
        assert_exactly(site.output, NEW, OTHERS)


@pytest.mark.parametrize(
    "theirs, needed, named",
    [
        ("tags/new/index.html", "tags/new/index.html", "tags/new/index.html"),
        ("tags/new", "tags/new/index.html", "tags/new"),
        ("folder/notes.txt", "folder", "folder"),
    ],
    ids=["a page's place", "a file for a folder", "in a folder that must go"],
)
def test_what_others_put_in_the_way_after_a_kill_stays(
    site: Site, theirs: str, needed: str, named: str
) -> None:
    laid = 0
    for _ in kills(site, NEW):
        if (site.output.out / needed).is_file() or (site.output.out / theirs).exists():
            continue
        laid += 1
        site.output.add_foreign_files({theirs: "mine"})
        assert site.output.build(NEW) == ForeignFiles((named,))
        others = {**OTHERS, theirs: "mine"}
        rest = {path: text for path, text in NEW.items() if path != needed}
        site.output.build(rest)
        assert_exactly(site.output, rest, others)
    assert laid > 10


def test_a_link_laid_after_a_kill_leads_nowhere(site: Site, tmp_path: Path) -> None:
    elsewhere = Output(tmp_path / "elsewhere")
    elsewhere.add_foreign_files({**NEW, "sco/index.html": "not ours", "deep/er/": ""})
    outside = elsewhere.out
    before = contents(outside)
    for last in kills(site, NEW):
        name = ("old", "tags", output_tree.STAGING)[last % 3]
        shutil.rmtree(site.output.out / name, ignore_errors=True)
        (site.output.out / name).symlink_to(outside)
        result = site.output.build(NEW)
        assert contents(outside) == before
        if name == "tags":
            assert result == ForeignFiles(("tags",))
            (site.output.out / "tags").unlink()
            site.output.build(NEW)
        laid = {"old": f"-> {outside}"} if name == "old" else {}
        assert site.output.visible_files() == with_folders({**NEW, **OTHERS, **laid})
        assert contents(outside) == before


def test_no_empty_folder_is_left_of_what_could_not_be_moved(tmp_path: Path) -> None:
    """The staging folder is lost while the recovery has just made a folder for what is in it."""
    site = Site(tmp_path)
    site.output.build({"a": "page"})
    site.keep("old")
    for _ in kills(site, {"a": "page", "b/c/d": "page"}):
        if not has_begun(site.output):
            continue
        site.keep("killed")
        for _ in kills(site, {"a": "page"}, start="killed"):
            shutil.rmtree(site.output.out / output_tree.STAGING, ignore_errors=True)
            site.output.build({"a": "page"})
            assert_exactly(site.output, {"a": "page"}, {})


# --- The seam -------------------------------------------------------------------------------------


MODULES = (
    lock,
    manifest_file,
    output_manifest,
    output_tree,
    roll_forward,
    staging,
    transaction,
)
CHANGING = (
    {"copy", "copyfile", "copytree", "link", "makedirs", "mkdir", "move", "remove", "removedirs"}
    | {"rename", "renames", "replace", "rmdir", "rmtree", "symlink", "touch", "truncate", "unlink"}
    | {"open", "write", "write_bytes", "write_text"}
)


def changes(source: str) -> list[str]:
    """Calls that change the disk past `fs`; what is called path here is a string."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = {ast.unparse(call) for call in calls}
    return sorted(
        call
        for call in found - {"path.replace", "entry.path.replace", "replace"}
        if call.rpartition(".")[2] in CHANGING and not call.startswith("fs.")
    )


def test_nothing_but_fs_changes_the_disk() -> None:
    """Else the kills above would prove nothing."""
    past = {
        module.__name__.rpartition(".")[2]: changes(inspect.getsource(module)) for module in MODULES
    }
    assert set(map(tuple, past.values())) == {()}
    assert changes("os.replace(a, b)\n(out / name).unlink()\nfs.unlink(a)") == [
        "(out / name).unlink",
        "os.replace",
    ]
