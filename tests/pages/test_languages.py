"""Articles in several languages with the same day and slug: side by side, or one of them kept."""

from pathlib import Path

import pytest

from newsgen.pipeline.request import BuildRequest
from support.links import broken_links
from support.sites import NOW, Site, make_plan

BASE = "https://example.org/"
CONFIG = f"title: The Test File\nsearch: false\nbase_url: {BASE}\n"
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
        assert f"{BASE}{address[1:]}" in feed
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
        path.removeprefix("articles/"): (
            article.language,
            article.translation_of.removeprefix("articles/"),
        )
        for path, article in plan.routing.inputs.archive.articles_by_path.items()
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
