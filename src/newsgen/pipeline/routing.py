"""Gives every page and static file of a site its address, before any page is rendered.

Takes the inputs of planning; gives page groups with their keys, static files, and as problems the
addresses claimed twice and the links that lead nowhere. An alias that collides with a page is
dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from newsgen.archive.related import RelatedArticles
from newsgen.model.article import Reference
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pages.cards import CardFactory, card
from newsgen.pages.feeds import feed_addresses, feed_groups, feed_item
from newsgen.pages.link_resolver import LinkResolver, addresses_by_path
from newsgen.pages.page_group import PageGroup, PlannedPage, StaticFile
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.plan_pages import listing_groups, plan_pages
from newsgen.pages.redirects import plan_redirects
from newsgen.pages.route_conflicts import is_alias_redirect, is_conflict_free, route_conflicts
from newsgen.pages.static_files import plan_static_files
from newsgen.pages.text_pages import article_json_addresses, text_groups
from newsgen.store.card_cache import CardCache
from newsgen.store.plan_cache import KeyedGroup, PlanCache


class RoutedSite(Value, frozen=True):
    """All pages and static files of a site, with their addresses.

    Attributes:
        inputs: Without the aliases that were dropped.
        groups: All page groups; the cards in their views are encoded.
        static_files: The files to copy, each once.
        broken_links: The links that lead nowhere, each with the path of its text.
    """

    inputs: PlanInputs
    link_resolver: LinkResolver
    groups: tuple[KeyedGroup, ...]
    static_files: tuple[StaticFile, ...]
    conflicts: tuple[Problem, ...]
    broken_links: tuple[tuple[str, Reference], ...]


def assign_routes(inputs: PlanInputs, plan_cache: PlanCache) -> RoutedSite:
    """Return the pages and static files of a site with their addresses."""
    cards = CardCache(partial(card, inputs)).get
    related_articles = RelatedArticles(inputs.archive, inputs.card_key)
    text_addresses, files = addresses_by_path(inputs), _unique_static_files(inputs)
    other_addresses = (*article_json_addresses(inputs), *feed_addresses(inputs))
    fixed_addresses = (*text_addresses.values(), *other_addresses)
    textless_groups = _groups_without_text(inputs, related_articles, cards, plan_cache)
    addresses = list(_all_addresses(fixed_addresses, files, textless_groups, plan_cache))
    conflicts: tuple[Problem, ...] = ()
    if not is_conflict_free(addresses):
        inputs, conflicts = _drop_aliases(inputs, text_addresses)
        textless_groups = _groups_without_text(inputs, related_articles, cards, plan_cache)
        addresses = list(_all_addresses(fixed_addresses, files, textless_groups, plan_cache))
    link_resolver = LinkResolver(inputs, text_addresses, frozenset(addresses))
    groups: list[KeyedGroup] = []
    broken_links: list[tuple[str, Reference]] = []
    # One group at a time: it takes more memory than its key.
    items = CardCache(partial(feed_item, inputs, link_resolver)).get
    for group in chain(
        text_groups(inputs, related_articles, link_resolver),
        feed_groups(inputs, link_resolver, items),
    ):
        groups.append(plan_cache.key_group(group))
        broken_links += group.broken_links
    return RoutedSite(
        inputs, link_resolver, (*groups, *textless_groups), files, conflicts, tuple(broken_links)
    )


def _groups_without_text(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    make_card: CardFactory,
    plan_cache: PlanCache,
) -> tuple[KeyedGroup, ...]:
    """Return the groups of all pages that show no body."""
    listed = listing_groups(inputs, related_articles, make_card)
    groups = chain(listed, [PageGroup(lambda: plan_redirects(inputs))])
    return tuple(map(plan_cache.key_group, groups))


def _unique_static_files(inputs: PlanInputs) -> tuple[StaticFile, ...]:
    """Return every static file; one that two texts refer to comes once."""
    files = {(file.address, file.source_path): file for file in plan_static_files(inputs)}
    return tuple(files.values())


def _all_addresses(
    fixed_addresses: Iterable[str],
    static_files: Iterable[StaticFile],
    groups: Iterable[KeyedGroup],
    plan_cache: PlanCache,
) -> Iterator[str]:
    """Give the address of every page and file; an address claimed twice comes twice."""
    yield from fixed_addresses
    for group in groups:
        yield from plan_cache.addresses(group)
    yield from (file.address for file in static_files)


def _drop_aliases(
    inputs: PlanInputs, text_addresses: Mapping[str, str]
) -> tuple[PlanInputs, tuple[Problem, ...]]:
    """Return the inputs without the aliases that collide, and the problems of all conflicts."""
    conflicts = tuple(route_conflicts(_route_claimants(inputs, text_addresses)))
    dropped = frozenset(
        (page.address, page.owner().location) for page, _ in conflicts if is_alias_redirect(page)
    )
    return replace(inputs, dropped_aliases=dropped), tuple(problem for _, problem in conflicts)


def _route_claimants(
    inputs: PlanInputs, text_addresses: Mapping[str, str]
) -> Iterator[PlannedPage | StaticFile]:
    """Give everything that has an address; aliases come last, so that they lose a conflict."""
    planned = plan_pages(inputs, LinkResolver(inputs, text_addresses, frozenset()))
    pages = (page for group in planned for page in group.pages())
    return chain(pages, plan_static_files(inputs), plan_redirects(inputs))
