"""Which files of the output are those of search indexes: their keys begin alike."""

from newsgen.pages import routes
from newsgen.publish.manifest import ManifestEntry

INDEX_KEY_PREFIX = "search-"
"""How the keys of all files of indexes begin."""

INDEX_FOLDER = routes.SEARCH_RECENT.lstrip("/").rpartition("/")[0] + "/"
"""The folder of the output that all of them are in; a site may have files of its own there."""


def is_index_file(entry: ManifestEntry) -> bool:
    """Return whether a file is one of search, by its key, or by its place if its key is lost."""
    if not entry.path.startswith(INDEX_FOLDER):
        return False
    return entry.key is None or entry.key.startswith(INDEX_KEY_PREFIX)
