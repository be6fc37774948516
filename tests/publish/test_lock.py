"""One build at a time, whoever started it and however it ends."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsgen.publish.lock import OutputBusy, lock
from newsgen.publish.output_tree import LOCK
from support.output import Output, contents, with_folders
from support.paths import SOURCE

PAGES = {"index.html": "front", "tags/index.html": "tags"}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


HOLD = """
import sys
from pathlib import Path
from typing import Any
from newsgen.publish.lock import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("kill", [False, True])
def test_a_second_build_is_told_and_the_lock_ends_with_its_process(
    output: Output, kill: bool
) -> None:
    output.build(PAGES)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output.out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputBusy, match=f"another build is writing to {output.out}"):
            output.build({})
        if kill:
            holder.kill()
        else:
            holder.communicate()
    assert output.visible_files() == with_folders(PAGES)
    output.build({})
    assert output.visible_files() == {}


def test_the_same_process_cannot_build_twice_at_once(output: Output) -> None:
    with lock(output.out), pytest.raises(OutputBusy), lock(output.out):
        pass
    with lock(output.out):
        pass


def test_an_output_made_for_nothing_goes_again(output: Output, tmp_path: Path) -> None:
    deep = tmp_path / "not/yet/there"
    with lock(deep):
        assert deep.is_dir()
    assert not (tmp_path / "not").exists()
    output.out.mkdir()
    with lock(output.out):
        pass
    assert output.out.is_dir()


def test_a_lock_of_a_folder_that_was_just_taken_away_is_none(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other build ended, and took its empty folder away, just before we got the lock."""
    take = fcntl.flock

    def late(held: int, operation: int) -> None:
        monkeypatch.undo()
        (output.out / LOCK).unlink()
        output.out.rmdir()
        take(held, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with lock(output.out):
        assert output.out.is_dir()
        with pytest.raises(OutputBusy), lock(output.out):
            pass


def test_the_file_of_a_killed_build_is_in_nobodys_way(output: Output) -> None:
    output.build(PAGES)
    (output.out / LOCK).write_text("")
    output.build(PAGES)
    assert contents(output.out).keys() == with_folders(PAGES).keys() | {".newsgen-manifest"}


def test_only_a_file_can_be_locked(output: Output, tmp_path: Path) -> None:
    (output.out / LOCK).mkdir(parents=True)
    with pytest.raises(OSError, match=LOCK), lock(output.out):
        pass
    (output.out / LOCK).rmdir()
    (output.out / LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=LOCK), lock(output.out):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_an_output_that_may_not_be_written_to_is_an_error_of_the_machine(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is planted: it refuses nothing to root, as whom these tests may run."""
    output.build(PAGES)
    before, open_file = contents(output.out), os.open

    def refused(path: object, *arguments: Any, **options: Any) -> int:
        if str(path).endswith(LOCK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return open_file(path, *arguments, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        with pytest.raises(PermissionError, match=LOCK), lock(output.out):
            pass
    assert contents(output.out) == before


def test_an_output_that_is_a_file_is_an_error_of_the_machine(output: Output) -> None:
    output.out.write_text("a file")
    with pytest.raises(OSError, match="public"), lock(output.out):
        pass
    assert output.out.read_text() == "a file"


def test_an_output_folder_may_itself_be_a_link(output: Output, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    output.out.symlink_to(tmp_path / "real")
    output.build(PAGES)
    output.build({"index.html": "front"})
    assert contents(tmp_path / "real").keys() == {"index.html", ".newsgen-manifest"}
