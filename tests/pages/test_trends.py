"""The page that compares names over time."""

from pathlib import Path

import pytest

from support.laws import assert_as_clean
from support.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Articles of two years; Samarkand is mentioned."""
    site = Site(tmp_path).write("authorities/places.yml", "Samarkand:\n")
    for number, day in enumerate(("2021-03-01", "2022-03-01", "2022-05-01")):
        people = ["Xi Jinping", "Vladimir Putin"][: 1 + (number == 2)]
        site.article(f"a{number}", "In Samarkand.", date=day, entities={"people": people})
    return site.article("tagged", date="2022-06-01", tags=["Talks"])


def test_a_table_compares_the_names_with_most_articles(site: Site) -> None:
    text = site.build().ok().text("trends/")
    # Entities come before tags, however many articles these have.
    assert "Year Samarkand Xi Jinping Vladimir Putin Talks" in text
    assert "2021 1 1 0 0 2022 2 2 1 1" in text
    assert {"/places/samarkand/", "/2022/", "/2021/"} <= {*site.links("/trends/")}
    assert "/trends/" in site.links("/entities/")
    assert 'name=people/xi-jinping"' in site.page("people/xi-jinping/")


def test_an_archive_of_one_year_is_compared_by_month(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", tags=["Talks"], date="2022-03-01")
    site.article("b", tags=["Talks"], date="2022-05-01").build().ok()
    assert "Month Talks March 2022 1 May 2022 1" in site.text("trends/")


def test_without_names_there_is_no_page_and_no_way_to_it(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").build().ok()
    site.assert_no_pages("trends/")
    assert "/trends/" not in site.links("/entities/")


def test_it_follows_the_articles(site: Site) -> None:
    site.build().ok()
    site.article("new", "Samarkand.", date="2021-07-01").build().ok()
    assert "2021 2 1 0 0" in site.text("trends/")
    assert_as_clean(site)
    site.delete("articles/a2.md").build().ok()
    assert "Vladimir Putin" not in site.text("trends/")
    assert_as_clean(site)
