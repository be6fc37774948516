"""`newsgen keep`: copies of pages of hosts that a test plays, and what a build makes of them."""

import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import httpx
import pytest
from click.testing import CliRunner
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from newsgen.cli.keep_command import keep_report_json, keep_report_lines
from newsgen.cli.program import newsgen
from newsgen.commands.fixity import FixityFault, check_fixity
from newsgen.commands.keep import KeepReport, KeepRequest, keep_pages
from newsgen.content.kept_copies import SEAL
from newsgen.links.polite_client import PoliteClient, Politeness
from newsgen.model.command_error import CommandError
from newsgen.model.progress import ignore_progress
from newsgen.pipeline.request import BuildRequest
from newsgen.store.copy_ledger import LEDGER_FILE
from support.event_loops import run_apart
from support.laws import assert_as_clean
from support.sites import Site

HURRIED = Politeness(pause=0, timeout=0.5, longest_wait=0.1)
WAYBACK_COPY = "https://web.archive.org/web/20220914000000/https://news.example/talks"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)

PAGE = """\
<!DOCTYPE html>
<html lang="en" onload="steal()"><head><meta charset="utf-8"><title>Talks – News</title>
<base href="/assets/"><meta http-equiv="refresh" content="0; url=https://evil.example/">
<link rel="stylesheet" href="main.css"><link rel="preload" href="late.js" as="script">
<style>h1 { background: url(rule.png) }</style><script>document.write("ad")</script></head>
<body style="background: url('rule.png')"><!-- tracking -->
<h1>Talks in Samarkand – Überblick</h1>
<p onclick="steal()">They met. <a href="../more?a=1#part">More</a>
<a href="javascript:steal()">No</a></p>
<img src="hall.png" srcset="hall.png 1x, hall-big.png 2x" alt="The hall">
<img src="gone.png" alt="Gone">
<img data-src="late.png" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="Late">
<noscript><p>Read this.</p></noscript><iframe src="https://ads.example/"></iframe>
<form action="/search"><input name="q"></form><video src="film.mp4"></video>
</body></html>
"""
CSS = '@import "fonts.css"; h1 { color: #123; background: url("rule.png") } p { content: "url(x)" }'
FONTS = "@font-face { font-family: F; src: url(f.woff2) format('woff2') }"


