"""What the machine and others do to a build: the published tree is whole, the next one right."""

import errno
import os
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsgen.cli.output import EXIT_CODES
from newsgen.model.value import replace
from newsgen.pipeline import parse, parse_sources, render, render_job
from newsgen.pipeline.scan import ScannedFiles
from newsgen.pipeline.site_loader import load_site
from newsgen.publish.lock import lock
from newsgen.publish.output_tree import LOCK, MANIFEST
from newsgen.store.cache import Cache
from support import worker_deaths
from support.output import contents, fail_changes, step_at_changes
from support.sites import SHARED, Site, tree


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Three articles, published."""
    site = Site(tmp_path_factory.mktemp("trouble"))
    for name in ("a", "b", "c"):
        site.article(name, f"The text of {name}.", tags=[name, "SCO"])
    return site.build().ok()


@pytest.fixture
def site(original: Site, tmp_path: Path) -> Site:
    """One's own copy of it, with its own record of what was published."""
    return original.copy(tmp_path).build().ok()


def edited(site: Site) -> Site:
    """A page that changes, one that comes and some that go."""
    site.article("a", "Another text.", tags=["SCO"]).article("d", tags=["SCO", "New"])
    return site.delete("articles/b.md")


def assert_right(site: Site) -> None:
    """The next build succeeds, and the tree is that of a clean one."""
    site.build().ok()
    published, site.out = site.out, site.out.with_name("clean")
    site.build().ok()
    assert tree(published) == tree(site.out)
    assert [path for path in contents(published) if path.startswith(".newsgen")] == [MANIFEST]


# --- Files of others ------------------------------------------------------------------------------


def test_what_newsgen_did_not_write_stays(site: Site) -> None:
    mine = {"mine.txt": b"1", "2022/09/13/b/notes.txt": b"2", "tags/b/deep/er/notes.txt": b"3"}
    for path, data in mine.items():
        (site.out / path).parent.mkdir(parents=True, exist_ok=True)
        (site.out / path).write_bytes(data)
    site.delete("articles/b.md").build().ok().assert_no_pages("/2022/09/13/b/", "/tags/b/")
    assert mine.items() <= tree(site.out).items()


@pytest.mark.parametrize(
    "foreign, address",
    [("2022/09/13/d/index.html", "/2022/09/13/d/"), ("tags/new", "/tags/new/")],
    ids=["a file where a page goes", "a file where a folder goes"],
)
def test_what_stands_in_a_pages_place_is_an_error(site: Site, foreign: str, address: str) -> None:
    (site.out / foreign).parent.mkdir(exist_ok=True)
    (site.out / foreign).write_bytes(b"mine")
    before = contents(site.out)
    edited(site).build().assert_refused("N601")
    assert str(site.out / foreign) in site.problem_text()
    assert contents(site.out) == before
    (site.out / foreign).unlink()
    site.build().ok().assert_pages(address)


def test_a_folder_of_others_where_a_file_goes_is_an_error(site: Site) -> None:
    (site.out / "CNAME" / "notes").mkdir(parents=True)
    (site.out / "CNAME" / "notes" / "mine.txt").write_bytes(b"mine")
    before = contents(site.out)
    site.write("static/root/CNAME", "news.example.org\n").build().assert_refused("N601")
    assert contents(site.out) == before


def test_a_file_put_by_hand_where_newsgen_wrote_one_stays_and_is_told(site: Site) -> None:
    site.write("static/root/CNAME", "news.example.org\n").build().ok()
    site.delete("static/root/CNAME")
    (site.out / "CNAME").write_text("archive.example.org\n")
    done = site.build().ok().assert_warning("N604").outcome
    assert (done.deleted_count, "CNAME" in done.changed_paths) == (0, False)
    assert (site.out / "CNAME").read_text() == "archive.example.org\n"
    assert site.build().ok().outcome.problems == ()
    assert (site.out / "CNAME").read_text() == "archive.example.org\n"


def test_newsgens_own_files_make_way_for_folders_and_folders_for_files(site: Site) -> None:
    site.write("static/root/about", "a file").build().ok()
    assert tree(site.out)["about"] == b"a file"
    site.delete("static/root/about").write("pages/about.md", "---\ntitle: About\n---\nUs.\n")
    site.build().ok().assert_pages("/about/")
    site.delete("pages/about.md").write("static/root/about", "a file").build().ok()
    assert tree(site.out)["about"] == b"a file"


@pytest.mark.parametrize(
    "out",
    [
        *("site", "site/articles", "site/articles/public", "site/static", "."),
        *("site/.newsgen", "site/.newsgen/public", "site/.git", "site/.git/public"),
    ],
)
def test_pages_are_never_put_among_the_archives_own_files(tmp_path: Path, out: str) -> None:
    site = Site(tmp_path).article("a").write("static/x.txt", "x")
    before = contents(tmp_path)
    site.out = tmp_path / out
    site.build().assert_refused("N602")
    assert contents(tmp_path) == before


