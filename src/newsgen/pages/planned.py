"""What a plan consists of: pages to be made, files to be copied, and who wants each."""

from collections.abc import Callable
from dataclasses import dataclass

from newsgen.model.problem import Place
from newsgen.pages.views import Page, View


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that is to be; its view is made only when it is asked for.

    owner, place, remedy: whom to name and what to advise if another page wants the address too.
    """

    address: str
    template: str
    owner: str
    place: Place
    remedy: str
    view: Callable[[], View]

    def page(self) -> Page:
        """The page itself, with all it shows."""
        return Page(self.address, self.template, self.view())


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that is copied as it is. source: its path; under the site's folder if relative."""

    address: str
    source: str
    owner: str
    place: Place
    remedy: str
