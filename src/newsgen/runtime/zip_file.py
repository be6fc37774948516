"""ZIP files: the same files give the same bytes, whenever and wherever they are packed."""

import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from newsgen.runtime import fs

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The time of all files: the first that a ZIP file can tell."""

_MODE = 0o644
"""Who may read and write an unpacked file, where a system asks."""

_PACKED_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".woff2", ".mp4"))
"""Of files that do not become smaller."""

_BLOCK_SIZE = 1 << 20


def write_zip(target: Path, folder: Path, paths: Iterable[str], name: str) -> int:
    """Pack files of a folder, below a folder of a name, and return the bytes of the ZIP file.

    A file that stands at the target is replaced once the new one is whole. Raises OSError.

    Args:
        target: The ZIP file.
        folder: What the paths are relative to.
        paths: Those of the files, with forward slashes, in the order in which they are packed.
        name: Of the folder that who unpacks the file gets.
    """
    part = target.with_name(f".{target.name}{fs.TEMPORARY_SUFFIX}")
    try:
        with zipfile.ZipFile(part, "w", compresslevel=9) as package:
            for path in paths:
                _add(package, folder / path, f"{name}/{path}")
        size = os.path.getsize(part)
        fs.replace(part, target)
    except BaseException:
        with suppress(OSError):
            fs.unlink(part)
        raise
    return size


def _add(package: zipfile.ZipFile, path: Path, name: str) -> None:
    info = zipfile.ZipInfo(name, _FIRST_DATE)
    is_packed = PurePosixPath(name).suffix.lower() in _PACKED_ENDINGS
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = _MODE << 16
    info.file_size = path.stat().st_size  # what is over 2 GiB has another form
    with path.open("rb") as source, package.open(info, "w") as file:
        while block := source.read(_BLOCK_SIZE):
            file.write(block)
