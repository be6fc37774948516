"""What a plan consists of: pages to be made, files to be copied, and who wants each."""

from collections.abc import Callable, Iterable
from functools import partial

from newsgen.model.article import Article, Reference
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location
from newsgen.model.value import Value
from newsgen.pages.page import View


class RouteOwner(Value, frozen=True):
    """Who wants an address: whom to name and what to advise if something else wants it too."""

    name: str
    location: Location
    hint: str


class PlannedPage(Value, frozen=True):
    """A page that is to be; its view, and its claim, are made only when they are asked for.

    source: the file its text comes from; empty if it has none.
    """

    address: str
    template: str
    owner: Callable[[], RouteOwner]
    view: Callable[[], View]
    source_path: str = ""


def builtin_page(
    address: str, template: str, owner_name: str, view: Callable[[], View]
) -> PlannedPage:
    """A page that newsgen makes of itself, and that what an editor adds must not displace."""
    remedy = "this one is newsgen's own: move the other"
    return PlannedPage(
        address, template, partial(RouteOwner, owner_name, Location(CONFIG_FILE), remedy), view
    )


class PageGroup(Value, frozen=True):
    """Pages that are made of one list of articles, as all those of a name are.

    facts: what else their views are made of; together with the cards of the articles, in order, it
        decides every one of them, so that a chapter need not be planned again if neither changed.
        None if that cannot be promised.
    astray: what in the texts of its pages leads nowhere, with the path of each text.
    """

    pages: Callable[[], Iterable[PlannedPage]]
    depends_on: object = None
    articles: tuple[Article, ...] = ()
    broken_links: tuple[tuple[str, Reference], ...] = ()


class StaticFile(Value, frozen=True):
    """A file that is copied as it is. source: its path; under the site's folder if relative."""

    address: str
    source_path: str
    owner: Callable[[], RouteOwner]
