"""The law of `--keep-going`: what is wrong counts as it was published.

The output is that of a clean build of the archive in which each text that is set aside has the
content with which it was last published, or is left out if it never was. Whatever was edited in
whatever order, over random archives.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.problem import errors_in
from support.changes import Change, changes, configure
from support.examples import tries
from support.laws import (
    assert_as_clean,
    conditions,
    delete_told_files,
    pages,
    search_texts,
    write_files,
)
from support.output import contents
from support.random_sites import Files, sites
from support.sites import Site

PICTURE = "articles/map.svg"

BREAKAGES = (
    "---\ntitle: A\nsource: Desk\ndate: 2022-02-30\n---\nText.\n",
    "---\ntitle: A\nsource: Desk\n---\nText.\n",
    "---\ntitle: A\nsource: Desk\ndate: 2022-09-13\n---\n[nowhere](nothing.md)\n",
    "---\ntitle: [\n---\n",
)
"""What a file may say that has an error in any archive."""

Round = tuple[list[Change], list[tuple[int, str]]]
"""What is done to the archive before a build, and which of its texts are broken in what way."""

ROUND = st.tuples(
    st.lists(changes(), max_size=2),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(BREAKAGES)), max_size=2),
)


class Desk:
    """An archive whose builds keep going, and what its texts said when they were published."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.published: dict[Path, dict[str, bytes]] = {}
        self.picture = b""
        self._build = site.build
        site.build = self.build  # type: ignore[method-assign]

    def build(self, **options: Any) -> Site:
        """Build as asked, and note what was published."""
        read, earlier = self.texts(), self.published.get(self.site.out, {})
        site = self._build(**options)
        if site.outcome.status in ("ok", "incomplete"):
            aside = {each.path: each.address for each in site.outcome.set_aside}
            omitted = site.omission_reasons()
            stays = {path: earlier[path] for path, address in aside.items() if address}
            shown = {path: read[path] for path in read.keys() - omitted.keys() - aside.keys()}
            self.published[site.out] = shown | stays
            self.picture = self.read_picture() or self.picture
        return site

    def read_picture(self) -> bytes:
        """The picture that texts of a random archive have; nothing where it is gone."""
        file = self.site.folder / PICTURE
        return file.read_bytes() if file.exists() else b""

    def texts(self) -> dict[str, bytes]:
        """The files of articles and plain pages."""
        folder = self.site.folder
        files = (path for top in ("articles", "pages") for path in (folder / top).rglob("*.md"))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def break_texts(self, breakages: list[tuple[int, str]]) -> None:
        """Break the so-manieth texts, or make new ones that are broken."""
        for number, text in breakages:
            paths = [*sorted(self.texts()), "articles/broken.md"]
            self.site.write(paths[number % len(paths)], text)

    def assert_law(self, before: dict[str, str], earlier: dict[str, bytes]) -> None:
        """Assert that the last build was as the law says.

        before, earlier: The output before it, and the texts it had been made of.
        """
        site, status = self.site, self.site.outcome.status
        if status == "ok":
            assert_as_clean(site)
        elif status == "problems":
            assert site.outcome.message
            assert contents(site.out) == before
        else:
            with TemporaryDirectory() as folder:
                twin = self.right_archive(Path(folder), earlier).build()
                errors = errors_in(twin.outcome.problems)
                assert {found.location.path for found in errors} <= earlier.keys()
                lower(twin, {found.code for found in errors}).build()
                assert twin.outcome.status == "ok", twin.problem_text()
                delete_told_files(site)
                assert pages(twin) == pages(site)
                assert search_texts(twin) == search_texts(site)

    def right_archive(self, folder: Path, earlier: dict[str, bytes]) -> Site:
        """Return the archive in which all that was set aside is as it was published."""
        twin = Site(folder)
        twin.tuning = self.site.tuning
        for file in sorted(self.site.folder.rglob("*")):
            name = file.relative_to(self.site.folder).as_posix()
            if file.is_file() and not name.startswith(".newsgen"):
                twin.write(name, file.read_bytes())
        aside = {each.path for each in self.site.outcome.set_aside}
        for path in aside:
            if path in earlier:
                twin.write(path, earlier[path])
            elif (twin.folder / path).exists():
                twin.write(path, "Left out: it has no front matter.\n")
        if self.picture and not self.read_picture():
            twin.write(PICTURE, self.picture)  # what was published of a text had it
        return lower(twin, {"N101"})


def lower(site: Site, codes: set[str]) -> Site:
    """Make these problems warnings in an archive, beside those that are."""
    lowered = dict.fromkeys(sorted(codes), "warning")
    for line in (site.folder / "newsgen.yml").read_text("utf-8").splitlines():
        if line.startswith("problems: {"):
            lowered |= json.loads(line.removeprefix("problems: "))
    configure(site, "newsgen.yml", ("problems", lowered))
    return site


def keeps_going(files: Files, rounds: list[Round], settled: bool) -> None:
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        desk = Desk(write_files(files, Path(folder)))
        site = desk.site
        site.build().ok()
        tampered = False
        for edits, breakages in rounds:
            for edit in edits:
                edit.apply(site)
            tampered |= any(edit.deed == "tamper" for edit in edits)
            desk.break_texts(breakages)
            before, earlier = contents(site.out), dict(desk.published.get(site.out, {}))
            site.build(keep_going=True)
            # A picture whose file is gone and that somebody altered in the output is nowhere.
            if desk.read_picture() or not tampered:
                desk.assert_law(before, earlier)


@tries(4, 16, shrink=False)
@given(sites(), st.lists(ROUND, min_size=1, max_size=3), st.booleans())
def test_what_is_wrong_counts_as_it_was_published(
    files: Files, rounds: list[Round], settled: bool
) -> None:
    keeps_going(files, rounds, settled)


@pytest.mark.long
@tries(400, 400, shrink=False)
@given(sites(), st.lists(ROUND, min_size=1, max_size=6), st.booleans())
def test_what_is_wrong_counts_as_it_was_published_for_many(
    files: Files, rounds: list[Round], settled: bool
) -> None:
    keeps_going(files, rounds, settled)
