"""The pages of days of the year: which there are, what they show, and what changes them."""

from pathlib import Path

from newsgen.pages.period_views import DayOfYearView, DaysOfYearView, PeriodView
from support.laws import assert_as_clean
from support.links import broken_links
from support.sites import Site


def site(folder: Path, *days: str) -> Site:
    made = Site(folder)
    for number, day in enumerate(days):
        made.article(f"a{number}", title=f"Title {number}", date=day)
    return made


def day_view(made: Site, address: str) -> DayOfYearView:
    view = made.plan()[address].view
    assert isinstance(view, DayOfYearView)
    return view


def all_years(made: Site, address: str) -> str:
    view = made.plan()[address].view
    assert isinstance(view, PeriodView)
    return view.all_years


def test_a_day_has_the_articles_of_all_years_the_newest_first(tmp_path: Path) -> None:
    made = site(tmp_path, "2022-09-13", "1998-09-13", "2010-09-13", "2010-09-13", "2010-09-14")
    view = day_view(made, "/on/09-13/")
    assert view.count == 4
    assert [
        (year.day.address, year.day.count, [one.title for one in year.headlines])
        for year in view.years
    ] == [
        ("/2022/09/13/", 1, ["Title 0"]),
        ("/2010/09/13/", 2, ["Title 3", "Title 2"]),
        ("/1998/09/13/", 1, ["Title 1"]),
    ]
    assert all_years(made, "/2010/09/13/") == "/on/09-13/"
    assert all_years(made, "/1998/09/13/") == "/on/09-13/"


def test_a_day_of_one_year_has_no_page(tmp_path: Path) -> None:
    made = site(tmp_path, "2022-09-13", "2022-09-13", "2010-09-14", "2010-09", "2009")
    assert [one for one in made.plan() if one.startswith("/on/")] == ["/on/"]
    assert all_years(made, "/2022/09/13/") == ""


def test_the_page_of_all_days_leads_to_those_of_several_years(tmp_path: Path) -> None:
    made = site(tmp_path, "2022-09-13", "2010-09-13", "2008-02-29", "2012-02-29", "2010-01-01")
    view = made.plan()["/on/"].view
    assert isinstance(view, DaysOfYearView)
    assert [len(month) for month in view.months] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    days = [day for month in view.months for day in month]
    assert [day.address for day in days if day.address] == ["/on/02-29/", "/on/09-13/"]
    assert days[0].count == 0
    assert view.most == 2
    made.build().ok()
    assert "/on/09-13/" in made.links("/on/")
    assert "/on/" in made.links("/dates/")


def test_an_archive_of_one_year_has_no_days_of_the_year(tmp_path: Path) -> None:
    made = site(tmp_path, "2022-09-13", "2022-09-14")
    assert [one for one in made.plan() if one.startswith("/on/")] == []
    made.build().ok()
    assert "/on/" not in made.links("/dates/")
    assert "today.js" not in made.page("/")


def test_a_year_shows_ten_headlines_and_counts_all(tmp_path: Path) -> None:
    made = site(tmp_path, *["2010-09-13"] * 12, "2022-09-13")
    (_, earlier) = day_view(made, "/on/09-13/").years
    assert (earlier.day.count, len(earlier.headlines)) == (12, 10)


def test_pages_come_and_go_with_the_second_year(tmp_path: Path) -> None:
    made = site(tmp_path, "2022-09-13", "2010-09-14").build().ok()
    assert not made.exists("/on/09-13/")
    made.article("b", date="2010-09-13").build().ok()
    assert "/on/09-13/" in made.links("/2022/09/13/")
    assert_as_clean(made)
    made.article("c", date="1901-09-14").build().ok()
    assert made.exists("/on/09-14/")
    assert_as_clean(made)
    made.delete("articles/b.md").build().ok()
    assert not made.exists("/on/09-13/")
    assert "/on/09-13/" not in made.links("/2022/09/13/")
    assert_as_clean(made)


def test_a_new_article_is_read_by_the_pages_of_its_day_alone(tmp_path: Path) -> None:
    days = [f"{year}-{month:02}-13" for year in (2010, 2011, 2012) for month in (3, 6, 9)]
    made = site(tmp_path, *days).build().ok()
    made.article("new", date="2012-09-13").build(explain=True).ok()
    rebuilt = {one for one in made.reasons() if one.startswith("/on/")}
    assert rebuilt == {"/on/", "/on/09-13/"}
    made.article("new", title="Another", date="2012-09-13").build(explain=True).ok()
    assert {one for one in made.reasons() if one.startswith("/on/")} == {"/on/09-13/"}
    assert_as_clean(made)


def test_a_day_of_withdrawn_articles_alone_leads_to_no_page_that_is_not_there(
    tmp_path: Path,
) -> None:
    made = site(tmp_path, "2021-05-05", "2019-01-01")
    made.article("gone", date="2020-05-05", withdrawn={"date": "2022-01-01", "note": "Not so."})
    made.build().ok()
    (made.out / "404.html").unlink()  # its links begin at the root
    assert broken_links(made.out) == []
    assert all_years(made, "/2020/05/05/") == ""
