"""The layout: every page an edition has and where it is, before any of them is drawn.

Takes an edition; gives its chapters, entered, and its files, with all that collides and all that
leads nowhere as problems. Where an alias collides with a page, the edition gives the alias up.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from newsgen.archive.related import Kinship
from newsgen.model.article import Reference
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pages.article_json import data_addresses
from newsgen.pages.cards import Cards, card
from newsgen.pages.feeds import feed_addresses, feeds, item
from newsgen.pages.link_resolver import Lookup, homes
from newsgen.pages.page_group import Chapter, Copied, Planned
from newsgen.pages.plan import listings, plan, texts
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.redirects import redirects
from newsgen.pages.route_conflicts import apart, collisions, is_alias
from newsgen.pages.static_files import copies
from newsgen.store.card_cache import Deck
from newsgen.store.plan_cache import Entered, Register


class Layout(Value, frozen=True):
    """What there is to print.

    chapters: of all pages; in their views cards stand encoded. files: to be copied, each once.
    lost: what in the texts leads nowhere, with the path of each text.
    """

    edition: Edition
    lookup: Lookup
    chapters: tuple[Entered, ...]
    files: tuple[Copied, ...]
    collided: tuple[Problem, ...]
    lost: tuple[tuple[str, Reference], ...]


def lay_out(edition: Edition, register: Register) -> Layout:
    """The layout of an edition."""
    cards = Deck(partial(card, edition)).of
    kinship = Kinship(edition.archive, edition.said)
    places, files = homes(edition), _files(edition)
    beside = (*data_addresses(edition), *feed_addresses(edition))
    others = _others(edition, kinship, cards, register)
    addresses = list(_addresses((*places.values(), *beside), files, others, register))
    collided: tuple[Problem, ...] = ()
    if not apart(addresses):
        edition, collided = _give_way(edition, places)
        others = _others(edition, kinship, cards, register)
        addresses = list(_addresses((*places.values(), *beside), files, others, register))
    lookup = Lookup(edition, places, frozenset(addresses))
    entered: list[Entered] = []
    lost: list[tuple[str, Reference]] = []
    # One by one: what a chapter is made of takes more room than its key.
    items = Deck(partial(item, edition, lookup)).of
    for chapter in chain(texts(edition, kinship, lookup), feeds(edition, lookup, items)):
        entered.append(register.enter(chapter))
        lost += chapter.astray
    return Layout(edition, lookup, (*entered, *others), files, collided, tuple(lost))


def _others(
    edition: Edition, kinship: Kinship, cards: Cards, register: Register
) -> tuple[Entered, ...]:
    """The chapters of all pages without a text."""
    listed = listings(edition, kinship, cards)
    chapters = chain(listed, [Chapter(lambda: redirects(edition))])
    return tuple(map(register.enter, chapters))


def _files(edition: Edition) -> tuple[Copied, ...]:
    """Every file that is copied; one that two texts refer to is copied once."""
    once = {(copy.address, copy.source): copy for copy in copies(edition)}
    return tuple(once.values())


def _addresses(
    places: Iterable[str],
    files: Iterable[Copied],
    others: Iterable[Entered],
    register: Register,
) -> Iterator[str]:
    """Where everything is to be; one that two things want comes twice."""
    yield from places
    for chapter in others:
        yield from register.addresses(chapter)
    yield from (file.address for file in files)


def _give_way(edition: Edition, places: Mapping[str, str]) -> tuple[Edition, tuple[Problem, ...]]:
    """The edition without the aliases that have to give way, and all that collides."""
    clashing = tuple(collisions(_wanted(edition, places)))
    given_up = frozenset(
        (each.address, each.claim().place) for each, _ in clashing if is_alias(each)
    )
    return replace(edition, given_up=given_up), tuple(problem for _, problem in clashing)


def _wanted(edition: Edition, places: Mapping[str, str]) -> Iterator[Planned | Copied]:
    """All that wants an address, aliases last: they give way to everything else."""
    planned = plan(edition, Lookup(edition, places, frozenset()))
    pages = (page for chapter in planned for page in chapter.pages())
    return chain(pages, copies(edition), redirects(edition))
