"""`newsgen links`: links of an archive with their places, asked of servers of a test's own."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from newsgen.cli.links_command import link_report_json, link_report_lines
from newsgen.cli.program import newsgen
from newsgen.commands.links import LinkReport, LinkRequest, check_links
from newsgen.content.external_links import find_external_links
from newsgen.content.parse_file import SourceFile
from newsgen.links.polite_client import PoliteClient, Politeness
from newsgen.model.command_error import CommandError
from newsgen.model.link_answer import LinkAnswer
from newsgen.model.progress import ignore_progress
from newsgen.pipeline.request import BuildRequest
from newsgen.store.link_answers import LINKS_FILE, LinkAnswers
from support.event_loops import run_apart
from support.sites import Site

HURRIED = Politeness(pause=0, timeout=0.5, longest_wait=0.1)
COPY = "https://web.archive.org/web/20220914000000/https://news.example/gone"


def article(*lines: str, body: str = "") -> str:
    head = ("title: Talks", "source: Anue Juheng", "date: 2022-09-13", *lines)
    return "\n".join(("---", *head, "---", body, ""))


async def public(*_: object) -> tuple[str, ...]:
    return ("93.184.216.34",)


class Internet:
    """All hosts: addresses with `gone` in them are dead, those with `moved` are elsewhere."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        if request.url.host == "archive.org":
            snapshot = {"available": True, "status": "200", "url": COPY}
            return httpx.Response(200, json={"archived_snapshots": {"closest": snapshot}})
        if "silent" in request.url.host:
            raise httpx.ConnectError("no route")
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        self.asked.append(f"{request.method} {address}")
        if "stop" in address:
            raise KeyboardInterrupt
        if "moved" in address:
            return httpx.Response(301, headers={"Location": "https://news.example/new"})
        return httpx.Response(404 if "gone" in address else 200)

    def check(self, site: Site, *arguments: str, **options: bool) -> LinkReport:
        """The report of a check that asks this network."""
        build = BuildRequest(site.folder, site.out, workers=1)
        client = PoliteClient(HURRIED, "n", "", httpx.MockTransport(self.answer), public)
        request = LinkRequest(build, arguments, politeness=HURRIED, **options)
        return run_apart(lambda: check_links(request, ignore_progress, client))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


# --- Which links there are, and where -------------------------------------------------------------

EVERYWHERE = """\
---
title: Talks
source: Anue Juheng
date: 2022-09-13
url: https://news.example/a?b=1
archived_url: "https://web.archive.org/web/2022/https://news.example/a"
image: {src: https://news.example/big.jpg, alt: The hall., credit: "https://credit.example/"}
images: [https://news.example/1.jpg, hall.jpg, {src: "https://news.example/2.jpg"}]
---
First [words](https://news.example/1 "Title"), and [once more](https://news.example/1).

![A hall](https://news.example/é.jpg) <https://news.example/auto>, [näher][n] `https://code.example/`
[inside](/tags/) [mail](mailto:desk@news.example) <a href='https://news.example/?a=1&amp;b=2'>x</a>

[n]: https://news.example/named
"""


def test_each_link_is_found_with_its_place() -> None:
    links = find_external_links(
        SourceFile("articles/a.md", EVERYWHERE.encode()), {"url": "source_url"}, "/"
    )
    assert [
        (f"{each.location.line}:{each.location.column}", each.use, each.address) for each in links
    ] == [
        ("5:6", "source_url", "https://news.example/a?b=1"),
        ("6:15", "archived_url", "https://web.archive.org/web/2022/https://news.example/a"),
        ("7:14", "picture", "https://news.example/big.jpg"),
        ("8:10", "picture", "https://news.example/1.jpg"),
        ("8:54", "picture", "https://news.example/2.jpg"),
        ("10:15", "link", "https://news.example/1"),
        ("10:64", "link", "https://news.example/1"),
        ("12:11", "picture", "https://news.example/%C3%A9.jpg"),
        ("12:40", "link", "https://news.example/auto"),
        ("15:6", "link", "https://news.example/named"),
        ("13:60", "link", "https://news.example/?a=1&b=2"),
    ]


@pytest.mark.parametrize("data", [b"", b"\xff//", b"no front matter //", b"---\ntitle: [//\n---\n"])
def test_a_file_that_cannot_be_read_has_no_links(data: bytes) -> None:
    assert find_external_links(SourceFile("articles/a.md", data), {}, "/") == ()


