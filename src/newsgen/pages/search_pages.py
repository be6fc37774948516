"""The search page, and the lists of older shards that its script fetches."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import accumulate, groupby

from newsgen.archive.questions import RESTRICTED
from newsgen.archive.search_shards import SearchDay, Shard, shards
from newsgen.model.kind import TYPED_ENTITY_KINDS, Kind
from newsgen.model.tuning import Tuning
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB
from newsgen.pages.language_pages import language_links
from newsgen.pages.machine_views import ShardListView
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.view_components import OlderShards, SearchRuntime, ShardSummary
from newsgen.pages.views import SearchView

FILTER_KINDS = (Kind.TAG, *TYPED_ENTITY_KINDS)
"""The kinds of names by which a search can be narrowed, besides sources."""

SEARCHABLE_KINDS = (*FILTER_KINDS, Kind.SOURCE)
"""All kinds of names by which a search can be narrowed."""


def search_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the search page and its lists; nothing if newsgen.yml wants no search."""
    if not inputs.config.search:
        return
    days = inputs.questions.search_days()
    newest, older = _all_shards(days, inputs.tuning)
    view = partial(_search_view, inputs, days, newest, older)
    yield builtin_page(routes.SEARCH, "search.html", "the search page", view)
    for address, members in older.items():
        make_list = partial(_shard_list, address, members)
        yield builtin_page(address, "", "the older shards of search", make_list)


def _shard_list(address: str, members: tuple[Shard, ...]) -> ShardListView:
    return ShardListView(address, tuple(map(_summary, members)))


def _all_shards(
    days: tuple[SearchDay, ...], tuning: Tuning
) -> tuple[tuple[Shard, ...], Mapping[str, tuple[Shard, ...]]]:
    """Return the shards that a search asks first, and the older ones by the addresses of lists."""
    newest_first = shards(days, tuning.articles_per_shard)
    most = tuning.articles_per_answer
    sums = accumulate((shard.count for shard in newest_first), initial=0)
    first_count = sum(articles < most for articles in tuple(sums)[:-1])
    older: dict[str, tuple[Shard, ...]] = {}
    for name, group in groupby(newest_first[first_count:], _stretch):
        address = routes.shard_list_address(name)
        older[address] = (*older.get(address, ()), *group)
    return newest_first[:first_count], older


def _stretch(shard: Shard) -> str:
    """Return the year that a shard lies in; of a shard of a decade, the decade."""
    return shard.name.partition("-")[0]


def _summary(shard: Shard) -> ShardSummary:
    address = routes.shard_address(shard.language, shard.name)
    return ShardSummary(shard.language, address, shard.days[-1], shard.latest, shard.count)


def _older_shards(address: str, members: tuple[Shard, ...]) -> OlderShards:
    return OlderShards(
        address,
        tuple(sorted({shard.language for shard in members})),
        min(shard.days[-1] for shard in members),
        max(shard.latest for shard in members),
        sum(shard.count for shard in members),
    )


def _search_view(
    inputs: PlanInputs,
    days: tuple[SearchDay, ...],
    newest: tuple[Shard, ...],
    older: Mapping[str, tuple[Shard, ...]],
) -> SearchView:
    languages = tuple(sorted({day.language for day in days}))
    return SearchView(
        address=routes.SEARCH,
        crumbs=(FRONT_CRUMB,),
        runtimes=tuple(
            SearchRuntime(language, routes.search_runtime_address(language))
            for language in languages
        ),
        shards=tuple(map(_summary, newest)),
        older_shards=tuple(_older_shards(address, own) for address, own in older.items()),
        name_kinds=FILTER_KINDS,
        languages=language_links(inputs),
        first=min(day.day for day in days).isoformat()[:7] if days else "",
        latest=max(day.latest for day in days).isoformat()[:7] if days else "",
        unsearched=inputs.questions.count(RESTRICTED),
    )
