"""A live preview in a process of its own, as long as it is needed."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from support.paths import ROOT
from support.sites import Site


@dataclass
class Preview:
    """Where it is, and its standard output after that line."""

    address: str
    stdout: IO[str]

    def line(self) -> str:
        """The next line, which is waited for."""
        return self.stdout.readline().rstrip("\n")


@contextmanager
def run_preview(site: Site, *options: str) -> Iterator[Preview]:
    """The preview of a site; interrupted at the end, as an editor would."""
    command = [sys.executable, "-m", "newsgen", "-C", str(site.folder), "serve", "--port", "0"]
    with (
        TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            [*command, "--workers", "1", *options],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        ) as running,
    ):
        assert running.stdout
        try:
            told = ""
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/", told)):
                line = running.stdout.readline()
                assert line, told
                told += line
            yield Preview(found.group(), running.stdout)
        finally:
            running.send_signal(signal.SIGINT)
            code = running.wait(timeout=60)
            errors.seek(0)
            assert code == 0, f"exit code {code}: {errors.read()}"
