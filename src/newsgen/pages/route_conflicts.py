"""Two pages that want one address: a problem that names both and the line that settles it.

Addresses count as one if a file system that ignores case, or composes accents, would take them for
one, and a file where another page needs a folder is a collision too. An alias gives way (N311);
everything else is refused (N301).
"""

from collections.abc import Iterable, Iterator

from newsgen.model.address import fold
from newsgen.model.problem import Place, Problem, problem
from newsgen.pages import routes
from newsgen.pages.page_group import Claim, Copied, Planned
from newsgen.pages.redirects import REDIRECT

Wanted = Planned | Copied


def apart(addresses: Iterable[str]) -> bool:
    """Whether no two addresses collide: a quick question, and most often the last one."""
    paths = [fold(routes.file_of(address)) for address in addresses]
    files = set(paths)
    if len(files) < len(paths):
        return False
    folders = set(paths)
    while folders := {path.rpartition("/")[0] for path in folders} - {""}:
        if not folders.isdisjoint(files):
            return False
    return True


def collisions(wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Problem]]:
    """Every page or file whose place is taken by one before it, with its problem."""
    files: dict[str, Wanted] = {}
    folders: dict[str, Wanted] = {}
    for each in wanted:
        path = fold(routes.file_of(each.address))
        above = [path[:cut] for cut, char in enumerate(path) if char == "/"]
        other = files.get(path) or folders.get(path)
        other = other or next((files[folder] for folder in above if folder in files), None)
        if other is None:
            files[path] = each
            for folder in above:
                folders.setdefault(folder, each)
        elif not _is_same_copy(other, each):
            yield each, _collision(other, each)


def _is_same_copy(one: Wanted, two: Wanted) -> bool:
    """Whether both are one file for one place: referred to twice, it is copied once."""
    return isinstance(one, Copied) and isinstance(two, Copied) and one.source == two.source


def is_alias(wanted: Wanted) -> bool:
    """Whether it is a redirect, which can be given up for a page."""
    return isinstance(wanted, Planned) and wanted.template == REDIRECT


def _collision(one: Wanted, two: Wanted) -> Problem:
    first, second = one.claim(), two.claim()
    if is_alias(two):
        message = f"{second.owner} is taken: {first.owner}{_where(first)} has this address"
        return problem("N311", second.place, message, second.remedy)
    address = two.address
    if second.place == Place("newsgen.yml"):
        address, first, second = one.address, second, first
    rival = f"{first.owner}{_where(first)}"
    message = f"the address {address} is wanted by {second.owner} and by {rival}"
    return problem("N301", second.place, message, second.remedy)


def _where(claim: Claim) -> str:
    """The place of what collides, unless its owner's name says it or newsgen itself owns it."""
    known = claim.place.path in (claim.owner, "newsgen.yml")
    return "" if known else f" ({claim.place})"
