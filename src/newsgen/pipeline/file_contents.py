"""The contents of files that are copied, by their digests; who asks for one has read it."""

from contextlib import suppress
from pathlib import Path

from newsgen.content.site import Site
from newsgen.model.digest import digest
from newsgen.store.file_digests import FileDigests
from newsgen.store.read_notes import CONTENTS_INDEX, ReadNotes


class FileContents:
    """Knows the contents of a site's files."""

    def __init__(self, site: Site, digests: FileDigests, notes: ReadNotes) -> None:
        """Take the site, what knows the digests of its files, and where reads are noted."""
        self._site = site
        self._digests = digests
        self._notes = notes

    def digest_of(self, path: str) -> str:
        """Return the digest of a file; empty if it cannot be read, or is there no more."""
        if not Path(path).is_absolute():  # those of static/ are looked at in every build
            key = path.encode()
            self._notes.note("keys", (CONTENTS_INDEX, key, key + b"\0"))
        return self.unnoted_digest_of(path)

    def unnoted_digest_of(self, path: str) -> str:
        """Return the same without noting it, for who has noted it or asks for no page group."""
        if path in self._site.kept_files:
            return ""
        content = self._digests.get(path)
        if content is None:
            with suppress(OSError):
                content = digest((self._site.folder / path).read_bytes())
                self._digests.add(path, content)
        return content or ""
