"""An article as data, beside its page: what the page shows, without the ways on to others."""

from collections.abc import Callable
from functools import partial

from newsgen.model.article import Article
from newsgen.pages import urls
from newsgen.pages.article import article_view, tombstone_view
from newsgen.pages.cards import article_address
from newsgen.pages.edition import Edition
from newsgen.pages.feeds import permanent
from newsgen.pages.outlets import DataView
from newsgen.pages.planned import Claim, Planned
from newsgen.pages.references import Lookup


def data(edition: Edition, article: Article, claim: Callable[[], Claim], lookup: Lookup) -> Planned:
    """The file of an article, or of a withdrawn one."""
    view = partial(_view, edition, article, lookup)
    return Planned(urls.data(article_address(article)), "", claim, view, article.path)


def _view(edition: Edition, article: Article, lookup: Lookup) -> DataView:
    return DataView(
        address=urls.data(article_address(article)),
        id=permanent(edition, article.id),
        article=tombstone_view(edition, article)
        if article.withdrawn
        else article_view(edition, article, (), None, None, lookup),
    )


def data_addresses(edition: Edition) -> tuple[str, ...]:
    """Where the files of all articles are."""
    if not edition.config.base_url:
        return ()
    return tuple(urls.data(article_address(each)) for each in edition.archive.by_path.values())
