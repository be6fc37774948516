"""The live preview in a browser: a page follows what an editor saves, and says what is wrong."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from newsgen.preview.live_reload import LiveReload
from newsgen.preview.server import run_server
from support.previews import run_preview
from support.reader import Reader
from support.sites import Site

LONG = "\n\n".join(f"Paragraph {number}." for number in range(80))
ARTICLE = "2022/09/13/a/"
LAST = "2022/09/14/last/"
MARK = "window.loaded = true"


def new_site(folder: Path) -> Site:
    site = Site(folder).article("a", LONG).article("b", "See [a](a.md).")
    return site.article("last", date="2022-09-14")


@dataclass(frozen=True)
class Desk:
    """A site that is edited, and where its one preview is."""

    site: Site
    address: str

    def version(self) -> str:
        """That of the preview now."""
        found = re.search(r'data-seen="(\d+)"', answer_to(self.address, f"/{LAST}")[2])
        assert found
        return found[1]

    def updates(self, version: str) -> Iterator[dict[str, Any]]:
        """What the preview says of the page of `last` after a version: now, and with each build."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request("GET", f"/.newsgen/events?page=/{LAST}&seen={version}")
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))
        finally:
            connection.close()

    def settle(self) -> None:
        """Wait until all that was saved before is in the preview."""
        version = self.version()
        self.site.article("last", f"Saved after {version}.", date="2022-09-14")
        assert any(told["stale"] for told in self.updates(version))


