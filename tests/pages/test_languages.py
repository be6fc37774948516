"""Articles in several languages with the same day and slug: side by side, or one of them kept."""

import re
from pathlib import Path

import pytest

from newsgen.pages.machine_views import FeedView
from newsgen.pages.period_views import DatesView, PeriodView
from newsgen.pages.view_components import Card
from newsgen.pages.views import ArticleView, CorrectionsView, FrontView, NameView, PairView
from newsgen.pipeline.request import BuildRequest
from support.links import broken_links
from support.sites import NOW, Site, articles_of, make_plan

BASE = "https://example.org/"
CONFIG = f"title: The Test File\nsearch: false\nninjs: true\nbase_url: {BASE}\n"
PLAIN = "/2022/09/13/summit/"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, CONFIG)


def versions(site: Site, *languages: str) -> Site:
    """The same article in English, the archive's language, and in others, each in a folder."""
    original = "articles/in-english/summit.md"
    site.article("in-english/summit", title="Summit")
    for language in languages:
        link = "[Original](../in-english/summit.md)"
        site.article(
            f"{language}/summit", link, title=language, language=language, translation_of=original
        )
    return site


@pytest.mark.parametrize(
    "end, addresses",
    [
        ("front", {"de": f"/de{PLAIN}", "zh-Hant": f"/zh-hant{PLAIN}"}),
        ("end", {"de": f"{PLAIN}de/", "zh-Hant": f"{PLAIN}zh-hant/"}),
    ],
)
def test_versions_of_one_day_and_slug_live_side_by_side(
    site: Site, end: str, addresses: dict[str, str]
) -> None:
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: {end}\n")
    versions(site, "de", "zh-Hant").build().ok()
    site.assert_shows(PLAIN, "Summit")
    sitemap = (site.out / "sitemaps/2022.xml").read_text()
    feed = (site.out / "feeds/atom.xml").read_text()
    for language, address in addresses.items():
        site.assert_shows(address, f'lang="{language}"')
        assert {PLAIN, *addresses.values()} - {address} <= set(site.links(address))
        for link in ("/", "/2022/09/13/"):
            assert address in site.links(link)
        assert f"{BASE}{address[1:]}" in sitemap
        assert f"{BASE}{address[1:]}" not in feed  # it has a story once
        assert (site.out / f"{address[1:]}index.json").is_file()
    assert not broken_links(site.out, BASE)


@pytest.mark.parametrize("end, gone", [("front", f"/de{PLAIN}"), ("end", f"{PLAIN}de/")])
def test_an_address_with_a_language_that_vanishes_is_told(site: Site, end: str, gone: str) -> None:
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: {end}\n")
    versions(site, "de").build().ok()
    site.delete("articles/de/summit.md").build().ok()
    assert [removed.address for removed in site.outcome.removed_urls] == [gone]


@pytest.mark.parametrize("end", ["front", "end"])
def test_two_articles_in_one_language_still_want_one_address(site: Site, end: str) -> None:
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: {end}\n")
    site.article("de/summit", language="de").article("more/summit", language="DE").build()
    assert [problem.code for problem in site.outcome.problems] == ["N312"]
    assert "slug: summit-2" in site.outcome.problems[0].hint


def test_a_language_named_as_a_device_is_a_folder_that_all_systems_hold(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: front\n")
    versions(site, "con").build().ok()
    assert not (site.out / "con").exists()
    assert len([link for link in site.links("/") if link.endswith(PLAIN)]) == 2


def test_of_versions_at_one_address_the_one_in_the_language_of_the_archive_stays(
    site: Site,
) -> None:
    site.write("newsgen.yml", f"{CONFIG}problems: {{N312: warning}}\n")
    versions(site, "bg", "de").build().ok()
    site.assert_shows(PLAIN, "Summit")
    assert set(site.omission_reasons()) == {"articles/bg/summit.md", "articles/de/summit.md"}
    (hint,) = {p.hint for p in site.outcome.problems if p.code == "N312"}
    assert hint == "add to newsgen.yml the line languages_in_addresses: front (or end)"


# --- Inferred from names of files -----------------------------------------------------------------


def known_languages(site: Site) -> dict[str, tuple[str, str]]:
    """The language and the original of every article, by the path under articles/."""
    plan = make_plan(BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW))
    return {
        article.path.removeprefix("articles/"): (
            article.language,
            article.translation_of.removeprefix("articles/"),
        )
        for article in articles_of(plan)
    }