class Internet:
    """All hosts: what each address answers, and what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.page = PAGE
        self.saves = False
        files = {"main.css": CSS, "fonts.css": FONTS, "f.woff2": b"font"}
        pictures = dict.fromkeys(("rule.png", "hall.png", "hall-big.png", "late.png"), PNG)
        self.files: dict[str, str | bytes] = {**files, **pictures}

    def answer(self, request: httpx.Request) -> httpx.Response:
        address, path = str(request.url), request.url.path
        self.asked.append(address)
        if request.url.host == "archive.org":
            found = {"available": True, "status": "200", "url": WAYBACK_COPY}
            return httpx.Response(
                200, json={"archived_snapshots": {} if self.saves else {"closest": found}}
            )
        if request.url.host == "web.archive.org":
            return httpx.Response(302, headers={"Location": WAYBACK_COPY})
        if path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow: /private\n")
        if path == "/odd-redirect":
            return httpx.Response(302, headers={"Location": "http://["})
        if "stop" in path:
            raise KeyboardInterrupt
        if path == "/talks":
            return httpx.Response(301, headers={"Location": "/2022/talks"})
        if path == "/2022/talks":
            return httpx.Response(200, html=self.page)
        if path == "/order.pdf":
            return httpx.Response(
                200, content=b"%PDF-1.7", headers={"Content-Type": "application/pdf"}
            )
        if path == "/data.bin":
            return httpx.Response(200, content=b"x", headers={"Content-Type": "application/x-own"})
        name = path.rpartition("/")[2]
        if path.startswith("/assets/") and name in self.files:
            content = self.files[name]
            kinds = {"css": "text/css", "png": "image/png", "woff2": "font/woff2"}
            kind = {"Content-Type": kinds[name.rpartition(".")[2]]}
            data = content.encode() if isinstance(content, str) else content
            return httpx.Response(200, content=data, headers=kind)
        return httpx.Response(404)

    def keep(self, site: Site, *arguments: str, **options: object) -> KeepReport:
        """What came of keeping pages of this network."""
        build = BuildRequest(site.folder, site.out, workers=1)
        client = PoliteClient(HURRIED, "n", "", httpx.MockTransport(self.answer), public)
        request = KeepRequest(build, arguments, politeness=HURRIED, **options)
        return run_apart(lambda: keep_pages(request, ignore_progress, client))


async def public(*_: object) -> tuple[str, ...]:
    return ("93.184.216.34",)


@pytest.fixture
def internet() -> Internet:
    return Internet()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, "title: The Test File\nbase_url: https://file.example/\nsearch: false\n")
    site.article("talks", "They met.", source_url="https://news.example/talks")
    site.article("plain", "Nothing more.")
    return site


def ledger(site: Site) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((site.folder / LEDGER_FILE).read_text("utf-8"))
    return found


# --- What a copy is -------------------------------------------------------------------------------


def test_a_copy_shows_the_page_without_script_and_without_network(
    site: Site, internet: Internet
) -> None:
    report = internet.keep(site)
    copy = (site.folder / "kept/talks.html").read_bytes()
    assert copy.startswith(SEAL)
    text = copy.removeprefix(SEAL).decode()
    assert "Überblick" in text
    assert "Read this." in text
    for active in (
        "steal",
        "document.write",
        "evil.example",
        "ads.example",
        "tracking",
        "<form",
    ):
        assert active not in text
    assert 'href="https://news.example/more?a=1#part"' in text
    root = html.document_fromstring(text)
    shown = [*root.xpath("//img/@src"), *root.xpath("//link/@href")]
    assert [each[:11] for each in shown] == ["data:image/", "data:image/", "data:text/c"]
    assert root.xpath("//img/@alt") == ["The hall", "Gone", "Late"]
    [page] = report.pages
    assert (page.copy, page.missing_count, page.problem) == ("kept/talks.html", 1, "")
    assert page.size == len(copy)
    assert "https://news.example/assets/late.js" not in internet.asked
    assert "https://news.example/assets/hall-big.png" not in internet.asked


def test_style_sheets_bring_what_they_name(site: Site, internet: Internet) -> None:
    internet.keep(site)
    text = (site.folder / "kept/talks.html").read_text("utf-8")
    [sheet] = re.findall('href="data:text/css;base64,([^"]*)"', text)
    css = b64decode(sheet).decode()
    assert 'content: "url(x)"' in css
    [fonts] = re.findall('@import "data:text/css;base64,([^"]*)"', css)
    assert "data:font/woff2;base64,Zm9udA==" in b64decode(fonts).decode()
    assert 'url("data:image/png;base64,' in css


def test_a_style_sheet_that_imports_itself_comes_once(site: Site, internet: Internet) -> None:
    internet.files["main.css"] = f'@import "main.css"; @import "main.css"; {CSS}'
    internet.keep(site)
    [sheet] = re.findall(
        'href="data:text/css;base64,([^"]*)"', (site.folder / "kept/talks.html").read_text("utf-8")
    )
    assert b64decode(sheet).decode().count('@import "data:text/css;base64,"') == 2


def test_a_base_that_is_none_is_no_base(site: Site, internet: Internet) -> None:
    internet.page = PAGE.replace('<base href="/assets/">', '<base href="javascript:0">')
    internet.page = internet.page.replace("hall.png", "/assets/hall.png")
    internet.keep(site)
    assert "https://news.example/assets/hall.png" in internet.asked


def test_articles_of_one_name_have_a_copy_each(site: Site, internet: Internet) -> None:
    text = (
        (site.folder / "articles/talks.md").read_text("utf-8").replace("title: talks", "title: B")
    )
    site.write("articles/talks.markdown", f"{text}")
    internet.keep(site)
    assert list(ledger(site)) == ["kept/talks.html", "kept/talks.markdown.html"]


@pytest.mark.parametrize(
    "page",
    [
        '<p>\x01<a href="\x01https://a.example/&#1;">A</a> <p on\x01x="1">',
        '<base href="http://["><img src="http://[x"><style>a { b: url(\\',
        '<style>@import "\x01.css"</style><p style="background: url(&#2;)">',
    ],
)
def test_whatever_a_page_holds_it_is_kept(site: Site, internet: Internet, page: str) -> None:
    internet.page = page
    for form in ("html", "wacz"):
        [kept] = internet.keep(site, format=form, again=True).pages
        assert kept.copy == f"kept/talks.{form}"
    text = (site.folder / "articles/talks.md").read_text("utf-8")
    assert "archived_url: /kept/talks.wacz\n" in text


@pytest.mark.parametrize(
    "page",
    ["", "\x00", '<frameset><frame src="a.html"></frameset>', "<p>" + "<b>" * 300_000 + "Deep."],
    ids=["empty", "nothing", "frames", "deep"],
)
def test_a_page_that_html_cannot_show_is_told_and_kept_as_wacz(
    site: Site, internet: Internet, page: str
) -> None:
    internet.page = page
    [refused] = internet.keep(site).pages
    assert refused.copy == ""
    assert "--format wacz" in refused.problem
    assert not (site.folder / "kept").exists()
    [kept] = internet.keep(site, format="wacz").pages
    assert (kept.copy, kept.problem) == ("kept/talks.wacz", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://u%5B@h/",
        "https://xn--a-ecp.example/",
        "https://\U000e0001.example/a",
        "https://a:0b/",
    ],
)
def test_one_page_that_cannot_be_had_ends_nothing(
    site: Site, internet: Internet, address: str
) -> None:
    site.article("a", source_url=f"https://news.example/{'[' * 3}")
    site.article("odd", source_url="https://news.example/odd-redirect")
    internet.page = PAGE.replace('src="hall.png"', f'src="{address}"')
    pages = {page.path: page for page in internet.keep(site).pages}
    assert pages["articles/talks.md"].copy == "kept/talks.html"
    assert pages["articles/odd.md"].problem
    assert len(pages) == 3


def test_a_page_at_an_address_that_cannot_be_asked_is_told(site: Site, internet: Internet) -> None:
    internet.page = PAGE.replace('src="hall.png"', 'src="http://u%5B@h/"')
    internet.files["main.css"] = "a { b: " + "(" * 5000
    [page] = internet.keep(site).pages
    assert page.missing_count == 2


def test_a_style_sheet_that_is_too_deep_to_read_is_left_out(site: Site, internet: Internet) -> None:
    internet.page = PAGE.replace("<style>", f"<style>a {{ b: {'(' * 5000}")
    internet.files["main.css"] = f"a {{ b: {'(' * 5000}"
    internet.keep(site)
    text = (site.folder / "kept/talks.html").read_text("utf-8")
    assert "((((" not in text
    assert "Talks in Samarkand" in text


def test_a_picture_with_signs_in_its_name_is_fetched(site: Site, internet: Internet) -> None:
    internet.page = PAGE.replace('src="hall.png"', 'src="die halle 50%25.png?v=1"')
    internet.keep(site)
    assert "https://news.example/assets/die%20halle%2050%25.png?v=1" in internet.asked


def test_a_wacz_file_has_every_answer(site: Site, internet: Internet) -> None:
    internet.keep(site, format="wacz")
    with ZipFile(site.folder / "kept/talks.wacz") as packed:
        names = packed.namelist()
        warc = packed.read("archive/data.warc.gz")
        pages = packed.read("pages/pages.jsonl").decode().splitlines()
        index = packed.read("indexes/index.cdxj").decode().splitlines()
    assert {"datapackage.json", "datapackage-digest.json"} <= set(names)
    assert json.loads(pages[1])["url"] == "https://news.example/2022/talks"
    records = {
        record.rec_headers["WARC-Target-URI"]: (
            record.http_headers.get_statuscode(),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(BytesIO(warc), check_digests="raise")
        if record.rec_type == "response"
    }
    assert records["https://news.example/talks"][0] == "301"
    assert records["https://news.example/2022/talks"] == ("200", PAGE.encode())
    assert records["https://news.example/assets/hall-big.png"] == ("200", PNG)
    assert records["https://news.example/assets/gone.png"][0] == "404"
    assert len(index) == len(records)
    first = json.loads(index[0].split(" ", 2)[2])
    start = int(first["offset"])
    [record] = ArchiveIterator(BytesIO(warc[start : start + int(first["length"])]))
    assert record.rec_headers["WARC-Target-URI"] == first["url"]


def test_what_is_no_web_page_is_kept_as_it_is(site: Site, internet: Internet) -> None:
    site.article("order", source_url="https://news.example/order.pdf")
    site.article("odd", source_url="https://news.example/data.bin")
    problems = {page.path: page.problem for page in internet.keep(site).pages}
    assert (site.folder / "kept/order.pdf").read_bytes() == b"%PDF-1.7"
    assert "application/x-own" in problems["articles/odd.md"]
    assert "wacz" in problems["articles/odd.md"]


# --- What is written down -------------------------------------------------------------------------


def test_the_article_names_its_copy_and_the_day(
    site: Site, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1663142400")
    internet.keep(site)
    text = (site.folder / "articles/talks.md").read_text("utf-8")
    assert "archived_url: /kept/talks.html\n" in text
    assert "retrieved: 2022-09-14\n" in text
    assert "archived_url" not in (site.folder / "articles/plain.md").read_text("utf-8")
    copy = ledger(site)["kept/talks.html"]
    assert copy["address"] == "https://news.example/talks"
    assert copy["time"] == "2022-09-14T08:00:00Z"
    assert (copy["status"], copy["size"]) == (200, (site.folder / "kept/talks.html").stat().st_size)


def test_what_an_article_says_already_stays(site: Site, internet: Internet) -> None:
    site.article(
        "talks",
        source_url="https://news.example/talks",
        archived_url=WAYBACK_COPY,
        retrieved="2022-09-13",
    )
    before = (site.folder / "articles/talks.md").read_text("utf-8")
    internet.keep(site)
    assert (site.folder / "kept/talks.html").exists()
    assert (site.folder / "articles/talks.md").read_text("utf-8") == before


def test_what_is_kept_is_not_asked_again(site: Site, internet: Internet) -> None:
    internet.keep(site)
    asked = len(internet.asked)
    report = internet.keep(site)
    assert (report.pages, report.kept_before) == ((), 1)
    assert len(internet.asked) == asked
    internet.page = PAGE.replace("They met.", "They will meet.")
    internet.keep(site, again=True)
    assert "They will meet." in (site.folder / "kept/talks.html").read_text("utf-8")


def test_a_copy_fetched_again_has_its_own_day(
    site: Site, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, seconds in (("2022-09-14", "1663142400"), ("2022-09-15", "1663228800")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        internet.keep(site, again=True)
        assert f"retrieved: {day}\n" in (site.folder / "articles/talks.md").read_text("utf-8")


def test_a_copy_that_somebody_saved_stays(site: Site, internet: Internet) -> None:
    site.write("kept/talks.html", b"By hand.")
    named = {"source_url": "https://news.example/talks", "archived_url": "/kept/talks.pdf"}
    site.write("kept/talks.pdf", b"%PDF-1.7 by hand")
    site.article("talks", "They met.", **named)
    for again in (False, True):
        report = internet.keep(site, again=again)
        assert (report.pages, report.kept_before) == ((), 1)
    site.article("talks", "They met.", source_url="https://news.example/talks")
    [page] = internet.keep(site).pages
    assert page.copy == "kept/talks-2.html"
    assert (site.folder / "kept/talks.html").read_bytes() == b"By hand."
    assert (site.folder / "kept/talks.pdf").read_bytes() == b"%PDF-1.7 by hand"


def test_another_article_of_an_earlier_name_has_a_copy_of_its_own(
    site: Site, internet: Internet
) -> None:
    internet.keep(site)
    arguments = ["move", "articles/talks.md", "articles/2022/meeting.md"]
    assert CliRunner().invoke(newsgen, ["-C", str(site.folder), *arguments]).exit_code == 0
    before = (site.folder / "kept/talks.html").read_bytes()
    site.article("talks", "Other talks.", source_url="https://news.example/order.pdf")
    internet.keep(site)
    site.article("talks", "Other talks.", source_url="https://news.example/talks")
    [page] = internet.keep(site).pages
    assert page.copy == "kept/talks-2.html"
    assert (site.folder / "kept/talks.html").read_bytes() == before


def test_the_page_at_another_address_is_fetched(site: Site, internet: Internet) -> None:
    internet.keep(site)
    text = (site.folder / "articles/talks.md").read_text("utf-8")
    site.write("articles/talks.md", text.replace("example/talks", "example/order.pdf"))
    [page] = internet.keep(site).pages
    assert page.copy == "kept/talks.pdf"
    assert "archived_url: /kept/talks.pdf\n" in (site.folder / "articles/talks.md").read_text()


def test_nothing_is_written_outside_of_the_archive(
    site: Site, internet: Internet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (site.folder / "kept").symlink_to(outside)
    [page] = internet.keep(site).pages
    assert "a link leads out of it" in page.problem
    assert not [*outside.iterdir()]


def test_a_command_that_is_ended_goes_on_later(site: Site, internet: Internet) -> None:
    site.article("z-stop", source_url="https://news.example/z-stop")
    with pytest.raises(KeyboardInterrupt):
        internet.keep(site)
    assert list(ledger(site)) == ["kept/talks.html"]
    report = internet.keep(site, "articles/talks.md")
    assert report.kept_before == 1


def test_two_articles_from_one_page_have_a_copy_each(site: Site, internet: Internet) -> None:
    site.article("also", source_url="https://news.example/talks#part")
    internet.keep(site)
    assert list(ledger(site)) == ["kept/also.html", "kept/talks.html"]
    assert internet.asked.count("https://news.example/2022/talks") == 1
    site.build().ok()


def test_a_dry_run_asks_nobody(site: Site, internet: Internet) -> None:
    report = internet.keep(site, is_dry=True)
    assert not internet.asked
    assert not (site.folder / "kept").exists()
    assert [*keep_report_lines(report, dry_run=True)] == [
        "articles/talks.md: https://news.example/talks",
        "Would keep 1 page; 0 had a copy.",
    ]


@pytest.mark.parametrize(
    "path, reason",
    [
        ("gone", "there is nothing at this address (404)"),
        ("private/a", "its host asks programs to keep out (robots.txt)"),
    ],
)
def test_a_page_that_cannot_be_had_is_told(
    site: Site, internet: Internet, path: str, reason: str
) -> None:
    site.article("talks", source_url=f"https://news.example/{path}")
    report = internet.keep(site)
    assert [page.problem for page in report.pages] == [reason]
    assert not (site.folder / "kept").exists()
    assert [*keep_report_lines(report)] == [
        f"articles/talks.md: https://news.example/{path}: {reason}",
        "Kept 0 pages; 1 could not be kept, 0 had a copy.",
    ]
    assert keep_report_json(report)["pages"][0]["message"] == reason


def test_where_there_is_nothing_to_keep_that_is_said(site: Site, internet: Internet) -> None:
    report = internet.keep(site, "articles/plain.md")
    assert [*keep_report_lines(report)] == [
        "No article that is meant has a source_url: there is nothing to keep."
    ]


def test_the_query_says_which_pages(site: Site, internet: Internet) -> None:
    site.article("other", source_url="https://news.example/order.pdf", tags=["Orders"])
    assert [page.copy for page in internet.keep(site, "tag:Orders").pages] == ["kept/other.pdf"]


# --- The Wayback Machine --------------------------------------------------------------------------


def test_the_nearest_copy_elsewhere_is_named(site: Site, internet: Internet) -> None:
    report = internet.keep(site, wayback=True)
    assert [page.copy for page in report.pages] == [WAYBACK_COPY]
    text = (site.folder / "articles/talks.md").read_text("utf-8")
    assert f"archived_url: {WAYBACK_COPY}\n" in text
    assert not (site.folder / "kept").exists()
    assert internet.keep(site, wayback=True).kept_before == 1


def test_a_copy_elsewhere_does_not_take_the_place_of_another(
    site: Site, internet: Internet
) -> None:
    internet.keep(site)
    [page] = internet.keep(site, wayback=True, again=True).pages
    assert page.copy == ""
    assert page.problem == "the article names another copy: /kept/talks.html"


def test_a_copy_is_made_elsewhere_only_where_that_is_asked_for(
    site: Site, internet: Internet
) -> None:
    internet.saves = True
    [page] = internet.keep(site, wayback=True).pages
    assert "--save" in page.problem
    [page] = internet.keep(site, wayback=True, saves=True).pages
    assert page.copy == WAYBACK_COPY
    assert "https://web.archive.org/save/https://news.example/talks" in internet.asked


# --- What a build makes of copies -----------------------------------------------------------------


def test_a_page_leads_to_the_copy_that_the_archive_has(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.build().ok()
    assert (site.out / "kept/talks.html").read_bytes() == (
        site.folder / "kept/talks.html"
    ).read_bytes()
    assert "/kept/talks.html" in site.page("/2022/09/13/talks/")
    assert not (site.out / LEDGER_FILE).exists()
    assert "kept" not in (site.out / "sitemap.xml").read_text("utf-8")


def test_a_copy_that_was_fetched_again_is_published(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.build().ok()
    internet.page = PAGE.replace("They met.", "They will meet.")
    internet.keep(site, again=True)
    assert site.build().ok().outcome.rendered_count == 1
    assert "They will meet." in site.page("/kept/talks.html")
    assert_as_clean(site)


def test_an_article_that_moves_keeps_its_copy(site: Site, internet: Internet) -> None:
    internet.keep(site)
    arguments = ["move", "articles/talks.md", "articles/2022/meeting.md"]
    result = CliRunner().invoke(newsgen, ["-C", str(site.folder), *arguments])
    assert result.exit_code == 0, result.output
    site.build().ok().assert_pages("/kept/talks.html")
    assert "/kept/talks.html" in site.page("/2022/09/13/meeting/")


@pytest.mark.parametrize("change", [{"rights": "excerpt"}, {"rights": "metadata"}])
def test_a_copy_is_published_only_where_the_whole_text_may_be(
    site: Site, internet: Internet, change: dict[str, str]
) -> None:
    internet.keep(site)
    site.build().ok()
    named = {"source_url": "https://news.example/talks", "archived_url": "/kept/talks.html"}
    site.article("talks", "They met.", **named, **change).build().ok()
    assert not (site.out / "kept").exists()
    assert "/kept/" not in site.page("/2022/09/13/talks/")
    assert_as_clean(site)
    assert (site.folder / "kept/talks.html").exists()


def test_a_copy_that_may_not_be_shown_is_no_stray_file(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.article("talks", "They met.")
    assert not site.build().ok().outcome.problems


def test_a_copy_that_is_not_there_is_an_error(site: Site) -> None:
    site.article("talks", source_url="https://news.example/talks", archived_url="/kept/x.html")
    site.build().assert_refused("N201")
    assert 'archived_url: there is no file "kept/x.html"; run newsgen keep' in site.problem_text()


def test_a_copy_belongs_to_one_article(site: Site, internet: Internet) -> None:
    internet.keep(site)
    named = {"source_url": "https://news.example/talks", "archived_url": "/kept/talks.html"}
    site.article("talks", "They met.", **named).build().ok()
    site.article("also", "They met again.", **named).build().assert_refused("N301")
    assert "copy the file for one of the two articles" in site.problem_text()
    site.delete("articles/talks.md").build().ok()
    assert "/kept/talks.html" in site.page("/2022/09/13/also/")
    assert_as_clean(site)
    assert site.exists("/kept/talks.html")


def test_a_copy_that_could_act_is_refused(site: Site) -> None:
    site.write("kept/x.html", b"<!DOCTYPE html><script>steal()</script>")
    site.article("talks", source_url="https://news.example/talks", archived_url="/kept/x.html")
    site.build().assert_refused("N220")
    assert (
        "it does not begin as newsgen keep writes it; newsgen keep --again" in site.problem_text()
    )


@pytest.mark.parametrize("hidden", [b"<svg><style><meta ", b"<style>a{}\\3c/style><META "])
def test_a_copy_that_could_send_readers_on_is_refused(site: Site, hidden: bytes) -> None:
    refresh = b'http-equiv="refresh" content="0; url=https://other.example/">'
    site.write("kept/x.html", SEAL + hidden + refresh)
    site.article("talks", source_url="https://news.example/talks", archived_url="/kept/x.html")
    site.build().assert_refused("N220")


def test_a_text_does_not_link_to_copies(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.article("plain", "[Talks](../kept/talks.html)").build().assert_refused("N201")
    assert "is in kept/, whose files archived_url alone names" in site.problem_text()


@pytest.mark.parametrize("name", ["a?b.pdf", "100%25.pdf", "a b.pdf"])
def test_a_copy_with_any_name_is_found(site: Site, name: str) -> None:
    site.write(f"kept/{name}", b"%PDF-1.7")
    site.article("talks", source_url="https://news.example/a", archived_url=f"/kept/{name}")
    site.build().ok()
    [address] = re.findall('href="([^"]*kept[^"]*)"', site.page("/2022/09/13/talks/"))
    assert site.exists(unquote(address.removeprefix("../../../..")))


@pytest.mark.parametrize(
    "address", ["/kept/../newsgen.yml", "/kept/", "/other/x.html", "kept/x.html"]
)
def test_only_files_of_the_folder_are_copies(site: Site, address: str) -> None:
    site.article("talks", source_url="https://news.example/talks", archived_url=address)
    site.build().assert_refused("N117")
    assert "write it as in /kept/" in site.problem_text()


# --- Fixity ---------------------------------------------------------------------------------------


def test_rot_of_copies_and_published_files_is_found(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.build().ok()
    report = check_fixity(site.folder, site.out, ignore_progress)
    assert (report.copy_count, report.faults) == (1, ())
    assert report.output_count > 10
    copy = site.folder / "kept/talks.html"
    data = bytearray(copy.read_bytes())
    data[-9] ^= 1
    copy.write_bytes(data)
    (site.out / "index.html").unlink()
    (site.out / "about.txt").write_text("Not of newsgen.")
    faults = check_fixity(site.folder, site.out, ignore_progress).faults
    assert [(each.path, each.kind, each.fault) for each in faults] == [
        ("kept/talks.html", "copy", "altered"),
        ("index.html", "output", "missing"),
    ]
    result = CliRunner().invoke(
        newsgen, ["-C", str(site.folder), "check", "--fixity", "--out", str(site.out)]
    )
    assert result.exit_code == 1
    assert "kept/talks.html: altered; it was kept on " in result.output
    assert "2 files not as written" in result.output


def test_a_copy_that_is_lost_is_found(site: Site, internet: Internet) -> None:
    internet.keep(site)
    (site.folder / "kept/talks.html").unlink()
    [fault] = check_fixity(site.folder, site.out, ignore_progress).faults
    assert fault == FixityFault("kept/talks.html", "copy", "missing", fault.day)


def test_a_file_that_cannot_be_read_ends_no_check(site: Site, internet: Internet) -> None:
    internet.keep(site)
    site.build().ok()
    for file in (site.folder / "kept/talks.html", site.out / "index.html"):
        file.unlink()
        file.mkdir()
    report = check_fixity(site.folder, site.out, ignore_progress)
    assert [(each.path, each.fault) for each in report.faults] == [
        ("kept/talks.html", "unreadable"),
        ("index.html", "altered"),
    ]


def test_without_a_build_that_is_said(site: Site, internet: Internet) -> None:
    internet.keep(site)
    result = CliRunner().invoke(newsgen, ["-C", str(site.folder), "check", "--fixity"])
    assert result.exit_code == 0
    assert "There is no manifest, so what was published here is not known." in result.output


def test_a_list_of_copies_that_cannot_be_read_is_told(site: Site) -> None:
    row = '{"address": "a", "time": "b", "status": 1, "sha256": "c", "size": 2}'
    for text in (
        '{"kept/x.html": {"address": 1}}',
        "[]",
        f'{{"kept/../../x": {row}}}',
        f'{{"kept/x\\u0000": {row}}}',
    ):
        site.write(LEDGER_FILE, text)
        with pytest.raises(CommandError, match=re.escape(LEDGER_FILE)):
            check_fixity(site.folder, site.out, ignore_progress)
