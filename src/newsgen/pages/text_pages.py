"""The pages that have a text: articles, what is left of withdrawn ones, and plain pages.

Beside the page of each article is a file that holds it as data.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from newsgen.archive.related import ArticleDay, RelatedArticles
from newsgen.model.article import Article, PlainPage
from newsgen.model.digest import digest
from newsgen.model.text_direction import direction
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.article_view import article_view, language_versions, original_link
from newsgen.pages.authors import authors_digest
from newsgen.pages.cards import FRONT_CRUMB, article_address, name_link, period_crumbs
from newsgen.pages.link_resolver import LinkResolver
from newsgen.pages.machine_views import ArticleJsonView
from newsgen.pages.page_group import PageGroup, PlannedPage, RouteOwner, single_page_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.views import ArticleView, PlainPageView, TombstoneView


def text_groups(
    inputs: PlanInputs, related_articles: RelatedArticles, link_resolver: LinkResolver
) -> Iterator[PageGroup]:
    """Yield a group for each date with articles, newest first, withdrawn article and plain page."""
    start, versions = 0, inputs.archive.versions
    stories = inputs.archive.stories if versions else ()
    numbers = {story.path: at for at, story in enumerate(stories)}
    # Articles show the addresses elsewhere (sameAs) of all their names, and what authors are.
    entries = inputs.archive.authorities.entries if inputs.config.base_url else ()
    linked = (entry for entry in entries if entry.identifiers or entry.urls)
    parts = (part for entry in linked for part in (entry.name_line, *entry.same_as, ""))
    names_digest = digest(*parts, authors_digest(inputs.archive))
    for day in related_articles.days():
        positions: Sequence[int] = range(start, start := start + len(day.articles))
        if versions:
            positions = [numbers[versions.lead(article).path] for article in day.articles]
        yield _day_group(inputs, related_articles, day, positions, link_resolver, names_digest)
    for article in inputs.archive.withdrawn_articles:
        view = partial(_tombstone_view, inputs, article)
        yield PageGroup(partial(_pages, inputs, article, "tombstone.html", view))
    for page in inputs.archive.plain_pages:
        owner = partial(RouteOwner, page.path, page.location, "rename the file under pages/")
        page_view = partial(_plain_page_view, page, link_resolver)
        planned = PlannedPage(page.address, "plain.html", owner, page_view, page.path)
        yield single_page_group(planned, link_resolver.broken_links(page.path, page.references))


def _day_group(
    inputs: PlanInputs,
    related_articles: RelatedArticles,
    day: ArticleDay,
    positions: Sequence[int],
    link_resolver: LinkResolver,
    names_digest: str,
) -> PageGroup:
    """Return the pages of a date's articles; `positions` are those of their stories."""
    articles, every, versions = day.articles, inputs.archive.stories, inputs.archive.versions

    def neighbour(article: Article, at: int) -> Article | None:
        in_range = 0 <= at < len(every)
        return versions.in_language(every[at], article.language) if in_range else None

    def pages() -> Iterator[PlannedPage]:
        related = related_articles.matches(day)
        for (article, matches), at in zip(related, positions, strict=True):
            neighbours = (matches, neighbour(article, at + 1), neighbour(article, at - 1))
            view = cache(partial(article_view, inputs, article, *neighbours, link_resolver))
            yield from _pages(inputs, article, "article.html", view)

    beyond = {near for at in positions for near in (at - 1, at + 1)}.difference(positions)

    addresses = [
        link_resolver.resolve_all(article_address(article), article.references)
        for article in articles
    ]
    broken_links = tuple(
        link
        for article, resolved in zip(articles, addresses, strict=True)
        if None in resolved
        for link in link_resolver.broken_links(article.path, article.references)
    )
    depends_on = (
        "articles",
        [article.input_digest for article in articles],
        addresses,
        [
            (
                original_link(inputs, entry),
                language_versions(inputs, entry),
                versions.of(entry)[0].path,
            )
            for entry in articles
            if entry.translation_of or len(versions.of(entry)) > 1
        ],
        day.digest,
        [related_articles.card_key(every[at]) for at in sorted(beyond) if 0 <= at < len(every)],
        inputs.config.id_authority,
        bool(inputs.config.base_url),
        names_digest,
    )
    return PageGroup(pages, depends_on, articles, broken_links)


def _pages(
    inputs: PlanInputs,
    article: Article,
    template: str,
    view: Callable[[], ArticleView | TombstoneView],
) -> Iterator[PlannedPage]:
    """Yield the page of an article, and the file that holds it as data if addresses are known."""

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

    if inputs.config.base_url:
        yield PlannedPage(json_address, "", owner, json_view, article.path)


def article_json_addresses(inputs: PlanInputs) -> tuple[str, ...]:
    """Return the addresses of the files that hold articles as data."""
    articles = inputs.archive.articles_by_path.values() if inputs.config.base_url else ()
    return tuple(routes.article_json_address(article_address(article)) for article in articles)


def _tombstone_view(inputs: PlanInputs, article: Article) -> TombstoneView:
    assert article.withdrawn
    return TombstoneView(
        address=article_address(article),
        crumbs=period_crumbs(article.moment.period),
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        moment=article.moment,
        source=name_link(inputs, article.source),
        withdrawn=article.withdrawn,
    )


def _plain_page_view(page: PlainPage, link_resolver: LinkResolver) -> PlainPageView:
    return PlainPageView(
        address=page.address,
        crumbs=(FRONT_CRUMB,),
        title=page.title,
        language=page.language,
        direction=direction(page.language),
        description=page.summary,
        body=page.html_digest,
        targets=link_resolver.target_addresses(page.address, page.references),
    )