def saved(site: Site) -> dict[str, bytes]:
    """The files of a site, but not what newsgen keeps there."""
    files = (path for path in site.folder.rglob("*") if path.is_symlink() or path.is_file())
    found = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(".newsgen")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all tests, as an editor has one all day; it begins with nothing built."""
    site = new_site(tmp_path_factory.mktemp("desk"))
    with run_preview(site) as preview:
        yield Desk(site, preview.address)


@pytest.fixture
def site(desk: Desk) -> Iterator[Site]:
    """The site, which is afterwards as it was before."""
    before = saved(desk.site)
    yield desk.site
    after = saved(desk.site)
    for path in after.keys() - before.keys():
        desk.site.delete(path)
    for path, data in before.items():
        if after.get(path) != data:
            desk.site.write(path, data)
    desk.settle()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def reader(site: Site, desk: Desk, context: BrowserContext) -> Iterator[Reader]:
    """One in a window that is closed before the site is put back, which would load it again."""
    with context.new_page() as page:
        yield Reader(page, desk.address)


@pytest.fixture
def address(desk: Desk) -> str:
    """Where the preview is, for those who only look."""
    return desk.address


def problems(page: Page) -> Locator:
    """What is shown over a page while it cannot be built."""
    return page.get_by_role("alert")


def is_same(page: Page) -> bool:
    """Whether a page that was marked has not been loaded again."""
    return page.evaluate("window.loaded === true") is True


def test_a_page_follows_what_is_saved_and_keeps_its_place(site: Site, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    page.evaluate("scrollTo(0, 1200)")
    site.edit("articles/a.md", "Paragraph 79.", "The end.")
    expect(page.get_by_text("The end.")).to_be_attached()
    page.wait_for_function("() => scrollY === 1200")
    assert reader.complaints == []


def test_a_page_is_left_alone_where_another_changes(site: Site, reader: Reader) -> None:
    page, other = reader.open(ARTICLE), reader.page.context.new_page()
    other.goto(f"{reader.address}2022/09/13/b/")
    page.evaluate(MARK)
    site.edit("articles/b.md", "See [a](a.md).", "See [the first](a.md).")
    expect(other.get_by_role("link", name="the first")).to_be_visible()
    assert is_same(page)
    other.close()


def test_another_style_is_seen_at_once(site: Site, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    site.write("static/newsgen.css", "body { background: rgb(1, 2, 3) }")
    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")


def test_a_problem_is_shown_over_the_last_good_page_until_it_is_mended(
    site: Site, reader: Reader
) -> None:
    page = reader.open(ARTICLE)
    site.edit("articles/b.md", "date: 2022-09-13", 'date: "2022-02-30"')
    expect(problems(page)).to_contain_text("articles/b.md:4:7")
    expect(problems(page)).to_contain_text("is not a calendar date")
    expect(problems(page)).to_contain_text("write YYYY-MM-DD")
    expect(page.get_by_text("Paragraph 1.")).to_be_visible()
    with page.expect_popup() as explanation:
        problems(page).get_by_role("link", name="N103").click()
    expect(explanation.value.get_by_role("heading")).to_have_text("N103: not a calendar date")
    expect(explanation.value.get_by_text("As a warning:")).to_be_visible()
    explanation.value.close()
    page.reload()
    expect(problems(page)).to_contain_text("articles/b.md:4:7")
    page.evaluate(MARK)
    site.edit("articles/b.md", 'date: "2022-02-30"', "date: 2022-09-13")
    expect(problems(page)).to_have_count(0)
    assert is_same(page)
    assert reader.complaints == []


def test_a_mistake_in_a_template_is_shown_with_its_line(site: Site, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    site.write("templates/article.html", '{% extends "newsgen/article.html" %}\n{% block x %}')
    expect(problems(page)).to_contain_text("templates/article.html:2")
    site.delete("templates/article.html")
    expect(problems(page)).to_have_count(0)


def test_problems_can_be_put_away(site: Site, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    site.edit("newsgen.yml", "search: false", "serach: false")
    expect(problems(page)).to_contain_text('did you mean "search"?')
    page.get_by_role("button", name="Hide").click()
    expect(problems(page)).to_have_count(0)


def test_what_an_editor_typed_is_shown_and_never_run(site: Site, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    typed = "<img src=x onerror=alert(1)>"
    site.edit("articles/b.md", "date: 2022-09-13", f"date: {typed}")
    expect(problems(page)).to_contain_text(typed)
    assert problems(page).locator("img").count() == 0
    assert reader.complaints == []


def test_a_file_that_a_link_leads_to_is_watched(desk: Desk, site: Site, reader: Reader) -> None:
    site.write("notes/c.md", "---\ntitle: C\nsource: Desk\ndate: 2022-09-13\n---\nFirst.\n")
    site.link("articles/c.md", "../notes/c.md")
    desk.settle()
    page = reader.open("2022/09/13/c/")
    expect(page.get_by_text("First.")).to_be_visible()
    site.edit("notes/c.md", "First.", "Second, longer.")
    expect(page.get_by_text("Second, longer.")).to_be_visible()


def test_a_page_that_goes_gives_way_to_the_page_for_wrong_addresses(
    site: Site, reader: Reader
) -> None:
    page = reader.open("2022/09/13/b/")
    site.delete("articles/b.md")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address.")
    site.article("b", "Again.")
    expect(page.get_by_text("Again.")).to_be_visible()


def test_an_archive_that_does_not_build_yet_is_waited_for_also_by_other_machines(
    tmp_path: Path, browser: Browser
) -> None:
    site = new_site(tmp_path).edit("articles/a.md", "title: a", "titel: a")
    with run_preview(site, "--host", "0.0.0.0") as preview, browser.new_page() as page:
        page.goto(preview.address)
        expect(problems(page)).to_contain_text('did you mean "title"?')
        site.edit("articles/a.md", "titel: a", "title: a")
        expect(page.get_by_role("heading", name="The Test File")).to_be_visible()
        expect(problems(page)).to_have_count(0)
        port = urlsplit(preview.address).port
        assert answer_to(preview.address, "/", Host=f"desk.example:{port}")[0] == 200


def test_a_folder_that_comes_is_watched_too(site: Site, reader: Reader) -> None:
    page = reader.open("tags/")
    site.write("authorities/tags.yml", "SCO: {aliases: [Shanghai]}\n")
    site.article("c", tags=["Shanghai"])
    expect(page.get_by_role("link", name="SCO")).to_be_visible()
    site.edit("authorities/tags.yml", "SCO:", "The SCO:")
    expect(page.get_by_role("link", name="The SCO")).to_be_visible()


def test_search_follows_the_pages(desk: Desk, site: Site, context: BrowserContext) -> None:
    version = desk.version()
    site.edit("newsgen.yml", "search: false", "search: true")
    site.edit("articles/b.md", "See [a](a.md).", "A word like aardvark.")

    def found() -> bool:
        with context.new_page() as page:
            address = f"{desk.address}search/?q=aardvark"
            answer = page.goto(address, wait_until="commit")  # it may load itself again at once
            assert answer
            if answer.status == 404:
                return False
            said = page.get_by_role("status")
            said.filter(has_text=re.compile("found|Nothing|could not be loaded")).wait_for()
            return page.locator("ol.found > li").count() == 1

    assert any(found() for _ in desk.updates(version))


# --- The server ----------------------------------------------------------------------------------


def answer_to(
    address: str, path: str, encoding: str = "utf-8", **headers: str
) -> tuple[int, dict[str, str], str]:
    """What the server answers, to the letter."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode(encoding)
    finally:
        connection.close()


