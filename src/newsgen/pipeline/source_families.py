"""Finds again what names of files tell of languages and originals, for the families of an edit.

`archive.infer_translations` has the rules. A family is looked at if one of its articles came, went
or changed; with it, those that share an article with it, and the folders whose names are found to
be languages because of it.
"""

from collections.abc import Callable, Container, Iterator

from newsgen.archive.infer_translations import (
    Family,
    PathReading,
    infer_translations,
    path_readings,
)
from newsgen.model.article import AddressEnd, Article
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.source_rows import SourceRows, join_key, split_key

_SEVERAL, _FOLDERS = "families of several languages", "language folders"
"""The names of indexes: of families with several tags, and of the folders that they name."""


class _LanguageFolders(Container[str]):
    def __init__(self, database: ArchiveDatabase) -> None:
        self._database = database

    def __contains__(self, folder: object) -> bool:
        query = "SELECT 1 FROM keys WHERE list = ? AND key >= ? AND key < ? LIMIT 1"
        key = str(folder).encode()
        bounds = key + b"\0", key + b"\1"
        return bool(folder) and any(self._database.select(query, _FOLDERS, *bounds))


class SourceFamilies:
    """The families that one change of the sources touches."""

    def __init__(
        self, database: ArchiveDatabase, rows: SourceRows, article_at: Callable[[str], Article]
    ) -> None:
        """Take what gives the article of a source, without what names of files tell."""
        self._database = database
        self._rows = rows
        self._article_at = article_at
        self._folders = _LanguageFolders(database)

    def settle(
        self, seeds: list[str], language: str, end: AddressEnd
    ) -> Iterator[tuple[Article, Article]]:
        """Yield the articles of which something may be told, each as it says and as it is told.

        Args:
            seeds: The paths of sources that came, went or changed; none if all of them did.
            language: That of the archive.
            end: Where addresses name other languages.
        """
        touched = [_family(key) for key in self._rows.touched["families"]]
        if not touched and not any(self._rows.index("families")):
            return
        if not seeds:
            touched = [_family(key) for key, _ in self._rows.index("families")]
        families = dict.fromkeys((*touched, *((path, "") for path in seeds)))
        paths: dict[str, None] = {}
        for family in families:
            paths |= dict.fromkeys(self._settle_family(family))
        paths |= dict.fromkeys(path for path in seeds if self._concerns(path))
        for path in seeds:
            for reading in path_readings(path):
                if self._is_several(reading.family):
                    paths |= dict.fromkeys(self._members(reading.family))
        told = self._connected(paths)
        articles = [self._article_at(path) for path in sorted(told) if self._is_article(path)]
        results = infer_translations(articles, language, end, self._folders)
        by_path = {article.path: article for article in results}
        yield from ((article, by_path[article.path]) for article in articles)

    def _settle_family(self, family: Family) -> Iterator[str]:
        """Write whether a family has several languages; if that changed, yield whom it concerns."""
        members = self._members(family)
        is_several = len(set(members.values())) > 1
        if is_several == self._is_several(family):
            return
        key = join_key(*family)
        if is_several:
            self._database.put("keys", _SEVERAL, key, 1)
        else:
            self._database.delete("keys", _SEVERAL, key)
        yield from members
        for folder in self._named_folders(family, is_several=is_several):
            was_language = folder in self._folders
            folder_key = join_key(folder, *family)
            if is_several:
                self._database.put("keys", _FOLDERS, folder_key, 1)
            else:
                self._database.delete("keys", _FOLDERS, folder_key)
            if (folder in self._folders) != was_language:
                yield from self._rows.paths_below(folder)

    def _named_folders(self, family: Family, *, is_several: bool) -> list[str]:
        """Return the folders that a family names or has named."""
        if is_several:
            found = (
                reading.folder
                for path in self._members(family)
                for reading in path_readings(path)
                if reading.family == family and reading.folder
            )
            return [*dict.fromkeys(found)]
        query = "SELECT key FROM keys WHERE list = ? AND key >= ? AND key < ?"
        before = family[0].encode()
        rows = self._database.select(query, _FOLDERS, before, before + b"\xff")
        split = (split_key(key) for (key,) in rows)
        return [folder for folder, *own in split if tuple(own) == family]

    def _connected(self, paths: dict[str, None]) -> dict[str, None]:
        """Return the paths with those of all families of several languages that they are in."""
        seen: dict[str, None] = {}
        pending = list(paths)
        while pending:
            path = pending.pop()
            if path not in seen:
                seen[path] = None
                for reading in path_readings(path):
                    if self._is_several(reading.family):
                        pending += self._members(reading.family)
        return seen

    def _concerns(self, path: str) -> bool:
        """Return whether something may be or may have been told of the article at a path."""
        row = self._rows.get(path)
        if row and (row.tag or row.original):
            return True
        return any(map(self._tells, path_readings(path)))

    def _tells(self, reading: PathReading) -> bool:
        return self._is_several(reading.family) or reading.folder in self._folders

    def _is_several(self, family: Family) -> bool:
        return self._database.get("keys", _SEVERAL, join_key(*family)) is not None

    def _members(self, family: Family) -> dict[str, str]:
        """Return the tag of each article of a family, by its path."""
        prefix = join_key(*family, "")
        members = {split_key(key)[2]: tag for key, tag in self._rows.index("families", prefix)}
        path = family[0]
        if not family[1] and _is_untagged(path) and self._is_article(path):
            members[path] = ""
        return members

    def _is_article(self, path: str) -> bool:
        row = self._rows.get(path)
        return row is not None and row.kind == "article"


def family_keys(path: str) -> Iterator[tuple[bytes, str]]:
    """Yield the keys of an article in the index of families, with its tag in each."""
    for reading in path_readings(path):
        if reading.tag:
            yield join_key(*reading.family, path), reading.tag


def _is_untagged(path: str) -> bool:
    return any(not reading.tag for reading in path_readings(path))


def _family(key: bytes) -> Family:
    before, after, _ = split_key(key)
    return before, after
