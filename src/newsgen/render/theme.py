"""Where the default theme is: the one place that knows.

Gives the folders of its templates and of its static files; refuses to guess if they are not there.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Theme:
    """The two folders of a theme."""

    templates: Path
    static: Path


def default_theme(package: Path = Path(__file__).parents[1]) -> Theme:
    """The theme packed into the installed package, or, in a checkout, the repository's own.

    `package` is the folder of the package newsgen. Raises FileNotFoundError if neither is there:
    then the installation is broken, and nothing an editor does can mend it.
    """
    for folder in (package / "theme", package.parents[1]):
        if (folder / "templates" / "base.html").is_file() and (folder / "static").is_dir():
            return Theme(folder / "templates", folder / "static")
    raise FileNotFoundError(f"newsgen's theme is missing from {package}: install newsgen again")
