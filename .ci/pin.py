"""Writes constraints.txt anew: installs newsgen with all extras, unpinned, in a fresh environment,
and notes every version that pip chose. The comment at the file's head is kept."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
# pip belongs to the environment, newsgen to us.
NOT_PINNED = ("newsgen", "pip")
# soupsieve 3 needs Python 3.11.5, and Debian 12 has 3.11.2.
OLDER = ("soupsieve<3",)


def main() -> None:
    """Replace the pins by those of today."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        extras = "bench,cluster,dev,node,pictures,suggest"
        subprocess.run([*pip, "install", "--quiet", f"{ROOT}[{extras}]", *OLDER], check=True)
        excluded = [f"--exclude={name}" for name in NOT_PINNED]
        pins = subprocess.run(
            [*pip, "freeze", "--all", *excluded], check=True, capture_output=True, text=True
        ).stdout
    head = [line for line in FILE.read_text("utf-8").splitlines() if line.startswith("#")]
    FILE.write_text("\n".join(head) + "\n" + pins, "utf-8")
    sys.stdout.write(f"constraints.txt: {len(pins.splitlines())} versions\n")


if __name__ == "__main__":
    main()