@pytest.mark.parametrize(
    "told",
    [
        {"en/a": ("en", ""), "de/a": ("de", "en/a"), "de/alone": ("de", "")},
        {"de/a": ("de", ""), "fr/a": ("fr", "de/a")},
        {"x/en/2022/a": ("en", ""), "x/zh_tw/2022/a": ("zh-TW", "x/en/2022/a")},
        {"news/pt-BR/a": ("pt-BR", "news/en/a"), "news/en/a": ("en", "")},
        {"a": ("en", ""), "a.de": ("de", "a"), "a.zh-hant": ("zh-Hant", "a")},
        {"a.de": ("de", "a.en"), "a.en": ("en", "")},
        {"a/index": ("en", ""), "a/index.ru": ("ru", "a/index")},
        {"English/a": ("en", ""), "Deutsch/a": ("de", "English/a")},
        # Nothing beside them makes a pair, or the word is no language.
        {"it/a": ("en", ""), "world/a": ("en", "")},
        {"it/a": ("en", ""), "fr/b": ("en", "")},
        {"old/a": ("en", ""), "new/a": ("en", "")},
        {"us/a": ("en", ""), "uk2/a": ("en", "")},
        {"a.de": ("en", "")},
        {"a": ("en", ""), "a.eng": ("en", ""), "a.v2": ("en", ""), "a.d": ("en", "")},
    ],
)
def test_names_of_files_tell_languages_and_originals(
    site: Site, told: dict[str, tuple[str, str]]
) -> None:
    for number, name in enumerate(told):
        site.article(name, slug=f"n{number}")
    expected = {
        f"{name}.md": (language, original and f"{original}.md")
        for name, (language, original) in told.items()
    }
    assert known_languages(site) == expected


def test_front_matter_counts_before_names_of_files(site: Site) -> None:
    site.article("en/a", slug="a1").article("de/a", slug="a2", language="de-AT")
    site.article("fr/a", slug="a3", translation_of="de/a.md").article(
        "es/a", slug="a4", language="en"
    )
    assert known_languages(site) == {
        "en/a.md": ("en", ""),
        "de/a.md": ("de-AT", "en/a.md"),
        "fr/a.md": ("fr", "de/a.md"),
        "es/a.md": ("en", ""),
    }


