"""Articles in several languages with the same day and slug: side by side, or one of them kept."""

from pathlib import Path

import pytest

from support.links import broken_links
from support.sites import Site

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
