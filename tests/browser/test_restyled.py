"""The worked example of docs/templates.md, in a browser: what its five tokens and two blocks do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from newsgen.pipeline.build import build
from newsgen.pipeline.request import BuildRequest
from support.documents import EXAMPLES
from support.reader import serve_folder
from support.sample import copy_sample
from support.sites import NOW

ARTICLE = "2022/09/15/samarkand-summit-opens/"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("restyled")
    site = copy_sample(folder / "site")
    for each in EXAMPLES:
        if each.page == "docs/templates.md" and each.file.startswith(("static/", "templates/")):
            file = site / each.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(each.text, "utf-8")
    out = folder / "out"
    assert build(BuildRequest(site=site, out=out, base_url="", workers=1, now=NOW)).status == "ok"
    with serve_folder(out) as address, browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto(address + ARTICLE)
        yield page


def style(page: Page, selector: str, name: str) -> str:
    return str(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{name}"))


def test_five_tokens_change_the_look_of_every_page(page: Page) -> None:
    assert style(page, "body", "backgroundColor") == "rgb(255, 241, 229)"
    assert style(page, ".text a:not(.name)", "color") == "rgb(11, 85, 99)"
    assert style(page, ".kicker", "color") == "rgb(153, 0, 61)"
    assert style(page, "h1", "fontFamily").startswith('"Avenir Next"')
    text = page.locator(".reading").bounding_box()
    assert text
    assert text["width"] == 38 * 16
    page.emulate_media(color_scheme="dark")
    assert style(page, "body", "backgroundColor") == "rgb(27, 21, 18)"
    page.emulate_media(color_scheme="light")


def test_two_blocks_add_to_what_the_theme_shows(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("Cite as Leaders gather in Samarkand")
    assert page.locator("link[rel=stylesheet]").count() == 2
