"""The law that damage is only slower: whatever happens to what newsgen remembers of its own.

Any file of `.newsgen/` and the manifest, and the output with its manifest put back to an earlier
one: the next build succeeds, and comes to what a build that remembers nothing comes to.
"""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.publish.output_tree import MANIFEST
from newsgen.store.cache import CACHE_FILE
from support.changes import Change, changes
from support.examples import tries
from support.laws import (
    assert_as_clean,
    build_clean_copy,
    comparable_outcome,
    conditions,
    pages,
    stamps,
    write_files,
)
from support.output import contents
from support.random_sites import Files, sites
from support.sites import SHARED, TRUSTING, Site

GARBAGE = b"\xff\x00SQLite format 3\x00 newsgen manifest 1 \n\n"


@dataclass(frozen=True)
class Damage:
    """What is done to one file; where: a share of its length."""

    how: str
    where: float = 0

    def apply(self, file: Path) -> None:
        DAMAGE_BY_NAME[self.how](file, round(self.where * max(0, file.stat().st_size - 1)))


def flip(file: Path, at: int, bits: int = 0x10) -> None:
    data = bytearray(file.read_bytes())
    data[at : at + 1] = bytes(byte ^ bits for byte in data[at : at + 1])
    file.write_bytes(data)


def scatter(file: Path, at: int) -> None:
    """Flip a bit here and there."""
    for step in range(97):
        flip(file, (at + step * 1009) % max(1, file.stat().st_size), 1 << step % 8)


def overwrite(file: Path, at: int) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:at] + GARBAGE * 100 + data[at + 100 * len(GARBAGE) :])


def repeat_a_page(file: Path, at: int) -> None:
    """Put one page of the database in place of another."""
    data, page = file.read_bytes(), 16384
    start, other = at // page * page, len(data) // page // 2 * page
    file.write_bytes(data[:start] + data[other : other + page] + data[start + page :])


def make_folder(file: Path, at: int) -> None:
    file.unlink()
    (file / "what").mkdir(parents=True)


def rewrite(statement: str) -> Callable[[Path, int], None]:
    """What another version of newsgen might have done to the cache."""

    def change(file: Path, at: int) -> None:
        try:
            with sqlite3.connect(file) as database:
                database.execute(statement)
            database.close()
        except sqlite3.DatabaseError:
            file.write_bytes(GARBAGE)

    return change


DAMAGE_BY_NAME: dict[str, Callable[[Path, int], object]] = {
    "delete": lambda file, at: file.unlink(),
    "empty": lambda file, at: file.write_bytes(b""),
    "cut": lambda file, at: file.write_bytes(file.read_bytes()[:at]),
    "lengthen": lambda file, at: file.write_bytes(file.read_bytes() + GARBAGE),
    "replace": lambda file, at: file.write_bytes(GARBAGE),
    "flip": flip,
    "scatter": scatter,
    "overwrite": overwrite,
    "repeat a page": repeat_a_page,
    "folder": make_folder,
    "later version": rewrite("PRAGMA user_version = 99"),
    "version before there were any": rewrite("PRAGMA user_version = 0"),
    "a table less": rewrite("DROP TABLE records"),
    "a table of another form": rewrite("ALTER TABLE chapters RENAME COLUMN mark TO checksum"),
    "an index less": rewrite("DROP TABLE IF EXISTS views"),
    "values of another kind": rewrite("UPDATE records SET value = 'text', mark = 7"),
    "values of others": rewrite("UPDATE OR IGNORE bodies SET value = x'00'"),
    "rows under other keys": rewrite("UPDATE OR IGNORE chapters SET key = key || x'00'"),
}
DAMAGES = st.builds(Damage, st.sampled_from(sorted(DAMAGE_BY_NAME)), st.floats(0, 1))


def memory(site: Site) -> list[Path]:
    """All that newsgen keeps for itself: the cache, and the two records of what it owns."""
    kept = [*sorted((site.folder / ".newsgen").iterdir()), site.out / MANIFEST]
    return [file for file in kept if file.is_file()]


def damage_is_only_slower(
    files: Files,
    damages: list[tuple[float, Damage]],
    edits: list[Change],
    settled: bool,
    workers: int = 1,
) -> None:
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        site = write_files(files, Path(folder)).build().ok()
        site.tuning = SHARED
        both = True
        for share, damage in damages:
            kept = memory(site)
            file = kept[min(int(share * len(kept)), len(kept) - 1)]
            record = not file.name.startswith(CACHE_FILE)
            # Without either record pages are nobody's, and a folder is no manifest of newsgen's.
            if (not record or both) and (file.name, damage.how) != (MANIFEST, "folder"):
                damage.apply(file)
                both = both and not record
        for edit in edits:
            if both or edit.deed != "tamper":  # which page is ours, then only its bytes can tell
                edit.apply(site)
        site.build(workers=workers)
        assert_as_clean(site)
        if site.outcome.status == "ok":
            before = stamps(site.out)
            assert site.build().ok().outcome.rendered_count == 0
            assert stamps(site.out) == before


SHARES = st.sampled_from((0.0, 0.4, 0.9)) | st.floats(0, 1)
SOME_DAMAGES = st.lists(st.tuples(SHARES, DAMAGES), min_size=1, max_size=3)


@tries(8, 30, shrink=False)
@given(sites(), SOME_DAMAGES, st.lists(changes(), max_size=1), st.booleans())
def test_damage_is_only_slower(
    files: Files, damages: list[tuple[float, Damage]], edits: list[Change], settled: bool
) -> None:
    damage_is_only_slower(files, damages, edits, settled)


