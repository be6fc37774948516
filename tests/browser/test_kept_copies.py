"""Kept copies in a browser: they show what they hold, and do nothing, whatever they hold."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from newsgen.content.kept_copies import SEAL
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
