"""Articles as data: the file beside each article's page, and the page that leads to all data."""

from collections.abc import Callable
from functools import partial

from newsgen.model.article import Article
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.page_group import PlannedPage, RouteOwner, builtin_page
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.service_views import DataPageView
from newsgen.pages.views import ArticleView, TombstoneView


def article_json_page(
    inputs: PlanInputs,
    article: Article,
    owner: Callable[[], RouteOwner],
    page_view: Callable[[], ArticleView | TombstoneView],
) -> PlannedPage:
    """Return the file that holds an article, or a withdrawn one, as data.

    Args:
        page_view: Builds the view of the article's page.
    """
    view = partial(_article_json_view, inputs, article, page_view)
    address = routes.article_json_address(article_address(article))
    return PlannedPage(address, "", owner, view, article.path)


def _article_json_view(
    inputs: PlanInputs, article: Article, page_view: Callable[[], ArticleView | TombstoneView]
) -> ArticleJsonView:
    page = page_view()
    if isinstance(page, ArticleView):
        page = replace(page, related=(), earlier=None, later=None)
    address = routes.article_json_address(article_address(article))
    return ArticleJsonView(address, inputs.tag_uri(article.id), page)


def article_json_addresses(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the addresses of the files of all articles."""
    if not inputs.config.base_url:
        return ()
    return tuple(
        routes.article_json_address(article_address(article))
        for article in inputs.archive.articles_by_path.values()
    )


def data_page(inputs: PlanInputs) -> PlannedPage:
    """Return the page that leads to the files of an export, which may not exist yet."""
    view = partial(_data_page_view, inputs)
    return builtin_page(routes.DATA, "data.html", "the page of the data", view)


def _data_page_view(inputs: PlanInputs) -> DataPageView:
    articles = inputs.archive.articles_by_path.values()
    years = {article.moment.day.year for article in articles}
    return DataPageView(routes.DATA, (FRONT_CRUMB,), tuple(sorted(years)))
