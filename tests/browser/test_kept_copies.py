"""Kept copies in a browser: they show what they hold, and do nothing, whatever they hold."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from newsgen.content.kept_copies import SEAL, unsafe_copy
from newsgen.links.html_copy import html_copy
from newsgen.links.page_capture import Capture
from newsgen.links.polite_client import HttpAnswer
from newsgen.preview.host_headers import host_headers
from newsgen.runtime.theme import default_theme
from support.reader import serve_folder

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
COPY = f"""\
<html><head><title>Talks</title><style>h1 {{ color: rgb(1, 2, 3) }}</style>
<script>document.title = "acted"</script></head>
<body onload="document.title = 'acted'"><h1>Talks</h1>
<p style="color: rgb(4, 5, 6)">They met.</p>
<img id="own" src="{PIXEL}" alt=""><img src="other.png" onerror="document.title = 'acted'" alt="">
<svg onload="document.title = 'acted'"></svg><iframe src="other.html"></iframe>
<a href="javascript:void(document.title = 'acted')">Act</a>
<form action="other.html"><button>Send</button></form></body></html>
"""
OWN_HEADERS = host_headers(
    (default_theme().static / "root" / "_headers").read_text("utf-8"), "/kept/talks.html"
)


@pytest.mark.parametrize("headers", [{}, OWN_HEADERS], ids=["no headers", "own headers"])
def test_a_copy_shows_what_it_holds_and_does_nothing(
    tmp_path: Path, browser: Browser, headers: dict[str, str]
) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "talks.html").write_bytes(SEAL + COPY.encode())
    with serve_folder(tmp_path, headers) as address, browser.new_page() as page:
        answered: list[str] = []
        page.on("response", lambda response: answered.append(response.url))
        page.goto(f"{address}kept/talks.html")
        expect(page.get_by_role("heading", name="Talks")).to_have_css("color", "rgb(1, 2, 3)")
        expect(page.get_by_text("They met.")).to_have_css("color", "rgb(4, 5, 6)")
        page.get_by_role("link", name="Act").click()
        page.wait_for_load_state("networkidle")
        assert page.title() == "Talks"
        assert page.locator("#own").evaluate("image => image.naturalWidth") == 1
        page.get_by_role("button", name="Send").evaluate("button => button.click()")
        page.wait_for_load_state("networkidle")
        assert page.url.endswith("/kept/talks.html")
        fetched = [each for each in answered if not each.startswith("data:")]
        assert fetched == [f"{address}kept/talks.html"]


REFRESH = '<meta http-equiv="refresh" content="0; url=/other.html">'


@pytest.mark.parametrize(
    "page",
    [
        REFRESH,
        f"<svg><style>{REFRESH}</style></svg>",
        f"<math><style>{REFRESH}</style></math>",
        r"<style>a { b: url('\3c/style>\3cmeta http-equiv=refresh content=0;url=/other.html>') }",
        f"<noscript><style></noscript>{REFRESH}</style>",
        f"<xmp></xmp><noembed>{REFRESH}</noembed><noframes>{REFRESH}</noframes>",
        f"<textarea><title></textarea>{REFRESH}</title><svg><title>{REFRESH}",
        f"<template><template>{REFRESH}</template></template><select><style>{REFRESH}",
        f"<!--><!--- {REFRESH} --!>{REFRESH}<p title='--><{REFRESH[1:].replace('h', '&#104;')}'>",
    ],
)
def test_a_copy_sends_readers_nowhere(tmp_path: Path, browser: Browser, page: str) -> None:
    address = "https://news.example/talks"
    answer = HttpAnswer(200, content=f"<p>They met.</p>{page}".encode())
    capture = Capture(address, address, {address: answer}, {address: address})
    copy = html_copy(capture, datetime(2022, 9, 14, tzinfo=UTC))
    (tmp_path / "talks.html").write_bytes(copy)
    assert unsafe_copy("kept/talks.html", copy) == ""
    with serve_folder(tmp_path) as host, browser.new_page() as tab:
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{host}talks.html")
        expect(tab.get_by_text("They met.")).to_be_visible()
        tab.wait_for_load_state("networkidle")
        assert asked == [f"{host}talks.html"]