@pytest.mark.long
@tries(2000, 2000, shrink=False)
@given(sites(), SOME_DAMAGES, st.lists(changes(), max_size=2), st.booleans())
def test_damage_is_only_slower_for_many(
    files: Files, damages: list[tuple[float, Damage]], edits: list[Change], settled: bool
) -> None:
    damage_is_only_slower(files, damages, edits, settled)


# --- What belongs to another site, or to another time ---------------------------------------------

ARCHIVE = "archive"
"""The stored archive, whose file has a name of its own for each output."""

PARTS = (
    (ARCHIVE,),
    (ARCHIVE, f".newsgen/{CACHE_FILE}"),
    (ARCHIVE, f".newsgen/{CACHE_FILE}", "output"),
    (f".newsgen/{CACHE_FILE}",),
    ("output",),
    (MANIFEST,),
    (f".newsgen/{CACHE_FILE}", MANIFEST),
    (f".newsgen/{CACHE_FILE}", "output"),
)


def newsgen_folders(site: Site, kept: Path) -> tuple[Path, Path]:
    return site.folder / ".newsgen", kept / "site/.newsgen"


def replaced(site: Site, kept: Path, part: str) -> None:
    """Put a part of a site as it was kept in place of what it is now."""
    if part == "output":
        shutil.rmtree(site.out)
        shutil.copytree(kept / "out", site.out)
    elif part == ARCHIVE:
        own, earlier = (next(one.glob("archive-*.sqlite3")) for one in newsgen_folders(site, kept))
        for file in earlier.parent.glob("archive-*"):
            shutil.copy(file, own.parent / file.name.replace(earlier.stem, own.stem))
    elif part == MANIFEST:
        shutil.copy(kept / "out" / MANIFEST, site.out / MANIFEST)
    else:
        for log in (site.folder / ".newsgen").glob(f"{CACHE_FILE}-*"):
            log.unlink()
        shutil.copy(kept / "site" / part, site.folder / part)


def keep(site: Site, folder: Path) -> None:
    """Copy all there is, newsgen's memory as well."""
    shutil.copytree(site.folder, folder / "site")
    shutil.copytree(site.out, folder / "out")


def assert_as_clean_or_not_ours(site: Site, before: dict[str, str], manifest: bool) -> None:
    """As a clean build; but that a manifest which knows nothing of a page does not own it.

    Such a page is in the way (N601), or, where nothing else goes, stays (N604, if the manifest
    knows another file there): newsgen deletes nothing that it has no proof of having written.
    """
    if not manifest:
        assert_as_clean(site)
        return
    with TemporaryDirectory() as folder:
        twin = build_clean_copy(site, Path(folder))
        if site.outcome.status == "problems" and twin.outcome.status == "ok":
            assert {found.code for found in site.outcome.problems} >= {"N601"}
            assert contents(site.out) == before
        else:
            assert comparable_outcome(site) == comparable_outcome(twin)
            made = pages(twin) if twin.out.exists() else {}
            assert made.items() <= pages(site).items()
            for each in site.outcome.problems:
                if each.code == "N604":
                    path = Path(each.location.path).relative_to(site.out).as_posix()
                    assert path not in made
                    assert contents(site.out)[path] == before[path]
            assert pages(site).keys() <= made.keys() | before.keys()


def what_is_of_another_time_is_only_slower(
    files: Files,
    edits: list[Change],
    parts: tuple[str, ...],
    back: bool,
    settled: bool,
    others: Files | None = None,
) -> None:
    """Of an earlier state of the site, or of another one. back: the edits are taken back too."""
    with TemporaryDirectory() as folder, conditions(trusted_stamps=settled):
        site = write_files(files, Path(folder)).build().ok()
        if settled:  # As the output is trusted then, nobody else alters it.
            site.tuning = TRUSTING
            edits = [edit for edit in edits if edit.deed != "tamper"]
        kept = Path(folder, "kept")
        if others is None:
            keep(site, kept)
        else:
            keep(write_files(others, Path(folder, "other")).build().ok(), kept)
        for edit in edits:
            edit.apply(site)
            site.build()
        for part in parts:
            replaced(site, kept, part)
        if back:
            for path in (path for path in site.folder.rglob("*") if path.is_file()):
                name = path.relative_to(site.folder).as_posix()
                if not name.startswith(".newsgen") and name not in files:
                    site.delete(name)
            for path, text in files.items():
                site.write(path, text)
        before = contents(site.out)
        site.build()
        assert_as_clean_or_not_ours(site, before, MANIFEST in parts or others is not None)


@tries(8, 30, shrink=False)
@given(
    sites(),
    st.lists(changes(), min_size=1, max_size=2),
    st.sampled_from(PARTS),
    st.booleans(),
    st.booleans(),
)
def test_what_is_of_another_time_is_only_slower(
    files: Files, edits: list[Change], parts: tuple[str, ...], back: bool, settled: bool
) -> None:
    what_is_of_another_time_is_only_slower(files, edits, parts, back, settled)


@pytest.mark.long
@tries(1000, 1000, shrink=False)
@given(
    sites(),
    st.lists(changes(), min_size=1, max_size=4),
    st.sampled_from(PARTS),
    st.booleans(),
    st.booleans(),
    st.none() | sites(),
)
def test_what_is_of_another_time_or_site_is_only_slower_for_many(
    files: Files,
    edits: list[Change],
    parts: tuple[str, ...],
    back: bool,
    settled: bool,
    others: Files | None,
) -> None:
    what_is_of_another_time_is_only_slower(files, edits, parts, back, settled, others)


@tries(4, 20, shrink=False)
@given(sites(), sites(), st.sampled_from(PARTS), st.booleans())
def test_what_is_of_another_site_is_only_slower(
    files: Files, others: Files, parts: tuple[str, ...], settled: bool
) -> None:
    what_is_of_another_time_is_only_slower(files, [], parts, False, settled, others)
