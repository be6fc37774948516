"""An article's page is light: little HTML around its text, a small style sheet, small scripts."""

from pathlib import Path

import pytest

from audit.budget import MOST, Weight, weight
from support.sample import BuiltSample


@pytest.fixture(scope="module")
def articles(built_sample: BuiltSample) -> list[Path]:
    """The pages of the sample's articles."""
    out, _ = built_sample("https://example.org/archive/")
    return sorted(
        page
        for page in out.rglob("index.html")
        if '<article class="article"' in (html := page.read_text("utf-8"))
        and '<div class="text"' in html
    )


def test_every_article_keeps_to_its_budget(articles: list[Path]) -> None:
    assert len(articles) > 8
    assert {page: kept for page in articles if (kept := weight(page)).over(MOST)} == {}


def test_all_that_a_page_asks_for_is_weighed(articles: list[Path]) -> None:
    least = weight(articles[0])
    assert least.html > 3_000
    assert least.styles > 3_000
    assert least.scripts > 500


PAGE = """<!doctype html>
<link rel="stylesheet" href="../a.css?v=1">
<script src="../a%20b.js"></script>
<div class="reading"><div class="text" lang="en">{}</div></div>
"""


@pytest.mark.parametrize("text", ["", "<p>Said.</p>", "<div>\n<div>é\x85</div></div>\n习" * 9])
def test_the_text_itself_weighs_nothing(tmp_path: Path, text: str) -> None:
    page = tmp_path / "a" / "index.html"
    page.parent.mkdir()
    page.write_text(PAGE.format(text), "utf-8")
    (tmp_path / "a.css").write_text("", "utf-8")
    (tmp_path / "a b.js").write_text("", "utf-8")
    assert weight(page).html == len(PAGE) - len("{}")


@pytest.mark.parametrize("part", ["html", "styles", "scripts"])
def test_what_is_too_heavy_is_seen(part: str) -> None:
    fields = {name: getattr(MOST, name) for name in Weight.__slots__}
    assert not Weight(**fields).over(MOST)
    assert Weight(**fields | {part: fields[part] + 1}).over(MOST)


def test_a_page_without_a_text_is_an_error_and_not_light(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<!doctype html>", "utf-8")
    with pytest.raises(ValueError, match="has no text"):
        weight(page)
