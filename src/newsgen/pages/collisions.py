"""Two pages that want one address: an error that names both and the line that settles it (N301).

Addresses count as one if a file system that ignores case, or composes accents, would take them for
one, and a file where another page needs a folder is a collision too.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from newsgen.model.problem import Problem, problem
from newsgen.pages import urls
from newsgen.pages.planned import Copied, Planned

Wanted = Planned | Copied


def collisions(wanted: Iterable[Wanted]) -> Iterator[Problem]:
    """A problem for every page or file whose place is taken by one before it."""
    files: dict[str, Wanted] = {}
    folders: dict[str, Wanted] = {}
    for each in wanted:
        path = _folded(urls.file_of(each.address))
        above = [path[:cut] for cut, char in enumerate(path) if char == "/"]
        other = files.get(path) or folders.get(path)
        other = other or next((files[folder] for folder in above if folder in files), None)
        if other is None:
            files[path] = each
            for folder in above:
                folders.setdefault(folder, each)
        elif not _same_copy(other, each):
            yield _collision(other, each)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _same_copy(one: Wanted, two: Wanted) -> bool:
    """A file referred to twice is copied once."""
    return isinstance(one, Copied) and isinstance(two, Copied) and one == two


def _collision(one: Wanted, two: Wanted) -> Problem:
    blamed = two if two.place.path != "newsgen.yml" else one
    other = one if blamed is two else two
    where = f" ({other.place})" if other.place.path not in (other.owner, "newsgen.yml") else ""
    message = (
        f"the address {blamed.address} is wanted by {blamed.owner} and by {other.owner}{where}"
    )
    return problem("N301", blamed.place, message, blamed.remedy)
