"""Dates as far as they are known: to a month, a year or about, in every year of the calendar."""

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from newsgen.commands.export import export_data
from newsgen.pipeline.request import BuildRequest
from support.links import broken_links
from support.sites import NOW, Site

BASE = "https://example.org/"
CONFIG = f"title: The Test File\nsearch: false\nninjs: true\nbase_url: {BASE}\n"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, CONFIG)


def configure(site: Site, lines: str) -> Site:
    return site.write("newsgen.yml", CONFIG + lines)


@pytest.mark.parametrize(
    "date, address, shown",
    [
        ("1912-05", "/1912/05/a/", "May 1912"),
        ("1912", "/1912/a/", "1912"),
        ("about 1900", "/1900/a/", "about 1900"),
        ("1900~", "/1900/a/", "about 1900"),
        ("1900?", "/1900/a/", "1900 (?)"),
        ("1900%", "/1900/a/", "about 1900 (?)"),
        ("1912-05~", "/1912/05/a/", "about May 1912"),
        ("1912-05-13?", "/1912/05/13/a/", "13 May 1912 (?)"),
    ],
)
def test_an_article_shows_and_is_addressed_by_what_is_known_of_its_date(
    site: Site, date: str, address: str, shown: str
) -> None:
    site.article("a", date=date).build().ok()
    time = re.search(
        '<span class="when">.*?<time datetime="([^"]*)">(.*?)</time>', site.page(address)
    )
    assert time
    assert time.groups() == (address[1:-3].replace("/", "-"), shown)
    assert not broken_links(site.out, BASE)


@pytest.mark.parametrize(
    "language, shown",
    [
        ("en", "about May 1912"),
        ("es", "hacia mayo de 1912"),
        *(
            pytest.param(*row, marks=pytest.mark.long)
            for row in (
                ("ru", "примерно май 1912\u202fг."),
                ("ar", "نحو مايو 1912"),
                ("zh-Hans", "约1912年5月"),
                ("zh-Hant", "約1912年5月"),
            )
        ),
    ],
)
def test_about_is_a_word_of_each_language(site: Site, language: str, shown: str) -> None:
    configure(site, f"language: {language}\n").article("a", date="about 1912-05").build().ok()
    site.assert_shows("/1912/05/a/", shown)


def test_an_article_stands_on_the_page_of_what_is_known_and_on_no_invented_day(site: Site) -> None:
    site.article("year", date="1912").article("month", date="1912-05")
    site.article("day", date="1912-05-01").article("other", date="1912-01-01").build().ok()
    listed = ["/1912/05/01/day/", "/1912/05/month/", "/1912/01/01/other/", "/1912/year/"]
    assert [link for link in site.links("/1912/") if link in listed] == listed
    assert [link for link in site.links("/1912/05/") if link in listed] == listed[:2]
    assert [link for link in site.links("/1912/05/01/") if link in listed] == listed[:1]
    assert [link for link in site.links("/1912/01/") if link in listed] == listed[2:3]
    headings = re.findall("<h2>.*?<time[^>]*>(.*?)</time>", site.main("/1912/"))
    assert headings == ["1 May 1912", "May 1912", "1 January 1912", "1912"]
    site.assert_no_pages("/1912/05/01/month/")


def test_a_month_without_a_known_day_has_a_page_and_no_days(site: Site) -> None:
    site.article("a", date="1912-05").article("b", date="1913").build().ok()
    site.assert_shows("/1912/05/", "May 1912").assert_shows("/1913/", "1913")
    site.assert_no_pages("/1912/05/01/", "/1913/01/")
    assert not broken_links(site.out, BASE)


def test_what_narrower_pages_cannot_hold_is_listed_however_much_there_is(site: Site) -> None:
    configure(site, "listings: {newest: 1, year: 1}\n")
    for name, date in {"y": "1912", "z": "1912", "m": "1912-05", "d": "1912-05-03"}.items():
        site.article(name, date=date, tags=["T"])
    site.build().ok()
    years, months = {"/1912/y/", "/1912/z/"}, {"/1912/05/m/"}
    every = years | months | {"/1912/05/03/d/"}
    for own in ("/", "/tags/t/"):
        assert every & set(site.links(f"{own}1912/")) == years
        assert site.links(f"{own}1912/").count(f"{own}1912/05/") >= 1
    assert every & set(site.links("/1912/05/")) == months
    assert every & set(site.links("/tags/t/1912/05/")) == months | {"/1912/05/03/d/"}
    assert not broken_links(site.out, BASE)


