"""Publishing when something goes wrong: a build given up, a full disk, no permission, meddling."""

import errno
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsgen.publish import output_tree
from newsgen.publish.lock import lock
from newsgen.publish.output_manifest import OutputManifest
from newsgen.publish.output_tree import MANIFEST, OutputTree
from newsgen.publish.roll_forward import recover
from newsgen.publish.staging import open_staging, stage_bytes
from newsgen.publish.transaction import (
    ForeignFiles,
    OutputChanges,
    PublishResult,
    open_output,
    publish,
)
from newsgen.runtime import fs
from support.output import Output, contents, fail_changes, step_at_changes, with_folders

FIRST = {
    "index.html": "front",
    "tags/sco/index.html": "SCO",
    "tags/index.html": "tags",
    "人物/習近平/index.html": "習近平",
}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def test_a_build_given_up_leaves_the_output_as_it_was(output: Output) -> None:
    output.build(FIRST)
    before = contents(output.out)
    with open_output(output.out, output.record):
        open_staging(output.out)
        stage_bytes(OutputTree(output.out), "index.html", b"changed", None, None)
        stage_bytes(OutputTree(output.out), "new/page", b"new", None, None)
    assert contents(output.out) == before


def test_nothing_is_published_from_a_staging_folder_that_is_not_whole(output: Output) -> None:
    output.build(FIRST)
    before = contents(output.out)
    with open_output(output.out, output.record) as manifest:
        open_staging(output.out)
        page = stage_bytes(OutputTree(output.out), "index.html", b"changed", None, None)
        Path(OutputTree(output.out).staging.disk_path("index.html")).unlink()
        with pytest.raises(FileNotFoundError, match=r"not in the staging folder: index\.html"):
            publish(manifest, OutputChanges(staged=(page,)))
    assert contents(output.out) == before


def test_what_was_staged_but_is_not_planned_is_not_published(output: Output) -> None:
    with open_output(output.out, output.record) as manifest:
        open_staging(output.out)
        page = stage_bytes(OutputTree(output.out), "a/b/planned", b"page", None, None)
        stage_bytes(OutputTree(output.out), "a/b/c/given/up", b"page", None, None)
        (output.out / output_tree.STAGING / "d").mkdir()
        publish(manifest, OutputChanges(staged=(page,)))
    assert output.visible_files() == with_folders({"a/b/planned": "page"})


@pytest.mark.parametrize("later", [{**FIRST, "tags/index.html": "x", "a": "new"}, {"a": "new"}])
def test_a_folder_that_may_not_be_written_to_is_told_before_anything_moves(
    output: Output, later: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.build(FIRST)
    before = contents(output.out)
    folder = str(output.out / "tags")
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != folder)
    with pytest.raises(PermissionError, match="Permission denied") as refused:
        output.build(later)
    assert refused.value.filename == folder
    assert contents(output.out) == before


def test_a_full_disk_is_told_by_the_file_that_found_no_room() -> None:
    with pytest.raises(OSError, match="No space left on device: '/dev/full'"):
        fs.write("/dev/full", b"page")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_copy_of_the_manifest_that_finds_no_room_is_no_failure(output: Output, code: int) -> None:
    def fail(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        if str(arguments[-1]).startswith(str(output.record)):
            raise OSError(code, "")

    with step_at_changes(fail):
        output.build(FIRST)
    assert output.visible_files() == with_folders(FIRST)
    assert output.own_names == [MANIFEST]


def test_who_interrupts_once_files_move_waits_until_all_have_moved(output: Output) -> None:
    """Else readers would find half of each tree until the next build."""
    output.build(FIRST)
    later = {**FIRST, "index.html": "changed", "tags/index.html": "changed"}

    def interrupt(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        if name == "replace":
            signal.raise_signal(signal.SIGINT)

    with step_at_changes(interrupt), pytest.raises(KeyboardInterrupt):
        output.build(later)
    assert output.visible_files() == with_folders(later)
    assert output.own_names == [MANIFEST]


@pytest.mark.parametrize("allowed", range(4))
def test_a_full_disk_leaves_the_old_tree_whole(output: Output, allowed: int) -> None:
    """Two pages are written, and what begins in the manifest, before anything moves."""
    output.build({"a": "page", "b": "page", "same": "page"})
    before = contents(output.out)
    later = {"a": "changed", "new": "page", "b": "page", "same": "page"}
    with (
        fail_changes(errno.ENOSPC, ("write", "commit"), allowed),
        pytest.raises(OSError, match="No space left on device"),
    ):
        output.build(later)
    if allowed < 3:
        assert contents(output.out) == before
    assert isinstance(output.build(later), PublishResult)
    assert output.visible_files() == with_folders(later)
    assert output.own_names == [".newsgen-manifest"]


@pytest.mark.parametrize("names", [("replace",), ("mkdir",), ("unlink",), ("rmdir",)])
def test_no_permission_is_told_and_the_next_build_finishes(
    output: Output, names: tuple[str, ...]
) -> None:
    before = {"a": "file", "b/c": "page", "d/e": "page", "same": "same"}
    later = {"a/x": "page", "b": "file", "f/g": "page", "same": "same"}
    allowed = 0
    while True:
        output.build(before)
        try:
            with fail_changes(errno.EACCES, names, allowed):
                output.build(later)
        except PermissionError:
            assert output.visible_files()["same"] == "same"
            allowed += 1
            with (
                lock(output.out),
                closing(OutputManifest(output.out, output.record)) as manifest,
            ):
                begun = recover(manifest)
            assert begun or output.visible_files() in (with_folders(before), with_folders(later))
            assert not begun or output.visible_files() == with_folders(later)
        else:
            break
        assert isinstance(output.build(later), PublishResult)
        assert output.visible_files() == with_folders(later)
        assert output.own_names == [".newsgen-manifest"]
    assert allowed > 0


@contextmanager
def meddling(output: Output, meddle: Callable[[], object]) -> Iterator[None]:
    """Somebody does something in the output just after newsgen looked whether all is well."""
    done: list[int] = []

    def step(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        if name == "commit" and not done:
            done.append(number)
            meddle()

    with step_at_changes(step):
        yield


def test_a_file_that_appears_while_newsgen_publishes_stays_and_is_told(output: Output) -> None:
    output.build(FIRST)
    later = {**FIRST, "new.html": "page", "tags/new.html": "page"}
    told = pytest.raises(FileExistsError, match=r"while newsgen was publishing: new\.html$")
    with meddling(output, lambda: (output.out / "new.html").write_text("mine")), told:
        output.build(later)
    assert output.visible_files() == with_folders({**later, "new.html": "mine"})
    assert output.build(later) == ForeignFiles(("new.html",))


@pytest.mark.parametrize("there", [{}, {"a": "outside"}, {"c/a": "outside"}])
def test_a_link_that_appears_while_newsgen_publishes_leads_nowhere(
    output: Output, tmp_path: Path, there: dict[str, str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for path, text in there.items():
        (outside / path).parent.mkdir(exist_ok=True)
        (outside / path).write_text(text)
    before = contents(outside)

    def lay() -> None:
        shutil.rmtree(output.out / "d")
        (output.out / "d").symlink_to(outside)

    output.build({"d/a": "page", "d/gone": "page"})
    told = pytest.raises(FileExistsError, match="while newsgen was publishing: d/a, d/b, d/c/a$")
    with meddling(output, lay), told:
        output.build({"d/a": "changed", "d/b": "new", "d/c/a": "new"})
    assert contents(outside) == before
    assert output.visible_files() == {"d": f"-> {outside}"}
