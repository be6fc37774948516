"""The digest of newsgen itself: its source, the Python that runs it, and its libraries."""

import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from newsgen.model.digest import digest
from newsgen.runtime import fs

LIBRARIES = (
    *("babel", "jinja2", "markdown-it-py", "markupsafe", "msgspec", "nh3", "pagefind-bin"),
    *("python-slugify", "pyuca", "pyyaml", "text-unidecode", "tzdata"),
)
"""The libraries that have a say in what pages hold; not those that draw on the terminal."""

_PACKAGE = Path(__file__).parents[1]


@lru_cache
def program_digest() -> str:
    """Return the digest of all that is the same for every site; 10 ms the first time.

    Raises OSError or importlib.metadata.PackageNotFoundError where the installation is broken.
    """
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    return digest(python, *libraries, source_digest(_PACKAGE))


def source_digest(package: Path) -> str:
    """Return the digest of every module of a package, with its path in it."""
    parts = ((path, (package / path).read_bytes()) for path in _module_paths(package))
    return digest(*(part for pair in parts for part in pair))


def _module_paths(folder: Path, prefix: str = "") -> Iterator[str]:
    for name in fs.list_folder(folder):
        if name.endswith(".py"):
            yield prefix + name
        elif name != "__pycache__" and (folder / name).is_dir():
            yield from _module_paths(folder / name, f"{prefix}{name}/")
