"""The groups of pages: one that is no more has no pages, and each lies where its key says."""

from collections import Counter
from pathlib import Path

import pytest

from newsgen.model.value import replace
from newsgen.pages.page_groups import page_groups
from newsgen.pages.plan_group import GroupKey, GroupKind, plan_group
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.request import BuildRequest
from support.sites import Site, make_plan


@pytest.fixture
def inputs(tmp_path: Path) -> PlanInputs:
    """An archive of six articles in two languages, with names, a pair and corrections."""
    config = (
        "title: T\nninjs: true\nbase_url: https://example.org/\nlistings: {newest: 2, year: 2}\n"
    )
    site = Site(tmp_path, config)
    for number in range(6):
        site.article(
            f"a{number}",
            date=f"202{number % 2}-0{number + 1}-01",
            language="en" if number % 3 else "ru",
            entities={"people": ["Ana", "Ben"]},
            corrections=[{"date": "2022-03-01", "note": "It was wrong."}],
        )
    site.write("pages/about.md", "---\ntitle: About\n---\nWe.\n")
    request = BuildRequest(site=site.folder, out=site.out, workers=1, tuning=site.tuning)
    return replace(make_plan(request).inputs, cards=None, feed_items=None)


def addresses(inputs: PlanInputs, kind: GroupKind, key: str = "") -> list[str]:
    group = GroupKey(kind, key)
    return [page.address for page in plan_group(inputs, inputs.questions, group)]


def test_no_address_belongs_to_two_groups(inputs: PlanInputs) -> None:
    groups = list(page_groups(inputs))
    assert max(Counter(groups).values()) == 1
    pages = Counter(each for group in groups for each in addresses(inputs, group.kind, group.key))
    assert max(pages.values()) == 1
    assert {"/", "/2021/", "/people/ana/", "/people/ana/with/people/ben/2021/"} < set(pages)


@pytest.mark.parametrize(
    "kind, key, expected",
    [
        ("article", "articles/a0.md", ["/2020/01/01/a0/", "/2020/01/01/a0/index.json"]),
        ("plain page", "pages/about.md", ["/about/"]),
        ("period", "2020-01", ["/2020/01/"]),
        ("name", "people:ana", ["/people/ana/"]),
        (
            *("name period", "people:ana|2020"),
            ["/people/ana/2020/"],
        ),
        ("name period", "people:ana|2020-05", ["/people/ana/2020/05/"]),
        ("pair", "people:ana\npeople:ben", ["/people/ana/with/people/ben/"]),
        ("language", "ru", ["/languages/ru/"]),
        ("feed", "people:ana", ["/feeds/people/ana.xml"]),
        ("corrections year", "2022", ["/corrections/2022/"]),
        ("sitemap", "2021", ["/sitemaps/2021.xml"]),
    ],
)
def test_a_group_has_the_pages_of_its_key(
    inputs: PlanInputs, kind: GroupKind, key: str, expected: list[str]
) -> None:
    assert addresses(inputs, kind, key) == expected


@pytest.mark.parametrize(
    "kind, key",
    [
        ("article", "articles/none.md"),
        ("plain page", "pages/none.md"),
        ("period", "2019"),
        ("period", "2020-02-01"),
        ("language", "de"),
        ("language period", "de|2020"),
        ("language period", "ru|2019"),
        ("name", "people:nobody"),
        ("name period", "people:nobody|2020"),
        ("name period", "people:ana|2019"),
        ("name period", "people:ana|2020-02"),
        ("pair", "people:ana\npeople:nobody"),
        ("pair period", "people:ana\npeople:nobody|2020"),
        ("pair period", "people:ana\npeople:ben|2019"),
        ("corrections year", "2019"),
        ("feed", "people:nobody"),
        ("feed", "de"),
        ("sitemap", "2019"),
        ("service", "/none/"),
    ],
)
def test_a_group_that_is_no_more_has_no_pages(
    inputs: PlanInputs, kind: GroupKind, key: str
) -> None:
    assert addresses(inputs, kind, key) == []
