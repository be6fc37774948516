"""What templates see of the site, beside the page itself."""

from newsgen.model.accent import Accent
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.links import absolute_url
from newsgen.pages.view_components import Direction, Link, Picture


class Chrome(Value, frozen=True):
    """What is around every page: settings and what lists there are; a change outdates all pages."""

    title: str
    tagline: str
    base_url: str
    language: str
    direction: Direction
    menu: tuple[Link, ...]
    publisher: Link | None
    search: bool = False
    ninjs: bool = False
    data: bool = False
    logo: str = ""
    kinds: tuple[Kind, ...] = ()
    multilingual: bool = False
    image: Picture | None = None
    for_disk: bool = False
    accent: Accent | None = None

    def absolute_url(self, address: str) -> str:
        """Return an address as `absolute_url` of `links` does; an empty one stays empty."""
        return absolute_url(address, self.base_url) if address else ""