def test_nor_is_newsgens_own_record_put_among_the_pages(site: Site) -> None:
    shutil.rmtree(site.folder / ".newsgen", ignore_errors=True)
    site.link(".newsgen", str(site.out))
    before = contents(site.out)
    site.build().assert_refused("N602")
    assert contents(site.out) == before


def test_nor_through_a_link(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    site.out.symlink_to(site.folder / "articles")
    site.build().assert_refused("N602")
    assert [path.name for path in (site.folder / "articles").iterdir()] == ["a.md"]


# --- The record of what newsgen wrote -------------------------------------------------------------


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "garbled", "foreign"])
def test_a_manifest_damaged_or_gone_is_mended(site: Site, damage: str) -> None:
    manifest = site.out / MANIFEST
    data = manifest.read_bytes()
    damaged = {
        "empty": b"",
        "cut": data[: len(data) // 2],
        "garbled": data[:-30] + bytes(reversed(data[-30:])),
        "foreign": b"\xff\x00 no manifest at all",
    }
    if damage == "gone":
        manifest.unlink()
    else:
        manifest.write_bytes(damaged[damage])
    assert_right(edited(site))


def test_with_no_record_left_files_are_known_by_their_bytes(site: Site) -> None:
    for record in (*(site.folder / ".newsgen").iterdir(), site.out / MANIFEST):
        record.unlink()
    site.build().ok()
    assert site.outcome.written_count == 0
    assert_right(edited(site))


def test_with_no_record_left_a_page_that_changed_is_not_overwritten(site: Site) -> None:
    for record in (*(site.folder / ".newsgen").iterdir(), site.out / MANIFEST):
        record.unlink()
    before = contents(site.out)
    site.article("a", "Another text.", tags=["a", "SCO"]).build().assert_refused("N601")
    assert "empty the folder" in site.problem_text()
    assert contents(site.out) == before


# --- The machine ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code, change, allowed",
    [
        (errno.ENOSPC, "write", 0),
        (errno.ENOSPC, "write", 8),
        (errno.ENOSPC, "commit", 0),
        (errno.EACCES, "mkdir", 0),
        (errno.EDQUOT, "mkdir", 1),
    ],
    ids=["first page", "ninth page", "manifest", "staging folder", "folder in it"],
)
def test_what_fails_before_pages_move_leaves_the_old_tree(
    site: Site, code: int, change: str, allowed: int
) -> None:
    before = contents(site.out)
    edited(site)
    with fail_changes(code, (change,), allowed):
        site.build()
    assert site.outcome.status == "failed"
    assert site.outcome.message.startswith(f"{os.strerror(code)}: {site.out}")
    assert contents(site.out) == before
    assert_right(site)


@pytest.mark.parametrize(
    "code, change, allowed",
    [
        (errno.EACCES, "replace", 3),
        (errno.EACCES, "unlink", 0),
        (errno.EACCES, "rmdir", 1),
        (errno.ENOSPC, "commit", 1),
    ],
    ids=["a page moves", "a page goes", "a folder goes", "manifest"],
)
def test_what_fails_while_pages_move_is_finished_by_the_next_build(
    site: Site, code: int, change: str, allowed: int
) -> None:
    edited(site)
    with fail_changes(code, (change,), allowed):
        site.build()
    assert site.outcome.status == "failed"
    assert os.strerror(code) in site.outcome.message
    assert_right(site)


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    with fail_changes(errno.ENOSPC, ("write",), 1):
        site.build()
    assert site.outcome.status == "failed"
    assert not site.out.exists()
    assert_right(site)


def test_a_site_that_cannot_be_written_to_is_published_all_the_same(site: Site) -> None:
    """Only the copy of what the manifest says is missing then."""

    def read_only(
        number: int, name: str, arguments: tuple[Any, ...], function: Callable[..., None]
    ) -> None:
        if str(arguments[0]).startswith(str(site.folder)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(arguments[0]))

    shutil.rmtree(site.folder / ".newsgen")
    edited(site)
    with step_at_changes(read_only):
        site.build().ok().assert_pages("/2022/09/13/d/")
    assert not (site.folder / ".newsgen").exists()
    assert_right(site)


def test_an_output_that_is_a_file_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a")
    site.out.write_text("mine")
    site.build().assert_refused("N602")
    assert str(site.out) in site.problem_text()
    assert site.out.read_text() == "mine"


def test_a_second_build_at_once_is_told_to_wait(site: Site) -> None:
    before = contents(site.out)
    edited(site)
    with lock(site.out):
        site.build()
        assert site.outcome.status == "busy"
        assert "another build is writing to" in site.outcome.message
        assert contents(site.out) == before | {LOCK: ""}
        site.check().ok()
    assert_right(site)


