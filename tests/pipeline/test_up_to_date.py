"""The quick answer: a build that would only repeat the last one is told from stamps alone.

It is never given where anything at all is not as it was. Files count as left alone for a while, or
their stamps would not be trusted so soon after they were written.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsgen.pipeline import last_build
from newsgen.publish.output_tree import MANIFEST
from newsgen.publish.transaction import publish
from newsgen.store.cache import Cache
from support.changes import rewind, tamper, touch
from support.laws import assert_as_clean, conditions
from support.output import ProcessEnd, contents
from support.sites import Site


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive with one of everything."""
    site = Site(tmp_path_factory.mktemp("up-to-date"))
    site.write("static/x.css", "x {}").write("static/root/CNAME", "a.example")
    site.article("a", "![A map](map.svg)", tags=["SCO"]).article("b", status="draft")
    site.article("c", embargo="2022-11-01").write("articles/map.svg", "<svg/>")
    site.write("pages/about.md", "---\ntitle: About\n---\nUs.\n")
    site.write("authorities/tags.yml", "SCO: {aliases: [Shanghai]}\n")
    site.write("templates/article.html", '{% extends "newsgen/article.html" %}')
    return site.build().ok()


@pytest.fixture
def site(original: Site, tmp_path: Path) -> Iterator[Site]:
    """One's own copy of it, built; asked again, the answer is the quick one."""
    with conditions(trusted_stamps=True):
        site = original.copy(tmp_path).build().ok().build().ok()
        assert site.outcome.up_to_date
        yield site


def test_it_still_knows_that_the_site_has_an_address(tmp_path: Path) -> None:
    with conditions(trusted_stamps=True):
        site = Site(tmp_path, "title: T\nbase_url: https://example.org/\n").article("a")
        site.build().ok().build().ok()
    assert (site.outcome.up_to_date, site.outcome.base_url) == (True, "https://example.org/")


FILES = (
    "newsgen.yml",
    "articles/a.md",
    "articles/b.md",
    "articles/map.svg",
    "authorities/tags.yml",
    "pages/about.md",
    "static/root/CNAME",
    "static/x.css",
    "templates/article.html",
)


def looked_at(site: Site, **options: Any) -> None:
    """The build was not answered at once, and came to what a clean one comes to."""
    site.build(**options)
    assert not site.outcome.up_to_date
    assert_as_clean(site, **options)


def test_nothing_is_read_written_or_drawn(site: Site) -> None:
    before = contents(site.out)
    for file in (site.folder / path for path in FILES):
        file.chmod(0o600)  # a change of its own
    looked_at(site)
    site.build().ok()
    done = site.outcome
    assert done.up_to_date
    assert (done.rendered_count, done.written_count, done.deleted_count, done.unchanged_count) == (
        0,
        0,
        0,
        done.file_count,
    )
    assert done.article_count == 1
    assert [(each.path, each.reason) for each in done.omissions] == [
        ("articles/b.md", "draft"),
        ("articles/c.md", "embargoed until 2022-11-01"),
    ]
    assert contents(site.out) == before


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_is_touched_is_read(site: Site, path: str) -> None:
    touch(site, path, 0)
    looked_at(site)
    assert site.outcome.rendered_count == 0


@pytest.mark.parametrize(
    "path, seconds",
    [("articles/a.md", 100), *((path, 0) for path in FILES if path != "newsgen.yml")],
)
def test_a_change_of_equal_length_is_seen_whatever_the_clock_says(
    site: Site, path: str, seconds: int
) -> None:
    rewind(site, path, seconds)
    looked_at(site)


@pytest.mark.parametrize("path", [path for path in FILES if path != "newsgen.yml"])
def test_a_file_that_is_gone_is_missed(site: Site, path: str) -> None:
    site.delete(path)
    looked_at(site)


def test_an_archive_that_is_none_any_more_is_refused(site: Site) -> None:
    site.delete("newsgen.yml").build().assert_refused("N401")


@pytest.mark.parametrize(
    "path",
    [
        "articles/n/new.md",
        "articles/new.txt",
        "authorities/people.yml",
        "pages/new.md",
        "static/new.css",
        "static/root/.nojekyll",
        "templates/parts/new.html",
    ],
)
def test_a_new_file_is_seen(site: Site, path: str) -> None:
    site.write(path, "---\ntitle: New\nsource: Desk\ndate: 2022-09-13\n---\n" * path.endswith("md"))
    looked_at(site)


