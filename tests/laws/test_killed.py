"""The law that killed is resumable, of whole builds: at any change of the disk, or of the cache.

The process ends for real, in a child of its own. Then the edit stays, is taken back, or goes on:
the next build comes to what a build that remembers nothing comes to.
"""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.store.cache import Cache
from support.changes import Change, changes
from support.examples import tries
from support.laws import assert_as_clean, conditions, pages, stamps, write_files
from support.output import kill_at_change
from support.random_sites import Files, sites
from support.sites import TRUSTING, Site

KILL_EXIT_CODE = 137

Moment = tuple[Literal["disk", "half", "before", "after"], int]
"""Before a change of the disk, half-way through a write, or before or after a row of the cache; and
which one."""


def die() -> None:
    os._exit(KILL_EXIT_CODE)


@contextmanager
def killed_at_a_commit(last: int, when: str) -> Iterator[None]:
    """Kill before or after the cache is given something for the so-manieth time."""
    done = 0

    def counted(change: Callable[..., None]) -> Callable[..., None]:
        def made(*arguments: Any) -> None:
            nonlocal done
            done += 1
            if done == last and when == "before":
                die()
            change(*arguments)
            if done == last:
                die()

        return made

    with pytest.MonkeyPatch.context() as patch:
        for name in ("put", "sweep"):
            patch.setattr(Cache, name, counted(getattr(Cache, name)))
        yield


def killed_build(site: Site, moment: Moment, **options: Any) -> bool:
    """Whether a build in a process of its own was killed before its end."""
    when, number = moment
    with warnings.catch_warnings():
        # Newer Pythons warn of threads a fork leaves behind; the child only builds and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            if when in ("disk", "half"):
                with kill_at_change(number, half=when == "half", end=die):
                    site.build(**options)
            else:
                with killed_at_a_commit(number, when):
                    site.build(**options)
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILL_EXIT_CODE)
    return code == KILL_EXIT_CODE


def take_back(site: Site, files: dict[str, bytes]) -> None:
    """Bring the archive back to these files; those that are as they were are left alone."""
    now = sources(site)
    for path in now.keys() - files.keys():
        site.delete(path)
    for path, data in files.items():
        if now.get(path) != data:
            site.write(path, data)


def sources(site: Site) -> dict[str, bytes]:
    """All that editors wrote."""
    paths = (path for path in site.folder.rglob("*") if path.is_file())
    names = ((path, path.relative_to(site.folder).as_posix()) for path in paths)
    return {name: path.read_bytes() for path, name in names if not name.startswith(".newsgen")}


def killed_is_resumable(
    files: Files,
    edits: list[Change],
    moments: list[Moment],
    then: list[Change] | None,
    settled: bool,
    **options: Any,
) -> None:
    """then: what is edited further; None if the edits are taken back, and the options too."""
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        site = write_files(files, Path(folder)).build().ok()
        if settled:  # As the output is trusted then, nobody else alters it.
            site.tuning = TRUSTING
            edits = [edit for edit in edits if edit.deed != "tamper"]
            then = then and [edit for edit in then if edit.deed != "tamper"]
        before = sources(site)
        for edit in edits:
            edit.apply(site)
        for moment in moments:
            killed_build(site, moment, **options)
        if then is None:
            take_back(site, before)
            options = {}
        for edit in then or ():
            edit.apply(site)
        site.build(**options)
        assert_as_clean(site, **options)
        if site.outcome.status == "ok":
            kept = stamps(site.out)
            assert site.build(**options).ok().outcome.rendered_count == 0
            assert stamps(site.out) == kept


MOMENTS = st.lists(
    st.tuples(st.sampled_from(("disk", "half")), st.integers(1, 60))
    | st.tuples(st.sampled_from(("before", "after")), st.integers(1, 16)),
    min_size=1,
    max_size=3,
)
EDITS = st.lists(changes(), min_size=1, max_size=2)


@tries(8, 30, shrink=False)
@given(sites(), EDITS, MOMENTS, st.none() | st.lists(changes(), max_size=1), st.booleans())
def test_killed_is_resumable(
    files: Files,
    edits: list[Change],
    moments: list[Moment],
    then: list[Change] | None,
    settled: bool,
) -> None:
    killed_is_resumable(files, edits, moments, then, settled)


@pytest.mark.long
@tries(1000, 1000, shrink=False)
@given(
    sites(),
    EDITS,
    MOMENTS,
    st.none() | st.lists(changes(), max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_killed_is_resumable_for_many(
    files: Files,
    edits: list[Change],
    moments: list[Moment],
    then: list[Change] | None,
    settled: bool,
    drafts: bool,
) -> None:
    killed_is_resumable(files, edits, moments, then, settled, drafts=drafts)


# --- At every one of them -------------------------------------------------------------------------


def edited(site: Site) -> None:
    """A page that changes, one that comes, one that goes, and a file that is copied."""
    site.article("a", "Another text.", tags=["SCO"]).article("d", tags=["New"])
    site.delete("articles/b.md").write("static/x.css", "y {}")


def killed_at_every(site: Site, folder: Path, when: Any, step: int) -> int:
    """Kill the build of an edit at every so-manieth moment; taken back every second time."""
    before = sources(site)
    number, killed = 1, 0
    while True:
        twin = site.copy(folder / str(number))
        edited(twin)
        if not killed_build(twin, (when, number)):
            return killed
        killed += 1
        if killed % 2:
            take_back(twin, before)
        twin.build().ok()
        assert_as_clean(twin)
        shutil.rmtree(folder / str(number))
        number += step


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with conditions(trusted_stamps=True):
        site = Site(tmp_path).write("static/x.css", "x {}")
        for name in ("a", "b", "c"):
            site.article(name, f"The text of {name}.", tags=["SCO"])
        yield site.build().ok()


@pytest.mark.parametrize("when, step", [("disk", 9), ("half", 13), ("before", 3), ("after", 4)])
def test_a_build_killed_at_many_moments(site: Site, tmp_path: Path, when: str, step: int) -> None:
    assert killed_at_every(site, tmp_path / "twins", when, step) > 2


@pytest.mark.parametrize("when, step", [("disk", 19), ("before", 7)])
def test_a_build_that_keeps_going_killed_at_many_moments(
    site: Site, tmp_path: Path, when: Any, step: int
) -> None:
    """At each of them what was published is known: of what is wrong now, and of what will be."""
    right = site.copy(tmp_path / "right")
    edited(right)
    right.build().ok()
    number, killed = 1, 0
    while True:
        twin = site.copy(tmp_path / str(number))
        edited(twin)
        twin.article("c", date="2022-02-30")
        if not killed_build(twin, (when, number), keep_going=True):
            break
        killed += 1
        twin.build(keep_going=True)
        assert (twin.outcome.status, pages(twin)) == ("incomplete", pages(right))
        twin.article("a", date=None).build(keep_going=True)
        assert (len(twin.outcome.set_aside), pages(twin)) == (2, pages(right))
        number += step
    assert killed > 2


@pytest.mark.long
@pytest.mark.parametrize("when", ["disk", "half", "before", "after"])
def test_a_build_killed_at_every_moment(site: Site, tmp_path: Path, when: str) -> None:
    assert killed_at_every(site, tmp_path / "twins", when, 1) > 10
