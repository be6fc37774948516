"""What search engines read: sitemaps by year, the news of two days, robots.txt, OpenSearch.

The sitemap of a year holds its articles and the pages of names that first appear in it, so a new
article changes one file and the index. Pages that only list articles are in no sitemap.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from newsgen.archive.timeline import group_by_period
from newsgen.model.article import Article
from newsgen.pages import machine_views, routes
from newsgen.pages.cards import article_address, first_and_latest_dates, term_address
from newsgen.pages.machine_views import NewsEntry, SitemapEntry, SitemapView
from newsgen.pages.page_group import PageGroup, builtin_page, single_page_group
from newsgen.pages.plan_inputs import PlanInputs

MAX_SITEMAP_ENTRIES = 20_000
"""Addresses in one file: 50,000 and 50 MB are allowed (sitemaps.org), and some are long."""

MAX_NEWS_ENTRIES = 1000
"""Articles in the sitemap of news (Google's rule)."""


def sitemap_groups(inputs: PlanInputs) -> Iterator[PageGroup]:
    """Yield all sitemaps; nothing if the archive does not know its own address."""
    if not inputs.config.base_url:
        return
    entries = [SitemapEntry(routes.PAGES_SITEMAP, None)]
    for address, names, articles in _year_parts(inputs):
        yield _sitemap_group(address, names, articles)
        changed = max(filter(None, map(_changed_day, articles)), default=None)
        entries.append(SitemapEntry(address, changed))
    plain = (page.address for page in inputs.archive.plain_pages)
    languages = map(routes.language_address, inputs.archive.languages)
    addresses = (routes.FRONT_PAGE, *plain, *languages)
    pages = tuple(SitemapEntry(address, None) for address in addresses)
    yield _view_group(SitemapView(routes.PAGES_SITEMAP, pages), "a sitemap")
    index = SitemapView(routes.SITEMAP, tuple(entries), is_index=True)
    yield _view_group(index, "the index of sitemaps")
    paths = inputs.selection.news_paths - inputs.selection.badges.keys()
    news = [entry for entry in inputs.archive.articles if entry.path in paths] if paths else []
    news_entries = tuple(
        NewsEntry(article_address(article), article.title, article.language, article.moment)
        for article in news[:MAX_NEWS_ENTRIES]
    )
    sitemaps: tuple[str, ...] = (routes.SITEMAP,)
    if news_entries:  # a sitemap without an address is an error to search engines
        news_view = machine_views.NewsSitemapView(routes.NEWS_SITEMAP, news_entries)
        yield _view_group(news_view, "the sitemap of news")
        sitemaps += (routes.NEWS_SITEMAP,)
    if "robots.txt" not in inputs.site.root_files:
        robots = machine_views.RobotsView(routes.ROBOTS, sitemaps)
        yield _view_group(robots, "what robots may read")
    if inputs.config.search:
        opensearch = machine_views.OpenSearchView(routes.OPENSEARCH)
        yield _view_group(opensearch, "how browsers can search")


def _view_group(view: machine_views.MachineView, owner: str) -> PageGroup:
    return single_page_group(builtin_page(view.address, "", owner, lambda: view))


def _sitemap_group(
    address: str, names: tuple[str, ...], articles: tuple[Article, ...]
) -> PageGroup:
    def view() -> SitemapView:
        dated = (SitemapEntry(article_address(entry), _changed_day(entry)) for entry in articles)
        return SitemapView(address, (*dated, *(SitemapEntry(name, None) for name in names)))

    page = builtin_page(address, "", "a sitemap", view)
    return PageGroup(lambda: (page,), ("sitemap", address, names), articles)


def _changed_day(article: Article) -> date | None:
    """Return the day of an article's last change; None if it is known to a month or year only."""
    changed = article.changed
    return changed.day if changed.span == "day" else None


def _year_parts(inputs: PlanInputs) -> Iterator[tuple[str, tuple[str, ...], tuple[Article, ...]]]:
    """Yield the sitemaps of years by their addresses, with the names and articles in each.

    Articles come first, the oldest before the newer, and then names: a new article moves no other
    article into another file. Drafts and embargoed articles that `--drafts` shows are in none.
    """
    names_by_year: dict[int, list[str]] = defaultdict(list)
    for term in inputs.archive.terms.values():
        if dates := first_and_latest_dates(term):
            names_by_year[min(dates).first.year].append(term_address(term))
    badges = inputs.selection.badges
    published = tuple(entry for entry in inputs.archive.articles if entry.path not in badges)
    by_year = {period.first.year: group for period, group in group_by_period(published, "year")}
    for year in sorted({*names_by_year, *by_year}):
        articles, names = by_year.get(year, ())[::-1], tuple(names_by_year.get(year, ()))
        count = len(articles)
        for start in range(0, count + len(names), MAX_SITEMAP_ENTRIES):
            end = start + MAX_SITEMAP_ENTRIES
            address = routes.sitemap_address(year, start // MAX_SITEMAP_ENTRIES + 1)
            yield address, names[max(0, start - count) : max(0, end - count)], articles[start:end]
