"""Files that are copied as they are: what texts refer to, beside their pages, and static files."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from newsgen.content.markdown import FILE
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.problem import Place
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.page_group import Claim, Copied
from newsgen.pages.plan_inputs import Edition, spelled


def copies(edition: Edition) -> Iterator[Copied]:
    """Every file that is copied, in an order that depends on the archive alone."""
    owners: tuple[Article | PlainPage, ...] = (*edition.archive.articles, *edition.archive.pages)
    for owner in owners:
        if not any(reference.target.startswith(FILE) for reference in owner.references):
            continue
        address = article_address(owner) if isinstance(owner, Article) else owner.address
        for reference in sorted(owner.references, key=_by_target):
            path = spelled(reference.target.removeprefix(FILE), edition.files)
            if path and reference.target.startswith(FILE):
                beside = address + PurePosixPath(path).name
                remedy = "give one of the files another name"
                place = reference.place(owner.path)
                yield Copied(beside, path, partial(Claim, path, place, remedy))
    for name, source in sorted(edition.static.items()):
        yield _static(routes.ASSETS + name, source, f"static/{name}")
    for name, source in sorted(edition.root.items()):
        yield _static(f"/{name}", source, f"static/root/{name}")


def _by_target(reference: Reference) -> tuple[str, int, int]:
    return reference.target, reference.line, reference.column


def _static(address: str, source: str, path: str) -> Copied:
    claim = partial(Claim, path, Place(path), "give the file another name")
    return Copied(address, source, claim)
