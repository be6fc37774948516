"""The sizes of pictures and of their smaller copies; who asks for one has read the file."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePosixPath

from newsgen.content.picture_size import is_picture, read_picture_size
from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.model.picture_size import PictureSize
from newsgen.model.value import replace
from newsgen.pipeline.file_contents import FileContents
from newsgen.render.picture_copies import copy_widths
from newsgen.runtime import codec
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest
from newsgen.store.read_notes import CONTENTS_INDEX, ReadNotes

ReadSize = Callable[[str], PictureSize | None]
"""Returns the size of a picture by its path in the site's folder; None if nobody knows it."""


def size_key(content_digest: str, path: str) -> bytes:
    """Return the key of what was read of a picture: its name says how this version reads it."""
    kind = PurePosixPath(path).suffix.lower()
    return digest(f"size {content_digest} {kind} {program_digest()}".encode()).encode()


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


class PictureFiles:
    """Reads the sizes of a site's pictures, each content once: the cache keeps them."""

    def __init__(self, site: Site, contents: FileContents, cache: Cache) -> None:
        """Take the site, and what knows the contents of its files."""
        self._site = site
        self._contents = contents
        self._cache = cache

    def read(self, path: str) -> PictureSize | None:
        """Return the size of a picture; None if its file does not tell, or is there no more."""
        content = self._contents.unnoted_digest_of(path)
        if not content:
            return None
        size: PictureSize | None = None
        key = size_key(content, path)
        known = self._cache.get("pictures", key)
        with suppress(codec.DecodeError, OSError):
            if known is not None:
                size = codec.decode(known, PictureSize)
            else:
                with (self._site.folder / path).open("rb") as stream:
                    size = read_picture_size(path, stream)
                if size:
                    self._cache.put("pictures", [(key, codec.encode(size))])
        return replace(size, copy_widths=copy_widths(path, size)) if size else None

    def all(self) -> dict[str, PictureSize]:
        """Return the sizes of all pictures by path, for workers without the site's folder."""
        paths = (*self._site.other_files, *self._site.listing.files_in("static"))
        sizes = {path: self.read(path) for path in paths if is_picture(path)}
        return {path: size for path, size in sizes.items() if size}
