"""Who ends newsgen is obeyed at once, at any moment, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.runtime.interruption import hold_signals, interruptible
from support.paths import ROOT
from support.sites import Site

AS_A_WORKER_LOADS = """\
import os, signal
if __name__ == "__mp_main__":
    os.killpg(0, signal.{name})
from newsgen.cli import main
if __name__ == "__main__":
    main()
"""
WHEN_TOLD_TO_LOAD = """\
import signal, sys
class Finder:
    def find_spec(self, name, *_):
        if name == "newsgen.cli.program":
            signal.raise_signal(signal.{name})
sys.meta_path.insert(0, Finder())
from newsgen.cli import main
main()
"""


def run(script: str, site: Site, scratch: Path) -> subprocess.CompletedProcess[str]:
    """Build a site with a script in place of the program, as a terminal would start it."""
    scratch.mkdir()
    file = site.folder.parent / "script.py"
    file.write_text(script)
    return subprocess.run(
        [sys.executable, file, "-C", site.folder, "build", "--out", site.out, "--workers", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(scratch)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        start_new_session=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "name",
    [
        "SIGINT",
        pytest.param("SIGTERM", marks=pytest.mark.long),
        pytest.param("SIGHUP", marks=pytest.mark.long),
    ],
)
def test_a_build_ends_also_while_its_workers_start(tmp_path: Path, name: str) -> None:
    """A terminal sends what is typed to all processes: a build waited for workers for ever."""
    site = Site(tmp_path)
    for number in range(130):
        site.article(f"a{number}")
    done = run(AS_A_WORKER_LOADS.format(name=name), site, tmp_path / "scratch")
    assert (done.returncode, done.stdout) == (128 + getattr(signal, name), "")
    assert done.stderr.strip() == "newsgen: interrupted"
    assert not site.out.exists()
    assert not list((tmp_path / "scratch").iterdir())


def test_nor_does_it_show_its_insides_while_it_loads_itself(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    done = run(WHEN_TOLD_TO_LOAD.format(name="SIGTERM"), site, tmp_path / "scratch")
    assert (done.returncode, done.stderr) == (143, "newsgen: interrupted\n")


@pytest.fixture
def endings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The exit codes with which the process would have ended at once."""
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield codes
    assert handlers == {number: signal.getsignal(number) for number in handlers}


def test_only_a_third_ctrl_c_cuts_tidying_up_short(endings: list[int]) -> None:
    with interruptible() as interruption:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        for _ in range(3):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)
        assert (interruption.exit_code, endings) == (130, [])
        signal.raise_signal(signal.SIGINT)
    assert endings == [130]


def test_what_is_held_back_comes_afterwards_even_where_the_step_fails(endings: list[int]) -> None:
    def fail() -> None:
        with interruptible(), hold_signals():
            signal.raise_signal(signal.SIGTERM)
            raise OSError

    with pytest.raises(KeyboardInterrupt) as ended:
        fail()
    assert isinstance(ended.value.__context__, OSError)


def test_what_a_callback_of_the_interpreter_swallows_is_raised_again() -> None:
    class Callback:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    with interruptible() as interruption:
        Callback()
        with pytest.raises(KeyboardInterrupt):
            threading.Event().wait(30)
    assert interruption.number == signal.SIGTERM


def test_what_the_caller_ignores_is_ignored(endings: list[int]) -> None:
    """As under nohup."""
    earlier = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible() as interruption, hold_signals():
            signal.raise_signal(signal.SIGHUP)
        assert interruption.number == 0
    finally:
        signal.signal(signal.SIGHUP, earlier)
