"""The search page."""

from collections.abc import Iterator
from functools import partial

from newsgen.archive.search_shards import search_days, shards
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.page_group import PageGroup, builtin_page, single_page_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import SearchRuntime, ShardSummary
from newsgen.pages.views import SearchView

FILTER_KINDS = (Kind.TAG, *TYPED_ENTITY_KINDS)
"""The kinds of names by which a search can be narrowed, besides sources."""


def search_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield the search page; nothing if newsgen.yml wants no search."""
    if inputs.config.search:
        view = partial(_search_view, inputs)
        yield single_page_group(builtin_page(routes.SEARCH, "search.html", "the search page", view))


def _search_view(inputs: PlanInputs) -> SearchView:
    days = search_days(inputs.archive.articles, lambda article: "0")
    all_shards = shards(days, inputs.tuning.articles_per_shard)
    languages = tuple(sorted({shard.language for shard in all_shards}))
    articles = inputs.archive.articles
    last_days = [article.moment.calendar_date.last for article in articles]
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
        first=articles[-1].moment.day.isoformat()[:7] if articles else "",
        latest=max(last_days).isoformat()[:7] if articles else "",
        count=len(articles),
        unsearched=sum(article.rights != "full" for article in articles),
    )
