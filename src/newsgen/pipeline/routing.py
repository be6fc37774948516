"""The layout: every page an edition has and where it is, before any of them is drawn.

Takes an edition; gives its chapters, entered, and its files, with all that collides and all that
leads nowhere as problems. Where an alias collides with a page, the edition gives the alias up.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from newsgen.archive.related import RelatedArticles
from newsgen.model.article import Reference
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pages.article_json import article_json_addresses
from newsgen.pages.cards import CardFactory, card
from newsgen.pages.feed_subjects import feed_addresses
from newsgen.pages.feeds import feed_groups, feed_item
from newsgen.pages.link_resolver import LinkResolver, addresses_by_path
from newsgen.pages.page_group import PageGroup, PlannedPage, StaticFile
from newsgen.pages.plan import listing_groups, plan_pages, text_groups
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.redirects import plan_redirects
from newsgen.pages.route_conflicts import is_alias_redirect, is_conflict_free, route_conflicts
from newsgen.pages.static_files import plan_static_files
from newsgen.store.card_cache import CardCache
from newsgen.store.plan_cache import KeyedGroup, PlanCache


class RoutedSite(Value, frozen=True):
    """What there is to print.

    chapters: of all pages; in their views cards stand encoded. files: to be copied, each once.
    lost: what in the texts leads nowhere, with the path of each text.
    """

    inputs: PlanInputs
    link_resolver: LinkResolver
    groups: tuple[KeyedGroup, ...]
    static_files: tuple[StaticFile, ...]
    conflicts: tuple[Problem, ...]
    broken_links: tuple[tuple[str, Reference], ...]


def assign_routes(inputs: PlanInputs, plan_cache: PlanCache) -> RoutedSite:
    """The layout of an edition."""
    cards = CardCache(partial(card, inputs)).get
    kinship = RelatedArticles(inputs.archive, inputs.card_key_getter)
    places, files = addresses_by_path(inputs), _unique_static_files(inputs)
    beside = (*article_json_addresses(inputs), *feed_addresses(inputs))
    others = _groups_without_text(inputs, kinship, cards, plan_cache)
    addresses = list(_all_addresses((*places.values(), *beside), files, others, plan_cache))
    collided: tuple[Problem, ...] = ()
    if not is_conflict_free(addresses):
        inputs, collided = _drop_aliases(inputs, places)
        others = _groups_without_text(inputs, kinship, cards, plan_cache)
        addresses = list(_all_addresses((*places.values(), *beside), files, others, plan_cache))
    lookup = LinkResolver(inputs, places, frozenset(addresses))
    entered: list[KeyedGroup] = []
    lost: list[tuple[str, Reference]] = []
    # One by one: what a chapter is made of takes more room than its key.
    items = CardCache(partial(feed_item, inputs, lookup)).get
    for chapter in chain(text_groups(inputs, kinship, lookup), feed_groups(inputs, lookup, items)):
        entered.append(plan_cache.key_group(chapter))
        lost += chapter.broken_links
    return RoutedSite(inputs, lookup, (*entered, *others), files, collided, tuple(lost))


def _groups_without_text(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    make_card: CardFactory,
    plan_cache: PlanCache,
) -> tuple[KeyedGroup, ...]:
    """The chapters of all pages without a text."""
    listed = listing_groups(inputs, related_articles, make_card)
    chapters = chain(listed, [PageGroup(lambda: plan_redirects(inputs))])
    return tuple(map(plan_cache.key_group, chapters))


def _unique_static_files(inputs: PlanInputs) -> tuple[StaticFile, ...]:
    """Every file that is copied; one that two texts refer to is copied once."""
    once = {(copy.address, copy.source_path): copy for copy in plan_static_files(inputs)}
    return tuple(once.values())


def _all_addresses(
    text_addresses: Iterable[str],
    static_files: Iterable[StaticFile],
    groups: Iterable[KeyedGroup],
    plan_cache: PlanCache,
) -> Iterator[str]:
    """Where everything is to be; one that two things want comes twice."""
    yield from text_addresses
    for chapter in groups:
        yield from plan_cache.addresses(chapter)
    yield from (file.address for file in static_files)


def _drop_aliases(
    inputs: PlanInputs, text_addresses: Mapping[str, str]
) -> tuple[PlanInputs, tuple[Problem, ...]]:
    """The edition without the aliases that have to give way, and all that collides."""
    clashing = tuple(route_conflicts(_route_claimants(inputs, text_addresses)))
    given_up = frozenset(
        (each.address, each.owner().location) for each, _ in clashing if is_alias_redirect(each)
    )
    return replace(inputs, dropped_aliases=given_up), tuple(problem for _, problem in clashing)


def _route_claimants(
    inputs: PlanInputs, text_addresses: Mapping[str, str]
) -> Iterator[PlannedPage | StaticFile]:
    """All that wants an address, aliases last: they give way to everything else."""
    planned = plan_pages(inputs, LinkResolver(inputs, text_addresses, frozenset()))
    pages = (page for chapter in planned for page in chapter.pages())
    return chain(pages, plan_static_files(inputs), plan_redirects(inputs))