def test_a_name_is_shown_from_what_is_known_and_counted_in_no_invented_month(site: Site) -> None:
    site.article("a", date="about 1911", tags=["T"]).article("b", date="1912-05", tags=["T"])
    site.build().ok()
    site.assert_shows("/tags/t/", "about 1911", "May 1912", "Articles by year")


def test_a_slug_that_is_the_address_of_a_month_is_refused(site: Site) -> None:
    site.article("a", date="1912", slug="05").article("b", date="1912-05-01").build()
    site.assert_refused("N301")
    site.edit("articles/a.md", "slug: 05", "slug: 05-b").build().ok()


def test_two_articles_of_one_month_need_two_slugs(site: Site) -> None:
    site.article("one", date="1912-05", slug="s").article("two", date="1912-05~", slug="s").build()
    assert "has the same month and slug" in site.problem_text()
    site.edit("articles/two.md", "1912-05~", "1912-05-01").build().ok()


def test_each_format_says_as_much_as_it_can(site: Site) -> None:
    configure(site, "timezone: Asia/Samarkand\n")
    site.article("m", date="1912-05", authors=["Anna Writer"]).article("y", date="about 1900")
    site.article("u", date="1901?").build().ok()
    month, about, unsure = map(site.page, ("/1912/05/m/", "/1900/y/", "/1901/u/"))
    assert '"datePublished":"1912-05"' in month
    assert '"datePublished":"1900"' in about
    assert 'name="citation_publication_date" content="1912-05"' in month
    assert 'name="DC.date" content="1912-05"' in month
    assert 'name="DC.date" content="1900~"' in about
    for text in (
        "(1912, May)",
        "Desk, May 1912,",
        "year = {1912},\n  month = may,\n  url",
        "DA  - 1912/05/\nPY  - 1912/05//",
        '"issued":{"date-parts":[[1912,5]]}',
    ):
        assert text in month, text
    for text in ("(ca. 1900)", "Desk, ca. 1900", "date = {1900~}", "DA  - 1900///circa"):
        assert text in about, text
    assert '"issued":{"date-parts":[[1900]],"circa":true}' in about
    assert "([1901?])" in unsure
    told = json.loads((site.out / "1912/05/m/index.json").read_text("utf-8"))
    assert told["contentCreated"] == "1912-05-01T00:00:00+04:27"
    sitemap = (site.out / "sitemaps/1912.xml").read_text("utf-8")
    assert f"<loc>{BASE}1912/05/m/</loc></url>" in sitemap


def test_data_has_what_is_known_in_edtf_and_the_day_it_is_sorted_by(site: Site) -> None:
    site.write("authorities/people.yml", "Xi Jinping: {born: about 1953-06}\n")
    site.article("m", date="1912-05", entities={"people": ["Xi Jinping"]})
    site.article("y", date="about 1912").build().ok()
    site.assert_shows("/people/xi-jinping/", "about June 1953")
    assert '"birthDate":"1953-06"' in site.page("/people/xi-jinping/")
    assert export_data(BuildRequest(site=site.folder, out=site.out, now=NOW)).status == "ok"
    lines = (site.out / "data/articles-1912.csv").read_text("utf-8-sig").splitlines()
    rows = [(row["date"], row["edtf"], row["address"]) for row in csv.DictReader(lines)]
    assert rows == [
        ("1912-01-01", "1912~", "/1912/y/"),
        ("1912-05-01", "1912-05", "/1912/05/m/"),
    ]
    [name] = [
        json.loads(line)
        for line in (site.out / "data/names.jsonl").read_text("utf-8").splitlines()
        if "xi-jinping" in line
    ]
    assert name["began"] == "1953-06~"


@pytest.mark.parametrize(
    "zone, date, time",
    [
        ("Asia/Tokyo", "2022-03-01", "2022-03-01T00:00:00+09:00"),
        ("Europe/Berlin", "2022-07-01", "2022-07-01T00:00:00+02:00"),
        ("America/New_York", "2022-03-01 08:30 +05:00", "2022-03-01T08:30:00+05:00"),
        ("UTC", "2022-03-01", "2022-03-01T00:00:00Z"),
        ("UTC", "0045-03-15", "0045-03-15T00:00:00Z"),
        ("Asia/Samarkand", "0999-12-31 23:41", "0999-12-31T23:41:00+04:27"),
        ("Asia/Tokyo", "0001-01-01", "0001-01-01T00:00:00Z"),
        ("America/New_York", "9999-12-31", "9999-12-31T00:00:00-05:00"),
    ],
)
def test_the_day_in_every_feed_is_the_day_of_the_article(
    site: Site, zone: str, date: str, time: str
) -> None:
    configure(site, f"timezone: {zone}\n").article("a", date=date).build().ok()
    atom = ElementTree.parse(site.out / "feeds/atom.xml")
    times = [atom.findtext(f"{ATOM}entry/{ATOM}{name}") for name in ("published", "updated")]
    [item] = json.loads((site.out / "feeds/feed.json").read_text("utf-8"))["items"]
    story = json.loads(next(site.out.glob("*/*/*/a/index.json")).read_text("utf-8"))
    assert {*times, item["date_published"], item["date_modified"]} == {time}
    assert {story["contentCreated"], story["versionCreated"]} == {time}
    rss = ElementTree.parse(site.out / "feeds/rss.xml")
    day = datetime.fromisoformat(date[:10]).replace(tzinfo=UTC)
    assert f", {day.day:02} " in (rss.findtext("channel/item/pubDate") or "")
    assert f" {date[:4]} " in (rss.findtext("channel/item/pubDate") or "")