def test_a_query_or_files_say_whose_links_are_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder)
    for name, tag in (("a", "SCO"), ("b", "Trade")):
        site.write(
            f"articles/{name}.md",
            article(f"tags: [{tag}]", "status: draft", body=f"[x](https://{name}.example/)"),
        )
    site.write("pages/about.md", "---\ntitle: About\n---\n[x](https://page.example/)\n")

    def hosts(*arguments: str) -> list[str]:
        report = Internet().check(site, *arguments)
        return sorted(each.link.address.split("/")[2] for each in report.links)

    assert hosts() == ["a.example", "b.example", "page.example"]
    assert hosts("tag:SCO") == ["a.example"]
    assert hosts("articles/b.md") == ["b.example"]
    assert hosts("articles") == ["a.example", "b.example"]
    assert hosts("articles", "tag:Trade") == ["b.example"]
    with pytest.raises(CommandError, match="articles/c"):
        hosts("articles/c.md")


# --- What is asked again --------------------------------------------------------------------------


def test_what_was_asked_lately_is_not_asked_again(site: Site) -> None:
    body = "[a](https://news.example/well#part) [b](https://news.example/well) [c](https://news.example/gone)"
    site.write("articles/a.md", article(body=body))
    internet = Internet()
    first = internet.check(site)
    assert (len(first.links), first.asked_count) == (3, 2)
    again = internet.check(site)
    assert (again.links, again.asked_count) == (first.links, 0)
    assert internet.asked == [
        "HEAD https://news.example/gone",
        "GET https://news.example/gone",
        "HEAD https://news.example/well",
    ]
    assert internet.check(site, again=True).asked_count == 2
    (site.folder / ".newsgen" / LINKS_FILE).write_bytes(b"damaged")
    assert internet.check(site).asked_count == 2


def test_a_good_answer_counts_for_weeks_and_a_bad_one_for_a_day(tmp_path: Path) -> None:
    now = datetime(2022, 9, 14, tzinfo=UTC)
    answers = LinkAnswers(tmp_path, now)
    for state in ("works", "moved", "unclear", "dead"):
        answers.put(state, LinkAnswer(state))
    answers.save()

    def fresh(days: float) -> list[str]:
        later = LinkAnswers(tmp_path, now + timedelta(days=days))
        return [each for each in ("works", "moved", "unclear", "dead") if later.fresh(each)]

    assert fresh(0.9) == ["works", "moved", "unclear", "dead"]
    assert fresh(1) == fresh(27) == ["works", "moved"]
    assert fresh(28) == fresh(-1) == []


def test_ctrl_c_keeps_what_was_learned(site: Site) -> None:
    body = "[a](https://a.example/) [b](https://a.example/gone) [c](https://a.example/stop)"
    site.write("articles/a.md", article(body=body))
    with pytest.raises(KeyboardInterrupt):
        Internet().check(site)
    answers = LinkAnswers(site.folder / ".newsgen", datetime.now(UTC))
    assert answers.fresh("https://a.example/") == LinkAnswer("works")
    assert answers.fresh("https://a.example/gone")
    assert not answers.fresh("https://a.example/stop")


def test_where_no_host_answers_it_is_this_machine_and_nothing_is_noted(site: Site) -> None:
    body = " ".join(f"[{n}](https://silent{n}.example/)" for n in range(3))
    site.write("articles/a.md", article(body=body))
    with pytest.raises(CommandError, match="no host answers at all: see whether this machine"):
        Internet().check(site)
    assert not (site.folder / ".newsgen" / LINKS_FILE).exists()


# --- What is told, and what is written ------------------------------------------------------------


def test_the_report_begins_with_what_readers_miss_most(site: Site) -> None:
    lines = ("source_url: https://news.example/gone", "# The desk keeps it.")
    body = "[a](https://news.example/moved) [b](https://news.example/well) [c](http://old.example/gone)"
    site.write("articles/a.md", article(*lines, body=body))
    report = Internet().check(site)
    assert list(link_report_lines(report, "newsgen")) == [
        "Dead: readers get nothing:",
        "  articles/a.md:5:13: source_url https://news.example/gone: "
        "there is nothing at this address (404)",
        f"    a kept copy: {COPY}",
        "  articles/a.md:8:68: http://old.example/gone: there is nothing at this address (404)",
        "Moved for good:",
        "  articles/a.md:8:5: https://news.example/moved: now at https://news.example/new",
        "Checked 4 links to 4 addresses, 4 of them asked now: 2 dead, 0 unclear, 1 moved.",
        "newsgen links --write writes the kept copies into front matter.",
    ]
    told = link_report_json(report)
    assert told["counts"] == {"dead": 2, "unclear": 0, "moved": 1, "works": 1}
    assert told["links"][0] == {
        "path": "articles/a.md",
        "line": 5,
        "column": 13,
        "use": "source_url",
        "address": "https://news.example/gone",
        "state": "dead",
        "message": "there is nothing at this address (404)",
        "moved_to": "",
        "copy": COPY,
    }


