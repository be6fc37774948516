"""The command line: what goes in, what comes out where, and with which exit code.

What a terminal shows of a build stands in tests/goldens/terminal; after a change of wording:

    PYTHONPATH=tests .venv/bin/python tests/cli/test_cli.py --refresh
"""

import errno
import gc
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from newsgen import cli
from newsgen.cli import program
from newsgen.publish.lock import lock
from newsgen.runtime import clock
from support.output import contents, fail_changes
from support.paths import TESTS
from support.previews import run_preview
from support.sites import Site, tree

GOLDENS = TESTS / "goldens" / "terminal"
SOURCES = Path(cli.__file__).parents[2]


@dataclass(frozen=True)
class TerminalOutput:
    """What a command left on the terminal."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value


def newsgen(*arguments: str | Path) -> TerminalOutput:
    """Run the console script in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["newsgen", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    gc.enable()
    assert isinstance(ended.value.code, int)
    return TerminalOutput(ended.value.code, out.getvalue(), err.getvalue())


def at(site: Site, command: str, *options: str | Path) -> TerminalOutput:
    """A command on a site, with its own output folder where it has one."""
    out = ("--out", site.out) if command in ("build", "export") else ()
    return newsgen("-C", site.folder, command, *out, *options)


def later(patch: pytest.MonkeyPatch) -> None:
    """As if an hour passed before each command: what was written just now has been left alone."""
    patch.setattr(clock, "now_ns", lambda: time.time_ns() + 3600 * 10**9)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).article("a", tags=["SCO"])


# --- Exit codes -----------------------------------------------------------------------------------


def test_0_is_done(site: Site) -> None:
    for command in ("build", "check"):
        said = at(site, command)
        assert (said.code, said.err) == (0, "")
    assert site.exists("/2022/09/13/a/")


@pytest.mark.parametrize("command", ["build", "check"])
def test_1_is_problems(site: Site, command: str) -> None:
    site.article("b", date="2022-02-30")
    said = at(site, command)
    assert (said.code, said.out) == (1, "")
    publish = "A build would publish nothing" if command == "check" else "Nothing was published"
    assert said.err == (
        'articles/b.md:4:7: date: "2022-02-30" is not a calendar date; write YYYY-MM-DD [N103]\n'
        f"newsgen: 1 error. {publish}.\n"
    )
    assert not site.out.exists()


NAMES = ("\x1b]0;title\x07", "\n::error::forged", "\r", "\x9b2J", "\u202egnp", "\u2028", "\x7f")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("command", ["build", "check", "export"])
def test_nothing_that_is_typed_moves_the_cursor_or_forges_a_line(
    site: Site, command: str, name: str
) -> None:
    site.article(f"b{name}").write(f"static/{name}.css", "").write(f"notes{name}/a.md", "")
    site.write(f"templates/{name}.html", "{% nothing %}")
    site.write("templates/article.html", f'{{% extends "{name}.html" %}}')
    site.article("c", language=f"'{name}'", slug=f"'{name}'", image=f"{{src: 'x{name}.png'}}")
    site.article("d", f"[a](b{name}.md) ![b](<c{name}.png>)")
    if command == "export":
        site.out.mkdir()
    said = at(site, command)
    assert said.code in (1, 2)
    assert (said.out + said.err).replace("\n", "").isprintable()
    assert [line for line in said.err.splitlines() if line.startswith(("::", "newsgen: "))] == (
        said.err.splitlines()[-1:]
    )


def test_1_is_a_folder_without_an_archive(tmp_path: Path) -> None:
    said = newsgen("-C", tmp_path / "nowhere", "build")
    assert (said.code, said.out) == (1, "")
    assert "newsgen.yml: there is no such file" in said.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "arguments, word",
    [
        (("bulid",), "No such command 'bulid'"),
        (("build", "--output", "x"), "No such option"),
        (("build", "--now", "tomorrow"), '"tomorrow" is not a date'),
        (("build", "--workers", "0"), "0 is not in the range"),
        (("build", "--base-url", "example.org"), "must start with https://"),
        (("build", "extra"), "unexpected extra argument"),
        (("new", "A title"), "say which with --source"),
        (("new", "", "--source", "Desk"), "the title is empty"),
        (("new", "A", "--source", "Desk", "--date", "2022-02-30"), "not a calendar date"),
        (("build", "--now", "2022-09"), "names no sure day"),
        (("init", "."), "already holds"),
        (("schema", "articles"), "is not one of"),
        (("serve", "--port", "65536"), "65536 is not in the range"),
    ],
)
def test_2_is_a_wrong_command(
    site: Site, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], word: str
) -> None:
    monkeypatch.chdir(site.folder)
    before = contents(site.folder)
    said = newsgen(*arguments)
    assert (said.code, said.out) == (2, "")
    assert word in said.err
    assert contents(site.folder) == before


