"""Two pages that want one address: a problem that names both and the line that settles it.

Addresses count as one if a file system that ignores case, or composes accents, would take them for
one, and a file where another page needs a folder is a collision too. An alias gives way (N311);
everything else is refused (N301).
"""

from collections.abc import Iterable, Iterator

from newsgen.model.address import fold_path
from newsgen.model.problem import Location, Problem, problem
from newsgen.pages import routes
from newsgen.pages.page_group import PlannedPage, RouteOwner, StaticFile
from newsgen.pages.redirects import REDIRECT_TEMPLATE

PlannedOutput = PlannedPage | StaticFile


def is_conflict_free(addresses: Iterable[str]) -> bool:
    """Whether no two addresses collide: a quick question, and most often the last one."""
    paths = [fold_path(routes.output_path(address)) for address in addresses]
    files = set(paths)
    if len(files) < len(paths):
        return False
    folders = set(paths)
    while folders := {path.rpartition("/")[0] for path in folders} - {""}:
        if not folders.isdisjoint(files):
            return False
    return True


def route_conflicts(outputs: Iterable[PlannedOutput]) -> Iterator[tuple[PlannedOutput, Problem]]:
    """Every page or file whose place is taken by one before it, with its problem."""
    files: dict[str, PlannedOutput] = {}
    folders: dict[str, PlannedOutput] = {}
    for each in outputs:
        path = fold_path(routes.output_path(each.address))
        above = [path[:cut] for cut, char in enumerate(path) if char == "/"]
        other = files.get(path) or folders.get(path)
        other = other or next((files[folder] for folder in above if folder in files), None)
        if other is None:
            files[path] = each
            for folder in above:
                folders.setdefault(folder, each)
        elif not _is_same_copy(other, each):
            yield each, _conflict_problem(other, each)


def _is_same_copy(one: PlannedOutput, two: PlannedOutput) -> bool:
    """Whether both are one file for one place: referred to twice, it is copied once."""
    return (
        isinstance(one, StaticFile)
        and isinstance(two, StaticFile)
        and one.source_path == two.source_path
    )


def is_alias_redirect(output: PlannedOutput) -> bool:
    """Whether it is a redirect, which can be given up for a page."""
    return isinstance(output, PlannedPage) and output.template == REDIRECT_TEMPLATE


def _conflict_problem(one: PlannedOutput, two: PlannedOutput) -> Problem:
    first, second = one.owner(), two.owner()
    if is_alias_redirect(two):
        message = f"{second.name} is taken: {first.name}{_location_note(first)} has this address"
        return problem("N311", second.location, message, second.hint)
    address = two.address
    if second.location == Location("newsgen.yml"):
        address, first, second = one.address, second, first
    rival = f"{first.name}{_location_note(first)}"
    message = f"the address {address} is wanted by {second.name} and by {rival}"
    return problem("N301", second.location, message, second.hint)


def _location_note(owner: RouteOwner) -> str:
    """The place of what collides, unless its owner's name says it or newsgen itself owns it."""
    known = owner.location.path in (owner.name, "newsgen.yml")
    return "" if known else f" ({owner.location})"
