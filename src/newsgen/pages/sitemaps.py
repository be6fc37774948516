"""What search engines are told: sitemaps by year, the news of two days, and where these are.

A sitemap of a year holds its articles, and the pages of names that first appear in it, so that one
new article changes one file and the index. Lists are not in it: what they lead to is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from newsgen.archive.timeline import divide
from newsgen.model.article import Article
from newsgen.pages import routes
from newsgen.pages.cards import article_address
from newsgen.pages.machine_views import (
    Located,
    News,
    NewsSitemapView,
    OpenSearchView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from newsgen.pages.name import ends
from newsgen.pages.page_group import Chapter, own
from newsgen.pages.plan_inputs import Edition

MOST = 20_000
"""Addresses in one file: 50,000 and 50 MB are allowed (sitemaps.org), and some are long."""

NEWEST = 1000
"""Articles in the sitemap of news (Google's rule)."""


class Year:
    """What the sitemaps of a year hold: articles, the oldest first, and then pages of names.

    So a new article moves none of the articles into another file.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.articles: tuple[Article, ...] = ()

    @property
    def parts(self) -> int:
        """How many files it takes."""
        return -(-(len(self.names) + len(self.articles)) // MOST)

    def part(self, number: int) -> tuple[tuple[str, ...], tuple[Article, ...]]:
        """The names and articles of one file. number: counted from 1."""
        start, end = (number - 1) * MOST, number * MOST
        before = len(self.articles)
        names = self.names[max(0, start - before) : max(0, end - before)]
        return tuple(names), self.articles[start:end]


def sitemap_chapters(edition: Edition) -> Iterator[Chapter]:
    """All that search engines are told; nothing where the archive does not know its address."""
    if not edition.config.base_url:
        return
    years = _years(edition)
    for year, held in years.items():
        for number in range(1, held.parts + 1):
            yield _chapter(year, number, *held.part(number))
    plain = (Located(page.address, None) for page in edition.archive.pages)
    pages = (Located(routes.FRONT, None), *plain)
    yield _single(SitemapView(routes.SITEMAP_OF_PAGES, pages), "a sitemap")
    yield _single(SitemapIndexView(routes.SITEMAP, _index(years)), "the index of sitemaps")
    yield _single(NewsSitemapView(routes.NEWS, _news(edition)), "the sitemap of news")
    if "robots.txt" not in edition.root:
        yield _single(
            RobotsView(routes.ROBOTS, (routes.SITEMAP, routes.NEWS)), "what robots may read"
        )
    if edition.config.search:
        yield _single(OpenSearchView(routes.OPENSEARCH), "how browsers can search")


def _single(
    view: SitemapView | SitemapIndexView | NewsSitemapView | RobotsView | OpenSearchView, owner: str
) -> Chapter:
    return Chapter(lambda: (own(view.address, "", owner, lambda: view),))


def _chapter(
    year: int, number: int, names: tuple[str, ...], articles: tuple[Article, ...]
) -> Chapter:
    address = routes.sitemap(year, number)
    page = own(address, "", "a sitemap", partial(_view, address, names, articles))
    return Chapter(lambda: (page,), ("sitemap", address, names), articles)


def _view(address: str, names: tuple[str, ...], articles: tuple[Article, ...]) -> SitemapView:
    located = (Located(article_address(each), changed(each)) for each in articles)
    return SitemapView(address, (*located, *(Located(name, None) for name in names)))


def _index(years: Mapping[int, Year]) -> tuple[Located, ...]:
    def files() -> Iterator[Located]:
        yield Located(routes.SITEMAP_OF_PAGES, None)
        for year, held in years.items():
            for number in range(1, held.parts + 1):
                days = map(changed, held.part(number)[1])
                yield Located(routes.sitemap(year, number), max(days, default=None))

    return tuple(files())


def changed(article: Article) -> date:
    """The day an article last said something else, where it is published."""
    return article.changed_on


def _years(edition: Edition) -> Mapping[int, Year]:
    """By year what can be found; what only a preview shows is not for search engines."""
    found: dict[int, Year] = defaultdict(Year)
    for term in edition.archive.terms.values():
        named = (*ends(term.articles), *ends(term.mentions))
        if named:
            first = min(each.moment.day.year for each in named)
            found[first].names.append(routes.name(term.kind, term.slug))
    public = tuple(each for each in edition.archive.articles if each.path not in edition.early)
    for year, within in divide(public, "year"):
        found[year.first.year].articles = within[::-1]
    return dict(sorted(found.items()))


def _news(edition: Edition) -> tuple[News, ...]:
    fresh = (
        each
        for each in edition.archive.articles
        if each.path in edition.fresh and each.path not in edition.early
    )
    listed = tuple(fresh)[:NEWEST] if edition.fresh else ()
    return tuple(
        News(article_address(each), each.title, each.language, each.moment) for each in listed
    )
