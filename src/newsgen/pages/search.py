"""The search page, and what of each article a search finds."""

from newsgen.archive.shards import Shard, shards
from newsgen.model.kind import TYPED_ENTITIES, Kind
from newsgen.pages import routes
from newsgen.pages.cards import FRONT
from newsgen.pages.components import Runtime, SearchedShard
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import SearchView

FILTERS = (Kind.TAG, *TYPED_ENTITIES)
"""The kinds of names by which a search can be narrowed, beside the source."""


def search_view(edition: Edition) -> SearchView:
    """Where the browser finds what it searches."""
    found = shards(edition.archive.articles)
    languages = tuple(sorted({shard.language for shard in found}))
    days = [article.moment.day for article in edition.archive.articles]
    return SearchView(
        address=routes.SEARCH,
        crumbs=(FRONT,),
        runtimes=tuple(Runtime(each, routes.runtime(each)) for each in languages),
        shards=tuple(map(_searched, found)),
        languages=languages,
        name_kinds=tuple(FILTERS),
        first=days[-1].isoformat()[:7] if days else "",
        latest=days[0].isoformat()[:7] if days else "",
        count=len(days),
    )


def _searched(shard: Shard) -> SearchedShard:
    days = [article.moment.day for article in shard.articles]
    address = routes.shard(shard.language, shard.name)
    return SearchedShard(shard.language, address, days[-1], days[0], len(days))
