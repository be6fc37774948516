"""Keeps in the archive database which files beside texts no text refers to.

And the stamps of these files and of pictures in static/, so that pages follow their contents.
"""

from collections.abc import Iterable, Iterator

from newsgen.content.picture_size import is_static_picture
from newsgen.content.site import Site
from newsgen.content.stray_files import (
    is_other_path,
    is_system_file,
    leftover_reason,
    stray_file_problem,
)
from newsgen.model.address_rules import fold_path
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.site_changes import SiteChanges
from newsgen.runtime.stamp import NO_STAMP, is_stable
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.archive_update import ArchiveUpdate
from newsgen.store.read_notes import CONTENTS_INDEX
from newsgen.store.source_rows import SourceRows, join_key, split_key

_FILES, _UNUSED = "files", "unused files"
"""The names of indexes: of files by their folded paths, and of those beside texts and unused."""


class UnusedFiles:
    """The files beside texts, and which of them a change of the site touches."""

    def __init__(
        self, database: ArchiveDatabase, site: Site, archive: ArchiveUpdate, listed_at: int
    ) -> None:
        """Take the time (ns) at which the site was listed."""
        self._database = database
        self._site = site
        self._archive = archive
        self._listed_at = listed_at
        self._is_first = database.is_new

    def update(self, rows: SourceRows, changes: SiteChanges | None) -> Iterator[tuple[str, bytes]]:
        """Write the files that changed; yield these as keys of the indexes that pages read.

        Args:
            rows: The sources, as they were just taken in.
            changes: What changed in the site's folder; None if that is not known.
        """
        folded: dict[str, None] = {}
        for path in self._paths(changes):
            key = join_key(fold_path(path), path)
            stored = self._database.get("keys", _FILES, key)
            stamp = self._stamp(path)
            if (stored[0] if stored else None) == stamp != b"":
                continue
            name = path.encode("utf-8", "surrogateescape")
            if (stored is None) != (stamp is None) and not is_static_picture(path):
                folded[fold_path(path)] = None
                yield "files", name
            if stamp is None:
                self._database.delete("keys", _FILES, key)
            else:
                self._database.put("keys", _FILES, key, stamp)
            yield CONTENTS_INDEX, name
        if self._is_first:
            folded |= dict.fromkeys(fold_path(path) for path in self._site.other_files)
        folded |= dict.fromkeys(split_key(key)[0] for key in rows.touched["file uses"])
        for each in folded:
            self._settle(each, rows)

    def omissions(self) -> Iterator[Omission]:
        """Yield the unused files that a program has left."""
        for path in self._unused():
            if reason := leftover_reason(path):
                yield Omission(path, reason)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of the other unused files; a copy may be kept and not be shown."""
        for path in self._unused():
            is_meant = path.startswith(KEPT_PREFIX) or is_system_file(path)
            if not is_meant and not leftover_reason(path):
                yield stray_file_problem(path)

    def _settle(self, folded: str, rows: SourceRows) -> None:
        """Write whether the files at a folded path are unused."""
        prefix = join_key(folded, "")
        is_used = any(rows.index("file uses", prefix))
        stored = {split_key(key)[1] for key in self._keys(_UNUSED, prefix)}
        files = {split_key(key)[1] for key in self._keys(_FILES, prefix)}
        unused = set() if is_used else files
        for path in sorted(stored ^ unused):
            is_unused = path in unused
            key = join_key(folded, path)
            if is_unused:
                self._database.put("keys", _UNUSED, key, 1)
            else:
                self._database.delete("keys", _UNUSED, key)
            if leftover_reason(path):
                self._archive.replace(path, None, is_hidden=is_unused)

    def _paths(self, changes: SiteChanges | None) -> Iterable[str]:
        if changes is not None:
            paths = (*changes.added, *changes.changed, *changes.removed)
            return [path for path in paths if is_other_path(path) or is_static_picture(path)]
        stored = (split_key(key)[1] for key in self._keys(_FILES))
        static = filter(is_static_picture, self._site.listing.files_in("static"))
        return [*dict.fromkeys((*self._site.other_files, *static, *stored))]

    def _stamp(self, path: str) -> bytes | None:
        """Return the stamp of a file; empty if it may be changed and keep it; None without one."""
        is_static = is_static_picture(path) and self._site.listing.has_file(path)
        if path not in self._site.other_files and not is_static:
            return None
        stamp = self._site.listing.stamp(path) or NO_STAMP
        return stamp if is_stable(stamp, self._listed_at) else b""

    def _unused(self) -> list[str]:
        return sorted(split_key(key)[1] for key in self._keys(_UNUSED))

    def _keys(self, index: str, prefix: bytes = b"") -> list[bytes]:
        query = "SELECT key FROM keys WHERE list = ? AND key >= ? AND key < ? ORDER BY key"
        rows = self._database.select(query, index, prefix, prefix + b"\xff" * 8)
        return [key for (key,) in rows]
