"""axe-core finds nothing in a page of any kind, by day and by night, on a desk and on a phone.

That what is there can be reached by keyboard, and read on paper, is seen in test_browser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from support import axe
from support.page_kinds import largest_pages, template_name
from support.paths import ROOT
from support.reader import serve_folder
from support.sample import copy_sample
from support.sites import NOW, Site, make_plan
from support.sites import pages as planned


@dataclass(frozen=True)
class Sample:
    """Where the sample is served, and the largest page that each template draws of each kind."""

    root: str
    templates: dict[str, str]
    kinds: dict[str, str]


IN_GERMAN = """\
---
title: Ein Gipfel
source: newsgen sample desk
date: 2022-09-13
language: de
---
Zwei Tage in Samarkand.
"""
"""An article by which the archive is one of several languages."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    at = "https://example.org/"
    folder = tmp_path_factory.mktemp("accessibility")
    site, out = copy_sample(folder / "site"), folder / "out"
    with (site / "newsgen.yml").open("a", encoding="utf-8") as config:
        config.write("data: true\n")
    (site / "articles/in-german.md").write_text(IN_GERMAN, "utf-8")
    order = BuildRequest(site=site, out=out, base_url=at, workers=1, now=NOW)
    assert build(order).status == "ok"
    with serve_folder(out) as root:
        all_pages = list(planned(make_plan(order)))
        by_template = largest_pages(all_pages, out, template_name)
        yield Sample(root.rstrip("/"), by_template, largest_pages(all_pages, out))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        axe.load(page)
        yield page


def test_there_is_a_page_of_every_template(sample: Sample) -> None:
    drawn = {f"{template}.html" for template in sample.templates}
    assert drawn == {path.name for path in Path(ROOT, "templates").glob("*.html")} - {"base.html"}


@pytest.mark.parametrize("chosen", ["templates", pytest.param("kinds", marks=pytest.mark.long)])
def test_axe_finds_nothing_in_a_page_of_any_kind(page: Page, sample: Sample, chosen: str) -> None:
    found = [
        f"{kind}, {address}: {each}"
        for kind, address in getattr(sample, chosen).items()
        for each in axe.visit(page, sample.root + address, kind == "redirect")
    ]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_a_search_has_found(page: Page, sample: Sample) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{sample.root}/search/?q=Samarkand")
    expect(page.get_by_role("status")).to_contain_text("Articles found")
    expect(page.get_by_role("option", name="Xi Jinping").first).to_be_attached()
    assert axe.violations_in_all_looks(page) == []
    page.get_by_label("Words").fill("no such word anywhere")
    expect(page.get_by_role("status")).to_contain_text("No article has")
    assert axe.violations_in_all_looks(page) == []


def test_axe_finds_nothing_in_an_index_with_names_filtered(page: Page, sample: Sample) -> None:
    page.goto(f"{sample.root}/entities/")
    page.get_by_label("Find a name").fill("Xi")
    expect(page.get_by_role("status")).to_contain_text("Names found")
    assert axe.violations_in_all_looks(page) == []


WIDE = f"""
| {" | ".join(f"A head of column {number}" for number in range(20))} |
|{"---|" * 20}
| {" | ".join("cell" for _ in range(20))} |

    {"a line of code that goes on " * 20}

    short
"""


def test_what_is_too_wide_is_reached_by_keyboard(page: Page, tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", WIDE).build(base_url="").ok()
    with serve_folder(site.out) as root:
        page.goto(f"{root}2022/09/13/a/")
        assert axe.violations_in_all_looks(page) == []
        stops = page.locator(".text [tabindex]")
        assert stops.evaluate_all("all => all.map(each => each.localName)") == ["table", "pre"]
        stops.first.focus()
        page.keyboard.press("Tab")
        expect(stops.last).to_be_focused()
