"""What the views of nearly all pages begin with."""

from newsgen.model.value import Value
from newsgen.pages.view_components import Crumb


class AddressedView(Value, frozen=True, tag=True):
    """What is shown at an address."""

    address: str


class PageView(AddressedView, frozen=True):
    """What nearly all pages show: also the way to them from the front page."""

    crumbs: tuple[Crumb, ...]
