"""What newsgen itself is made of: its own source, the Python that runs it, and its libraries.

Gives one digest. Whatever an earlier run has kept holds good only while this digest stays the same.
"""

import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.runtime import fs

LIBRARIES = (
    "babel",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "pagefind-bin",
    "python-slugify",
    "pyuca",
    "pyyaml",
    "text-unidecode",
    "tzdata",
)
"""Those with a say in what pages hold: all that newsgen needs but what draws on the terminal."""

_PACKAGE = Path(__file__).parents[1]


@lru_cache
def program_digest() -> str:
    """The digest of all that is the same for every site; asked once, as a process does not change.

    Takes about 10 ms the first time. Raises OSError where the package cannot be read, and
    importlib.metadata.PackageNotFoundError for a library that was never installed properly.
    """
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return digest(
        python, *(f"{name} {version(name)}" for name in LIBRARIES), source_digest(_PACKAGE)
    )


def source_digest(package: Path) -> str:
    """The digest of every module of a package, with its path in it."""
    return digest(
        *(part for path in _module_paths(package) for part in (path, (package / path).read_bytes()))
    )


def _module_paths(folder: Path, prefix: str = "") -> Iterator[str]:
    """The paths of all modules, with forward slashes, sorted folder by folder."""
    for name in fs.list_folder(folder):
        if name.endswith(".py"):
            yield prefix + name
        elif name != "__pycache__" and (folder / name).is_dir():
            yield from _module_paths(folder / name, f"{prefix}{name}/")