def test_a_note_of_a_day_has_that_day_in_feeds(site: Site) -> None:
    note = {"date": "2022-03-05", "note": "The bridge is 40 m long."}
    configure(site, "timezone: Asia/Tokyo\n").article("a", date="2022-03-01", corrections=[note])
    site.build().ok()
    atom = ElementTree.parse(site.out / "feeds/atom.xml")
    assert atom.findtext(f"{ATOM}entry/{ATOM}updated") == "2022-03-05T00:00:00+09:00"
    assert atom.findtext(f"{ATOM}updated") == "2022-03-05T00:00:00+09:00"


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
@pytest.mark.parametrize(
    "date", ["0001-01-01", "9999-12-31", "9999-12-31 23:59:59", "0001", "9999"]
)
def test_the_first_and_the_last_days_of_the_calendar_have_pages(
    site: Site, language: str, date: str
) -> None:
    configure(site, f"language: {language}\n")
    note = {"date": "9999-12-31", "note": "The bridge is 40 m long."}
    site.article("a", date=date, tags=["T"], corrections=[note]).article("b").build().ok()
    assert not broken_links(site.out, BASE)


@pytest.mark.parametrize("written", ["2022-03-01 00:00", "2022-03-01T00:00:00-05:00"])
def test_midnight_stands_for_its_day_where_newsgen_yml_says_so(site: Site, written: str) -> None:
    site.article("a", date=written, updated="2022-03-02T00:00:00Z")
    configure(site, "timezone: Asia/Tokyo\n").build().ok()
    assert "00:00" in site.text("/2022/03/01/a/")
    configure(site, "timezone: Asia/Tokyo\nfront_matter: {midnight: day}\n").build().ok()
    page = site.page("/2022/03/01/a/")
    assert "00:00" not in site.text("/2022/03/01/a/")
    assert '<time datetime="2022-03-01">' in page
    assert '<time datetime="2022-03-02">' in page
    atom = ElementTree.parse(site.out / "feeds/atom.xml")
    assert atom.findtext(f"{ATOM}entry/{ATOM}published") == "2022-03-01T00:00:00+09:00"
    assert atom.findtext(f"{ATOM}entry/{ATOM}updated") == "2022-03-02T00:00:00+09:00"
    export_data(BuildRequest(site=site.folder, out=site.out, now=NOW, workers=1))
    with (site.out / "data/articles-2022.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["date"], row["datetime"], row["updated"]) == ("2022-03-01", "", "2022-03-02")


def test_no_other_time_is_midnight_and_embargoes_keep_theirs(site: Site) -> None:
    configure(site, "timezone: Asia/Tokyo\nfront_matter: {midnight: day}\n")
    site.article("a", date="2022-03-01 00:00:01").article("b", date="2022-03-01T15:00Z")
    site.article("c", date="2022-03-01", embargo="2022-09-30T00:00:00-05:00")
    site.build(now="2022-09-30T04:59Z").ok()
    assert "15:00" in site.text("/2022/03/01/b/")
    assert '<time datetime="2022-03-01T00:00:01+09:00">' in site.page("/2022/03/01/a/")
    site.assert_no_pages("/2022/03/01/c/").build(now="2022-09-30T05:00Z").ok()
    site.assert_pages("/2022/03/01/c/")


@pytest.mark.parametrize("language, row", [("en", 5), ("ar-EG", 0), ("en-US", 6)])
def test_weeks_of_all_dates_begin_as_the_language_has_it(
    tmp_path: Path, language: str, row: int
) -> None:
    """The first of January 2022 was a Saturday: the last day but one of a week, or the first."""
    site = Site(tmp_path, f"title: T\nlanguage: {language}\nsearch: false\n")
    page = site.article("a", date="2022-01-01").build().ok().page("/dates/")
    assert f'class="n4" d="M0 {row * 10}h9v9h-9z"' in page
