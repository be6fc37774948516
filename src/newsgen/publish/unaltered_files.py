"""Which files of an output are still as newsgen wrote them: only those may be deleted."""

from collections.abc import Container

from newsgen.publish.manifest import EntriesByPath
from newsgen.publish.output_tree import OutputTree


class UnalteredFiles(Container[str]):
    """The paths of entries whose files have the size and digest that the manifest records.

    Each file is read when it is asked for. One with other content belongs to whoever put it there.
    """

    def __init__(self, tree: OutputTree, entries: EntriesByPath) -> None:
        self._tree = tree
        self._entries = entries

    def __contains__(self, path: object) -> bool:
        entry = self._entries.get(path) if isinstance(path, str) else None
        return entry is not None and self._tree.has_content(entry.path, entry.size, entry.hash)
