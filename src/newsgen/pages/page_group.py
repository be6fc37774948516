"""What a plan consists of: pages to be made, files to be copied, and who wants each."""

from collections.abc import Callable, Iterable
from functools import partial

from newsgen.model.article import Article, Reference
from newsgen.model.config import FILE
from newsgen.model.problem import Place
from newsgen.model.value import Value
from newsgen.pages.page import View


class Claim(Value, frozen=True):
    """Who wants an address: whom to name and what to advise if something else wants it too."""

    owner: str
    place: Place
    remedy: str


class Planned(Value, frozen=True):
    """A page that is to be; its view, and its claim, are made only when they are asked for.

    source: the file its text comes from; empty if it has none.
    """

    address: str
    template: str
    claim: Callable[[], Claim]
    view: Callable[[], View]
    source: str = ""


def own(address: str, template: str, owner: str, view: Callable[[], View]) -> Planned:
    """A page that newsgen makes of itself, and that what an editor adds must not displace."""
    remedy = "this one is newsgen's own: move the other"
    return Planned(address, template, partial(Claim, owner, Place(FILE), remedy), view)


class Chapter(Value, frozen=True):
    """Pages that are made of one list of articles, as all those of a name are.

    facts: what else their views are made of; together with the cards of the articles, in order, it
        decides every one of them, so that a chapter need not be planned again if neither changed.
        None if that cannot be promised.
    astray: what in the texts of its pages leads nowhere, with the path of each text.
    """

    pages: Callable[[], Iterable[Planned]]
    facts: object = None
    articles: tuple[Article, ...] = ()
    astray: tuple[tuple[str, Reference], ...] = ()


class Copied(Value, frozen=True):
    """A file that is copied as it is. source: its path; under the site's folder if relative."""

    address: str
    source: str
    claim: Callable[[], Claim]
