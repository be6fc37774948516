"""The search indexes of an output: each has a folder of its own, and a key that all its files have.

Whether an index is current shows its one file of a known name. So nobody looks at the others, of
which there is one for each article.
"""

from collections.abc import Iterator

from newsgen.model.digest import digest
from newsgen.pages import routes
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.runtime import codec
from newsgen.search.word_count_files import WORD_LIST_FILE
from newsgen.store.program_digest import program_digest

INDEX_KEY_PREFIX = "search-"
"""How the keys of all files of indexes begin."""

INDEX_FOLDER = routes.SEARCH_RECENT.lstrip("/").rpartition("/")[0] + "/"
"""The folder of the output that all of them are in; a site may have files of its own there."""

_ENTRY_FILES = "pagefind-entry.json", WORD_LIST_FILE
"""Each index has one such file, in its folder."""

_FOLDERS_OF_AN_INDEX = ("fragment", "index")
_LAST = "\U0010ffff"
"""Sorts after all names of files."""


def is_index_file(entry: ManifestEntry) -> bool:
    """Return whether a file is one of search, by its key, or by its place if its key is lost."""
    if not entry.path.startswith(INDEX_FOLDER):
        return False
    return entry.key is None or entry.key.startswith(INDEX_KEY_PREFIX)


def index_key(*facts: object) -> str:
    """Return the key of an index's files; equal keys mean equal search results."""
    return INDEX_KEY_PREFIX + digest(codec.encode((program_digest(), facts)))


class OutputIndexes:
    """The search indexes of an output, by the addresses of their folders."""

    def __init__(self, output: OutputState) -> None:
        """Take the output before the build."""
        self._output = output
        faulty = (output.entry(path) for path in output.faults if path.startswith(INDEX_FOLDER))
        self._faulty_keys = {entry.key for entry in faulty if entry}

    def key(self, address: str) -> str:
        """Return the key of an index that is whole; empty if there is none."""
        entries = (self._output.entry(address.lstrip("/") + name) for name in _ENTRY_FILES)
        entry = next(filter(None, entries), None)
        if entry is None or not is_index_file(entry) or entry.key in self._faulty_keys:
            return ""
        if not self._output.matches_last_build:  # a build that was killed may have left a part
            files = filter(is_index_file, self.files(address).values())
            if any(file.key != entry.key for file in files):
                return ""
        return entry.key or ""

    def files(self, address: str) -> dict[str, ManifestEntry]:
        """Return all files in the folder of an index, by path; other indexes in it are left out."""
        entries = self._output.below(address.lstrip("/"))
        return {entry.path: entry for entry in entries if _address(entry.path) == address}

    def addresses(self) -> Iterator[str]:
        """Yield the addresses of all folders that may be those of indexes."""
        seen: set[str] = set()
        path = INDEX_FOLDER
        while (entry := self._output.first_after(path)) and entry.path.startswith(INDEX_FOLDER):
            path = entry.path
            if address := _address(path):
                if address not in seen:
                    seen.add(address)
                    yield address
                if address.count("/") == _SHARD_SLASHES:
                    path = address.lstrip("/") + _LAST  # no other index is in it


def _address(path: str) -> str:
    """Return the address of the index that a file belongs to; empty if it belongs to none."""
    language, *names = path.removeprefix(INDEX_FOLDER).split("/")
    if not names:
        return ""
    if len(names) > 1 and names[0] not in _FOLDERS_OF_AN_INDEX:
        return routes.shard_address(language, names[0])
    return routes.search_runtime_address(language)


_SHARD_SLASHES = routes.shard_address("en", "2022").count("/")
