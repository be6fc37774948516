"""Whom and what an article declares, after the authority files have had their say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.authorities import read_authorities
from newsgen.content.resolve_names import resolve_name, unique_names
from newsgen.model.authority import Authorities
from newsgen.model.kind import CONTROLLED_KINDS, TYPED_ENTITY_KINDS, Kind, Name
from newsgen.model.problem import Location
from support.sites import Site

A = "/2022/09/13/a/"

ORGANIZATIONS = """\
Shanghai Cooperation Organization:
  aliases: [SCO, 上海合作组织]
  former: [Shanghai Five]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write("authorities/organizations.yml", ORGANIZATIONS)


@pytest.mark.parametrize(
    "written",
    ["Shanghai Cooperation Organization", "SHANGHAI cooperation–organization", "SCO", "sco",
     "上海合作组织", "Shanghai Five"],
)  # fmt: skip
@pytest.mark.parametrize("how", ["[{}]", "{{organizations: [{}]}}"])
def test_every_spelling_leads_to_the_one_name(site: Site, written: str, how: str) -> None:
    site.article("a", entities=how.format(written)).check().ok()
    assert not site.outcome.problems


def test_a_name_is_shown_as_the_authority_file_writes_it(site: Site) -> None:
    site.article("a", entities=["sco"], tags=["Sco", "News"]).build().ok()
    site.assert_shows(
        "/organizations/shanghai-cooperation-organization/",
        "Shanghai Cooperation Organization",
        "a",
    )
    assert "Shanghai Cooperation Organization" in site.text(A)
    site.assert_pages("/tags/sco/", "/organizations/shanghai-five/")
    site.assert_no_pages("/organizations/sco/", "/entities/sco/")


def test_a_tag_that_is_a_name_declares_it(site: Site) -> None:
    site.article("a", tags=["上海合作组织"]).build().ok()
    assert site.article_slugs("/organizations/shanghai-cooperation-organization/") == ["a"]
    assert site.article_slugs("/tags/上海合作组织/") == ["a"]


def test_a_kind_that_is_given_needs_no_authority_file(site: Site) -> None:
    site.article("a", entities={"people": ["Xi Jinping"], "places": ["SCO"]}).build().ok()
    assert [found.code for found in site.outcome.problems] == ["N140"]  # SCO is an organization
    site.assert_pages("/people/xi-jinping/", "/places/sco/")
    site.assert_no_pages(
        "/entities/xi-jinping/", "/organizations/shanghai-cooperation-organization/"
    )


def test_a_spelling_belongs_to_one_kind_only(site: Site) -> None:
    site.write("authorities/tags.yml", "Summits:\n  aliases: [SCO]\n")
    site.article("a", tags=["sco"]).build().ok()
    site.assert_pages("/tags/summits/", "/organizations/shanghai-cooperation-organization/")
    site.assert_no_pages("/tags/sco/")


def test_an_unknown_name_is_said_with_the_nearest_known_one(site: Site) -> None:
    site.article("a", entities=["Shanghai Cooperation Organisation"]).build().assert_refused("N304")
    assert 'did you mean "Shanghai Cooperation Organization"?' in site.problem_text()
    assert '"Shanghai Cooperation Organisation:"' in site.problem_text()


def test_a_name_of_two_kinds_is_said_once_and_settled_by_its_kind(site: Site) -> None:
    site.write("authorities/places.yml", "SCO:\n").article(
        "a", entities=["sco"]
    ).build().assert_refused("N305")
    assert len(site.outcome.problems) == 1
    assert "organizations and places" in site.problem_text()
    site.article("a", entities={"places": ["sco"]}).build().ok().assert_pages("/places/sco/")


def test_names_of_an_article_are_listed_once(site: Site) -> None:
    site.article(
        "a", tags=["SCO", "sco", "S-C-O", "Sco"], authors=["A. Writer", "a. writer"]
    ).build().ok()
    assert site.links(A).count("/tags/sco/") == 1
    assert site.article_slugs("/tags/sco/") == ["a"]
    assert site.article_slugs("/authors/a-writer/") == ["a"]


def test_a_name_no_authority_knows_is_shown_as_its_oldest_article_writes_it(site: Site) -> None:
    site.article("a", tags=["xi–putin SUMMIT"], date="2022-09-14")
    site.article("b", tags=["Xi-Putin summit"], date="2022-09-13").build().ok()
    site.assert_shows("/tags/xi-putin-summit/", "Xi-Putin summit")
    assert site.article_slugs("/tags/xi-putin-summit/") == ["a", "b"]


def test_sections_are_those_of_newsgen_yml_in_any_case(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: The Test File\nsections: [World, Culture & Sport]\n")
    site.article("a", section="world").article("b", section="culture & sport").build().ok()
    site.assert_shows("/sections/world/", "World")
    assert site.article_slugs("/sections/culture-sport/") == ["b"]
    assert "World" in site.text(A)


def authorities_of(text: str) -> Authorities:
    return read_authorities({"authorities/organizations.yml": text.encode()})[0]


@given(st.sampled_from(CONTROLLED_KINDS), st.text())
def test_resolving_twice_is_resolving_once(kind: Kind, text: str) -> None:
    authorities = authorities_of(ORGANIZATIONS)
    name = resolve_name(authorities, kind, text)
    assert resolve_name(authorities, kind, name.text) == name
    assert name.text == " ".join(name.text.split())


@given(
    st.lists(
        st.builds(Name, st.sampled_from(TYPED_ENTITY_KINDS), st.text(alphabet="aA -–", max_size=3))
    )
)
def test_names_kept_once_keep_their_order(names: list[Name]) -> None:
    kept = unique_names(names)
    assert [name.key for name in kept] == list(dict.fromkeys(name.key for name in names))
    assert unique_names(kept) == kept


def test_an_authority_is_found_where_it_stands() -> None:
    found = authorities_of(ORGANIZATIONS).find(Kind.ORGANIZATION, "sco")
    assert found
    assert found.location == Location("authorities/organizations.yml", 1, 1)
