"""The bars beside the names of an index: articles by year."""

import re
from pathlib import Path

import pytest

from newsgen.model.tuning import Tuning
from support.laws import assert_as_clean
from support.sites import Site

DAYS = ("2019-03-01", "2022-03-01", "2022-04-01", "2022-05-01", "2022-06-01")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Xi in all articles, Ann in one of 2022; Astana is mentioned in one of 2019."""
    site = Site(tmp_path).write("authorities/places.yml", "Astana:\n")
    for number, day in enumerate(DAYS):
        people = ["Xi Jinping", "Ann Lee"][: 1 + (number == 4)]
        text = "In Astana." if not number else "Elsewhere."
        site.article(f"a{number}", text, date=day, entities={"people": people})
    return site


def bars(site: Site, address: str) -> dict[str, str]:
    """Return the path of each name that has bars."""
    found = re.findall(r"<bdi>([^<]*)</bdi></a> <svg[^>]*><path d=\"([^\"]*)\"", site.page(address))
    return dict(found)


def test_names_have_a_bar_for_each_year_on_one_axis(site: Site) -> None:
    site.build().ok()
    assert bars(site, "people/") == {"Xi Jinping": "M1 10v-2M7 10v-10", "Ann Lee": "M7 10v-10"}
    assert bars(site, "entities/")["Astana"] == "M1 10v-10"
    assert "Bars: articles by year, 2019 to 2022" in site.text("people/")
    # All articles with places are of one year.
    assert bars(site, "places/") == {}


def test_bars_follow_the_articles(site: Site) -> None:
    site.build().ok()
    # As many articles as before, one of them of another year.
    site.article("a4", "Elsewhere.", date="2021-06-01", entities={"people": ["Ann Lee"]})
    site.build().ok()
    assert bars(site, "people/")["Ann Lee"] == "M5 10v-10"
    assert_as_clean(site)
    site.delete("articles/a0.md").build().ok()
    assert bars(site, "people/")["Ann Lee"] == "M1 10v-10"
    assert_as_clean(site)


def test_a_letter_with_a_page_of_its_own_has_its_own_axis(site: Site) -> None:
    site.tuning = Tuning(names_per_page=2)
    site.article("b", date="2015-01-01", entities={"people": ["Bo Li"]})
    site.build().ok()
    assert bars(site, "people/") == {}
    assert bars(site, "people/-/x/") == {"Xi Jinping": "M1 10v-2M7 10v-10"}
    site.article("a1", date="2018-06-01", entities={"people": ["Xi Jinping"]}).build().ok()
    assert bars(site, "people/-/x/") == {"Xi Jinping": "M1 10v-3M3 10v-3M9 10v-10"}
    assert_as_clean(site)
