"""The laws of a build, over random archives and random edits.

Parallel is serial; a second build does nothing; no input, however bad, publishes a part of a site;
what is published is sound; neither the machine nor the order of files matters.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsgen
from newsgen.model.tuning import Tuning
from newsgen.model.value import replace
from newsgen.runtime import stamp
from support.examples import tries
from support.laws import stamps, write_files
from support.links import broken_links
from support.nu_checker import check as faults
from support.output import contents
from support.random_sites import Edit, Files, edits, sites
from support.sample import copy_sample
from support.sites import INDEX, SHARED, Site, tree

SOURCES = Path(newsgen.__file__).parents[1]


def clean(site: Site) -> dict[str, bytes]:
    """The tree of a build into a new folder."""
    kept, site.out = site.out, site.out.with_name("clean")
    try:
        site.build().ok()
        return tree(site.out)
    finally:
        shutil.rmtree(site.out, ignore_errors=True)
        site.out = kept


# --- Parallel is serial ---------------------------------------------------------------------------


def parallel_is_serial(files: Files, workers: int) -> None:
    with TemporaryDirectory() as folder:
        site = write_files(files, Path(folder))
        serial = clean(site)
        assert tree(site.build(workers=workers, tuning=SHARED).ok().out) == serial


@tries(2, 6, shrink=False)
@given(sites(min_articles=4), st.integers(2, 3))
def test_parallel_is_serial(files: Files, workers: int) -> None:
    parallel_is_serial(files, workers)


@pytest.mark.long
@tries(60, 60, shrink=False)
@given(sites(min_articles=3), st.integers(2, 4))
def test_parallel_is_serial_for_many(files: Files, workers: int) -> None:
    parallel_is_serial(files, workers)


@dataclass(frozen=True)
class Serial:
    """A site, and what one process alone makes of it."""

    site: Site
    tree: dict[str, bytes]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Serial:
    """So many articles that there is work for several processes."""
    folder = tmp_path_factory.mktemp("many")
    site = Site(folder, "title: The Test File\nlistings: {newest: 5, year: 10}\n")
    for number in range(220):
        site.article(
            f"n{number}",
            f"Text {number}, with [the next](n{(number + 1) % 220}.md).",
            title=f"Number {number}",
            date=f"20{20 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}",
            tags=[f"tag {number % 7}", f"tag {number % 50}"],
            entities={"people": [f"person {number % 30}"], "places": ["撒马尔罕"]},
        )
    return Serial(site, clean(site))


@pytest.mark.long  # by default the installed program is asked this, in tests/wheel
@pytest.mark.parametrize("workers", [2, 3])
def test_parallel_is_serial_where_there_is_work_for_all(
    many: Serial, tmp_path: Path, workers: int
) -> None:
    assert len(many.tree) > 500
    assert len(many.tree) > Tuning().serial_pages
    site = many.site.copy(tmp_path)
    assert tree(site.build(workers=workers).ok().out) == many.tree


@pytest.mark.parametrize("template, code", [(None, "N103"), ("{{ page.nothing }}", "N502")])
def test_problems_are_the_same_however_many_look_for_them(
    tmp_path: Path, template: str | None, code: str
) -> None:
    site = Site(tmp_path)
    site.tuning = replace(SHARED, pages_per_chunk=1)
    for number in range(5):
        day = f"2022-02-{number + (20 if template else 30)}"
        site.article(f"a{number}", date=day, tags=[f"t{number}"])
    if template:
        for name in ("article", "name", "corrections", "not_found"):
            site.write(f"templates/{name}.html", template)
    serial = site.build().assert_refused(code).outcome.problems
    assert len(serial) > 3
    assert site.build(workers=2).outcome.problems == serial


# --- A second build does nothing ------------------------------------------------------------------


def second_build_does_nothing(files: Files) -> None:
    # On a slow machine some stamps become stable between the builds, and the second notes that.
    with TemporaryDirectory() as folder, patch.object(stamp, "_STABLE_AFTER", 0):
        site = write_files(files, Path(folder)).build().ok()
        before = stamps(Path(folder))
        site.build().ok()
        done = site.outcome
        assert (done.rendered_count, done.deleted_count, done.unchanged_count) == (
            0,
            0,
            done.file_count,
        )
        assert stamps(Path(folder)) == before


@tries(10, 50)
@given(sites())
def test_a_second_build_does_nothing(files: Files) -> None:
    second_build_does_nothing(files)


@pytest.mark.long
@tries(300, 300)
@given(sites(max_articles=12))
def test_a_second_build_does_nothing_for_many(files: Files) -> None:
    second_build_does_nothing(files)


# --- Bad input publishes nothing ------------------------------------------------------------------


def a_build_is_all_or_nothing(files: Files, made: list[Edit]) -> None:
    with TemporaryDirectory() as folder:
        site = write_files(files, Path(folder)).build().ok()
        for edit in made:
            before = contents(site.out)
            edit.apply(site)
            site.build()
            if site.outcome.status == "ok":
                assert tree(site.out) == clean(site)
            else:
                assert site.outcome.status == "problems", site.problem_text()
                assert any(found.severity == "error" for found in site.outcome.problems)
                assert contents(site.out) == before


@tries(8, 50)
@given(sites(), st.lists(edits(), min_size=1, max_size=4))
def test_a_build_is_all_or_nothing(files: Files, made: list[Edit]) -> None:
    a_build_is_all_or_nothing(files, made)


@pytest.mark.long
@tries(300, 300)
@given(sites(max_articles=8), st.lists(edits(8), min_size=1, max_size=8))
def test_a_build_is_all_or_nothing_for_many(files: Files, made: list[Edit]) -> None:
    a_build_is_all_or_nothing(files, made)


@tries(15, 200)
@given(sites(), edits())
def test_a_check_says_what_a_build_says(files: Files, edit: Edit) -> None:
    with TemporaryDirectory() as folder:
        site = write_files(files, Path(folder))
        edit.apply(site)
        checked = site.check().outcome
        assert not site.out.exists()
        built = site.build().outcome
        assert (checked.status, checked.problems) == (built.status, built.problems)
        # How many files a search index has is known once it is made.
        indexes = sum(path.is_file() for path in (site.out / INDEX).rglob("*"))
        assert checked.file_count == built.file_count - indexes
        assert checked.omissions == built.omissions


# --- Whatever is published is sound ---------------------------------------------------------------


WITHOUT_A_MONTH = {
    "newsgen.yml": "title: The Empty File\nsearch: true\n",
    "articles/0.md": "---\ntitle: A\nsource: Desk\ndate: 2022-09-13\nstatus: draft\n---\nText.\n",
}
"""An archive whose search page has no first and no last month to offer."""


def test_whatever_an_archive_holds_its_pages_are_sound(tmp_path: Path) -> None:
    """Valid, and with links that lead somewhere. The checker starts slowly, so it starts once."""
    outs: list[Path] = []

    @tries(5, 60)
    @example(WITHOUT_A_MONTH)
    @given(sites(min_articles=2))
    def make(files: Files) -> None:
        site = write_files(files, tmp_path / str(len(outs))).build().ok()
        outs.append(site.out)
        base_url = f"https://example.org/{quote('архив')}/" if "base_url" in str(files) else "/"
        assert broken_links(site.out, base_url) == []

    make()
    assert faults(page for out in outs for page in sorted(out.rglob("*.html"))) == []


# --- The machine does not matter ------------------------------------------------------------------

LOCALE_C = {"LC_ALL": "C", "LANG": "C"}
ASCII_ONLY = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}
OTHER_HOME = {"HOME": "/nowhere", "USER": "nobody", "TMPDIR": "/tmp"}

MACHINES = {
    "hash seed 1, locale C, far east": {
        **LOCALE_C,
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
    },
    "hash seed 2, ASCII only, far west": {
        **ASCII_ONLY,
        "PYTHONHASHSEED": "2",
        "TZ": "Etc/GMT+12",
    },
    "Turkish, other home": {**TURKISH, **OTHER_HOME},
}
"""Each unlike the one at hand in several things that have nothing to do with each other."""


@dataclass(frozen=True)
class SampleBuild:
    """The sample, and what this machine makes of it."""

    sample: Path
    tree: dict[str, bytes]


def built_on(machine: dict[str, str], site: Path, umask: int) -> dict[str, bytes]:
    """What newsgen makes of a site as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "newsgen", "build", "--now", "2022-10-01", "--quiet"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(SOURCES), **machine},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return tree(site / "public")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> SampleBuild:
    """The sample, with an article whose name and tags no two machines need write alike."""
    folder = tmp_path_factory.mktemp("machine")
    first = copy_sample(folder / "first")
    extra = Site(folder / "extra").article(
        "习近平", tags=["İstanbul", "ISPARTA", "straße", "MASSE"]
    )
    shutil.copy(extra.folder / "articles" / "习近平.md", first / "articles")
    other_order(first, folder / "here", turned=False)
    return SampleBuild(first, built_on({}, folder / "here", umask=0o022))