def test_a_file_under_another_name_is_seen(site: Site) -> None:
    (site.folder / "articles/a.md").rename(site.folder / "articles/z.md")
    looked_at(site)
    site.assert_pages("/2022/09/13/z/").assert_no_pages("/2022/09/13/a/")


def test_what_cannot_be_published_is_seen(site: Site, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("x")
    site.link("static/x.txt", str(tmp_path / "outside")).build().assert_refused("N119")
    site.delete("static/x.txt").build().ok()
    site.pipe("articles/x.md").build().assert_refused("N118")


@pytest.mark.parametrize(
    "options",
    [{"drafts": True}, {"base_url": "https://example.org/"}, {"base_url": ""}, {"clean": True}],
)
def test_another_order_is_another_build(site: Site, options: dict[str, Any]) -> None:
    looked_at(site, **options)


def test_an_embargo_ends_and_begins_again_with_the_time(site: Site) -> None:
    site.build(now="2022-10-31T23:59").ok()
    assert site.outcome.up_to_date
    looked_at(site, now="2022-11-01")
    site.assert_pages("/2022/09/13/c/").build(now="2030-01-01").ok()
    assert site.outcome.up_to_date
    looked_at(site, now="2022-10-31")
    site.assert_no_pages("/2022/09/13/c/")


def test_a_warning_of_a_date_in_the_future_goes_when_the_day_has_begun_somewhere(
    site: Site,
) -> None:
    site.article("d", date="2022-10-20").write("authorities/people.yml", "Xi: {born: 2022-10-25}\n")
    site.build().assert_warning("N120")
    site.build(now="2022-10-19T09:59Z").assert_warning("N120")
    assert site.outcome.up_to_date
    told = [str(found.location) for found in site.outcome.problems if found.code == "N120"]
    assert told == ["articles/d.md:4:7", "authorities/people.yml:1:12"]
    looked_at(site, now="2022-10-19T10:00Z")
    assert "articles/d.md" not in site.problem_text()
    looked_at(site, now="2022-10-25")
    assert not [found for found in site.outcome.problems if found.code == "N120"]
    looked_at(site, now="2022-10-19T09:59Z")
    site.assert_warning("N120")


@pytest.mark.parametrize("how", ["remove", "alter", "lengthen"])
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_published_file_that_is_not_as_it_was_is_made_again(
    site: Site, share: float, how: str
) -> None:
    tamper(site, share, how)
    looked_at(site)
    assert site.outcome.rendered_count == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-9]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"index", b"xedni")),
    ],
)
def test_a_manifest_that_is_not_as_it_was_is_mended(
    site: Site, damage: Callable[[Path], object]
) -> None:
    damage(site.out / MANIFEST)
    looked_at(site)


def test_each_output_folder_has_its_own_answer(site: Site) -> None:
    first, site.out = site.out, site.out.with_name("other")
    looked_at(site, drafts=True)
    site.build(drafts=True).ok()
    assert site.outcome.up_to_date
    site.out = first
    site.build().ok()
    assert site.outcome.up_to_date


def test_another_newsgen_looks_for_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_build, "program_digest", lambda: "another")
    looked_at(site)


# --- The output is an earlier one, or that of another build ---------------------------------------


def put_back(kept: Path, folder: Path) -> None:
    """A folder as it was kept, with the times its files had."""
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)


def test_an_output_put_back_to_what_it_was_is_not_taken_for_the_last(
    site: Site, tmp_path: Path
) -> None:
    shutil.copytree(site.out, tmp_path / "kept")
    site.edit("articles/a.md", "title: a", "title: Another").build().ok()
    put_back(tmp_path / "kept", site.out)
    looked_at(site)
    site.assert_shows("/2022/09/13/a/", "Another")


