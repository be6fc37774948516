"""Files that are copied as they are: what texts refer to, beside their pages, and static files."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from newsgen.content.markdown import FILE_PREFIX
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Location
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.page_group import RouteOwner, StaticFile
from newsgen.pages.plan_inputs import PlanInputs, path_on_disk


def plan_static_files(inputs: PlanInputs) -> Iterator[StaticFile]:
    """Every file that is copied, in an order that depends on the archive alone."""
    owners: tuple[Article | PlainPage, ...] = (
        *inputs.archive.articles,
        *inputs.archive.plain_pages,
    )
    for owner in owners:
        if not any(reference.target.startswith(FILE_PREFIX) for reference in owner.references):
            continue
        address = article_address(owner) if isinstance(owner, Article) else owner.address
        for reference in sorted(owner.references, key=_by_target):
            path = path_on_disk(reference.target.removeprefix(FILE_PREFIX), inputs.attachment_paths)
            if path and reference.target.startswith(FILE_PREFIX):
                beside = address + PurePosixPath(path).name
                remedy = "give one of the files another name"
                place = reference.location(owner.path)
                yield StaticFile(beside, path, partial(RouteOwner, path, place, remedy))
    for name, source in sorted(inputs.static_files.items()):
        yield _static_file(routes.STATIC + name, source, f"static/{name}")
    for name, source in sorted(inputs.root_files.items()):
        yield _static_file(f"/{name}", source, f"static/root/{name}")


def _by_target(reference: Reference) -> tuple[str, int, int]:
    return reference.target, reference.line, reference.column


def _static_file(address: str, source: str, path: str) -> StaticFile:
    claim = partial(RouteOwner, path, Location(path), "give the file another name")
    return StaticFile(address, source, claim)
