"""What search engines read: sitemaps by year, the news of two days, robots.txt, OpenSearch.

The sitemap of a year holds its articles and the pages of names that first appear in it, so a new
article changes one file and the index. Pages that only list articles are in no sitemap.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from newsgen.archive.timeline import group_by_period
from newsgen.model.article import Article
from newsgen.pages import routes
from newsgen.pages.cards import article_address, first_and_latest_days, term_address
from newsgen.pages.machine_views import (
    NewsEntry,
    NewsSitemapView,
    OpenSearchView,
    RobotsView,
    SitemapEntry,
    SitemapView,
)
from newsgen.pages.page_group import PageGroup, builtin_page, single_page_group
from newsgen.pages.plan_inputs import PlanInputs

MAX_SITEMAP_ENTRIES = 20_000
"""Addresses in one file: 50,000 and 50 MB are allowed (sitemaps.org), and some are long."""

MAX_NEWS_ENTRIES = 1000
"""Articles in the sitemap of news (Google's rule)."""


class SitemapYear:
    """What the sitemap of a year holds, divided into files of `MAX_SITEMAP_ENTRIES`.

    Articles come first, the oldest before the newer, and then names: a new article moves no other
    article into another file.
    """

    def __init__(self) -> None:
        self.name_addresses: list[str] = []
        self.articles: tuple[Article, ...] = ()

    def parts(self) -> Iterator[tuple[int, tuple[str, ...], tuple[Article, ...]]]:
        """Yield the number of each file, counted from 1, and the names and articles in it."""
        article_count = len(self.articles)
        starts = range(0, article_count + len(self.name_addresses), MAX_SITEMAP_ENTRIES)
        for number, start in enumerate(starts, 1):
            end = start + MAX_SITEMAP_ENTRIES
            names = self.name_addresses[max(0, start - article_count) : max(0, end - article_count)]
            yield number, tuple(names), self.articles[start:end]


def sitemap_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield all sitemaps; nothing if the archive does not know its own address."""
    if not inputs.config.base_url:
        return
    years = _sitemap_years(inputs)
    for year, sitemap in years.items():
        for number, names, articles in sitemap.parts():
            yield _sitemap_group(routes.sitemap_address(year, number), names, articles)
    addresses = (routes.FRONT_PAGE, *(page.address for page in inputs.archive.plain_pages))
    pages = tuple(SitemapEntry(address, None) for address in addresses)
    yield _view_group(SitemapView(routes.PAGES_SITEMAP, pages), "a sitemap")
    index = SitemapView(routes.SITEMAP, tuple(_index_entries(years)), is_index=True)
    yield _view_group(index, "the index of sitemaps")
    news = NewsSitemapView(routes.NEWS_SITEMAP, _news_entries(inputs))
    yield _view_group(news, "the sitemap of news")
    if "robots.txt" not in inputs.root_files:
        robots = RobotsView(routes.ROBOTS, (routes.SITEMAP, routes.NEWS_SITEMAP))
        yield _view_group(robots, "what robots may read")
    if inputs.config.search:
        yield _view_group(OpenSearchView(routes.OPENSEARCH), "how browsers can search")


def _view_group(
    view: SitemapView | NewsSitemapView | RobotsView | OpenSearchView, owner: str
) -> PageGroup:
    return single_page_group(builtin_page(view.address, "", owner, lambda: view))


def _sitemap_group(
    address: str, names: tuple[str, ...], articles: tuple[Article, ...]
) -> PageGroup:
    def view() -> SitemapView:
        dated = (SitemapEntry(article_address(entry), entry.changed_on) for entry in articles)
        return SitemapView(address, (*dated, *(SitemapEntry(name, None) for name in names)))

    page = builtin_page(address, "", "a sitemap", view)
    return PageGroup(lambda: (page,), ("sitemap", address, names), articles)


def _index_entries(years: Mapping[int, SitemapYear]) -> Iterator[SitemapEntry]:
    yield SitemapEntry(routes.PAGES_SITEMAP, None)
    for year, sitemap in years.items():
        for number, _, articles in sitemap.parts():
            changed = max((article.changed_on for article in articles), default=None)
            yield SitemapEntry(routes.sitemap_address(year, number), changed)


def _sitemap_years(inputs: PlanInputs) -> Mapping[int, SitemapYear]:
    """Return the sitemaps by year, without drafts and embargoed articles that `--drafts` shows."""
    years: dict[int, SitemapYear] = defaultdict(SitemapYear)
    for term in inputs.archive.terms.values():
        if days := first_and_latest_days(term):
            years[min(days).year].name_addresses.append(term_address(term))
    published = (entry for entry in inputs.archive.articles if entry.path not in inputs.badges)
    for year, articles in group_by_period(tuple(published), "year"):
        years[year.first.year].articles = articles[::-1]
    return dict(sorted(years.items()))


def _news_entries(inputs: PlanInputs) -> tuple[NewsEntry, ...]:
    paths = inputs.news_paths - inputs.badges.keys()
    news = (article for article in inputs.archive.articles if article.path in paths)
    return tuple(
        NewsEntry(article_address(article), article.title, article.language, article.moment)
        for article in islice(news if paths else (), MAX_NEWS_ENTRIES)
    )
