"""Files that are copied as they are: attachments of texts, and static files."""

from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter

from newsgen.content.markdown.link_targets import FILE_PREFIX
from newsgen.model.address_rules import windows_name_fault
from newsgen.model.article import Article, PlainPage
from newsgen.model.config import KEPT_PREFIX
from newsgen.model.problem import Location, Problem, problem
from newsgen.pages import routes
from newsgen.pages.page_group import RouteOwner, StaticFile
from newsgen.pages.plan_inputs import PlanInputs, path_on_disk

_KEPT_HINT = "copy the file for one of the two articles, and name it there"


def static_files(inputs: PlanInputs, _: str = "") -> Iterator[StaticFile]:
    """Yield the files of the folder static/."""
    for address, folder, files in (
        (routes.STATIC, "static/", inputs.files.static),
        ("/", "static/root/", inputs.files.root),
    ):
        for name, source in sorted(files.items()):
            path, hint = folder + name, "give the file another name"
            owner = partial(RouteOwner, path, Location(path), hint)
            yield StaticFile(address + name, source, owner)


def file_name_problems(files: Iterable[StaticFile]) -> Iterator[Problem]:
    """Yield the problem of each file whose name some systems cannot hold (N221)."""
    for file in files:
        if fault := windows_name_fault(file.address.removeprefix("/")):
            owner = file.owner()
            message = f'Windows cannot hold the name of "{owner.name}": {fault}'
            yield problem("N221", owner.location, message, "give the file another name")


def attachments(
    inputs: PlanInputs, owner: Article | PlainPage, page_address: str
) -> Iterator[StaticFile]:
    """Yield the files a text refers to, each once; those in kept/ keep their place."""
    references = [link for link in owner.references if link.target.startswith(FILE_PREFIX)]
    references.sort(key=attrgetter("target", "line", "column"))
    shown = {link.target for link in references if link.is_image}
    paths: set[str] = set()
    for reference in references:
        path = path_on_disk(reference.target.removeprefix(FILE_PREFIX), inputs.files.other)
        if path and path not in paths:
            paths.add(path)
            address = routes.file_address(page_address, path)
            hint = (
                _KEPT_HINT if path.startswith(KEPT_PREFIX) else "give one of the files another name"
            )
            location = reference.location(owner.path)
            owner_of_file = partial(RouteOwner, path, location, hint)
            yield StaticFile(address, path, owner_of_file)
            size = inputs.picture_size(path) if reference.target in shown else None
            for width in size.copy_widths if size else ():
                copy_address = routes.picture_copy_address(address, width)
                yield StaticFile(copy_address, path, owner_of_file, width)
