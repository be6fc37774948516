"""Which files of a site are not as they were, found folder by folder without a list of all."""

from collections.abc import Iterable, Mapping

from newsgen.model.file_listing import ListedFolder
from newsgen.model.value import Value


class SiteChanges(Value, frozen=True):
    """The paths of files that were added, changed or removed, and the folders of these files.

    A file that is listed as changed may have the content it had: only its stamp tells that it was
    written.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.folders)


def find_changes(
    before: Iterable[tuple[str, ListedFolder]], now: Mapping[str, ListedFolder]
) -> SiteChanges:
    """Return what is not as it was. Both are folders by their paths, each folder at most once.

    A folder of which only the problems are others is among the folders, without a file.
    """
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    folders: list[str] = []
    unknown = dict.fromkeys(now)

    def compare(folder: str, old: ListedFolder, new: ListedFolder) -> None:
        if old == new:
            return
        folders.append(folder)
        old_stamps, new_stamps = old.stamps_by_name(), new.stamps_by_name()
        prefix = f"{folder}/" if folder else ""
        added.extend(prefix + name for name in new_stamps.keys() - old_stamps.keys())
        removed.extend(prefix + name for name in old_stamps.keys() - new_stamps.keys())
        both = old_stamps.keys() & new_stamps.keys()
        changed.extend(prefix + name for name in both if old_stamps[name] != new_stamps[name])

    for folder, old in before:
        unknown.pop(folder, None)
        compare(folder, old, now.get(folder, ListedFolder()))
    for folder in unknown:
        compare(folder, ListedFolder(), now[folder])
    return SiteChanges(*(tuple(sorted(paths)) for paths in (added, changed, removed, folders)))