def test_inferred_versions_live_side_by_side_and_lead_to_each_other(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: front\n")
    site.article("en/summit", title="Summit").build().ok()
    assert f"/de{PLAIN}" not in site.links(PLAIN)
    site.article("de/summit", title="Gipfel").build().ok()
    assert f"/de{PLAIN}" in site.links(PLAIN)
    assert PLAIN in site.links(f"/de{PLAIN}")
    site.assert_shows(f"/de{PLAIN}", 'lang="de"')
    # Without its sister the folder says nothing any more.
    site.delete("articles/en/summit.md").build().ok()
    site.assert_shows(PLAIN, "Gipfel").assert_no_pages(f"/de{PLAIN}")


def test_a_draft_is_no_inferred_original(site: Site) -> None:
    site.article("en/a", draft=True).article("de/a", slug="b").article("fr/a", slug="c")
    assert known_languages(site) == {"de/a.md": ("de", ""), "fr/a.md": ("fr", "de/a.md")}


# --- Lists show a story once ----------------------------------------------------------------------


def cards(view: object) -> list[Card]:
    assert isinstance(view, FrontView | PeriodView | NameView | PairView)
    lead = [view.lead, *view.second] if isinstance(view, FrontView) and view.lead else []
    return [*lead, *(card for group in view.groups for card in group.cards)]


def test_every_list_shows_a_story_once_with_its_versions_and_counts_what_it_shows(
    site: Site,
) -> None:
    languages = ("en", "de", "fr", "zh-Hant")
    site.write("newsgen.yml", f"{CONFIG}languages_in_addresses: front\nlistings: {{newest: 3}}\n")
    for month in (7, 8, 9):
        for name in ("a", "b"):
            for language in languages:
                site.article(
                    f"{language}/{name}-{month}",
                    date=f"2022-{month:02}-13",
                    tags=["SCO"],
                    section="World",
                    entities={"people": ["Xi Jinping"], "places": ["Samarkand"]},
                    lead=language == "fr" and name == "b" and month == 8,
                )
    # Made later than the original, and nowhere but in its own month.
    site.article("de/later", date="2022-09-15", translation_of="en/a-7.md")
    pages = site.plan()
    shown = {
        address: sorted(card.title for card in cards(pages[address].view))
        for address in ("/", "/2022/", "/2022/07/", "/2022/07/13/", "/2022/09/", "/2022/09/15/")
    }
    front = pages["/"].view
    assert isinstance(front, FrontView)
    assert [card.address for card in cards(front)] == [
        "/2022/08/13/b-8/",
        "/2022/09/13/b-9/",
        "/2022/09/13/a-9/",
    ]
    assert (front.count, front.years[0].count, front.sections[0].count) == (6, 6, 6)
    assert [link.label for link in cards(front)[0].versions] == ["de", "fr", "zh-Hant"]
    assert cards(front)[0].versions[2].address == "/zh-hant/2022/08/13/b-8/"
    assert {address: len(titles) for address, titles in shown.items()} == {
        "/": 3,
        "/2022/": 6,
        "/2022/07/": 2,
        "/2022/07/13/": 2,
        "/2022/09/": 3,
        "/2022/09/15/": 1,
    }
    months = {month.period.isoformat(): month.count for month in pages["/2022/"].view.periods}
    assert months == {"2022-09": 3, "2022-08": 2, "2022-07": 2}
    for address in ("/tags/sco/", "/people/xi-jinping/", "/sources/desk/", "/sections/world/"):
        view = pages[address].view
        assert isinstance(view, NameView)
        assert (view.count, len(cards(view)), view.years) == (6, 6, ()), address
    pair = pages["/people/xi-jinping/with/places/samarkand/"].view
    assert isinstance(pair, PairView)
    assert (pair.count, len(cards(pair))) == (6, 6)
    assert pages["/people/xi-jinping/"].view.company[0].names[0].count == 6
    dates = pages["/dates/"].view
    assert isinstance(dates, DatesView)
    assert dates.count == 6
    # Steps and relatives stay in the language of the article, and in other stories.
    german = pages["/de/2022/08/13/a-8/"].view
    assert isinstance(german, ArticleView)
    assert german.earlier
    assert german.earlier.address == "/de/2022/07/13/b-7/"
    assert german.later
    assert german.later.address == "/de/2022/08/13/b-8/"
    assert {article.language for article in german.related} == {"de"}
    assert german.address not in {article.address for article in german.related}
    later = pages["/de/2022/09/15/later/"].view
    assert isinstance(later, ArticleView)
    assert later.earlier is None
    assert later.later
    assert later.later.address == "/de/2022/07/13/b-7/"
    site.write("newsgen.yml", f"{CONFIG}listings: {{newest: 3, year: 5}}\n")
    pages = site.plan()
    for address in ("/tags/sco/", "/people/xi-jinping/with/places/samarkand/"):
        view = pages[address].view
        assert isinstance(view, NameView | PairView)
        assert (view.count, len(cards(view)), view.years[0].count) == (6, 3, 6)
        assert len(cards(pages[f"{address}2022/08/"].view)) == 2


def test_a_correction_of_a_version_reaches_those_who_follow_the_archive(site: Site) -> None:
    notes = [{"date": "2022-09-20", "note": "It was Monday."}]
    site.article("in-english", updated="2022-09-19").article(
        "german", language="de", translation_of="in-english.md", updated="2022-09-21"
    )
    site.article("french", language="fr", translation_of="in-english.md", corrections=notes)
    site.article("russian", language="ru", translation_of="german.md", updated="2022-09-19")
    pages = site.plan()
    changes = pages["/corrections/"].view
    assert isinstance(changes, CorrectionsView)
    # Of two languages on one day one is told.
    assert [(change.day.day, change.language) for change in changes.changes] == [
        (21, "de"),
        (20, "fr"),
        (19, "en"),
    ]
    feed = pages["/feeds/atom.xml"].view
    assert isinstance(feed, FeedView)
    assert [item.language for item in feed.items] == ["fr", "en"]


def test_each_language_has_a_page_of_its_articles_by_year_and_month(site: Site) -> None:
    site.write("newsgen.yml", f"{CONFIG}listings: {{newest: 2, year: 3}}\n")
    for month in (6, 7, 8, 9):
        site.article(f"m{month}", date=f"2022-{month:02}-13", language="zh-Hant", title=f"{month}")
    site.article("a", tags=["SCO"]).build().ok()
    assert not broken_links(site.out, BASE)
    home = "/languages/zh-hant/"
    assert {home, "/languages/en/"} <= set(site.links("/languages/"))
    assert home in site.links("/")
    footer = '<li><a href="../../languages/">Languages</a></li>'
    assert footer in site.page("/tags/sco/")
    site.assert_shows("/", "By language", "Chinese (Traditional)", "4 articles")
    site.assert_shows(
        home, "Chinese (Traditional)", "4 articles", "../../feeds/languages/zh-hant.xml"
    )
    assert site.article_slugs(home) == ["m9", "m8"]
    assert f"{home}2022/" in site.links(home)
    assert site.article_slugs(f"{home}2022/") == []
    assert site.article_slugs(f"{home}2022/07/") == ["m7"]
    site.assert_shows(f"{home}2022/07/", "Languages", "Chinese (Traditional), July 2022")
    assert site.article_slugs("/languages/en/") == ["a"]
    alternates = re.findall(r'hreflang="([^"]*)" href="([^"]*)"', site.page(home))
    assert alternates == re.findall(r'hreflang="([^"]*)" href="([^"]*)"', site.page("/"))[:3]
    assert alternates == [
        ("en", f"{BASE}languages/en/"),
        ("zh-Hant", f"{BASE}{home[1:]}"),
        ("x-default", BASE),
    ]
    feed = (site.out / "feeds/languages/zh-hant.xml").read_text("utf-8")
    assert f'href="{BASE}{home[1:]}"' in feed
    assert f"{BASE}{home[1:]}" in (site.out / "sitemaps/pages.xml").read_text("utf-8")
    # The last article in another language takes all of it away.
    for month in (6, 7, 8, 9):
        site.delete(f"articles/m{month}.md")
    site.build().ok().assert_no_pages("/languages/", home, f"{home}2022/07/")
    assert footer not in site.page("/tags/sco/")
    assert "hreflang" not in site.page("/")


def test_each_year_of_a_name_has_the_version_of_a_story_that_is_of_it(tmp_path: Path) -> None:
    site = Site(tmp_path, f"{CONFIG}listings: {{newest: 1, year: 2}}\n")
    site.article("first", date="2020-05-01", tags=["Talks"])
    site.article("en", date="2021-05-01", tags=["Talks"])
    russian = {"language": "ru", "translation_of": "articles/en.md"}
    site.article("ru", date="2022-02-01", tags=["Talks"], **russian)
    site.article("other", date="2022-03-01", tags=["Talks"]).build().ok()
    # A card leads to the other versions too.
    assert site.article_slugs("/tags/talks/2021/") == ["en", "ru"]
    slugs = site.article_slugs("/tags/talks/2022/")
    assert slugs == site.article_slugs("/2022/") == ["other", "ru", "en"]
    for page, count in (("tags/talks/", 3), ("tags/talks/2022/", 2), ("2022/", 2)):
        assert f"{count} articles" in site.text(page)
