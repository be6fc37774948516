"""No file of the repository names a place that exists on one machine only, or a package index."""

import re
import subprocess
from pathlib import Path

import pytest

from support.paths import ROOT

# Written so that this file does not find itself. A word or dot before: a URL or longer path.
HOSTS = rb"pypi[.]org|python" + rb"hosted[.]org|registry[.]npm" + rb"js|registry[.]yarn" + rb"pkg"
HOMES = rb"(?<![\w./-])/(?:root|home|Users)/\w"
ALIEN = re.compile(HOSTS + rb"|" + HOMES + rb"|" + re.escape(f"{ROOT}/".encode()))


def alien(files: list[Path]) -> list[str]:
    """Every mention, with its file and line."""
    return [
        f"{file}:{number}: {line.decode(errors='replace').strip()}"
        for file in files
        for number, line in enumerate(file.read_bytes().splitlines(), start=1)
        if ALIEN.search(line)
    ]


def ours() -> list[Path]:
    """All files that are in the repository, or would be at the next commit."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run(
        [*command, "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_machine_or_a_package_index() -> None:
    files = ours()
    assert ROOT / "pyproject.toml" in files
    assert alien(files) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pypi" + ".org/simple",
        '"resolved": "https://registry.npm' + 'js.org/vnu-jar"',
        "sys.path.append('/ho" + "me/ann/newsgen')",
        "cd /ro" + "ot/newsgen",
        f"cd {ROOT}/src",
    ],
)
def test_a_planted_mention_is_found(tmp_path: Path, line: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(f"first\n{line}\n", "utf-8")
    assert alien([file]) == [f"{file}:2: {line}"]


def test_addresses_that_only_look_alike_pass(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("https://example.org/home/news/ static/root/CNAME ../home/x\n", "utf-8")
    assert alien([file]) == []
