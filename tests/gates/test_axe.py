"""axe passes good pages, finds planted faults in either scheme, and is never silently not run."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support import axe
from support.reader import serve_folder

GOOD = """<!doctype html>
<html lang="en">
<head>
<title>A page</title>
<meta name="color-scheme" content="light dark">
<style>
:root { color-scheme: light dark; background: light-dark(#fff, #111) }
h1, h4, p { color: light-dark(#333, #ddd) }
</style>
</head>
<body><main><h1>A page</h1><p>With a paragraph.</p></main></body>
</html>
"""


@pytest.mark.parametrize(
    "good, bad, rules",
    [
        ("", "", set()),
        ("<p>With", '<img src="data:,"><p>With', {"image-alt"}),
        (' lang="en"', "", {"html-has-lang"}),
        ("<p>With", "<h4>Too deep</h4><p>With", {"heading-order"}),
        ("#333, #ddd", "#999, #555", {"color-contrast"}),
    ],
    ids=["good", "no alt", "no language", "a heading left out", "too pale"],
)
def test_a_planted_fault_is_found(browser: Browser, good: str, bad: str, rules: set[str]) -> None:
    with browser.new_page() as page:
        page.set_content(GOOD.replace(good, bad) if good else GOOD)
        for scheme in axe.LOOKS:
            page.emulate_media(color_scheme=scheme)
            assert {each.rule for each in axe.violations(page)} == rules


def test_a_violation_is_told_with_its_place_and_what_to_do(browser: Browser) -> None:
    with browser.new_page() as page:
        page.set_content(GOOD.replace("<p>With", '<img src="data:,"><p>With'))
        [found] = axe.violations(page)
    assert str(found) == 'image-alt: Images must have alternative text: img: <img src="data:,">'


def test_axe_that_is_not_there_is_an_error_and_not_a_pass(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(axe, "SCRIPT", Path("gone.js"))
    axe.script.cache_clear()
    with browser.new_page() as page, pytest.raises(FileNotFoundError, match=r"gone\.js"):
        axe.violations(page)


def test_axe_that_asks_nothing_is_noticed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(axe, "TAGS", ("no-such-tag",))
    with browser.new_page() as page, pytest.raises(RuntimeError, match="no rule"):
        axe.violations(page)


def test_a_page_that_leads_on_is_looked_at_itself(browser: Browser, tmp_path: Path) -> None:
    lead = '<head>\n<meta http-equiv="refresh" content="0; url=ahead.html">'
    bad = GOOD.replace("<head>", lead).replace("<p>With", '<img src="data:,"><p>With')
    (tmp_path / "index.html").write_text(bad, "utf-8")
    (tmp_path / "ahead.html").write_text(GOOD, "utf-8")
    with serve_folder(tmp_path) as address, browser.new_page() as page:
        found = axe.visit(page, address, leads_on=True)
    assert [each.split(": ")[:2] for each in found] == [
        ["light", "image-alt"],
        ["dark", "image-alt"],
    ]
