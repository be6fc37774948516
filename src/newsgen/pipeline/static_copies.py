"""Which files the stored archive's output has as copies, so that those that are gone are found."""

from collections.abc import Iterable

from newsgen.pages import routes
from newsgen.pages.page_group import StaticFile
from newsgen.store.archive_database import ArchiveDatabase

_INDEX = "copies"
"""An index of the paths of copies in the output."""


def update_copies(database: ArchiveDatabase, files: Iterable[StaticFile]) -> list[str]:
    """Keep the paths of all copies; return those that were kept and are none any more."""
    rows = database.select("SELECT key FROM keys WHERE list = ?", _INDEX)
    stored = {key for (key,) in rows}
    paths = {routes.output_path(file.address).encode("utf-8", "surrogateescape") for file in files}
    for key in paths - stored:
        database.put("keys", _INDEX, key, 1)
    gone = sorted(stored - paths)
    for key in gone:
        database.delete("keys", _INDEX, key)
    return [key.decode("utf-8", "surrogateescape") for key in gone]
