"""How much of the disk a comparison takes, and whether there is as much."""

import os
from pathlib import Path


def missing(folder: Path, size: int, of_bytes: int, of_files: int) -> str:
    """What the disk of a folder lacks for a comparison, as a sentence; "" if nothing.

    of_bytes, of_files: what an article takes. What the folder holds already is a part of it.
    """
    files, held = usage(folder, on_disk=True)
    room = os.statvfs(folder)
    least = of_bytes * size - held - room.f_bavail * room.f_frsize
    most = of_files * size - files - room.f_favail if room.f_files else 0
    lacks = [f"{least / 1e9:,.1f} GB"] * (least > 0) + [f"{most:,} files"] * (most > 0)
    if not lacks:
        return ""
    return (
        f"{size:,} articles take about {of_bytes * size / 1e9:,.0f} GB and {of_files * size:,} "
        f"files and folders in {folder}. The disk has too little room: "
        f"{' and '.join(lacks)} are missing."
    )


def usage(folder: Path, *, on_disk: bool = False) -> tuple[int, int]:
    """How many files a folder has, and their bytes; newsgen's own record in an output is none.

    on_disk: count folders and what is newsgen's own too, and the blocks that all take. A file of
    several names counts once.
    """
    count = size = 0
    seen: set[int] = set()
    folders = [os.fspath(folder)]
    while folders:
        try:
            listing = os.scandir(folders.pop())
        except FileNotFoundError:
            continue
        with listing:
            for entry in listing:
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder:
                    folders.append(entry.path)
                if on_disk:
                    status = entry.stat(follow_symlinks=False)
                    if status.st_ino in seen:
                        continue
                    if status.st_nlink > 1 and not is_folder:
                        seen.add(status.st_ino)
                    count, size = count + 1, size + status.st_blocks * 512
                elif not is_folder and not entry.name.startswith(".newsgen"):
                    count, size = count + 1, size + entry.stat(follow_symlinks=False).st_size
    return count, size
