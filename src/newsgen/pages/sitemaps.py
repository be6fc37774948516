"""What search engines are told: sitemaps by year, the news of two days, and where these are.

A sitemap of a year holds its articles, and the pages of names that first appear in it, so that one
new article changes one file and the index. Lists are not in it: what they lead to is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from newsgen.archive.timeline import group_by_period
from newsgen.model.article import Article
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.machine_views import (
    NewsEntry,
    NewsSitemapView,
    OpenSearchView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    SitemapView,
)
from newsgen.pages.name_pages import newest_and_oldest
from newsgen.pages.page_group import PageGroup, builtin_page
from newsgen.pages.plan_inputs import PlanInputs

MAX_SITEMAP_ENTRIES = 20_000
"""Addresses in one file: 50,000 and 50 MB are allowed (sitemaps.org), and some are long."""

MAX_NEWS_ENTRIES = 1000
"""Articles in the sitemap of news (Google's rule)."""


class SitemapYear:
    """What the sitemaps of a year hold: articles, the oldest first, and then pages of names.

    So a new article moves none of the articles into another file.
    """

    def __init__(self) -> None:
        self.name_addresses: list[str] = []
        self.articles: tuple[Article, ...] = ()

    @property
    def part_count(self) -> int:
        """How many files it takes."""
        return -(-(len(self.name_addresses) + len(self.articles)) // MAX_SITEMAP_ENTRIES)

    def part(self, number: int) -> tuple[tuple[str, ...], tuple[Article, ...]]:
        """The names and articles of one file. number: counted from 1."""
        start, end = (number - 1) * MAX_SITEMAP_ENTRIES, number * MAX_SITEMAP_ENTRIES
        before = len(self.articles)
        names = self.name_addresses[max(0, start - before) : max(0, end - before)]
        return tuple(names), self.articles[start:end]


def sitemap_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """All that search engines are told; nothing where the archive does not know its address."""
    if not inputs.config.base_url:
        return
    years = _sitemap_years(inputs)
    for year, held in years.items():
        for number in range(1, held.part_count + 1):
            yield _sitemap_group(year, number, *held.part(number))
    plain = (SitemapEntry(page.address, None) for page in inputs.archive.plain_pages)
    pages = (SitemapEntry(routes.FRONT_PAGE, None), *plain)
    yield _single_view_group(SitemapView(routes.PAGES_SITEMAP, pages), "a sitemap")
    yield _single_view_group(
        SitemapIndexView(routes.SITEMAP, _index_entries(years)), "the index of sitemaps"
    )
    yield _single_view_group(
        NewsSitemapView(routes.NEWS_SITEMAP, _news_entries(inputs)), "the sitemap of news"
    )
    if "robots.txt" not in inputs.root_files:
        yield _single_view_group(
            RobotsView(routes.ROBOTS, (routes.SITEMAP, routes.NEWS_SITEMAP)), "what robots may read"
        )
    if inputs.config.search:
        yield _single_view_group(OpenSearchView(routes.OPENSEARCH), "how browsers can search")


def _single_view_group(
    view: SitemapView | SitemapIndexView | NewsSitemapView | RobotsView | OpenSearchView, owner: str
) -> PageGroup:
    return PageGroup(lambda: (builtin_page(view.address, "", owner, lambda: view),))


def _sitemap_group(
    year: int, number: int, names: tuple[str, ...], articles: tuple[Article, ...]
) -> PageGroup:
    address = routes.sitemap_address(year, number)
    page = builtin_page(address, "", "a sitemap", partial(_sitemap_view, address, names, articles))
    return PageGroup(lambda: (page,), ("sitemap", address, names), articles)


def _sitemap_view(
    address: str, names: tuple[str, ...], articles: tuple[Article, ...]
) -> SitemapView:
    located = (SitemapEntry(article_address(each), last_modified(each)) for each in articles)
    return SitemapView(address, (*located, *(SitemapEntry(name, None) for name in names)))


def _index_entries(years: Mapping[int, SitemapYear]) -> tuple[SitemapEntry, ...]:
    def files() -> Iterator[SitemapEntry]:
        yield SitemapEntry(routes.PAGES_SITEMAP, None)
        for year, held in years.items():
            for number in range(1, held.part_count + 1):
                days = map(last_modified, held.part(number)[1])
                yield SitemapEntry(routes.sitemap_address(year, number), max(days, default=None))

    return tuple(files())


def last_modified(article: Article) -> date:
    """The day an article last said something else, where it is published."""
    return article.changed_on


def _sitemap_years(inputs: PlanInputs) -> Mapping[int, SitemapYear]:
    """By year what can be found; what only a preview shows is not for search engines."""
    found: dict[int, SitemapYear] = defaultdict(SitemapYear)
    for term in inputs.archive.terms.values():
        named = (*newest_and_oldest(term.articles), *newest_and_oldest(term.mentions))
        if named:
            first = min(each.moment.day.year for each in named)
            found[first].name_addresses.append(routes.term_address(term.kind, term.slug))
    public = tuple(each for each in inputs.archive.articles if each.path not in inputs.badges)
    for year, within in group_by_period(public, "year"):
        found[year.first.year].articles = within[::-1]
    return dict(sorted(found.items()))


def _news_entries(inputs: PlanInputs) -> tuple[NewsEntry, ...]:
    fresh = (
        each
        for each in inputs.archive.articles
        if each.path in inputs.news_paths and each.path not in inputs.badges
    )
    listed = tuple(fresh)[:MAX_NEWS_ENTRIES] if inputs.news_paths else ()
    return tuple(
        NewsEntry(article_address(each), each.title, each.language, each.moment) for each in listed
    )
