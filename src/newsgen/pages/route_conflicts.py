"""Two pages or files that claim one address: a problem that names both, and how to solve it.

Addresses are equal if a file system that ignores case or composes accents takes them for one; a
file where a page needs a folder is a conflict too. An alias gives way to a page (N311, else N301).
"""

from collections.abc import Iterable, Iterator

from newsgen.model.address_rules import fold_path
from newsgen.model.config import CONFIG_FILE, KEPT_PREFIX
from newsgen.model.look_alikes import difference_note
from newsgen.model.problem import Location, Problem, problem
from newsgen.pages import routes
from newsgen.pages.page_group import PlannedOutput, PlannedPage, RouteOwner, StaticFile
from newsgen.pages.redirects import REDIRECT_TEMPLATE


def is_conflict_free(addresses: Iterable[str]) -> bool:
    """Return whether no two of some addresses conflict."""
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
    """Yield every output whose address is claimed by one before it, with its problem."""
    files: dict[str, PlannedOutput] = {}
    folders: dict[str, PlannedOutput] = {}
    for output in outputs:
        path = fold_path(routes.output_path(output.address))
        parents = [path[:cut] for cut, char in enumerate(path) if char == "/"]
        other = files.get(path) or folders.get(path)
        other = other or next((files[folder] for folder in parents if folder in files), None)
        if other is None:
            files[path] = output
            for folder in parents:
                folders.setdefault(folder, output)
        elif not _are_same_file(output, other):
            yield output, _conflict_problem(other, output)


def _are_same_file(one: PlannedOutput, two: PlannedOutput) -> bool:
    """Return whether both copy one file. A kept copy belongs to one article alone."""
    copied = _copied_file(one)
    is_kept = copied is not None and copied[0].startswith(KEPT_PREFIX)
    return copied is not None and copied == _copied_file(two) and not is_kept


def _copied_file(output: PlannedOutput) -> tuple[str, int] | None:
    return (output.source_path, output.width) if isinstance(output, StaticFile) else None


def is_alias_redirect(output: PlannedOutput) -> bool:
    """Return whether it is the page of an alias, which gives way to any other page."""
    return isinstance(output, PlannedPage) and output.template == REDIRECT_TEMPLATE


def _conflict_problem(one: PlannedOutput, two: PlannedOutput) -> Problem:
    first, second = one.owner(), two.owner()
    sides = (second.location.path,), (first.location.path,)
    if is_alias_redirect(two):
        message = f"{second.name} is taken: {first.name}{_location_note(first)} has this address"
        return problem("N311", second.location, message, second.hint, sides)
    address = two.address
    if second.location == Location(CONFIG_FILE):
        address, first, second = one.address, second, first
        sides = sides[::-1]
    rival = f"{first.name}{_location_note(first)}"
    message = f"the address {address} is wanted by {second.name} and by {rival}"
    message += difference_note(second.name, first.name)
    return problem("N301", second.location, message, second.hint, sides)


def _location_note(owner: RouteOwner) -> str:
    """Return where an owner is; empty if its name says so already, or newsgen itself owns it."""
    is_clear = owner.location.path in (owner.name, CONFIG_FILE)
    return "" if is_clear else f" ({owner.location})"
