"""Builds that keep open what they work with come to what clean ones do, whatever others do."""

import shutil
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.value import replace
from newsgen.pipeline.open_session import OpenSession
from support.changes import Change, changes
from support.examples import tries
from support.laws import assert_as_clean, conditions, write_files
from support.random_sites import Files, sites
from support.sites import SHARED, Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """One whose builds keep open what they work with."""
    made = Site(tmp_path).article("a", "Of Ann Lee.").article("b", "See [a](a.md).")
    with OpenSession(is_kept=True) as made.opened:
        yield made.build().ok()


def build_by_another(site: Site) -> None:
    """Another process builds into the same output."""
    opened, site.opened = site.opened, None
    site.build()
    site.opened = opened


def build_beside(site: Site) -> None:
    """Another process builds into an output of its own."""
    opened, out = site.opened, site.out
    site.opened, site.out = None, site.folder.parent / "beside"
    site.build()
    site.opened, site.out = opened, out


def forget(site: Site) -> None:
    """Somebody deletes all that newsgen remembers."""
    shutil.rmtree(site.folder / ".newsgen", ignore_errors=True)


def start_over(site: Site) -> None:
    """Another process throws away what is remembered, and builds."""
    opened, site.opened = site.opened, None
    site.build(clean=True)
    site.opened = opened


def damage(site: Site) -> None:
    """The database of the archive is cut off."""
    for file in (site.folder / ".newsgen").glob("archive-*.sqlite3"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def lose_output(site: Site) -> None:
    shutil.rmtree(site.out, ignore_errors=True)


DEEDS = (build_by_another, build_beside, forget, start_over, damage, lose_output)

Steps = list[tuple[list[Change], Callable[[Site], None] | None]]
"""For each build what editors did before it, and then others."""


def steps(most: int) -> st.SearchStrategy[Steps]:
    made = st.lists(changes(), max_size=3)
    deeds = st.one_of(st.none(), st.none(), st.sampled_from(DEEDS))
    return st.lists(st.tuples(made, deeds), min_size=1, max_size=most)


def kept_open_is_clean(files: Files, made: Steps, settled: bool) -> None:
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        site = write_files(files, Path(folder))
        site.tuning = replace(SHARED, serial_pages=1000, serial_sources=1000)
        with OpenSession(is_kept=True) as site.opened:
            site.build().ok()
            for edits, deed in made:
                for edit in edits:
                    edit.apply(site)
                if deed:
                    deed(site)
                site.build()
                assert_as_clean(site)


@tries(6, 24, shrink=False)
@given(sites(), steps(4), st.booleans())
def test_builds_with_one_session_come_to_what_clean_ones_do(
    files: Files, made: Steps, settled: bool
) -> None:
    kept_open_is_clean(files, made, settled)


@pytest.mark.long
@tries(500, 500, shrink=False)
@given(sites(), steps(8), st.booleans())
def test_many_builds_with_one_session_come_to_what_clean_ones_do(
    files: Files, made: Steps, settled: bool
) -> None:
    kept_open_is_clean(files, made, settled)


@pytest.mark.parametrize("deed", DEEDS)
def test_what_others_do_between_two_builds_is_noticed(
    site: Site, deed: Callable[[Site], None]
) -> None:
    deed(site)
    site.article("a", "Another text.").build().ok().assert_shows("/2022/09/13/a/", "Another text.")
    assert_as_clean(site)
    deed(site)
    site.build().ok()
    assert_as_clean(site)


def test_settings_templates_and_names_are_seen(site: Site) -> None:
    site.write("newsgen.yml", "title: Another Title\nsearch: false\n").build().ok()
    site.assert_shows("/", "Another Title")
    site.write("templates/footer.html", "<p>Imprint</p>").build().ok()
    assert_as_clean(site)
    site.write("authorities/people.yml", "Ann Lee: {match: true}\n").build().ok()
    assert_as_clean(site)
    site.write("authorities/people.yml", "Ann Leigh: {aliases: [Ann Lee]}\n").build().ok()
    assert_as_clean(site)


def test_what_was_left_by_a_build_with_errors_stands_in_nobodys_way(site: Site) -> None:
    site.article("b", "See [a](c.md).").build().assert_refused("N201")
    build_by_another(site.article("b", "See [a](a.md)."))
    site.ok().build().ok()
    assert site.outcome.up_to_date or site.outcome.rendered_count == 0


def test_a_worker_that_ended_between_two_builds_is_replaced(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").article("b").article("c")
    site.tuning = SHARED
    with OpenSession(is_kept=True) as site.opened:
        site.build(workers=2).ok()
        workers = active_children()
        workers[0].kill()
        for worker in workers:  # the others are ended then
            worker.join()
        site.article("a", "New.").article("b", "New.").article("c", "New.")
        site.build(workers=2).ok().assert_shows("/2022/09/13/a/", "New.")
    assert not active_children()
