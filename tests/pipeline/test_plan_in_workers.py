"""What workers plan is what this process would plan: pages, and what is stored of them."""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from copy import copy
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.value import replace
from newsgen.pipeline import plan_in_workers
from newsgen.pipeline.open_session import OpenSession
from newsgen.store import archive_file
from newsgen.store.archive_database import ArchiveDatabase
from newsgen.store.page_group_rows import PageGroupRows
from newsgen.store.read_notes import GroupReads
from support.changes import Change, changes
from support.examples import tries
from support.laws import assert_as_clean, pages, write_files
from support.photographs import photograph
from support.random_sites import Files, sites
from support.sites import SHARED, Site, tree

BASE_URL = "https://example.org/"


def stored_groups(site: Site) -> dict[tuple[str, str], object]:
    """The pages of each group as they are stored, and all that these have read."""
    (file,) = site.folder.glob(".newsgen/archive-*.sqlite3")
    database = ArchiveDatabase.open(file)
    rows, found = PageGroupRows(database), dict[tuple[str, str], object]()
    for number, key in rows.numbered():
        stored, noted = rows.get(key), rows.reads(number)
        assert stored
        assert noted
        fields = {name: {*getattr(noted[1], name)} for name in GroupReads.__struct_fields__}
        found[key] = stored.pages, fields
    database.close()
    return found


@tries(2, 40, shrink=False)
@given(sites(min_articles=2), st.lists(changes(), min_size=1, max_size=4))
def test_workers_plan_what_one_process_plans(files: Files, made: list[Change]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        alone = write_files(files, Path(one))
        shared = write_files(files, Path(other))
        alone.tuning = shared.tuning = SHARED
        alone.build(base_url=BASE_URL)
        shared.build(base_url=BASE_URL, workers=2)
        assert shared.outcome.problems == alone.outcome.problems
        assert pages(shared) == pages(alone)
        if alone.outcome.status == "ok":
            assert stored_groups(shared) == stored_groups(alone)
        for each in made:
            each.apply(shared)
        shared.build(base_url=BASE_URL)
        assert_as_clean(shared, base_url=BASE_URL)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Articles with pictures beside them, and a plain page."""
    site = Site(tmp_path)
    site.tuning = SHARED
    for number in range(6):
        picture = f"![A picture](p{number % 2}.png)"
        entities = {"people": ["Ann", "Bob"], "places": [f"Place {number % 2}"]}
        site.article(f"a{number}", picture, date=f"2022-02-1{number}", entities=entities)
    site.write("articles/p0.png", b"zero").write("articles/p1.png", b"one")
    return site.write("pages/about.md", "---\ntitle: About\n---\nWho we are.\n")


def test_files_beside_texts_are_copied_and_looked_at(site: Site) -> None:
    site.build(workers=2).ok()
    assert tree(site.out) == tree(site.copy(site.folder / "../copy").build(clean=True).ok().out)
    assert (site.out / "2022/02/11/a1/p1.png").read_bytes() == b"one"
    site.write("articles/p1.png", b"another").build().ok()
    assert (site.out / "2022/02/11/a1/p1.png").read_bytes() == b"another"
    assert_as_clean(site)


def test_workers_know_sizes_of_pictures_and_make_their_copies(site: Site) -> None:
    for number in range(2):
        site.write(f"articles/p{number}.png", photograph(500 + number, 300, kind="PNG"))
    site.article("a6", image={"src": "p1.png", "alt": "A picture"})
    alone = site.copy(site.folder / "../copy").build().ok()
    site.build(workers=2).ok()
    assert 'width="501"' in (site.out / "index.html").read_text("utf-8")
    assert (site.out / "2022/09/13/a6/p1.png-320.webp").is_file()
    assert tree(site.out) == tree(alone.out)
    assert stored_groups(site) == stored_groups(alone)
    site.write("articles/p1.png", photograph(502, 300, kind="PNG")).build().ok()
    assert_as_clean(site)


def test_the_copy_of_the_archive_goes(site: Site) -> None:
    site.build(workers=2).ok()
    assert not copies(site)


def copies(site: Site) -> list[Path]:
    return [*site.folder.glob(".newsgen/*-copy*")]


def test_where_the_archive_cannot_be_copied_one_process_plans(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(archive_file, "copy_archive", fail)
        site.build(workers=2).ok()
    assert_as_clean(site)
    site.article("new").build(workers=2).ok()
    assert_as_clean(site)


def test_a_check_beside_a_build_leaves_it_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_archive, checked = archive_file.copy_archive, list[str]()

    def check_and_copy(database: sqlite3.Connection, file: Path | None) -> bytes:
        patch.setattr(archive_file, "copy_archive", copy_archive)
        with ThreadPoolExecutor(1) as apart:
            twin = copy(site)
            checked.append(apart.submit(twin.check).result().outcome.status)
        return copy_archive(database, file)

    with monkeypatch.context() as patch:
        patch.setattr(archive_file, "_PATIENCE", 0.0)
        patch.setattr(archive_file, "copy_archive", check_and_copy)
        site.build(workers=2).ok()
    assert checked == ["ok"]
    assert_as_clean(site)
    site.article("new").build().ok()
    assert_as_clean(site)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed nowhere")
def test_a_preview_keeps_no_worker_that_has_the_copy_open(site: Site) -> None:
    with closing(OpenSession(is_kept=True)) as site.opened:
        site.build(workers=2).ok()
        folders = [Path(f"/proc/{worker.pid}/fd") for worker in active_children()]
        names = [os.readlink(file) for folder in folders for file in folder.iterdir()]
        assert names
        assert not [name for name in names if "-copy" in name]
        site.article("new").build(workers=2).ok()
    assert_as_clean(site)


def test_workers_plan_only_the_first_pages_of_an_output(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise AssertionError("workers were to plan")

    site.build(workers=2).ok()
    monkeypatch.setattr(plan_in_workers, "_archive_copy", fail)
    site.article("new").build(workers=2).ok()
    site.build(workers=2, clean=True).ok()
    site.out = site.out.with_name("elsewhere")
    site.build(workers=2, tuning=replace(SHARED, planning_workers=3)).ok()
    site.out = site.out.with_name("explained")
    site.build(workers=2, explain=True).ok()


@pytest.mark.parametrize("next_workers", [1, 2])
@pytest.mark.parametrize("is_killed", [False, True])
def test_a_build_that_ends_while_workers_plan_is_forgotten(
    site: Site, monkeypatch: pytest.MonkeyPatch, is_killed: bool, next_workers: int
) -> None:
    def stop(*_: object) -> Iterator[object]:
        if is_killed:
            os._exit(137)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(plan_in_workers, "_jobs", stop)
        if is_killed:
            child = os.fork()
            if not child:
                site.build(workers=2)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137
            assert copies(site)
        else:
            site.build(workers=2)
            assert site.outcome.status == "failed"
    site.delete("articles/a3.md").build(workers=next_workers).ok()
    assert_as_clean(site)
    assert not copies(site)


def test_a_template_that_fails_in_a_worker_is_told_as_ever(site: Site) -> None:
    site.write("templates/name.html", "{{ page.nothing }}")
    site.build(workers=2).assert_refused("N502")
    site.delete("templates/name.html").build(workers=2).ok()
    assert_as_clean(site)