@pytest.mark.parametrize(
    "name",
    [
        name if at == 0 else pytest.param(name, marks=pytest.mark.long)
        for at, name in enumerate(MACHINES)
    ],
)
def test_neither_the_machine_nor_the_order_of_files_matters(
    here: SampleBuild, tmp_path: Path, name: str
) -> None:
    other_order(here.sample, tmp_path / "there", turned=True)
    assert len(here.tree) > 100
    assert built_on(MACHINES[name], tmp_path / "there", umask=0o077) == here.tree


def other_order(source: Path, target: Path, turned: bool) -> None:
    """Copy a folder file by file, from the first name to the last or from the last to the first."""
    for file in sorted((path for path in source.rglob("*") if path.is_file()), reverse=turned):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


@pytest.mark.parametrize("turn", [sorted, lambda files: sorted(files, reverse=True)])
def test_the_order_in_which_files_are_made_does_not_matter(
    tmp_path: Path, turn: Callable[[Files], list[str]]
) -> None:
    """Articles of one moment, names by several spellings: what could come in any order."""
    files = {f"articles/{name}.md": front(name) for name in ("b", "a", "D", "c", "习", "é")}
    site = Site(tmp_path)
    for path in turn(files):
        site.write(path, files[path])
    site.build().ok()
    assert site.article_slugs("/2022/09/13/") == ["习", "e", "c", "b", "a", "d"]
    assert "Sco 6 articles" in site.text("/tags/")


def front(name: str) -> str:
    tag = {"a": "sco", "b": "SCO"}.get(name, "Sco")
    return f"---\ntitle: {name}\nsource: Desk\ndate: 2022-09-13\ntags: [{tag}]\n---\nText.\n"
