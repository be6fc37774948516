"""Problems of the output folder: it lies over the site, or holds files of others."""

from collections.abc import Iterable
from pathlib import Path

from newsgen.model.config import SITE_FOLDERS
from newsgen.model.problem import Location, Problem, problem
from newsgen.runtime.editor_files import exists, is_folder

PREVIEW_FOLDER, DISK_FOLDER = "preview", "disk"
"""The folders in newsgen's own record that pages are put into: by `serve`, and to be packed."""

_VERSION_CONTROL_FOLDERS = frozenset((".git", ".hg", ".svn", ".bzr", ".jj"))


def output_folder_problem(site: Path, out: Path, cache_folder: Path) -> Problem | None:
    """Return the problem of an output folder that is a file, or in the way of the site (N602).

    Args:
        cache_folder: May lie neither in the output, where it would be published, nor around it.
    """
    real_out, real_site, real_cache = out.resolve(), site.resolve(), cache_folder.resolve()
    sources = [real_site / name for name in SITE_FOLDERS]
    if real_site.is_relative_to(real_out) or any(map(real_out.is_relative_to, sources)):
        message = "pages cannot be put where the archive's own files are"
    elif real_out not in (real_cache / PREVIEW_FOLDER, real_cache / DISK_FOLDER) and (
        real_out.is_relative_to(real_cache) or real_cache.is_relative_to(real_out)
    ):
        message = f"pages cannot be put together with newsgen's own record, {cache_folder.name}"
    elif folder := next((part for part in real_out.parts if part in _VERSION_CONTROL_FOLDERS), ""):
        message = f"pages cannot be put into {folder}, where version control keeps its files"
    elif exists(out) and not is_folder(out):
        message = "pages go into a folder, and this is a file"
    else:
        return None
    return problem("N602", Location(str(out)), message, "name another folder with --out")


def foreign_file_problems(out: Path, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each place where somebody else's file stands (N601)."""
    message = "newsgen did not write this file, and a page is to go there"
    hint = "move it away; if it is from newsgen, whose record of it is gone, empty the folder"
    return tuple(problem("N601", Location(str(out / path)), message, hint) for path in paths)


def kept_file_problems(out: Path, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Return a warning for each file that newsgen no longer makes and somebody altered (N604)."""
    message = (
        "newsgen makes no file here any more, and this one is not as newsgen left it: it stays"
    )
    hint = "if it is not yours, delete it"
    return tuple(problem("N604", Location(str(out / path)), message, hint) for path in paths)


def export_conflict_problems(out: Path, paths: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each file of the site where `newsgen export` writes one (N603)."""
    message = "this is a file of the site, and newsgen export writes one to the same place"
    hint = "give the page or file another name; to give up the export, delete its file there first"
    return tuple(problem("N603", Location(str(out / path)), message, hint) for path in paths)