def test_3_is_a_full_disk(site: Site) -> None:
    at(site, "build")
    before = contents(site.out)
    site.article("b")
    with fail_changes(errno.ENOSPC, ("write",), 2):
        said = at(site, "build")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("newsgen: No space left on device: ")
    assert contents(site.out) == before


def test_3_is_a_port_that_is_taken(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = at(site, "serve", "--port", str(port))
    assert (said.code, said.out) == (3, "")
    assert f"cannot listen on port {port}" in said.err


@pytest.mark.parametrize("mistake", [ZeroDivisionError, ValueError, KeyError, RecursionError])
def test_3_is_a_mistake_of_newsgens_own(
    site: Site, monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def broken(*_: object) -> None:
        raise mistake("by nought")

    monkeypatch.setattr(program, "build", broken)
    said = at(site, "build")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(f"newsgen: failed: {mistake.__name__}: ")


def test_4_is_another_build_at_work(site: Site) -> None:
    with lock(site.out):
        said = at(site, "build")
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("newsgen: another build is writing to ")


def test_5_is_published_but_for_what_has_errors(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.edit("newsgen.yml", "title:", "base_url: https://example.org/\ntitle:")
    at(site, "build")
    site.article("a", date="2022-02-30").article("b", date="no").article("c")
    mistake = 'date: "2022-02-30" is not a calendar date'
    said = at(site, "build", "--keep-going")
    assert said.code == 5
    assert said.out.startswith("Built ")
    assert "Left out" not in said.out  # it is told by itself
    assert said.err.splitlines()[-3:] == [
        f"Set aside: articles/a.md ({mistake} [N103]); what was published stays at /2022/09/13/a/",
        'Set aside: articles/b.md (date: "no" is not a date [N103]); '
        "nothing of it was published, and it is left out",
        "newsgen: 2 errors. 2 files were set aside, and all else was published.",
    ]
    assert said.err.startswith(f"articles/a.md:4:7: {mistake}; write YYYY-MM-DD [N103]\n")
    assert at(site, "build", "--keep-going", "--quiet").err == said.err
    assert at(site, "export", "--keep-going").code == 5
    found = at(site, "build", "--keep-going", "--json")
    assert (found.code, found.err, found.json["status"]) == (5, "", "incomplete")
    address = "https://example.org/2022/09/13/a/"
    assert [item["address"] for item in found.json["set_aside"]] == [address, None]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.folder))
    marked = at(site, "build", "--keep-going")
    assert marked.err.startswith("::error title=N103,file=articles/a.md,line=4,col=7::")
    site.write("newsgen.yml", "title: [\n")
    refused = at(site, "build", "--keep-going", "--json")
    assert (refused.code, refused.json["status"]) == (1, "problems")
    assert refused.json["message"].startswith("newsgen.yml concerns all articles")


def test_an_export_ends_as_a_build_does(site: Site) -> None:
    early = at(site, "export")
    assert (early.code, early.out) == (2, "")
    assert early.err.endswith("holds no build to put data beside: run newsgen build first\n")
    at(site, "build")
    with lock(site.out):
        assert at(site, "export").code == 4
    said = at(site, "export", "--json")
    assert (said.code, said.err, said.json["status"]) == (0, "", "ok")
    assert said.json["articles"] == 1
    assert said.json["files"] == {"total": 13, "made": 13, "written": 13, "deleted": 0}
    assert at(site, "export").out.startswith("Nothing to do: 13 files from 1 article, ")
    assert at(site, "export", "--quiet") == TerminalOutput(0, "", "")
    site.article("b", date="2022-02-30")
    wrong = at(site, "export")
    assert (wrong.code, wrong.out) == (1, "")
    assert wrong.err.endswith("[N103]\nnewsgen: 1 error. Nothing was exported.\n")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",), ("build", "--help")])
def test_help_is_on_stdout(arguments: tuple[str, ...]) -> None:
    said = newsgen(*arguments)
    assert (said.code, said.err) == (0, "")
    assert said.out


def test_without_a_command_the_help_is_shown() -> None:
    said = newsgen()
    assert said.code == 2
    assert "Commands:" in said.out + said.err


# --- JSON -----------------------------------------------------------------------------------------


def shape(value: Any) -> Any:
    """A JSON value with types for its leaves, and the first item for a list."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


BUILD_JSON = {
    "status": "str",
    "articles": {"published": "int", "left_out": [{"path": "str", "reason": "str"}]},
    "pages": dict.fromkeys(("total", "rendered", "written", "unchanged", "deleted"), "int"),
    "changed": ["str"],
    "untouched": "bool",
    "set_aside": [],
    "reasons": [],
    "mended": [],
    "notices": [],
    "vanished": [],
    "problems": [
        {
            "code": "str",
            "severity": "str",
            "path": "str",
            "line": "int",
            "column": "int",
            "message": "str",
            "hint": "str",
        }
    ],
    "seconds": dict.fromkeys(("read", "prepare", "plan", "render", "search", "publish"), "float"),
    "peak_memory_mb": "float",
}


def test_json_has_its_shape(site: Site) -> None:
    site.article("draft", status="draft").article("b", "See [the draft](draft.md).")
    said = at(site, "build", "--json")
    assert (said.code, said.err) == (0, "")
    found = shape(said.json)
    assert found.pop("seconds") == {**BUILD_JSON["seconds"], "total": "float"}  # type: ignore[dict-item]
    assert found == {key: each for key, each in BUILD_JSON.items() if key != "seconds"}
    told = said.json
    assert told["status"] == "ok"
    assert told["articles"] == {
        "published": 2,
        "left_out": [{"path": "articles/draft.md", "reason": "draft"}],
    }
    assert told["problems"] == [
        {
            "code": "N202",
            "severity": "warning",
            "path": "articles/b.md",
            "line": 6,
            "column": 17,
            "message": '"articles/draft.md" is left out of this build',
            "hint": "the text of the link is kept",
        }
    ]
    pages = told["pages"]
    assert pages["total"] == pages["rendered"] == pages["written"] == len(tree(site.out))
    assert (pages["unchanged"], pages["deleted"]) == (0, 0)


def test_json_counts_what_a_second_build_did(site: Site) -> None:
    at(site, "build")
    site.delete("articles/a.md").article("b", tags=["SCO"])
    told = at(site, "build", "--json").json
    assert told["pages"]["total"] == told["pages"]["rendered"] + told["pages"]["unchanged"]
    assert told["pages"]["total"] == len(tree(site.out))
    assert told["pages"]["deleted"] == 1
    assert [each["address"] for each in told["vanished"]] == ["/2022/09/13/a/"]
    assert set(told["vanished"][0]) == {"address", "hint"}


def test_json_tells_of_problems(site: Site) -> None:
    said = at(site.article("b", date="2022-02-30"), "build", "--json")
    assert (said.code, said.err) == (1, "")
    assert said.json["status"] == "problems"
    assert [found["code"] for found in said.json["problems"]] == ["N103"]
    assert said.json["pages"] == dict.fromkeys(BUILD_JSON["pages"], 0)


def test_json_tells_of_another_build(site: Site) -> None:
    with lock(site.out):
        said = at(site, "build", "--json")
    assert (said.code, said.err) == (4, "")
    assert said.json["status"] == "busy"
    assert "another build is writing to" in said.json["message"]


def test_json_tells_of_a_full_disk(site: Site) -> None:
    with fail_changes(errno.ENOSPC, ("write",), 2):
        said = at(site, "build", "--json")
    assert (said.code, said.err) == (3, "")
    assert said.json["status"] == "failed"
    assert "No space left on device" in said.json["message"]


def test_json_of_a_check_is_that_of_a_build(site: Site) -> None:
    checked, built = at(site, "check", "--json").json, at(site, "build", "--json").json
    assert checked["articles"] == built["articles"]
    assert checked["pages"] == {**built["pages"], "written": 0}


def test_json_gives_the_reason_for_every_file_that_was_made(site: Site) -> None:
    for name in "bcdef":
        site.article(name, tags=["SCO"])
    assert at(site, "build", "--json").json["reasons"] == []
    site.edit("articles/b.md", "title: b", "title: B")
    told = at(site, "build", "--json", "--explain").json
    reasons = {each["path"]: each["reason"] for each in told["reasons"]}
    assert len(reasons) == told["pages"]["rendered"] == told["pages"]["written"] > 5
    assert reasons["2022/09/13/b/index.html"] == "view: title, because its article changed"
    assert re.match("view: groups, be", reasons["tags/sco/index.html"])


def test_json_tells_a_build_that_read_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    first, again = (at(site, "build", "--json", "--explain").json for _ in range(2))
    assert (first["untouched"], again["untouched"]) == (False, True)
    total = first["pages"]["total"]
    assert again["pages"] == dict.fromkeys(BUILD_JSON["pages"], 0) | {
        "total": total,
        "unchanged": total,
    }
    assert again["articles"] == first["articles"]
    assert (again["reasons"], list(again["seconds"])) == ([], ["total"])


@pytest.mark.parametrize(
    "encoding",
    ["ascii", *(pytest.param(each, marks=pytest.mark.long) for each in ("cp1252", "utf-8"))],
)
def test_a_terminal_of_few_letters_is_no_trouble(site: Site, encoding: str) -> None:
    site.article("习近平", date="2022-02-30")
    for options, where in ((["--json"], "stdout"), ([], "stderr")):
        done = process(["-C", site.folder, "build", *options], PYTHONIOENCODING=encoding)
        told = getattr(done, where).decode("utf-8", "replace")
        assert done.returncode == 1, told
        assert "is not a calendar date" in told


def process(arguments: list[Any], **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run newsgen as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "newsgen", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(SOURCES), **environment},
        capture_output=True,
        check=False,
    )


# --- Options --------------------------------------------------------------------------------------


def test_quiet_says_nothing_but_problems(site: Site) -> None:
    site.article("draft", status="draft").article("b", "See [the draft](draft.md).")
    for command in ("build", "check"):
        said = at(site, command, "--quiet")
        assert (said.code, said.out) == (0, "")
        assert said.err.startswith("articles/b.md:6:17: warning: ")
        assert said.err.count("\n") == 1


def test_the_output_is_public_in_the_archive_unless_named(site: Site, tmp_path: Path) -> None:
    assert newsgen("-C", site.folder, "build").code == 0
    assert (site.folder / "public" / "index.html").is_file()
    assert newsgen("-C", site.folder, "build", "--out", tmp_path / "else" / "where").code == 0
    assert tree(tmp_path / "else" / "where") == tree(site.folder / "public")


def test_the_archive_is_the_folder_one_is_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.folder)
    assert newsgen("build").code == 0
    assert (site.folder / "public" / "index.html").is_file()


@pytest.mark.parametrize("given", ["https://example.org/archive", "https://example.org/archive/"])
def test_the_base_url_makes_links_absolute_where_they_must_be(site: Site, given: str) -> None:
    assert at(site, "build", "--base-url", given).code == 0
    canonical = '<link rel="canonical" href="https://example.org/archive/2022/09/13/a/">'
    site.assert_shows("/2022/09/13/a/", canonical).assert_shows(
        "/404.html", 'href="/archive/tags/"'
    )
    assert 'href="/' not in site.page("/2022/09/13/a/")


@pytest.mark.parametrize(
    "address",
    ["archive", "https://example.org/?a", "https://example.org//", "https://a.org/x.html"],
)
def test_an_address_that_cannot_be_the_archives_is_refused(site: Site, address: str) -> None:
    said = at(site, "build", "--base-url", address)
    assert said.code == 2
    assert "--base-url" in said.err
    assert not site.out.exists()


def test_without_a_base_url_there_is_no_canonical_address(site: Site) -> None:
    at(site, "build")
    assert "canonical" not in site.page("/2022/09/13/a/")
    site.assert_shows("/404.html", 'href="/tags/"')


def test_the_option_has_its_way_over_newsgen_yml(site: Site) -> None:
    site.write("newsgen.yml", "title: T\nsearch: false\nbase_url: https://example.org/\n")
    at(site, "build", "--base-url", "https://staging.example.org/x/")
    site.assert_shows("/", 'href="https://staging.example.org/x/"')
    at(site, "build", "--base-url", "")
    assert "canonical" not in site.page("/")


@pytest.mark.parametrize(
    "now, shown",
    [
        ("2022-09-15", False),
        ("2022-09-15T07:59:59+05:00", False),
        ("2022-09-15 08:00 +05:00", True),
        ("2022-09-15T03:00", True),
        ("2022-09-16", True),
    ],
)
def test_now_is_the_time_an_embargo_is_measured_by(site: Site, now: str, shown: bool) -> None:
    site.article("b", embargo="2022-09-15T08:00:00+05:00")
    told = at(site, "check", "--json", "--now", now).json
    assert told["articles"]["published"] == 1 + shown


def test_source_date_epoch_is_the_time_if_none_is_given(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("b", embargo="2022-09-15")
    for epoch, shown in (("1663199999", 0), ("1663200000", 1)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert at(site, "check", "--json").json["articles"]["published"] == 1 + shown
    told = at(site, "check", "--json", "--now", "2022-09-14").json
    assert told["articles"]["published"] == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    said = at(site, "check")
    assert (said.code, said.out) == (2, "")
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in said.err


def test_drafts_are_shown_if_asked_for(site: Site) -> None:
    site.article("b", status="draft")
    assert at(site, "check", "--json", "--drafts").json["articles"]["published"] == 2
    assert at(site, "check", "--json").json["articles"]["published"] == 1


def test_clean_makes_everything_again_and_changes_nothing(site: Site) -> None:
    at(site, "build")
    before = contents(site.out)
    pages = at(site, "build", "--clean", "--json").json["pages"]
    assert pages["rendered"] == pages["total"] == len(tree(site.out))
    assert (pages["written"], pages["unchanged"], pages["deleted"]) == (0, 0, 0)
    assert contents(site.out) == before
    assert at(site, "build", "--json").json["pages"]["rendered"] == 0


# --- Progress -------------------------------------------------------------------------------------

PROGRESS = sys.modules["newsgen.cli.progress_bar"]


@pytest.fixture
def large(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that is large enough for progress to be told."""
    monkeypatch.setattr(PROGRESS, "PROGRESS_THRESHOLD", 5)
    for name in "bcdefgh":
        site.article(name)
    return site


def test_progress_in_a_pipe_is_a_few_plain_lines(large: Site) -> None:
    total = at(large, "check", "--json").json["pages"]["total"]
    said = at(large, "build")
    assert said.out.startswith(f"Built {total} files from 8 articles in ")
    *lines, last = said.err.splitlines()
    assert lines[:3] == [f"Reading articles: {done} of 8" for done in (5, 6, 8)]
    assert lines[3] == f"Drawing pages: {-(-total // 4)} of {total}"
    assert last == f"Drawing pages: {total} of {total}"
    assert len(lines) == 6


def test_a_few_pages_of_many_are_no_progress_to_tell(large: Site) -> None:
    at(large, "build")
    large.article("b", source_url="https://example.org/")
    said = at(large, "build")
    assert "1 new or different" in said.out
    assert "Drawing pages" not in said.err


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_progress_is_not_told_where_nobody_reads_it(large: Site, option: str) -> None:
    for command in ("build", "check"):
        assert at(large, command, option).err == ""


def test_whether_anybody_reads_decides_nothing(site: Site) -> None:
    """Output into `head`, which has what it wants, and a standard error that was closed."""
    command = [sys.executable, "-m", "newsgen", "-C", str(site.folder), "build", "--workers", "1"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" 2>&-', "sh", *command],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        stdout=writing,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 0
    assert (site.folder / "public" / "index.html").exists()


def test_a_small_site_is_built_without_ado(site: Site) -> None:
    assert at(site, "build").err == ""
    assert "━" not in on_a_terminal(site, "build")


@pytest.mark.parametrize("command", ["build", pytest.param("check", marks=pytest.mark.long)])
def test_progress_on_a_terminal_is_a_bar(large: Site, command: str) -> None:
    shown = on_a_terminal(large, command, few=5)
    assert re.search(r"Drawing pages .*━.* \d+/\d+ ", shown)
    assert "Drawing pages: " not in shown
    assert "━" not in on_a_terminal(large, command, "--quiet", few=5)


def on_a_terminal(site: Site, *arguments: str, few: int = 500) -> str:
    """All that a command writes to a terminal. few: from how many on progress is told."""
    pty = pytest.importorskip("pty")
    script = (
        "from newsgen import cli; from newsgen.cli import progress_bar; progress_bar"
        f".PROGRESS_THRESHOLD = {few}; cli.main()"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", script, "-C", str(site.folder), *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCES), "TERM": "xterm", "COLUMNS": "80"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert running.returncode == 0, shown
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # so Linux says that the other end was closed
        return b""


# --- check ----------------------------------------------------------------------------------------


def test_a_check_finds_what_a_build_finds_and_writes_nothing(site: Site) -> None:
    site.article("b", "[Nowhere](c.md) and <script>x</script>.", tag="x", date="2022-02-30")
    site.article("c", slug="a").article("d", slug="a")
    site.write("authorities/tags.yml", "SCO: {alias: [x]}\n")
    before = contents(site.folder.parent)
    checked = at(site, "check", "--json").json["problems"]
    assert contents(site.folder.parent) == before
    assert checked == at(site, "build", "--json").json["problems"]
    assert len(checked) > 4


@pytest.mark.parametrize("template", ["{% if %}", "{{ page.nothing }}"])
def test_a_check_finds_what_is_wrong_with_templates(site: Site, template: str) -> None:
    site.write("templates/article.html", template)
    before = contents(site.folder.parent)
    said = at(site, "check")
    assert said.code == 1
    assert said.err.startswith("templates/article.html:1:")
    assert contents(site.folder.parent) == before
    assert at(site, "build").err.splitlines()[:-1] == said.err.splitlines()[:-1]


# --- The other commands ---------------------------------------------------------------------------


def test_a_new_archive_and_a_new_article_build(tmp_path: Path) -> None:
    folder = tmp_path / "news file"
    assert newsgen("init", folder, "--title", "News: the file").code == 0
    source = ("--source", "Anue Juheng", "--date", "2022-09-13", "--tag", "SCO", "--tag", "C++")
    said = newsgen("-C", folder, "new", "Xi, Putin to meet", *source)
    assert (said.code, said.err) == (0, "")
    assert Path(said.out.strip()).is_file()
    assert newsgen("-C", folder, "build").code == 0
    page = folder / "public/2022/09/13/xi-putin-to-meet/index.html"
    assert "News: the file" in page.read_text("utf-8")
    again = newsgen("-C", folder, "new", "Xi, Putin to meet", *source)
    assert again.code == 2
    assert "already there" in again.err


@pytest.mark.parametrize("which", ["front-matter", "config", "authority"])
def test_schemas_are_printed_as_json(tmp_path: Path, which: str) -> None:
    (tmp_path / "newsgen.yml").write_text("title: A\nfront_matter: {extra: weight}\n", "utf-8")
    said = newsgen("-C", tmp_path, "schema", which)
    assert (said.code, said.err) == (0, "")
    assert ("weight" in said.json.get("properties", {})) == (which == "front-matter")
    assert said.json["$schema"].startswith("http://json-schema.org/")


def test_the_configuration_of_the_form_is_printed(site: Site) -> None:
    site.article("a")
    said = at(site, "schema", "cms")
    assert (said.code, said.err) == (0, "")
    assert "app_title: " in said.out
    assert "    file: authorities/people.yml" in said.out


# --- serve ----------------------------------------------------------------------------------------


def test_a_preview_shows_drafts_and_leaves_the_published_tree_alone(site: Site) -> None:
    site.article("draft", status="draft").build().ok()
    before = contents(site.out)
    with run_preview(site, "--drafts") as preview:
        address = preview.address
        with urlopen(f"{address}2022/09/13/draft/") as answer:
            page = answer.read().decode()
        assert "Draft." in page
        with pytest.raises(HTTPError) as missing:
            urlopen(f"{address}tags/nothing/here/")
        assert missing.value.code == 404
        with missing.value as answer:
            assert 'href="/tags/"' in answer.read().decode()
        # It listens on one address of this machine, so not on any that others can reach.
        with socket.socket() as elsewhere, pytest.raises(OSError, match="refused|route|assign"):
            elsewhere.connect(("127.0.0.2", int(address.rsplit(":", 1)[1].strip("/"))))
    assert contents(site.out) == before
    assert not (site.folder / "public").exists()


def test_a_preview_says_what_it_made_of_what_was_saved(site: Site) -> None:
    with run_preview(site) as preview:
        assert preview.line() == "Pages follow what you save. Press Ctrl+C to stop."
        site.edit("articles/a.md", "The text.", "Another text.")
        assert re.fullmatch(r"Changed: \d+ files? of \d+, in \d\.\d s\.", preview.line())
        site.edit("articles/a.md", "title: a", "titel: a")
        line = "1 error; the preview shows all but what is new in 1 file."
        assert preview.line() == line
        site.edit("newsgen.yml", "title:", "titel:")
        assert preview.line() == "3 errors; the preview stays as it was until they are mended."
        site.edit("newsgen.yml", "titel:", "title:")
        assert preview.line() == line
        site.edit("articles/a.md", "titel: a", "title: a")
        assert re.fullmatch(r"Changed: 0 files of \d+, in \d\.\d s\.", preview.line())


def test_a_preview_of_what_does_not_build_waits(site: Site) -> None:
    site.edit("articles/a.md", "title: a", "titel: a")
    with run_preview(site) as preview:
        assert preview.line() == "Pages follow what you save. Press Ctrl+C to stop."
        site.edit("articles/a.md", "titel: a", "title: a")
        assert preview.line().startswith("Changed: ")


# --- What a terminal shows ------------------------------------------------------------------------


def goldens(folder: Path) -> dict[str, str]:
    """Every golden of a terminal, by its name, made in an empty folder."""
    site = Site(folder).article("first", tags=["SCO"]).article("second", title="習近平")
    site.article("draft", status="draft").article("c", "See [the draft](draft.md).")
    told = {"build": _shown(folder, at(site, "build"))}
    site.delete("articles/first.md").article("third", tags=["SCO"])
    told["build again"] = _shown(folder, at(site, "build"))
    told["check"] = _shown(folder, at(site, "check"))
    told["nothing to do"] = _shown(folder, at(site, "build", "--explain"))
    with pytest.MonkeyPatch.context() as patch:
        later(patch)
        at(site, "build")
        told["untouched"] = _shown(folder, at(site, "build", "--explain"))
    site.edit("articles/c.md", "title: c", "title: Sea").article("fourth", tags=["SCO"])
    (site.out / "404.html").unlink()
    told["explain"] = _shown(folder, at(site, "build", "--explain"))
    site.write("templates/article.html", '{% extends "newsgen/article.html" %}')
    told["explain template"] = _shown(folder, at(site, "build", "--explain"))
    told["clean"] = _shown(folder, at(site, "build", "--clean", "--explain"))
    site.delete("articles/fourth.md").delete("templates/article.html")
    site.article("third", date="2022-02-30", tag="SCO").article("c", "[Nowhere](nowhere.md)")
    site.write("newsgen.yml", "title: The Test File\nlanguag: en\n")
    told["refused"] = _shown(folder, at(site, "build"))
    told["check refused"] = _shown(folder, at(site, "check"))
    return told


def _shown(folder: Path, said: TerminalOutput) -> str:
    """Both streams with the exit code; what differs by machine made equal."""
    text = f"stdout:\n{said.out}\nstderr:\n{said.err}\nexit code: {said.code}\n"
    return re.sub(r"\d+\.\d s", "0.0 s", text.replace(str(folder), "FOLDER"))


def test_a_terminal_shows_what_is_written_down(tmp_path: Path) -> None:
    written = {file.stem: file.read_text("utf-8") for file in sorted(GOLDENS.glob("*.txt"))}
    assert goldens(tmp_path) == written


def refresh() -> None:
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for file in GOLDENS.glob("*.txt"):
        file.unlink()
    with TemporaryDirectory() as folder:
        for name, text in goldens(Path(folder)).items():
            (GOLDENS / f"{name}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--refresh"]:
        sys.exit(__doc__)
    refresh()
