"""A test that takes too much processor time is told of, and one that takes far too much fails."""

import subprocess
import sys
from pathlib import Path

from support.paths import TESTS

PLANTED = """\
import os
import pytest
from support import processor_time

processor_time.LIMIT = 0.2


def work(seconds):
    end = sum(os.times()[:4]) + seconds
    while sum(os.times()[:4]) < end:
        pass


def test_little():
    pass


def test_more():
    work(0.25)


def test_much():
    work(0.5)


@pytest.mark.long
def test_marked():
    work(0.5)
"""


def test_planted_tests_are_told_and_failed(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(PLANTED, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = long\n", "utf-8")
    options = ["-p", "support.processor_time", "-p", "no:randomly", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-v", str(planted)],
        env={"PYTHONPATH": str(TESTS), "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "over 0.2: test_planted.py::test_more" in done.stdout
    assert "s of processor time; make it cheaper or mark it long" in done.stdout
    for name, verdict in (("little", "PASSED"), ("much", "FAILED"), ("marked", "PASSED")):
        assert f"test_{name} {verdict}" in done.stdout
    assert "over 0.2: test_planted.py::test_marked" not in done.stdout
