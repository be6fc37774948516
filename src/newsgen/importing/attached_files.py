"""The files that articles bring along, such as pictures: their names beside the articles."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from newsgen.importing.draft import Attachment
from newsgen.model.digest import digest
from newsgen.model.value import Value

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')


class PlacedFile(Value, frozen=True):
    """A file that an article brings along. path: in the archive."""

    path: str
    attachment: Attachment


class AttachedFiles:
    """Gives attachments their files: each content once beside an article, and no name twice.

    Args:
        taken: The paths of all files of the archive, in lower case; gets those of new ones.
        with_pictures: Whether pictures that are not the site's own are brought along.
        is_there: Says whether a file of the archive has the content of an attachment.
    """

    def __init__(
        self,
        taken: set[str],
        *,
        with_pictures: bool,
        is_there: Callable[[str, Attachment], bool] = lambda _path, _attachment: False,
    ) -> None:
        self._taken = taken
        self._with_pictures = with_pictures
        self._is_there = is_there
        self._path_by_content: dict[tuple[str, str], str] = {}
        self._new: set[str] = set()

    def path_of(self, article: str, attachment: Attachment) -> str:
        """Return the path in the archive of an attachment; empty if it is not brought along."""
        if not (self._with_pictures or attachment.is_own):
            return ""
        if not (attachment.path or attachment.content):
            return ""
        folder = posixpath.dirname(article)
        content = attachment.path or digest(attachment.content)
        if known := self._path_by_content.get((folder, content)):
            return known
        stem, dot, ending = file_name(attachment.name).rpartition(".")
        if not dot:
            stem, ending = ending, ""
        number, path = 1, f"{folder}/{stem}{dot}{ending}"
        while path.casefold() in self._taken:
            if path not in self._new and self._is_there(path, attachment):
                return path
            number += 1
            path = f"{folder}/{stem}-{number}{dot}{ending}"
        self._taken.add(path.casefold())
        self._new.add(path)
        self._path_by_content[folder, content] = path
        return path

    def is_new(self, path: str) -> bool:
        """Return whether a file is not in the archive yet."""
        return path in self._new


def file_name(name: str) -> str:
    """Return the name of an attachment's file, one that every system can have."""
    safe = _UNSAFE.sub("-", unquote(posixpath.basename(name.replace("\\", "/")))).strip(". -")
    return safe[-100:] or "file"
