"""The sizes of pictures and of their smaller copies; who asks for one has read the file."""

from collections.abc import Callable

from newsgen.content.picture_size import is_picture, read_picture_size
from newsgen.content.site import Site
from newsgen.model.picture_size import PictureSize
from newsgen.model.value import replace
from newsgen.render.picture_copies import copy_widths
from newsgen.store.read_notes import CONTENTS_INDEX, ReadNotes

ReadSize = Callable[[str], PictureSize | None]
"""Returns the size of a picture by its path in the site's folder; None if nobody knows it."""


class PictureSizes:
    """Knows the sizes of a site's pictures."""

    def __init__(self, read_size: ReadSize, notes: ReadNotes) -> None:
        """Take what reads the size of a file, and where is noted that it was read."""
        self._read_size = read_size
        self._notes = notes
        self._sizes: dict[str, PictureSize | None] = {}

    def get(self, path: str) -> PictureSize | None:
        """Return the size of a picture; None of a file that is none."""
        if not is_picture(path):
            return None
        self._notes.note_key(CONTENTS_INDEX, path)
        if path not in self._sizes:
            self._sizes[path] = self._read_size(path)
        return self._sizes[path]


def size_reader(site: Site) -> ReadSize:
    """Return what reads the sizes of a site's pictures; of files that are no more there is none."""

    def read(path: str) -> PictureSize | None:
        if path in site.kept_files:
            return None
        try:
            with (site.folder / path).open("rb") as stream:
                size = read_picture_size(path, stream)
        except OSError:
            return None
        return replace(size, copy_widths=copy_widths(path, size)) if size else None

    return read


def all_picture_sizes(site: Site) -> dict[str, PictureSize]:
    """Return the sizes of all pictures of a site by path, for workers without its folder."""
    read = size_reader(site)
    sizes = {path: read(path) for path in site.other_files if is_picture(path)}
    return {path: size for path, size in sizes.items() if size}
