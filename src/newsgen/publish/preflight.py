"""Where a build may put its pages: never over the site, and never over what others wrote."""

from collections.abc import Iterable
from pathlib import Path

from newsgen.content.site import SITE_FOLDERS
from newsgen.model.problem import Location, Problem, problem
from newsgen.publish.transaction import ForeignFiles
from newsgen.runtime.site_files import exists, is_folder

_HINT = "name another folder with --out"


def output_folder_problem(site: Path, out: Path) -> Problem | None:
    """An output folder in which a build would bury the site, or the site the output."""
    real_out, real_site = out.resolve(), site.resolve()
    sources = [real_site / name for name in SITE_FOLDERS]
    if real_site.is_relative_to(real_out) or any(
        real_out.is_relative_to(source) for source in sources
    ):
        message = "pages cannot be put where the archive's own files are"
        return problem("N602", Location(str(out)), message, _HINT)
    if exists(out) and not is_folder(out):
        message = "pages go into a folder, and this is a file"
        return problem("N602", Location(str(out)), message, _HINT)
    return None


def foreign_file_problems(out: Path, conflict: ForeignFiles) -> tuple[Problem, ...]:
    """A problem for each place where someone else's file stands."""
    hint = "move it away; if it is from newsgen, whose record of it is gone, empty the folder"
    message = "newsgen did not write this file, and a page is to go there"
    places = (Location(str(out / path)) for path in conflict.paths)
    return tuple(problem("N601", place, message, hint) for place in places)


def export_conflict_problems(out: Path, paths: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each file of the site that stands where `newsgen export` writes."""
    message = "this is a file of the site, and newsgen export writes one to the same place"
    hint = "give the page or file another name; to give up the export, delete its file there first"
    return tuple(problem("N603", Location(str(out / path)), message, hint) for path in paths)