def test_a_kept_copy_is_written_below_and_nothing_else_changes(site: Site) -> None:
    lines = ("source_url: https://news.example/gone  ", "tags: [SCO]  ")
    before = article(*lines, body="Words.").replace("\n", "\r\n")
    site.write("articles/a.md", before)
    site.write("articles/b.md", article(lines[0], "archived_url: https://kept.example/"))
    site.write("articles/c.md", article("source_url: https://news.example/well"))
    report = Internet().check(site, writes=True)
    assert report.written_paths == ("articles/a.md",)
    text = (site.folder / "articles/a.md").read_bytes().decode()
    assert text == before.replace("[SCO]  \r\n", f"[SCO]  \r\narchived_url: {COPY}\r\n")
    assert Internet().check(site, writes=True, again=True).written_paths == ()
    assert site.check().outcome.status == "ok"


# --- A real server, and the command itself --------------------------------------------------------


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    release = threading.Event()

    def do_HEAD(self) -> None:
        if self.path == "/lie":
            self.wfile.write(b"I am no server of the web\r\n\r\n")
        elif self.path == "/slow":
            self.release.wait(5)
            self.close_connection = True
        elif self.path == "/cut":
            self.close_connection = True
        else:
            self.send_response({"/gone": 404, "/robots.txt": 404}.get(self.path, 200))
            self.send_header("Content-Length", "0" if self.path != "/endless" else "99999999999")
            self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the library calls it so

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def local_server() -> Iterator[str]:
    """Give the address of a server with slow, broken and lying answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        _Answers.release.set()
        server.shutdown()
        thread.join()
        server.server_close()


def test_answers_of_a_real_server(site: Site) -> None:
    names = ("well", "gone", "lie", "cut", "endless", "slow")
    with local_server() as address:
        keys = "\n".join(f"  - {address}/{name}" for name in names)
        site.write("articles/a.md", article(f"images:\n{keys}"))
        build = BuildRequest(site.folder, site.out, workers=1)
        client = PoliteClient(HURRIED, "newsgen", lookup=public)
        request = LinkRequest(build, politeness=HURRIED)
        report = run_apart(lambda: check_links(request, ignore_progress, client))
        states = {each.link.address.rpartition("/")[2]: each.answer for each in report.links}
    assert {name: answer.state for name, answer in states.items()} == {
        "well": "works",
        "endless": "works",
        "gone": "dead",
        "lie": "unclear",
        "cut": "unclear",
        "slow": "unclear",
    }
    assert "what is no web page" in states["lie"].sentence
    assert states["slow"].sentence == "no answer in 1 second"


def test_the_command_tells_and_ends_with_1_if_links_are_dead(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["newsgen"])
    site.write("articles/a.md", article(body="[a](http://127.0.0.1:9/) [b](http://10.1.2.3/)"))
    call = ["-C", str(site.folder), "links"]
    told = run_apart(lambda: CliRunner().invoke(newsgen, [*call, "--json"]))
    assert (told.exit_code, json.loads(told.stdout)["links"]) == (0, [])
    answers = LinkAnswers(site.folder / ".newsgen", datetime.now(UTC))
    answers.put("https://news.example/gone", LinkAnswer("dead", "there is nothing"))
    answers.save()
    site.write("articles/a.md", article(body="[a](https://news.example/gone)"))
    told = run_apart(lambda: CliRunner().invoke(newsgen, call))
    assert told.exit_code == 1
    assert "articles/a.md:6:5: https://news.example/gone: there is nothing\n" in told.stdout
    told = run_apart(lambda: CliRunner().invoke(newsgen, [*call, "--json"]))
    assert (told.exit_code, json.loads(told.stdout)["counts"]["dead"]) == (1, 1)
