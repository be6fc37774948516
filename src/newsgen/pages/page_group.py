"""What a plan consists of: groups of pages, files to copy, and who claims each address."""

from collections.abc import Callable, Iterable
from functools import partial

from newsgen.model.article import Article, Reference
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location
from newsgen.model.value import Value
from newsgen.pages.page import View

BrokenLinks = tuple[tuple[str, Reference], ...]
"""References in texts that lead nowhere, with the paths of the texts."""


class RouteOwner(Value, frozen=True):
    """Who claims an address, as a problem names it if something else claims it too (N301, N311)."""

    name: str
    location: Location
    hint: str


class PlannedPage(Value, frozen=True):
    """A page of a plan; its view and its owner are built only when they are asked for.

    The template is empty where a module of `formats` renders the view; `source_path` where the page
    has no text from a file.
    """

    address: str
    template: str
    owner: Callable[[], RouteOwner]
    view: Callable[[], View]
    source_path: str = ""


def builtin_page(
    address: str, template: str, owner_name: str, view: Callable[[], View]
) -> PlannedPage:
    """Return a page that every archive has, and that no file of an editor may displace."""
    hint = "this one is newsgen's own: move the other"
    owner = partial(RouteOwner, owner_name, Location(CONFIG_FILE), hint)
    return PlannedPage(address, template, owner, view)


class PageGroup(Value, frozen=True):
    """Pages that depend on the same articles, such as all pages of a name.

    They are planned again if `depends_on` or the card of one of `articles` changed since the last
    build; else they are taken to be as they were. So whoever builds a group must list in
    `depends_on` everything that its views show and that no card key of its articles covers. A value
    that is missing there leaves an outdated page online: no check but the random tests of
    incremental builds can find it.

    Attributes:
        depends_on: Values that `codec` can encode, the kind of group first, so that no two groups
            are equal; None if the pages are to be planned in every build.
    """

    pages: Callable[[], Iterable[PlannedPage]]
    depends_on: object = None
    articles: tuple[Article, ...] = ()
    broken_links: BrokenLinks = ()


def single_page_group(page: PlannedPage, broken_links: BrokenLinks = ()) -> PageGroup:
    """Return the group of one page that is planned in every build."""
    return PageGroup(lambda: (page,), broken_links=broken_links)


class StaticFile(Value, frozen=True):
    """A file that is copied as it is; `source_path` may be relative to the site's folder."""

    address: str
    source_path: str
    owner: Callable[[], RouteOwner]
