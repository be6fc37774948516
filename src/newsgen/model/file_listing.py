"""The files of a site as the file system lists them: folder by folder, names and stamps packed.

Archives have hundreds of thousands of files. An object for each would take three times the memory,
and a folder that is as it was before is known by one comparison.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsgen.model.problem import Problem
from newsgen.model.value import Value

_MAX_SEARCHES = 8
"""For how many files the names of a folder are searched before a table of them is made."""


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

    @property
    def count(self) -> int:
        """The number of files."""
        return self.names.count("/") + 1 if self.names else 0

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

    def position(self, path: str) -> int | None:
        """Return the number of a file among those of its folder; None if there is no such file."""
        folder, _, name = path.rpartition("/")
        files = self.folders.get(folder)
        return _positions(files.names).get(name) if files and files.names else None

    def stamp(self, path: str) -> bytes | None:
        """Return the stamp of a file; None if there is no such file."""
        if (position := self.position(path)) is None:
            return None
        files = self.folders[path.rpartition("/")[0]]
        size = len(files.stamps) // files.count
        return files.stamps[position * size : (position + 1) * size]

    def has_file(self, path: str) -> bool:
        """Return whether a file is listed."""
        return self.position(path) is not None

    def count(self) -> int:
        """Return the number of files."""
        return sum(files.count for files in self.folders.values())


def split_evenly(data: bytes, count: int) -> list[bytes]:
    """Return the parts of equal length that bytes were joined of."""
    size = len(data) // count if count else 0
    return [data[at : at + size] for at in range(0, count * size, size or 1)]


class _Positions:
    """The numbers of the files in a folder, by their names.

    Who asks for a few of thousands does not wait for a table of all: their names are searched for.
    """

    def __init__(self, names: str) -> None:
        self._names = names
        self._searches = 0
        self._numbers: dict[str, int] | None = None

    def get(self, name: str) -> int | None:
        """Return the number of a file; None if there is no such file."""
        if self._numbers is None:
            if self._searches < _MAX_SEARCHES:
                self._searches += 1
                return self._search(name)
            self._numbers = {each: number for number, each in enumerate(self._names.split("/"))}
        return self._numbers.get(name)

    def _search(self, name: str) -> int | None:
        names = f"/{self._names}/"
        at = names.find(f"/{name}/")
        return names.count("/", 0, at) if at >= 0 else None


@lru_cache(maxsize=4)
def _positions(names: str) -> _Positions:
    """Return the numbers of the files in a folder; those who ask for all go folder by folder."""
    return _Positions(names)
