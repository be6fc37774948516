"""Articles as data: each beside its page, and the page that leads to all of them."""

from collections.abc import Callable
from functools import partial

from newsgen.model.article import Article
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.cards import FRONT, article_address
from newsgen.pages.feeds import permanent
from newsgen.pages.machine_views import DataView
from newsgen.pages.page_group import Claim, Planned
from newsgen.pages.plan_inputs import Edition
from newsgen.pages.views import ArticleView, DataPageView, TombstoneView


def data(
    edition: Edition,
    article: Article,
    claim: Callable[[], Claim],
    shown: Callable[[], ArticleView | TombstoneView],
) -> Planned:
    """The file of an article, or of a withdrawn one. shown: gives the view of its page."""
    view = partial(_view, edition, article, shown)
    return Planned(routes.data(article_address(article)), "", claim, view, article.path)


def _view(
    edition: Edition, article: Article, shown: Callable[[], ArticleView | TombstoneView]
) -> DataView:
    page = shown()
    if isinstance(page, ArticleView):
        page = replace(page, related=(), earlier=None, later=None)
    address = routes.data(article_address(article))
    return DataView(address, permanent(edition, article.id), page)


def data_page_view(edition: Edition) -> DataPageView:
    """What leads to the files of an export; a build knows where they are, and not whether."""
    everyone = (*edition.archive.articles, *edition.archive.withdrawn)
    years = {article.moment.day.year for article in everyone}
    return DataPageView(routes.DATA, (FRONT,), tuple(sorted(years)))


def data_addresses(edition: Edition) -> tuple[str, ...]:
    """Where the files of all articles are."""
    if not edition.config.base_url:
        return ()
    return tuple(routes.data(article_address(each)) for each in edition.archive.by_path.values())
