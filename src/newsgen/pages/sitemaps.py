"""What search engines read: sitemaps by year, the news of two days, robots.txt, OpenSearch.

The sitemap of a year holds its articles and the pages of names that first appear in it, so a new
article changes one file and the index. Pages that only list articles are in no sitemap.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial

from newsgen.archive.questions import ARTICLES, NEWS
from newsgen.model.period import Period
from newsgen.pages import routes
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.language_pages import archive_languages
from newsgen.pages.machine_views import (
    MachineView,
    NewsEntry,
    NewsSitemapView,
    OpenSearchView,
    RobotsView,
    SitemapEntry,
    SitemapView,
)
from newsgen.pages.page_group import PlannedPage, builtin_page
from newsgen.pages.plan_inputs import PlanInputs

MAX_SITEMAP_ENTRIES = 20_000
"""Addresses in one file: 50,000 and 50 MB are allowed (sitemaps.org), and some are long."""

MAX_NEWS_ENTRIES = 1000
"""Articles in the sitemap of news (Google's rule)."""


def sitemap_pages(inputs: PlanInputs, key: str) -> Iterator[PlannedPage]:
    """Yield the sitemaps of a year; none if the archive does not know its own address.

    Articles come first, the oldest before the newer, and then names: a new article moves no other
    article into another file. Drafts and embargoed articles that `--drafts` shows are in none.
    """
    if not inputs.config.base_url:
        return
    year = Period.fromisoformat(key)
    entries = cache(partial(_entries_of_year, inputs, year))
    for address, start in _sitemaps_of_year(inputs, year):
        view = partial(_sitemap, address, entries, start)
        yield builtin_page(address, "", "a sitemap", view)


def other_sitemap_pages(inputs: PlanInputs, _: str = "") -> Iterator[PlannedPage]:
    """Yield the sitemap of other pages, that of news, their index, and what leads to them."""
    if not inputs.config.base_url:
        return
    plain = (page.address for page in inputs.questions.plain_pages())
    languages = map(routes.language_address, archive_languages(inputs))
    addresses = (routes.FRONT_PAGE, *plain, *languages)
    pages = tuple(SitemapEntry(address, None) for address in addresses)
    yield _page(SitemapView(routes.PAGES_SITEMAP, pages), "a sitemap")
    entries = (SitemapEntry(routes.PAGES_SITEMAP, None), *_year_entries(inputs))
    index = SitemapView(routes.SITEMAP, entries, is_index=True)
    yield _page(index, "the index of sitemaps")
    news = tuple(
        NewsEntry(article_address(article), article.title, article.language, article.moment)
        for article in inputs.questions.newest(NEWS, MAX_NEWS_ENTRIES)
    )
    sitemaps: tuple[str, ...] = (routes.SITEMAP,)
    if news:  # a sitemap without an address is an error to search engines
        yield _page(NewsSitemapView(routes.NEWS_SITEMAP, news), "the sitemap of news")
        sitemaps += (routes.NEWS_SITEMAP,)
    if "robots.txt" not in inputs.files.root:
        yield _page(RobotsView(routes.ROBOTS, sitemaps), "what robots may read")
    if inputs.config.search:
        yield _page(OpenSearchView(routes.OPENSEARCH), "how browsers can search")


def _page(view: MachineView, owner: str) -> PlannedPage:
    return builtin_page(view.address, "", owner, lambda: view)


def _year_entries(inputs: PlanInputs) -> Iterator[SitemapEntry]:
    """Yield the sitemaps of all years, the oldest first, with the last change of each year."""
    for year, _ in reversed(inputs.questions.tally(ARTICLES, "year")):
        _, changed = inputs.questions.published(year)
        for address, _ in _sitemaps_of_year(inputs, year):
            yield SitemapEntry(address, changed)


def _sitemaps_of_year(inputs: PlanInputs, year: Period) -> Iterator[tuple[str, int]]:
    """Yield the address of each sitemap of a year, and the position of its first entry."""
    count, _ = inputs.questions.published(year)
    count += inputs.questions.count_first_named(year)
    for part, start in enumerate(range(0, count, MAX_SITEMAP_ENTRIES), 1):
        yield routes.sitemap_address(year.first.year, part), start


def _entries_of_year(inputs: PlanInputs, year: Period) -> tuple[SitemapEntry, ...]:
    questions = inputs.questions
    return (
        *(SitemapEntry(*each) for each in questions.published_addresses(year)),
        *(SitemapEntry(term_address(term), None) for term in questions.first_named_in(year)),
    )


def _sitemap(
    address: str, entries: Callable[[], tuple[SitemapEntry, ...]], start: int
) -> SitemapView:
    return SitemapView(address, entries()[start : start + MAX_SITEMAP_ENTRIES])
