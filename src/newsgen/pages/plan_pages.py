"""Which pages exist: the whole archive as a stream of page groups.

The stream can be built twice, once for the addresses and once for the pages, and is never in memory
as a whole. The order of groups depends on the archive alone.
"""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.archive import ListedTerm
from newsgen.archive.related import RelatedArticles
from newsgen.model.kind import Kind
from newsgen.pages import routes
from newsgen.pages.cards import CardFactory, card
from newsgen.pages.corrections import corrections_pages
from newsgen.pages.feeds import feed_groups, feed_item
from newsgen.pages.front_page import front_view
from newsgen.pages.indexes import index_group, is_divided, name_indexes
from newsgen.pages.language_pages import language_groups
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.name_files import name_file_groups
from newsgen.pages.name_pages import name_groups
from newsgen.pages.page_group import PageGroup, builtin_page, single_page_group
from newsgen.pages.period_pages import PeriodPlanner, dates_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.search_pages import search_groups
from newsgen.pages.service_pages import service_pages
from newsgen.pages.sitemaps import sitemap_groups
from newsgen.pages.text_pages import text_groups


def plan_pages(inputs: PlanInputs, link_resolver: LinkResolver) -> Iterator[PageGroup]:
    """Yield every page but the redirects.

    The link resolver may know no addresses yet, as long as no view of a text is built.
    """
    related_articles = RelatedArticles(inputs.archive, inputs.card_key)
    yield from text_groups(inputs, related_articles, link_resolver)
    yield from listing_groups(inputs, related_articles, partial(card, inputs))
    yield from feed_groups(inputs, link_resolver, partial(feed_item, inputs, link_resolver))


def listing_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, make_card: CardFactory
) -> Iterator[PageGroup]:
    """Yield the pages that have no text."""
    indexes = name_indexes(inputs)
    view = partial(front_view, inputs, indexes[Kind.ENTITY], make_card)
    front_page = builtin_page(routes.FRONT_PAGE, "front.html", "the front page", view)
    yield single_page_group(front_page)
    yield dates_group(inputs)
    yield from PeriodPlanner(inputs, make_card).groups()
    yield from language_groups(inputs, make_card)
    for kind in Kind:
        yield index_group(inputs, kind, indexes[kind])
        terms: dict[str, ListedTerm] = {}
        for term in inputs.archive.terms_of_kind(kind):
            terms.setdefault(term.slug, term)  # of two names with one address (N302) the first
        for term in terms.values():
            yield from name_groups(inputs, related_articles, term, make_card)
    yield PageGroup(partial(corrections_pages, inputs))
    yield PageGroup(partial(service_pages, inputs))
    yield from search_groups(inputs)
    if inputs.config.search or any(map(partial(is_divided, inputs), indexes.values())):
        yield from name_file_groups(inputs)
    yield from sitemap_groups(inputs)