def test_an_editor_who_interrupts_loses_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = contents(site.out)
    edited(site)
    with monkeypatch.context() as patch:
        patch.setattr(render_job, "stage_bytes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert contents(site.out) == before
    assert_right(site)


DEATHS = (
    (parse_sources, "PARSE_JOB", worker_deaths.die_at_first_chunk),
    (parse_sources, "PARSE_JOB", worker_deaths.parse_and_die),
    (render, "RENDER_JOB", worker_deaths.render_and_die),
)
OTHER_DEATHS = (
    (parse_sources, "PARSE_JOB", worker_deaths.exit_at_first_chunk),
    (parse_sources, "PARSE_JOB", worker_deaths.die_before_first_chunk),
    (render, "RENDER_JOB", worker_deaths.die_at_first_chunk),
)


@pytest.mark.parametrize(
    "module, job, end",
    [
        *DEATHS,
        *(pytest.param(*each, marks=pytest.mark.long) for each in OTHER_DEATHS),
    ],
)
def test_a_worker_that_ends_early_is_told(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    module: ModuleType,
    job: str,
    end: Callable[[object], worker_deaths.Work],
) -> None:
    before = contents(site.out)
    edited(site)
    for number in range(6):
        site.article(f"more {number}")
    with monkeypatch.context() as patch:
        patch.setattr(module, job, replace(getattr(module, job), setup=end))
        site.build(workers=2, tuning=replace(SHARED, pages_per_chunk=1))
    assert (site.outcome.status, EXIT_CODES[site.outcome.status]) == ("failed", 3)
    assert "a worker process ended early" in site.outcome.message
    assert "Traceback" not in capfd.readouterr().err  # it really was the end that ended it
    assert contents(site.out) == before
    assert_right(site)


def test_a_file_that_goes_while_newsgen_reads_is_one_that_is_not_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_and_lose(inputs: ScannedFiles, cache: Cache) -> object:
        loaded = load_site(inputs, cache)
        (inputs.folder / "articles/c.md").unlink(missing_ok=True)
        return loaded

    with monkeypatch.context() as patch:
        patch.setattr(parse, "load_site", load_and_lose)
        site.build().ok().assert_no_pages("/2022/09/13/c/")
    assert_right(site)


@pytest.mark.parametrize("path", ["templates/name.html", "static/newsgen.css"])
@pytest.mark.parametrize("changes", [1, 100])
def test_a_file_that_decides_how_pages_look_and_changes_meanwhile(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str, changes: int
) -> None:
    """Else pages would count as drawn with what it was, also when that is put back."""
    texts, render_site = iter(range(changes)), render.render_site

    def change_and_render(*arguments: Any, **options: Any) -> object:
        for number in islice(texts, 1):
            site.write(path, f"Another, {number}.")
        return render_site(*arguments, **options)

    site.write(path, "Own.")
    before = contents(site.out)
    with monkeypatch.context() as patch:
        patch.setattr(render, "render_site", change_and_render)
        site.build()
    if changes == 1:
        assert site.outcome.status == "ok"
    else:
        assert site.outcome.status == "failed"
        assert site.outcome.message.startswith(f"{path} was changed while newsgen was")
        assert contents(site.out) == before
    site.write(path, "Own.")
    assert_right(site)


def test_a_page_that_somebody_has_mended_already_is_as_good(site: Site) -> None:
    """In the output and, the same, at the source."""
    site.write("static/x.css", "x {}").build().ok()
    site.write("static/x.css", "y {}").write("../out/static/x.css", "y {}").build(explain=True)
    site.assert_rebuilt("/static/x.css")
    assert_right(site)


@pytest.mark.parametrize("path", ["articles/a.md", "public/index.html"])
def test_a_file_may_be_of_any_time(path: str, tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").build().ok()
    file = site.out / "index.html" if path.startswith("public") else site.folder / path
    os.utime(file, (10_000_000_000, 10_000_000_000))
    site.build().ok().build().ok()


def test_what_is_said_does_not_hang_on_what_is_remembered(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").write("pages/x.md", "---\ntitle: x\n---\n").build().ok()
    site.write("pages/X.md", "---\ntitle: X\n---\n").build()
    told = site.outcome.problems
    shutil.rmtree(site.folder / ".newsgen")
    assert told == site.build().outcome.problems != ()


@pytest.mark.parametrize(
    "path",
    [
        *("newsgen.yml", "templates/article.html", "templates/languages/en.po"),
        *("authorities/people.yml", "static/a.css", "pages/a.md"),
    ],
)
def test_a_pipe_is_never_read(tmp_path: Path, path: str) -> None:
    """Who opens one waits for somebody who writes to it."""
    site = Site(tmp_path)
    (site.folder / path).unlink(missing_ok=True)
    site.pipe(path).build().assert_refused("N118")