def test_only_this_machine_by_its_own_names_is_answered(address: str) -> None:
    port = urlsplit(address).port
    assert answer_to(address, "/", Host=f"localhost:{port}")[0] == 200
    status, _, text = answer_to(address, "/", Host=f"drafts.example:{port}")
    assert status == 400
    assert "The Test File" not in text


@pytest.mark.parametrize("seen", ["9" * 5000, "-1", "", "x"])
def test_a_version_that_is_no_number_is_refused(address: str, seen: str) -> None:
    assert answer_to(address, f"/.newsgen/events?page=/&seen={seen}")[0] == 400


def test_codes_that_are_none_are_not_explained(address: str) -> None:
    status, _, text = answer_to(address, "/.newsgen/explain/N107")
    assert (status, "authority file" in text) == (200, True)
    assert answer_to(address, "/.newsgen/explain/N999")[0] == 404


def test_requests_that_are_begun_and_never_ended_leave_room_for_others(tmp_path: Path) -> None:
    """Each keeps a connection open, and a process may have so many files open."""
    (tmp_path / "index.html").write_text("A page", "utf-8")
    with run_server(tmp_path, LiveReload(), 0) as address, ExitStack() as stack:
        place = ("127.0.0.1", int(address.rsplit(":", 1)[1].strip("/")))
        begun = [stack.enter_context(socket.create_connection(place)) for _ in range(130)]
        for connection in begun:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        status, _, text = answer_to(address, "/")
        assert (status, text[:6]) == (200, "A page")
        with suppress(ConnectionResetError):
            assert begun[0].recv(1) == b""  # it was ended
        begun[-1].sendall(b"\r\n")
        assert begun[-1].recv(12) == b"HTTP/1.1 200"


def test_a_page_of_somebody_else_that_is_not_utf_8_is_shown(
    desk: Desk, site: Site, address: str
) -> None:
    site.write("static/root/old.html", "<p>Größe".encode("latin-1"))
    desk.settle()
    status, _, text = answer_to(address, "/old.html", encoding="latin-1")
    assert (status, text) == (200, "<p>Größe")


@pytest.mark.parametrize("path", ["/../newsgen.yml", "/%2e%2e/newsgen.yml", "/..%2fnewsgen.yml"])
def test_nothing_outside_the_preview_is_served(address: str, path: str) -> None:
    status, _, text = answer_to(address, path)
    assert status == 404
    assert "title: The Test File" not in text


def test_files_come_with_the_headers_a_host_should_send(address: str) -> None:
    for path in ("/", f"/{ARTICLE}", "/static/newsgen.css"):
        status, headers, _ = answer_to(address, path)
        assert status == 200
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-cache"


def test_an_address_without_its_last_slash_leads_on(address: str) -> None:
    status, headers, _ = answer_to(address, f"/{ARTICLE.rstrip('/')}")
    assert status in (301, 302, 307, 308)
    assert urlsplit(headers["location"]).path == f"/{ARTICLE}"


def test_the_script_is_in_what_is_sent_and_not_in_the_files(desk: Desk, address: str) -> None:
    assert "/.newsgen/window.js" in answer_to(address, "/")[2]
    files = list((desk.site.folder / ".newsgen" / "preview").rglob("*.html"))
    assert files
    assert not any("window.js" in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("path", ["/.newsgen-manifest", "/.newsgen/nothing.js"])
def test_newsgens_own_records_are_not_shown(address: str, path: str) -> None:
    assert answer_to(address, path)[0] == 404


def test_headers_that_a_host_would_not_take_do_no_harm(
    desk: Desk, site: Site, address: str
) -> None:
    site.write(
        "static/root/_headers",
        "/*\n  Content-Length: 1\n  X Y: spaced\n  X-Odd: é\n  X-Good: yes\n"
        "  Cache-Control: max-age=31536000\n",
    )
    desk.settle()
    status, headers, text = answer_to(address, f"/{ARTICLE}")
    assert (status, headers["x-good"], headers["cache-control"]) == (200, "yes", "no-cache")
    assert "Paragraph 79." in text
    assert "x-odd" not in headers
