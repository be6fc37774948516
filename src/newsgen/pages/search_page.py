"""The search page."""

from functools import partial

from newsgen.archive.search_shards import Shard, shards
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.service_views import SearchView
from newsgen.pages.view_components import SearchRuntime, ShardSummary

FILTER_KINDS = (Kind.TAG, *TYPED_ENTITY_KINDS)
"""The kinds of names by which a search can be narrowed, besides sources."""


def search_page(inputs: PlanInputs) -> PlannedPage:
    """Return the search page, which tells the browser where the search indexes are."""
    return builtin_page(
        routes.SEARCH, "search.html", "the search page", partial(_search_view, inputs)
    )


def _search_view(inputs: PlanInputs) -> SearchView:
    all_shards = shards(inputs.archive.articles, inputs.tuning.articles_per_shard)
    languages = tuple(sorted({shard.language for shard in all_shards}))
    days = [article.moment.day for article in inputs.archive.articles]
    return SearchView(
        address=routes.SEARCH,
        crumbs=(FRONT_CRUMB,),
        runtimes=tuple(
            SearchRuntime(language, routes.search_runtime_address(language))
            for language in languages
        ),
        shards=tuple(map(_shard_summary, all_shards)),
        languages=languages,
        name_kinds=FILTER_KINDS,
        first=days[-1].isoformat()[:7] if days else "",
        latest=days[0].isoformat()[:7] if days else "",
        count=len(days),
    )


def _shard_summary(shard: Shard) -> ShardSummary:
    days = [article.moment.day for article in shard.articles]
    address = routes.shard_address(shard.language, shard.name)
    return ShardSummary(shard.language, address, days[-1], days[0], len(days))
