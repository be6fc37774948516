"""Finds the Chromium that the browser tests drive; with --install, fetches it where that is simple.

Playwright's own download is the last resort: Debian's package needs no second server and brings
the libraries a bare machine lacks.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without its windows: draws the same, and opens a page at a third of the cost."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALL_HINT = """\
The browser tests need Chromium, and there is none on this machine. Install it with
  sudo apt-get install chromium-headless-shell  on Debian,
  .venv/bin/playwright install chromium         elsewhere,
and run make again."""


def find() -> Path | None:
    """The program to start, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    if MAC.exists():
        return MAC
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text("utf-8").splitlines()


def install() -> bool:
    """Make sure that `find` finds one, the shell where that is simple; True if it does."""
    if not shutil.which(SHELL) and _is_debian() and os.geteuid() == 0:
        sys.stdout.write("Installing Chromium …\n")
        sys.stdout.flush()
        if not find():
            _apt_get("update")
        if not _apt_get("--yes", "install", "--no-install-recommends", SHELL) and not find():
            _apt_get("--yes", "install", "--no-install-recommends", "chromium")
    return find() is not None


def _apt_get(*words: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False, capture_output=True)
    return done.returncode == 0


if __name__ == "__main__":
    if not (install() if "--install" in sys.argv else find()):
        sys.exit(INSTALL_HINT)
