"""The pages that have a text: articles, what is left of withdrawn ones, and plain pages.

Beside the page of each article may be a file that holds it as data.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial

from newsgen.model.article import Article, PlainPage
from newsgen.model.kind import Kind
from newsgen.model.text_direction import direction
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.article_view import article_view
from newsgen.pages.cards import FRONT_CRUMB, article_address, declared_links, period_crumbs
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.page_group import PlannedOutput, PlannedPage, RouteOwner
from newsgen.pages.pictures import text_pictures
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.static_files import attachments
from newsgen.pages.views import ArticleView, PlainPageView, TombstoneView


def article_pages(inputs: PlanInputs, path: str) -> Iterator[PlannedOutput]:
    """Yield the page of an article, the file that holds it as data, and the files it refers to.

    Data are an option, and need the site's own address; what is left of a withdrawn article refers
    to no file.
    """
    article = inputs.questions.article(path)
    if article is None:
        return
    template, make = _TOMBSTONE if article.withdrawn else _ARTICLE
    view = cache(partial(make, inputs, article))

    def owner() -> RouteOwner:
        hint = f"give one of them another slug, as in slug: {article.slug}-2"
        return RouteOwner(article.path, article.location_of("slug"), hint)

    yield PlannedPage(article_address(article), template, owner, view, article.path)
    json_address = routes.article_json_address(article_address(article))

    def json_view() -> ArticleJsonView:
        page = view()
        if isinstance(page, ArticleView):
            page = replace(page, related=(), earlier=None, later=None)
        return ArticleJsonView(json_address, inputs.tag_uri(article.id), page)

    if inputs.config.base_url and inputs.config.ninjs:
        yield PlannedPage(json_address, "", owner, json_view, article.path)
    if not article.withdrawn:
        yield from attachments(inputs, article, article_address(article))


def plain_pages(inputs: PlanInputs, path: str) -> Iterator[PlannedOutput]:
    """Yield a plain page, and the files it refers to."""
    if page := inputs.questions.plain_page(path):
        owner = partial(RouteOwner, page.path, page.location, "rename the file under pages/")
        view = partial(_plain_page_view, inputs, page)
        yield PlannedPage(page.address, "plain.html", owner, view, page.path)
        yield from attachments(inputs, page, page.address)


def _tombstone_view(inputs: PlanInputs, article: Article) -> TombstoneView:
    assert article.withdrawn
    return TombstoneView(
        address=article_address(article),
        crumbs=period_crumbs(article.moment.period),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=declared_links(inputs, article, Kind.SOURCE)[0],
        withdrawn=article.withdrawn,
    )


def _plain_page_view(inputs: PlanInputs, page: PlainPage) -> PlainPageView:
    return PlainPageView(
        address=page.address,
        crumbs=(FRONT_CRUMB,),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        description=page.summary,
        body=page.html_digest,
        targets=LinkResolver(inputs).target_addresses(page.address, page.references),
        text_pictures=text_pictures(inputs, page.address, page.references),
    )


_ViewMaker = Callable[[PlanInputs, Article], ArticleView | TombstoneView]

_ARTICLE: tuple[str, _ViewMaker] = "article.html", article_view
_TOMBSTONE: tuple[str, _ViewMaker] = "tombstone.html", _tombstone_view
"""The templates of articles, and what makes their views."""
