"""The search page."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.questions import RESTRICTED
from newsgen.archive.search_shards import days_of_archive, shards
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import SearchRuntime, ShardSummary
from newsgen.pages.views import SearchView

FILTER_KINDS = (Kind.TAG, *TYPED_ENTITY_KINDS)
"""The kinds of names by which a search can be narrowed, besides sources."""


def search_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the search page; nothing if newsgen.yml wants no search."""
    if inputs.config.search:
        view = partial(_search_view, inputs)
        yield builtin_page(routes.SEARCH, "search.html", "the search page", view)


def _search_view(inputs: PlanInputs) -> SearchView:
    days = days_of_archive(inputs.questions)
    all_shards = shards(days, inputs.tuning.articles_per_shard)
    languages = tuple(sorted({shard.language for shard in all_shards}))
    return SearchView(
        address=routes.SEARCH,
        crumbs=(FRONT_CRUMB,),
        runtimes=tuple(
            SearchRuntime(language, routes.search_runtime_address(language))
            for language in languages
        ),
        shards=tuple(
            ShardSummary(
                shard.language,
                routes.shard_address(shard.language, shard.name),
                shard.days[-1],
                shard.latest,
                shard.count,
            )
            for shard in all_shards
        ),
        languages=languages,
        name_kinds=FILTER_KINDS,
        first=min(day.day for day in days).isoformat()[:7] if days else "",
        latest=max(day.latest for day in days).isoformat()[:7] if days else "",
        count=sum(day.count for day in days),
        unsearched=inputs.questions.count(RESTRICTED),
    )
