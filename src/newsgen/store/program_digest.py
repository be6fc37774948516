"""The digest of newsgen itself: its source, the Python that runs it, and its libraries."""

import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from newsgen import __version__
from newsgen.model.digest import digest
from newsgen.runtime import fs

LIBRARIES = (
    *("babel", "imagesize", "jinja2", "markdown-it-py", "markupsafe", "msgspec", "nh3"),
    *("pagefind-bin", "python-slugify", "pyuca", "pyyaml", "text-unidecode", "tzdata"),
)
"""The libraries that have a say in what pages hold; not those that draw on the terminal."""

_DIGEST_LENGTH = 8
"""Digits of the digest that tell two programs of one version apart."""

_METADATA_ENDING = ".dist-info"
_PACKAGE = Path(__file__).parents[1]


@lru_cache
def program_digest() -> str:
    """Return the digest of all that is the same for every site; 10 ms the first time.

    Raises OSError or importlib.metadata.PackageNotFoundError where the installation is broken.
    """
    python = f"{sys.implementation.name} {sys.version.split()[0]}"
    versions = library_versions(LIBRARIES)
    libraries = (f"{name} {versions[name]}" for name in LIBRARIES)
    return digest(python, *libraries, source_digest(_PACKAGE))


def describe_program() -> str:
    """Return the versions of newsgen and Python, and a digest of all that a worker's results need.

    Search indexes are packed by zlib.
    """
    python = ".".join(map(str, sys.version_info[:3]))
    everything = digest(program_digest(), sys.platform, zlib.ZLIB_RUNTIME_VERSION)
    return f"newsgen {__version__} on Python {python} ({everything[:_DIGEST_LENGTH]})"


def library_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of installed libraries, as the folders of their metadata are named."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in fs.list_folder(folder) if folder else ():
                project, dash, version = entry.removesuffix(_METADATA_ENDING).partition("-")
                if dash and entry.endswith(_METADATA_ENDING):
                    found.setdefault(_plain(project), version)
    return {name: found.get(_plain(name)) or _read_version(name) for name in names}


def _plain(project: str) -> str:
    return re.sub(r"[-_.]+", "_", project).lower()


def _read_version(name: str) -> str:
    from importlib.metadata import version  # loading it takes longer than all of the above

    return version(name)


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
