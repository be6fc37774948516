"""The search page, and what of each article a search finds."""

from collections.abc import Iterator, Mapping

from newsgen.archive.shards import Shard, shards
from newsgen.model.article import Article, Moment
from newsgen.model.kind import TYPED_ENTITIES, Kind
from newsgen.model.value import Value
from newsgen.pages import urls
from newsgen.pages.cards import FRONT, article_address, name_link, name_links
from newsgen.pages.edition import Edition
from newsgen.pages.pieces import Runtime, SearchedShard
from newsgen.pages.views import SearchView

FILTERS = (Kind.TAG, *TYPED_ENTITIES)
"""The kinds of names by which a search can be narrowed, beside the source."""


class Searchable(Value, frozen=True, array_like=True):
    """What a search can find and show of an article.

    address: its root address; moment: by which results are ordered, a day, or RFC 3339 where a time
    was written; source: as it is shown; text: plain, instead of the body; body: digest of its HTML;
    path: the file that is from; filters: values by the name of the filter.
    """

    address: str
    language: str
    title: str
    moment: str
    source: str
    text: str
    body: str
    path: str
    filters: Mapping[str, tuple[str, ...]]


def search_view(edition: Edition) -> SearchView:
    """Where the browser finds what it searches."""
    found = shards(edition.archive.articles)
    languages = tuple(sorted({shard.language for shard in found}))
    days = [article.moment.day for article in edition.archive.articles]
    return SearchView(
        address=urls.SEARCH,
        crumbs=(FRONT,),
        runtimes=tuple(Runtime(each, urls.runtime(each)) for each in languages),
        shards=tuple(map(_searched, found)),
        languages=languages,
        name_kinds=tuple(FILTERS),
        first=days[-1].isoformat()[:7] if days else "",
        latest=days[0].isoformat()[:7] if days else "",
        count=len(days),
    )


def _searched(shard: Shard) -> SearchedShard:
    days = [article.moment.day for article in shard.articles]
    address = urls.shard(shard.language, shard.name)
    return SearchedShard(shard.language, address, days[-1], days[0], len(days))


def searchable(edition: Edition, shard: Shard) -> Iterator[Searchable]:
    """What a search finds of the articles of a shard; no more than their rights let pages show."""
    for article in shard.articles:
        yield Searchable(
            address=article_address(article),
            language=shard.language,
            title=article.title,
            moment=_moment(article.moment),
            source=name_link(edition, article.source).label,
            text=_text(article),
            body=article.body if article.rights == "full" else "",
            path=article.path,
            filters=_filters(edition, article),
        )


def _moment(moment: Moment) -> str:
    # Where only a day was written, the instant is midnight somewhere, and another day elsewhere.
    return (moment.local if moment.timed else moment.day).isoformat()


def _text(article: Article) -> str:
    return "\n".join((article.summary, article.excerpt if article.rights == "excerpt" else ""))


def _filters(edition: Edition, article: Article) -> dict[str, tuple[str, ...]]:
    found = {
        kind.value: tuple(link.label for link in name_links(edition, article.names(kind)))
        for kind in (*FILTERS, Kind.SOURCE)
    }
    return {**found, "month": (article.moment.day.isoformat()[:7],)}
