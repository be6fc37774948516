"""The programs of the one who sits at this machine: the browser, and the editor of texts."""

import os
import sys
import webbrowser

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def open_address(address: str) -> bool:
    """Open an address in the program for it, most often a browser; False where there is none.

    Without a screen, as over SSH, browsers for the terminal are left alone: one would take the
    terminal from whoever runs newsgen.
    """
    # It decides which program shows something, and nothing of what is built.
    environ = os.environ  # noqa: TID251
    if sys.platform.startswith("linux") and not any(map(environ.get, _DISPLAYS)):
        return False
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def editor_command() -> str:
    """Return the command for editing that this person has chosen; empty if none."""
    environ = os.environ  # noqa: TID251 - as above
    return environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
