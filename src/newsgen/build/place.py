"""Where a build may put its pages: never over the site, and never over what others wrote."""

from collections.abc import Iterable

from newsgen.build.order import Order
from newsgen.engine.files import exists, is_folder
from newsgen.engine.folder.inputs import SOURCES
from newsgen.engine.output.publish import Foreign
from newsgen.model.problem import Place, Problem, problem

_ANOTHER = "name another folder with --out"


def misplaced(order: Order) -> Problem | None:
    """An output folder in which a build would bury the site, or the site the output."""
    out, site = order.out.resolve(), order.site.resolve()
    sources = [site / name for name in SOURCES]
    if site.is_relative_to(out) or any(out.is_relative_to(source) for source in sources):
        message = "pages cannot be put where the archive's own files are"
        return problem("N602", Place(str(order.out)), message, _ANOTHER)
    if exists(out) and not is_folder(out):
        message = "pages go into a folder, and this is a file"
        return problem("N602", Place(str(order.out)), message, _ANOTHER)
    return None


def foreign(order: Order, found: Foreign) -> tuple[Problem, ...]:
    """A problem for each place where someone else's file stands."""
    hint = "move it away; if it is from newsgen, whose record of it is gone, empty the folder"
    message = "newsgen did not write this file, and a page is to go there"
    places = (Place(str(order.out / path)) for path in found.paths)
    return tuple(problem("N601", place, message, hint) for place in places)


def crowded(order: Order, paths: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each file of the site that stands where `newsgen export` writes."""
    message = "this is a file of the site, and newsgen export writes one to the same place"
    hint = "give the page or file another name; to give up the export, delete its file there first"
    return tuple(problem("N603", Place(str(order.out / path)), message, hint) for path in paths)
