"""Articles as data: each beside its page, and the page that leads to all of them."""

from collections.abc import Callable
from functools import partial

from newsgen.model.article import Article
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.cards import FRONT_CRUMB, article_address
from newsgen.pages.feeds import tag_uri
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.page_group import PlannedPage, RouteOwner
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import ArticleView, DataPageView, TombstoneView


def article_json_page(
    inputs: PlanInputs,
    article: Article,
    owner: Callable[[], RouteOwner],
    page_view: Callable[[], ArticleView | TombstoneView],
) -> PlannedPage:
    """The file of an article, or of a withdrawn one. shown: gives the view of its page."""
    view = partial(_article_json_view, inputs, article, page_view)
    return PlannedPage(
        routes.article_json_address(article_address(article)), "", owner, view, article.path
    )


def _article_json_view(
    inputs: PlanInputs, article: Article, page_view: Callable[[], ArticleView | TombstoneView]
) -> ArticleJsonView:
    page = page_view()
    if isinstance(page, ArticleView):
        page = replace(page, related=(), earlier=None, later=None)
    address = routes.article_json_address(article_address(article))
    return ArticleJsonView(address, tag_uri(inputs, article.id), page)


def data_page_view(inputs: PlanInputs) -> DataPageView:
    """What leads to the files of an export; a build knows where they are, and not whether."""
    everyone = (*inputs.archive.articles, *inputs.archive.withdrawn_articles)
    years = {article.moment.day.year for article in everyone}
    return DataPageView(routes.DATA, (FRONT_CRUMB,), tuple(sorted(years)))


def article_json_addresses(inputs: PlanInputs) -> tuple[str, ...]:
    """Where the files of all articles are."""
    if not inputs.config.base_url:
        return ()
    return tuple(
        routes.article_json_address(article_address(each))
        for each in inputs.archive.articles_by_path.values()
    )
