"""Finds page groups whose problems may be others since an article or a name beside them changed.

They asked for what they have in common with others, and no reads tell that.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from newsgen.archive.similar_spellings import SimilarSpellings
from newsgen.model.kind import KIND_BY_KEY
from newsgen.model.problem import Problem
from newsgen.runtime import codec
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_lists import TEXT_KEY_SIZE
from newsgen.store.page_group_rows import ARTICLE_GROUP, NAME_GROUP, GroupName

PARTS_INDEX = "path parts"
"""Stands for the name of an index of the folders and the names of texts."""

PROBLEMS_INDEX = "problems"
"""The name of the index of the problems of page groups: by the kind and the name of a group."""

IndexKey = tuple[str, bytes]
"""The name of an index, and a key."""


def problem_key(group: GroupName) -> bytes:
    """Return the key of a page group in the index of problems."""
    return "\0".join(group).encode()


def path_parts(path: str) -> tuple[str, str]:
    """Return the folder of a path, and its name without an ending."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/", PurePosixPath(name).stem


def part_keys(paths: Iterable[str]) -> Iterator[IndexKey]:
    """Yield the parts of paths as keys of an index."""
    for part in dict.fromkeys(part for path in paths for part in path_parts(path)):
        yield PARTS_INDEX, part.encode()


class RivalGroups:
    """Finds page groups by what was touched."""

    def __init__(self, database: ArchiveDatabase) -> None:
        """Take the database after the change."""
        self._database = database

    def find(self, paths: Iterable[str], keys: Iterable[IndexKey]) -> Iterator[GroupName]:
        """Yield page groups.

        Args:
            paths: Of articles that came, went or changed.
            keys: Of indexes, that came, went or changed.
        """
        yield from self._with_conflicts()
        for path in paths:
            yield from self._readers_of_original(path)
            for place in self._values("copies", f"{path}\0".encode()):
                yield from self._article(place)
        spellings: list[tuple[str, str]] = []
        for index, key in keys:
            match index:
                case "ids":
                    yield from self._articles("ids", key[: key.index(b"\0") + 1])
                case "texts":
                    yield from self._articles("texts", key[:TEXT_KEY_SIZE])
                case "hidden":
                    yield from self._readers_of_original(key.decode())
                case "slugs":
                    yield from self._names(key[: key.index(b"\0") + 1])
                case "authority addresses":
                    yield from self._names(key + b"\0")
                case "spellings":
                    kind, _, spelling = key.decode().partition(":")
                    spellings.append((kind, spelling))
        yield from self._similar_names(spellings)

    def _with_conflicts(self) -> Iterator[GroupName]:
        """Yield the names that have a conflict (N302): it tells much of both of them."""
        query = "SELECT key, value FROM keys WHERE list = ? AND key >= ? AND key < ?"
        start = problem_key((NAME_GROUP, ""))
        rows = self._database.select(query, PROBLEMS_INDEX, start, start[:-1] + b"\1")
        for key, value in list(rows):
            problems: tuple[Problem, ...] = codec.decode(value, tuple[Problem, ...])
            if any(problem.code == "N302" for problem in problems):
                yield NAME_GROUP, key.decode().partition("\0")[2]

    def _readers_of_original(self, path: str) -> Iterator[GroupName]:
        """Yield those that are translations of a text."""
        row = self._database.get("keys", "translations", path.encode())
        for translation in codec.decode(row[0], tuple[str, ...]) if row else ():
            yield ARTICLE_GROUP, translation

    def _similar_names(self, spellings: list[tuple[str, str]]) -> Iterator[GroupName]:
        """Yield the rare names that may be one letter off one of some spellings."""
        known = [(KIND_BY_KEY[kind], key, "") for kind, key in dict.fromkeys(spellings)]
        similar = SimilarSpellings(known)
        for kind, letter in list(similar.first_letters()):
            start = f"{kind.value}:{letter}".encode()
            query = "SELECT key FROM keys WHERE list = 'rare names' AND key >= ? AND key < ?"
            for (row,) in list(self._database.select(query, start, start + b"\xff")):
                text, _, name = row.decode().partition("\0")
                if any(True for _ in similar.near(kind, text.partition(":")[2])):
                    yield NAME_GROUP, f"{kind.value}:{name}"

    def _articles(self, index: str, start: bytes) -> Iterator[GroupName]:
        for place in self._values(index, start):
            yield from self._article(place)

    def _article(self, place: int) -> Iterator[GroupName]:
        if row := self._database.get("articles", place):
            yield ARTICLE_GROUP, row[0]

    def _names(self, start: bytes) -> Iterator[GroupName]:
        kind = start.decode().partition("/")[0]
        query = "SELECT key FROM keys WHERE list = 'slugs' AND key >= ? AND key < ?"
        for (key,) in list(self._database.select(query, start, start[:-1] + b"\1")):
            yield NAME_GROUP, f"{kind}:{key.decode().partition(chr(0))[2]}"

    def _values(self, index: str, start: bytes) -> list[Any]:
        query = "SELECT value FROM keys WHERE list = ? AND key >= ? AND key < ?"
        rows = self._database.select(query, index, start, start + b"\xff" * 8)
        return [value for (value,) in rows]
