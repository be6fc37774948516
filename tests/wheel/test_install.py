"""newsgen as people get it: the wheel in an empty environment, far from the repository."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.paths import ROOT
from support.sites import Site, tree

BIN = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True)
class Installed:
    """An environment with newsgen in it and nothing besides what that needs."""

    environment: Path
    folder: Path

    def run(self, program: str, *arguments: str | Path) -> str:
        """What a program of the environment says; it must succeed."""
        kept = {key: each for key, each in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            [self.environment / BIN / program, *arguments],
            cwd=self.folder,
            env=kept,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("install")
    environment = folder / "environment"
    _done([sys.executable, "-m", "venv", "--without-pip", environment])
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    python = ["--python", environment / BIN / "python"]
    # Most of what comes with it is not used here, so Python compiles what it needs.
    _done(
        [*pip, *python, "install", "--no-compile", "--constraint", ROOT / "constraints.txt", wheel]
    )
    (folder / "here").mkdir()
    return Installed(environment, folder / "here")


def _done(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_the_installed_one_that_runs(installed: Installed) -> None:
    where = installed.run("python", "-c", "import newsgen; print(newsgen.__file__)")
    assert where.startswith(str(installed.environment))
    assert installed.run("newsgen", "--version").startswith("newsgen")


def test_an_archive_is_made_written_to_checked_and_built(installed: Installed) -> None:
    installed.run("newsgen", "init", "archive", "--title", "The First File")
    made = installed.run(
        *("newsgen", "-C", "archive", "new", "Xi, Putin to meet in Samarkand"),
        *("--source", "Anue Juheng", "--date", "2022-09-13", "--tag", "SCO"),
    )
    article = installed.folder / made.strip()
    article.write_text(article.read_text("utf-8") + "The text of the article.\n", "utf-8")
    assert "no problems" in installed.run("newsgen", "-C", "archive", "check")
    assert "Built" in installed.run("newsgen", "-C", "archive", "build")
    pages = tree(installed.folder / "archive" / "public")
    assert (
        b"The text of the article." in pages["2022/09/13/xi-putin-to-meet-in-samarkand/index.html"]
    )
    assert b"Xi, Putin to meet in Samarkand" in pages["tags/sco/index.html"]
    assert b"The First File" in pages["index.html"]
    assert "static/newsgen.css" in pages


def test_many_articles_are_built_by_many_processes(installed: Installed) -> None:
    """The console script is what the processes of the pool start from."""
    site = Site(installed.folder / "many")
    for number in range(130):
        day = f"2022-{1 + number % 12:02}-{1 + number % 28:02}"
        site.article(f"n{number}", date=day, tags=[f"tag {number}", f"other {number}"])
    for workers in ("1", "2"):
        installed.run("newsgen", "-C", site.folder, "build", "--workers", workers, "--out", workers)
    one, two = (tree(installed.folder / workers) for workers in ("1", "2"))
    assert one == two
    assert len(one) > 400