def test_a_manifest_put_back_does_not_vouch_for_newer_pages(site: Site) -> None:
    """The edit is taken back as well, so the old manifest says just what is wanted."""
    kept = (site.out / MANIFEST).read_bytes()
    site.edit("articles/a.md", "title: a", "title: Another").build().ok()
    (site.out / MANIFEST).write_bytes(kept)
    site.edit("articles/a.md", "title: Another", "title: a")
    looked_at(site)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_build_that_could_remember_nothing_is_not_taken_for_the_one_before(
    site: Site, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """It was killed when all its pages were there, and then the same is asked as before it."""

    def killed(self: Cache, table: str, rows: object) -> None:
        if table == "builds":
            raise ProcessEnd

    def published(*arguments: Any) -> None:
        publish(*arguments)
        raise ProcessEnd

    with monkeypatch.context() as patch:
        if when == "before":
            patch.setattr("newsgen.pipeline.build.publish", published)
        else:
            patch.setattr(Cache, "put", killed)
        with pytest.raises(ProcessEnd):
            site.build(drafts=True)
    site.assert_pages("/2022/09/13/b/")
    looked_at(site)
    site.assert_no_pages("/2022/09/13/b/")


def test_another_site_that_publishes_to_the_same_folder_is_noticed(site: Site) -> None:
    other = Site(site.folder.parent / "other").article("z")
    other.out = site.out
    other.build().ok().assert_pages("/2022/09/13/z/")
    looked_at(site)
    site.assert_no_pages("/2022/09/13/z/")


def test_a_clock_set_forward_and_files_not_yet_settled(site: Site) -> None:
    """Without the grace, a file that may still change within its clock's tick is read again."""
    with pytest.MonkeyPatch.context() as patch:
        modified = (site.folder / "newsgen.yml").stat().st_ctime_ns
        patch.setattr("newsgen.runtime.clock.now_ns", lambda: modified)
        os.utime(site.folder / "articles/a.md")
        site.build().ok().build().ok()
        assert not site.outcome.up_to_date
        assert site.outcome.rendered_count == 0


def loaded_modules(name: str) -> set[str]:
    """All that a process loads with a module."""
    command = [sys.executable, "-c", f"import sys, {name}; print(*sys.modules)"]
    return set(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().split())


def test_what_answers_quickly_loads_none_of_what_reads_or_renders() -> None:
    modules = loaded_modules("newsgen.pipeline.build")
    assert "newsgen.pipeline.last_build" in modules
    assert not modules & {"babel", "jinja2", "markdown_it", "yaml", "newsgen.content.parse_file"}


def test_what_reads_and_renders_loads_nothing_of_networks() -> None:
    """Each build after an edit would pay for it."""
    modules = loaded_modules("newsgen.pipeline.build_state, newsgen.pipeline.render")
    assert {"jinja2", "markdown_it"} <= modules
    assert not modules & {"asyncio", "http.client", "httpx", "ssl", "starlette", "urllib.request"}
    assert "babel.dates" in modules
    assert "pytz" not in modules


def test_an_edited_article_loads_nothing_of_workers_archives_or_mail(tmp_path: Path) -> None:
    """A build that parses one file and renders a few pages should begin at once."""
    Site(tmp_path).article("a").article("b").build().article("a", "Edited.")
    program = (
        "import sys; from pathlib import Path; from newsgen.pipeline.build import build; "
        "from newsgen.pipeline.request import BuildRequest; "
        "print(build(BuildRequest(Path('site'), Path('out'))).rendered_count > 0, *sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, check=True)
    is_rendered, *modules = done.stdout.decode().split()
    assert is_rendered == "True"
    unwanted = {"concurrent.futures", "email.message", "importlib.metadata", "multiprocessing"}
    unwanted |= {"dateutil", "html.parser", "http.client", "pyuca", "slugify", "zipfile"}
    assert not unwanted.intersection(modules)


def test_an_alias_that_gives_way_is_looked_at_in_every_build(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: T\nsearch: false\nproblems: {N311: warning}\n")
    site.article("a", aliases=["/2022/09/13/b/"]).article("b").build()
    site.assert_warning("N311")
    site.article("c").build().ok().assert_warning("N311")
    site.delete("articles/b.md").build().ok()
    assert 'http-equiv="refresh"' in site.page("/2022/09/13/b/")
    site.article("b").build().assert_warning("N311")
    assert 'http-equiv="refresh"' not in site.page("/2022/09/13/b/")
