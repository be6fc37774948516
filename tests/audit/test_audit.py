"""The audit: its host, its choice of pages, what it reads out of reports. Lighthouse is not run."""

import gzip
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from audit.__main__ import HEAD, ArchiveAudit, rows, summary
from audit.archives import Archive, choose
from audit.budget import MOST, Weight
from audit.host import headers_for, host_folder
from audit.lighthouse import CATEGORIES, judgement
from bench.table import aligned, put
from newsgen.pipeline.request import BuildRequest
from support.paths import ROOT
from support.reader import HEADERS
from support.sample import BuiltSample
from support.sites import NOW, make_plan, pages

# --- The host ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def out(built_sample: BuiltSample) -> Path:
    return built_sample()[0]


def fetched(address: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_pages_are_sent_compressed_under_the_archives_own_headers(out: Path) -> None:
    with host_folder(out) as address:
        status, headers, data = fetched(address)
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(data) == (out / "index.html").read_bytes()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_a_wrong_address_gets_the_archives_page_for_it(out: Path) -> None:
    with host_folder(out) as address:
        status, _, data = fetched(f"{address}no/such/page/")
    assert status == 404
    assert gzip.decompress(data) == (out / "404.html").read_bytes()


def test_a_folder_without_its_slash_is_led_to(out: Path) -> None:
    with host_folder(out) as address:
        status, _, data = fetched(f"{address}tags?a=b")
    assert status == 200
    assert gzip.decompress(data) == (out / "tags" / "index.html").read_bytes()


def test_headers_are_those_of_every_pattern_that_fits(tmp_path: Path) -> None:
    rules = "# A comment\n/*\n  A: 1\n  B: 1\n\n/static/*\n  B: 2\n/a.b\n  C: 3\n"
    (tmp_path / "_headers").write_text(rules, "utf-8")
    assert headers_for(tmp_path, "/static/x.css") == {"A": "1", "B": "2"}
    assert headers_for(tmp_path, "/a.b") == {"A": "1", "B": "1", "C": "3"}
    assert headers_for(tmp_path, "/axb") == {"A": "1", "B": "1"}


@pytest.mark.parametrize(
    "path, is_open",
    [
        ("/data/articles-2022.csv", True),
        ("/data/archive.db", True),
        ("/feeds/tags/sco.xml", True),
        ("/2022/09/13/a/index.json", True),
        ("/1912/05/a/index.json", True),
        ("/1912/a/index.json", True),
        ("/de/2022/09/13/a/index.json", True),
        ("/2022/09/13/a/de/index.json", True),
        ("/2022/09/13/a/", False),
        ("/index.json", False),
    ],
)
def test_other_sites_may_read_what_is_data(path: str, is_open: bool) -> None:
    headers = headers_for(ROOT / "static" / "root", path)
    assert headers.get("Access-Control-Allow-Origin") == ("*" if is_open else None)
    assert headers["X-Content-Type-Options"] == "nosniff"


# --- The pages -----------------------------------------------------------------------------------


def test_the_fullest_pages_are_judged(out: Path) -> None:
    order = BuildRequest(site=ROOT, out=out, workers=1, now=NOW)
    assert choose(list(pages(make_plan(order))), out) == {
        "front page": "/",
        "article": "/2022/09/16/samarkand-summit-closes/",
        "name": "/organizations/shanghai-cooperation-organization/",
        "day": "/2022/09/16/",
        "search": "/search/",
        "trends": "/trends/",
        "words": "/words/",
    }


# --- What is told --------------------------------------------------------------------------------


def report(**scores: float | None) -> dict[str, Any]:
    """What Lighthouse says: in each category one audit that counts, and one that does not."""
    given = dict.fromkeys(CATEGORIES, 1.0) | scores
    return {
        "categories": {
            name: {
                "score": score,
                "auditRefs": [{"id": f"{name}-a", "weight": 3}, {"id": f"{name}-b", "weight": 0}],
            }
            for name, score in given.items()
        },
        "audits": {
            **{f"{name}-a": {"score": score} for name, score in given.items()},
            **{f"{name}-b": {"score": 0} for name in given},
            "network-requests": {
                "details": {
                    "items": [
                        {"url": "a/", "resourceType": "Document", "transferSize": 4000},
                        {"url": "a.css", "resourceType": "Stylesheet", "transferSize": 6000},
                        {"url": "a.js", "resourceType": "Script", "transferSize": 700},
                        {"url": "b.js", "resourceType": "Script", "transferSize": 300},
                        {"url": "a.png", "resourceType": "Image", "transferSize": 90_000},
                        {"url": "a.svg", "transferSize": 10},
                        {"url": "data:,", "resourceType": "Image", "transferSize": 0},
                    ]
                }
            },
        },
    }


def test_a_perfect_page_has_lost_nothing() -> None:
    judged = judgement(report())
    assert judged.perfect
    assert (judged.scores, judged.lost) == ((100, 100, 100, 100), ())
    assert (judged.html, judged.styles, judged.scripts, judged.requests) == (4000, 6000, 1000, 6)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("score", [0.994, 0.5, 0])
def test_whatever_costs_points_is_named(category: str, score: float) -> None:
    judged = judgement(report(**{category: score}))
    assert not judged.perfect
    assert judged.lost == (f"{category}-a",)


def test_what_could_not_be_judged_is_not_perfect() -> None:
    assert judgement(report(seo=None)).scores == (100, 100, 100, 0)


def make_audit(**fields: Any) -> ArchiveAudit:
    archive = Archive("sample, 10 articles", "", {"front": "/", "search": "/search/"}, {}, ())
    values = {"heaviest": Weight(8_787, 5_700, 1_100), "judged": {"day": judgement(report())}}
    return ArchiveAudit(archive, **(values | fields))


def test_an_archive_is_good_if_every_goal_is_reached() -> None:
    assert make_audit().good
    assert not make_audit(judged={"day": judgement(report(seo=0.99))}).good
    assert not make_audit(broken=["front, /, light: image-alt"]).good
    assert not make_audit(heaviest=Weight(MOST.html + 1, 0, 0)).good


def test_the_table_and_the_words_below_it() -> None:
    seen = make_audit(broken=["front, /, light: image-alt"], heaviest=Weight(15_100, 5_700, 1_100))
    cells = [cell.strip() for cell in aligned([HEAD, *rows([seen])]).splitlines()[2].split("|")]
    assert cells[1:-1] == [
        *("sample: day", "100", "100", "100", "100"),
        *("4.0 KB", "6.0 KB", "1.0 KB", "6", ""),
    ]
    words = summary(seen)
    assert "2 kinds of pages, by day and by night, and found 1." in words
    assert "15.1 KB of HTML around the text (≤ 15 KB ✗), 5.7 KB of CSS (≤ 20 KB ✓)" in words
    assert words.endswith("\n- front, /, light: image-alt")


def test_the_docs_have_room_for_it_and_hold_a_table(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "audit.md").read_text("utf-8")
    assert re.search(r"^\| page +\| +performance \|", text, re.M)
    page = tmp_path / "audit.md"
    page.write_text(text, "utf-8")
    assert put(page, "audit", "new")
