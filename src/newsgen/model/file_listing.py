"""The files of a site as the file system lists them: folder by folder, names and stamps packed.

Archives have hundreds of thousands of files. An object for each would take three times the memory,
and a folder that is as it was before is known by one comparison.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsgen.model.problem import Problem
from newsgen.model.value import Value


class ListedFolder(Value, frozen=True):
    """The files of one folder, without those of folders in it.

    Attributes:
        names: Sorted and joined by slashes.
        stamps: Joined in the order of the names; all are of the same length.
        problems: Of what lies in the folder and is not listed.
        links: The names of symbolic links, listed or not.
    """

    names: str = ""
    stamps: bytes = b""
    problems: tuple[Problem, ...] = ()
    links: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self.names.split("/") if self.names else ())

    def stamps_by_name(self) -> dict[str, bytes]:
        """Return the stamp of each file."""
        names = tuple(self)
        return dict(zip(names, split_evenly(self.stamps, len(names)), strict=True))


class FileListing(Value, frozen=True):
    """The files below a folder: its folders by their paths, in sorted order."""

    folders: Mapping[str, ListedFolder]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of all folders."""
        return tuple(problem for files in self.folders.values() for problem in files.problems)

    @property
    def links(self) -> tuple[str, ...]:
        """The paths of symbolic links."""
        folders = self.folders.items()
        return tuple(f"{path}/{name}" for path, files in folders for name in files.links)

    def below(self, folder: str) -> Iterator[tuple[str, ListedFolder]]:
        """Give a folder and those in it, at any depth, each with its files."""
        for path, files in self.folders.items():
            if path == folder or path.startswith(f"{folder}/"):
                yield path, files

    def files_in(self, folder: str) -> Iterator[str]:
        """Give the paths of the files in a folder, at any depth."""
        return (f"{path}/{name}" for path, files in self.below(folder) for name in files)

    def stamp(self, path: str) -> bytes | None:
        """Return the stamp of a file; None if there is no such file."""
        folder, _, name = path.rpartition("/")
        files = self.folders.get(folder)
        return _stamps_by_name(files).get(name) if files else None

    def has_file(self, path: str) -> bool:
        """Return whether a file is listed."""
        return self.stamp(path) is not None

    def count(self) -> int:
        """Return the number of files."""
        return sum(files.names.count("/") + 1 for files in self.folders.values() if files.names)


def split_evenly(data: bytes, count: int) -> list[bytes]:
    """Return the parts of equal length that bytes were joined of."""
    size = len(data) // count if count else 0
    return [data[at : at + size] for at in range(0, count * size, size or 1)]


@lru_cache(maxsize=16)
def _stamps_by_name(files: ListedFolder) -> dict[str, bytes]:
    """Return the stamps of a folder; files are asked for folder by folder, so a few are kept."""
    return files.stamps_by_name()
