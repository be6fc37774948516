"""Gives every page and static file of a site its address, before any page is rendered.

An alias that collides with a page is dropped.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import TypeVar

from newsgen.archive.window_digests import WindowDigests
from newsgen.model.article import Article, Reference
from newsgen.model.problem import Problem
from newsgen.model.value import Value, replace
from newsgen.pages import routes
from newsgen.pages.cards import addresses_of_texts, article_address, new_card
from newsgen.pages.feeds import feed_item, feed_subject
from newsgen.pages.page_group import PageGroup, PlannedPage, StaticFile
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.plan_pages import feed_groups, listing_groups, plan_pages, text_groups
from newsgen.pages.redirects import redirect_pages
from newsgen.pages.route_conflicts import is_alias_redirect, is_conflict_free, route_conflicts
from newsgen.pages.static_files import file_name_problems, plan_static_files
from newsgen.runtime import codec
from newsgen.store.plan_cache import KeyedGroup, PlanCache

T = TypeVar("T", bound=Value)

_MAX_ENCODED_VALUES = 20_000
"""Values kept at once, half a kilobyte each; few page groups need more."""


class RoutedSite(Value, frozen=True):
    """All pages and static files of a site, each once, with their addresses.

    The cards in the views of groups are encoded; a broken link has the path of its text.
    """

    inputs: PlanInputs
    groups: tuple[KeyedGroup, ...]
    static_files: tuple[StaticFile, ...]
    problems: tuple[Problem, ...]
    broken_links: tuple[tuple[str, Reference], ...]


def assign_routes(inputs: PlanInputs, plan_cache: PlanCache) -> RoutedSite:
    """Return the pages and static files of a site with their addresses."""
    inputs = replace(inputs, cards=_encode_once(partial(new_card, inputs)))
    archive = inputs.archive
    windows = WindowDigests(archive, inputs.card_key)
    # A file that two texts refer to comes once.
    static_files = {(file.address, file.source_path): file for file in plan_static_files(inputs)}
    files = tuple(static_files.values())
    articles = archive.articles_by_path.values() if inputs.config.base_url else ()
    fixed_addresses = (
        *addresses_of_texts(archive).values(),
        *(routes.article_json_address(article_address(article)) for article in articles),
        *_feed_addresses(inputs),
        *(file.address for file in files),
    )

    def route_textless_groups(inputs: PlanInputs) -> tuple[list[KeyedGroup], list[str]]:
        """Return the groups of all pages that show no body, and the addresses of all pages."""
        listed = listing_groups(inputs, windows)
        redirects = PageGroup(lambda: redirect_pages(inputs))
        groups = [plan_cache.key_group(group) for group in (*listed, redirects)]
        routed = (address for group in groups for address in plan_cache.addresses(group))
        return groups, [*fixed_addresses, *routed]

    textless_groups, addresses = route_textless_groups(inputs)
    conflicts: tuple[Problem, ...] = ()
    if not is_conflict_free(addresses):
        inputs, conflicts = _drop_aliases(inputs)
        textless_groups, addresses = route_textless_groups(inputs)
    inputs = replace(inputs, addresses=frozenset(addresses))
    inputs = replace(inputs, feed_items=_encode_once(partial(feed_item, inputs)))
    groups: list[KeyedGroup] = []
    broken_links: list[tuple[str, Reference]] = []
    # One group at a time: it takes more memory than its key.
    for group in chain(text_groups(inputs, archive, windows), feed_groups(inputs)):
        groups.append(plan_cache.key_group(group))
        broken_links += group.broken_links
    return RoutedSite(
        inputs=inputs,
        groups=(*groups, *textless_groups),
        static_files=files,
        problems=(*conflicts, *file_name_problems(files)),
        broken_links=tuple(broken_links),
    )


def _feed_addresses(inputs: PlanInputs) -> Iterator[str]:
    """Yield the addresses of all feeds; none if the archive does not know its own address."""
    for key in inputs.questions.subjects("changes") if inputs.config.base_url else ():
        if subject := feed_subject(inputs, key):
            yield from subject.addresses


def _encode_once(factory: Callable[[Article], T]) -> Callable[[Article], T]:
    """Return a factory that makes the value of an article once, encoded: only encoders use it."""
    values: dict[str, T] = {}

    def get(article: Article) -> T:
        value = values.get(article.path)
        if value is None:
            if len(values) >= _MAX_ENCODED_VALUES:
                values.clear()
            value = values[article.path] = codec.raw(codec.encode(factory(article)))
        return value

    return get


def _drop_aliases(inputs: PlanInputs) -> tuple[PlanInputs, tuple[Problem, ...]]:
    """Return the inputs without the aliases that collide, and the problems of all conflicts."""
    pages = (page for group in plan_pages(inputs) for page in group.pages())
    # Aliases come last, so that they lose a conflict.
    claimants: Iterator[PlannedPage | StaticFile] = chain(
        pages, plan_static_files(inputs), redirect_pages(inputs)
    )
    conflicts = tuple(route_conflicts(claimants))
    dropped = frozenset(
        (page.address, page.owner().location) for page, _ in conflicts if is_alias_redirect(page)
    )
    return replace(inputs, dropped_aliases=dropped), tuple(problem for _, problem in conflicts)
