"""Listings are by time: an address keeps the set it stands for, and nothing is out of reach."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.period import Period, Span
from newsgen.pages import routes
from newsgen.pages.page import Page
from newsgen.pages.period_components import PeriodNav
from newsgen.pages.period_views import PeriodView
from newsgen.pages.views import ArticleView, NameView, TombstoneView
from support.examples import tries
from support.links import broken_links
from support.sites import Site, tree


@dataclass(frozen=True)
class Story:
    """As much of an article as matters to listings; `number` is its place in the list."""

    day: date
    tagged: bool
    withdrawn: bool

    def write(self, site: Site, number: int) -> None:
        withdrawn = {"date": "2022-09-20", "note": "Out."} if self.withdrawn else None
        site.article(
            f"story-{number}",
            date=self.day.isoformat(),
            tags=["T"] if self.tagged else None,
            withdrawn=withdrawn,
        )


STORIES = st.lists(
    st.builds(
        Story,
        st.dates(date(2021, 11, 28), date(2022, 2, 3)),
        st.integers(0, 3).map(bool),
        st.integers(0, 5).map(lambda number: not number),
    ),
    min_size=1,
    max_size=12,
)
LIMITS = st.integers(1, 4)


def planned(stories: list[Story], newest: int, year: int) -> dict[str, Page]:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), config(newest, year))
        for number, story in enumerate(stories):
            story.write(site, number)
        return site.plan()


def config(newest: int, year: int) -> str:
    return f"title: The Test File\nsearch: false\nlistings: {{newest: {newest}, year: {year}}}\n"


def cards(page: Page) -> list[str]:
    """The addresses of the articles that a planned page lists itself."""
    assert isinstance(page.view, PeriodView | NameView)
    return [card.address for group in page.view.groups for card in group.cards]


def narrower(page: Page) -> dict[str, int]:
    """The pages of smaller spans that a planned page leads to, and how many articles it says."""
    assert isinstance(page.view, PeriodView | NameView)
    spans = page.view.periods if isinstance(page.view, PeriodView) else page.view.years
    return {span.address: span.count for span in spans}


def stands_for(pages: dict[str, Page], address: str) -> set[str]:
    """The articles one finds at an address and at the pages of smaller spans below it."""
    page = pages[address]
    below = (stands_for(pages, span) for span in narrower(page))
    return set(cards(page)).union(*below)


def listings(pages: dict[str, Page]) -> Iterator[Page]:
    return (page for page in pages.values() if isinstance(page.view, PeriodView | NameView))


@tries(25, 300)
@given(STORIES, LIMITS, LIMITS)
def test_a_listing_shows_all_it_counts_or_leads_to_it(
    stories: list[Story], newest: int, year: int
) -> None:
    pages = planned(stories, newest, year)
    for page in listings(pages):
        view = page.view
        assert isinstance(view, PeriodView | NameView)
        assert len(stands_for(pages, page.address)) == view.count
        for address, count in narrower(page).items():
            assert len(stands_for(pages, address)) == count
        if isinstance(view, NameView):
            assert bool(view.years) == (view.count > max(newest, year))
            assert len(cards(page)) == (min(view.count, newest) if view.years else view.count)
        elif view.period.span == "year":
            assert len(cards(page)) == (view.count if view.count <= year else 0)


@tries(25, 300)
@given(STORIES, LIMITS, LIMITS)
def test_every_part_of_an_articles_address_is_a_page_that_has_it(
    stories: list[Story], newest: int, year: int
) -> None:
    pages = planned(stories, newest, year)
    for page in pages.values():
        if isinstance(page.view, ArticleView | TombstoneView):
            parts = page.address.strip("/").split("/")[:-1]
            above = ["/" + "/".join(parts[:end]) + "/" for end in (1, 2, 3)]
            shown = isinstance(page.view, ArticleView)
            assert [page.address in stands_for(pages, each) for each in above] == [shown] * 3
            assert above == [crumb.address for crumb in page.view.crumbs[1:]]


@tries(25, 300)
@given(STORIES, st.integers(0, 11), LIMITS, LIMITS)
def test_an_address_never_changes_the_set_it_stands_for(
    stories: list[Story], count: int, newest: int, year: int
) -> None:
    """More articles may change its form, and add what belongs to it: nothing else."""
    before, after = planned(stories[:count], newest, year), planned(stories, newest, year)
    known = {page.address for page in before.values() if isinstance(page.view, ArticleView)}
    for page in listings(before):
        assert stands_for(before, page.address) == stands_for(after, page.address) & known


@tries(25, 300)
@given(STORIES, LIMITS, LIMITS)
def test_a_name_has_no_listing_that_nothing_leads_to(
    stories: list[Story], newest: int, year: int
) -> None:
    pages = planned(stories, newest, year)
    led_to = {address for page in listings(pages) for address in narrower(page)}
    for page in listings(pages):
        if isinstance(page.view, PeriodView) and page.view.kind:
            assert page.address in led_to


@tries(25, 300)
@given(STORIES)
def test_one_can_walk_through_time_and_back(stories: list[Story]) -> None:
    """From article to article, and by years, months and days, past what was withdrawn."""
    pages = planned(stories, 2, 2)
    views = [page.view for page in pages.values()]
    articles = {view.address: view for view in views if isinstance(view, ArticleView)}
    days = sorted({view.moment.day for view in articles.values()})
    way = walk(articles)
    assert sorted(way) == sorted(articles)
    assert [articles[each].moment.day for each in way] == sorted(
        view.moment.day for view in articles.values()
    )
    spans: tuple[Span, ...] = ("year", "month", "day")
    for span in spans:
        found = {
            view.address: view.around
            for view in views
            if isinstance(view, PeriodView) and view.period.span == span and view.count
            if view.around
        }
        periods = (Period.of(day, span) for day in days)
        assert walk(found) == list(dict.fromkeys(map(routes.period_address, periods)))
        for around in found.values():
            if around.calendar:
                held = [address for address in around.calendar.days if address]
                month = around.calendar.month
                here = [day for day in days if Period.of(day, "month") == month]
                assert held == [routes.period_address(Period(day, "day")) for day in here]


def walk(pages: Mapping[str, ArticleView | PeriodNav]) -> list[str]:
    """The addresses on the way from the first page to the last, the same as on the way back."""
    starts = [address for address, page in pages.items() if page.earlier is None]
    assert len(starts) == bool(pages)
    way = list(starts)
    while way and (later := pages[way[-1]].later):
        earlier = pages[later.address].earlier
        assert earlier
        assert earlier.address == way[-1]
        way.append(later.address)
    return way


@tries(15, 300)
@given(STORIES, LIMITS, LIMITS)
def test_listings_are_newest_first(stories: list[Story], newest: int, year: int) -> None:
    for page in listings(planned(stories, newest, year)):
        days = [address.split("/")[1:4] for address in cards(page)]
        assert days == sorted(days, reverse=True)


def test_a_long_name_gets_years_and_a_full_year_months(tmp_path: Path) -> None:
    site = Site(tmp_path, config(newest=2, year=2))
    for day in ("2020-05-01", "2021-03-04", "2022-01-01", "2022-01-02", "2022-09-13"):
        site.article(f"of-{day}x", date=day, tags=["SCO"])
    site.build().ok()
    assert site.article_slugs("/tags/sco/") == ["of-2022-09-13x", "of-2022-01-02x"]
    assert "/tags/sco/2020/" in site.links("/tags/sco/")
    assert site.article_slugs("/tags/sco/2020/") == ["of-2020-05-01x"]
    assert site.article_slugs("/tags/sco/2022/") == []
    assert {"/tags/sco/2022/01/", "/tags/sco/2022/09/"} <= set(site.links("/tags/sco/2022/"))
    assert site.article_slugs("/tags/sco/2022/01/") == ["of-2022-01-02x", "of-2022-01-01x"]
    site.assert_no_pages("/tags/sco/2020/05/", "/tags/sco/2022/01/01/")
    assert site.article_slugs("/2022/") == []
    assert {"/2022/01/", "/2022/09/"} <= set(site.links("/2022/"))
    assert site.article_slugs("/2021/") == ["of-2021-03-04x"]
    assert site.article_slugs("/2022/01/02/") == ["of-2022-01-02x"]


def test_a_short_name_lists_everything_and_has_no_years(tmp_path: Path) -> None:
    site = Site(tmp_path, config(newest=2, year=1))
    site.article("a", tags=["SCO"]).article("b", tags=["SCO"]).build().ok()
    assert sorted(site.article_slugs("/tags/sco/")) == ["a", "b"]
    site.assert_no_pages("/tags/sco/2022/")


def test_articles_of_one_day_stand_by_time_then_by_id(tmp_path: Path) -> None:
    site = Site(tmp_path).article("noon", date="2022-09-13T12:00:00+00:00")
    site.article("late", date="2022-09-13T09:00:00-08:00").article("early", date="2022-09-13")
    site.article("also", date="2022-09-13").build().ok()
    assert site.article_slugs("/2022/09/13/") == ["late", "noon", "early", "also"]


def test_a_day_with_nothing_but_a_withdrawn_article_has_its_page(tmp_path: Path) -> None:
    withdrawn = {"date": "2022-09-20", "note": "It was wrong."}
    site = Site(tmp_path).article("a").article("gone", date="2022-09-14", withdrawn=withdrawn)
    site.build().ok().assert_pages("/2022/09/14/", "/2022/09/14/gone/")
    assert site.article_slugs("/2022/09/14/") == []
    assert site.article_slugs("/2022/09/") == ["a"]
    assert "/2022/09/14/" not in site.links("/2022/09/")
    assert "1 article" in site.text("/2022/09/")


def test_the_newest_article_leads_the_front_page_unless_one_says_it_may(tmp_path: Path) -> None:
    def lead() -> str | None:
        return site.build().ok().article_slugs("/")[0]

    site = Site(tmp_path, config(newest=3, year=9))
    site.article("new", date="2022-09-15").article("old", date="2022-09-13")
    assert lead() == "new"
    site.article("old", date="2022-09-13", lead=True)
    assert lead() == "old"
    site.article("middle", date="2022-09-14", lead=True)
    assert lead() == "middle"
    # Neither what is not shown nor what is too old to be on the front page can lead it.
    site.article("draft", date="2022-09-16", lead=True, status="draft")
    withdrawn = {"date": "2022-09-20", "note": "It was wrong."}
    site.article("out", date="2022-09-16", lead=True, withdrawn=withdrawn)
    assert lead() == "middle"
    site.article("newer", date="2022-09-16").article("newest", date="2022-09-17")
    assert lead() == "newest"
    assert site.article_slugs("/") == ["newest", "newer", "new"]


def test_the_front_page_shows_each_article_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for day in (13, 14, 15):
        site.article(f"a{day}", date=f"2022-09-{day}", lead=day == 14)
    site.build().ok()
    assert site.main("/").count("/a14/") == 1
    assert site.article_slugs("/") == ["a14", "a15", "a13"]


def test_a_section_shows_its_newest_headlines_where_the_newest_articles_are_not_all(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, config(newest=2, year=9) + "sections: [World, Culture]\n")
    for day in range(1, 6):
        site.article(f"world-{day}", date=f"2022-09-0{day}", section="World")
    site.article("culture", date="2022-08-01", section="Culture", title="A play", language="es")
    front = site.build().ok().main("/").split(">Sections<")[1]
    assert re.findall(r">(world-\d)<", front) == ["world-5", "world-4", "world-3"]
    assert 'lang="es" dir="ltr">A play</a>' in front
    site.write("newsgen.yml", config(newest=9, year=9)).build().ok()
    assert "A play" not in site.main("/").split(">Sections<")[1]


def test_one_more_article_changes_a_handful_of_files(tmp_path: Path) -> None:
    site = Site(tmp_path, config(newest=5, year=20))
    for number in range(120):
        site.article(
            f"n{number}",
            date=f"20{20 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}",
            tags=[f"tag {number % 7}"],
            authors=[f"writer {number % 5}"],
            section=f"section {number % 4}",
            entities={"people": [f"person {number % 9}"], "places": ["Samarkand"]},
        )
    before = tree(site.build().ok().out)
    site.article(
        "fresh",
        date="2022-09-13",
        tags=["tag 1"],
        section="section 2",
        entities={"people": ["person 3"]},
    )
    after = tree(site.build().ok().out)
    changed = {path for path in after if after[path] != before.get(path)}
    # Besides, a few articles near it name it as related, or as what came before or after them,
    # and the day before leads on to it; the calendar of the month has a day more.
    related = {path for path in changed if re.search(r"/n\d+/index\.html$", path)}
    assert all("fresh" in after[path].decode() for path in related)
    assert len(related) <= 3 * (6 + 6)
    assert changed - related == {
        "index.html",
        "2020/index.html",
        "2021/index.html",
        "dates/index.html",
        "2022/index.html",
        "2022/09/index.html",
        "2022/09/13/index.html",
        "2022/09/13/fresh/index.html",
        "tags/index.html",
        "tags/tag-1/index.html",
        "people/index.html",
        "people/person-3/index.html",
        "entities/index.html",
        "sections/index.html",
        "sections/section-2/index.html",
        "sections/section-2/2022/index.html",
        "sources/index.html",
        "sources/desk/index.html",
        "sources/desk/2022/index.html",
        "sources/desk/2022/09/index.html",
        "trends/index.html",
    }
    assert before.keys() <= after.keys()
    assert site.outcome.rendered_count == len(changed)
    assert len(after) > 10 * len(changed)


def test_a_year_that_fills_up_keeps_its_address(tmp_path: Path) -> None:
    """The list becomes an index of months, and what was cited is one click further."""
    site = Site(tmp_path, config(newest=1, year=2))
    site.article("earlier", date="2021-01-01", tags=["SCO"])
    for number in (1, 2):
        site.article(f"a{number}", date=f"2022-0{number}-01", tags=["SCO"])
    site.build().ok()
    assert site.article_slugs("/tags/sco/2022/") == ["a2", "a1"]
    site.article("a3", date="2022-03-01", tags=["SCO"]).build().ok()
    months = [link for link in site.links("/tags/sco/2022/") if link.startswith("/tags/sco/2022/")]
    assert [site.article_slugs(month) for month in months] == [["a1"], ["a2"], ["a3"]]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_archive_without_articles_is_one_all_the_same(tmp_path: Path, withdrawn: bool) -> None:
    site = Site(tmp_path)
    if withdrawn:
        site.article("a", withdrawn={"date": "2022-09-20", "note": "It was wrong."})
    site.build().ok().assert_pages("/tags/", "/people/", "/entities/", "/sources/", "/corrections/")
    assert "No articles yet." in site.text("/")
    assert broken_links(site.out, "/") == []


def test_indexes_count_articles_by_name(tmp_path: Path) -> None:
    site = Site(tmp_path).write("authorities/tags.yml", "SCO: {aliases: [上海合作组织]}\n")
    site.article("a", tags=["SCO", "Trade"]).article("b", tags=["上海合作组织"]).build().ok()
    assert "SCO 2 articles" in site.text("/tags/")
    assert "Trade 1 article" in site.text("/tags/")
    assert json.dumps(site.links("/tags/")).count("/tags/") == 2
