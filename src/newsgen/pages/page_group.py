"""What a plan consists of: groups of pages, files to copy, and who claims each address."""

from collections.abc import Callable
from functools import partial

from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location
from newsgen.model.value import Value
from newsgen.pages.page import View


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


class StaticFile(Value, frozen=True):
    """A file that is copied as it is; `source_path` may be relative to the site's folder.

    width: Of a smaller copy of a picture, in pixels; zero if the file itself is copied.
    """

    address: str
    source_path: str
    owner: Callable[[], RouteOwner]
    width: int = 0


PlannedOutput = PlannedPage | StaticFile
