"""The manifest alone proves what is newsgen's: lost, damaged or wrong, it costs nobody a file."""

import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.digest import digest
from newsgen.publish import manifest_file, output_tree
from newsgen.publish.manifest import EntriesByPath, ManifestEntry, decode_entry, encode_entry
from newsgen.publish.manifest_file import ManifestFile, make_manifest_file, open_manifest_file
from newsgen.publish.output_manifest import OutputManifest, manifest_copy_path, published_entries
from newsgen.publish.transaction import ForeignFiles, PublishResult
from newsgen.runtime.stamp import NO_STAMP
from support.examples import tries
from support.output import Output, contents, manifest_of, with_folders

PAGES = {"index.html": "front", "tags/sco/index.html": "SCO", "習近平": "習近平"}
OTHERS = {"CNAME": "example.org", "tags/sco/notes.txt": "mine"}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def read(output: Output) -> tuple[str, EntriesByPath]:
    """The state of an output's manifest, and what newsgen owns by it."""
    with closing(OutputManifest(output.out, output.record)) as manifest:
        journal = manifest.journal()
        manifest.check()
        entries = {} if journal else {entry.path: entry for entry, _ in manifest.all()}
        return manifest.state, entries


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(statement)


def garble(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]


def changed(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def executed(statement: str) -> Callable[[Path], object]:
    return lambda path: execute(path, statement)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": changed(lambda data: b""),
    "cut in the header": changed(lambda data: data[:12]),
    "cut by half": changed(lambda data: data[: len(data) // 2]),
    "not ours": changed(lambda data: b"\x89PNG\r\n\x1a\n\0\0\0"),
    "a manifest of an earlier newsgen": changed(lambda data: b"newsgen manifest 1 0\n"),
    "of another version": executed("PRAGMA user_version = 2"),
    "of another program": executed("PRAGMA application_id = 7"),
    "a table less": executed("DROP TABLE journal"),
    "a row less": executed("DELETE FROM files WHERE path = 'old.html' OR size = 5"),
    "a row under another path": executed("UPDATE files SET path = 'x' || path"),
    "a row of others": executed("UPDATE files SET key = 'x', size = 'y'"),
    "no header": executed("DELETE FROM header"),
    "a header of others": executed("UPDATE header SET value = x'00'"),
}


def test_what_is_written_is_read_again(output: Output) -> None:
    output.out.mkdir()
    entries = [ManifestEntry("b", None, "0" * 32, 7), ManifestEntry("a/é\n習", "key", "f" * 32, 0)]
    with closing(OutputManifest(output.out, output.record)) as manifest:
        manifest.change(entries=[(entry, NO_STAMP) for entry in entries], texts="texts")
        assert manifest.entry("b") == entries[0]
        assert manifest.entry("c") is None
        assert [entry.path for entry, _ in manifest.scan()] == ["a/é\n習", "b"]
        assert [entry.path for entry, _ in manifest.scan("a/é\n習", 1)] == ["b"]
    assert read(output) == ("whole", {entry.path: entry for entry in entries})
    with closing(OutputManifest(output.out, output.record)) as manifest:
        assert (manifest.count, manifest.texts) == (2, "texts")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_says_so_and_costs_nobody_a_file(output: Output, damage: str) -> None:
    output.add_foreign_files(OTHERS)
    output.build({**PAGES, "old.html": "old"})
    DAMAGES[damage](output.manifest)
    state, entries = read(output)
    assert state == "damaged"
    assert {entry.key for entry in entries.values()} == {None}
    later = {**PAGES, "index.html": "changed"}
    assert output.build(later) == PublishResult(("index.html",), 2, ("old.html",))
    assert output.visible_files() == with_folders({**later, **OTHERS})


def test_a_flipped_byte_is_seen_unless_it_says_nothing(output: Output) -> None:
    """A database has bytes that nobody reads."""
    output.build(PAGES)
    good = output.manifest.read_bytes()
    used = [at for at, byte in enumerate(good) if byte]
    seen = 0
    for at in used:
        output.manifest.write_bytes(garble(good, at))
        found = published_entries(output.out)
        seen += not found
        assert found in ({}, manifest_of(PAGES))
    assert seen > len(used) / 2
    for at in range(0, len(good), 509):
        output.manifest.write_bytes(good[:at])
        assert published_entries(output.out) in ({}, manifest_of(PAGES))


def test_a_flipped_row_is_seen_by_whoever_reads_just_that(output: Output) -> None:
    output.build(PAGES)
    execute(output.manifest, "UPDATE files SET hash = '0' || substr(hash, 2) WHERE size = 5")
    with closing(OutputManifest(output.out, output.record)) as manifest:
        assert manifest.state == "whole"
        found = manifest.entry("index.html")
        assert (found and found.hash, manifest.state) == (digest(b"front"), "damaged")


def test_a_transaction_that_was_killed_half_way_is_undone(output: Output) -> None:
    """SQLite writes a part of it into the file before its end; its own journal undoes that."""
    output.build(PAGES)
    new = [ManifestEntry(f"{at}", "key", "0" * 32, 7) for at in range(3000)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        database = sqlite3.connect(output.manifest, isolation_level=None)
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        rows = [(*encode_entry(entry), NO_STAMP) for entry in new]
        database.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
        os._exit(7)
    os.waitpid(child, 0)
    assert output.own_names == [".newsgen-manifest", ".newsgen-manifest-journal"]
    assert published_entries(output.out) == {}  # whoever has no lock undoes nothing
    assert read(output) == ("whole", manifest_of(PAGES))
    assert output.own_names == [".newsgen-manifest"]


def test_a_folder_or_a_link_in_the_manifests_place_is_damage(output: Output) -> None:
    output.build(PAGES)
    kept = shutil.move(output.manifest, output.out.parent / "kept")
    output.manifest.mkdir()
    assert read(output)[0] == "damaged"
    output.manifest.rmdir()
    output.manifest.symlink_to(kept)
    assert read(output)[0] == "damaged"


def test_a_lost_manifest_is_made_up_for_by_the_copy(output: Output) -> None:
    output.add_foreign_files(OTHERS)
    output.build({**PAGES, "old.html": "old"})
    whole = Output(output.out.parent / "whole")
    whole.build(PAGES)
    output.manifest.unlink()
    assert read(output)[0] == "missing"
    assert output.build(PAGES) == PublishResult((), 3, ("old.html",))
    assert output.visible_files() == with_folders({**PAGES, **OTHERS})
    assert published_entries(output.out) == published_entries(whole.out)


def test_the_copy_claims_only_files_that_still_are_what_newsgen_wrote(output: Output) -> None:
    output.build(PAGES)
    shutil.rmtree(output.out)
    output.add_foreign_files({"index.html": "mine", "tags/sco/index.html": "SCO"})
    assert read(output)[1].keys() == {"tags/sco/index.html"}
    assert output.build(PAGES) == ForeignFiles(("index.html",))
    assert output.build({"new": "page"}) == PublishResult(("new",), 0, ("tags/sco/index.html",))
    assert output.visible_files() == with_folders({"index.html": "mine", "new": "page"})


def test_the_copy_is_of_one_output_only(output: Output) -> None:
    output.build(PAGES)
    output.out = output.out.with_name("elsewhere")
    output.add_foreign_files({"index.html": "front"})
    assert read(output)[1] == {}


@pytest.mark.parametrize("copy", ["gone", "damaged"])
def test_without_both_only_equal_files_are_newsgens(output: Output, copy: str) -> None:
    output.build({**PAGES, "old.html": "old"})
    output.manifest.unlink()
    record = manifest_copy_path(output.out, output.record)
    if copy == "gone":
        record.unlink()
    else:
        record.write_bytes(garble(record.read_bytes(), 60))
    assert read(output)[1] == {}
    before = contents(output.out)
    assert output.build({**PAGES, "index.html": "changed"}) == ForeignFiles(("index.html",))
    assert contents(output.out) == before
    assert output.build(PAGES) == PublishResult((), 3, ())
    assert output.visible_files() == with_folders({**PAGES, "old.html": "old"})
    assert record.is_file()


def test_a_restored_output_gets_its_copy_again_without_a_page_written(output: Output) -> None:
    output.build(PAGES)
    shutil.rmtree(output.record)
    before = contents(output.out)
    assert output.build(PAGES) == PublishResult((), 3, ())
    assert contents(output.out) == before
    assert manifest_copy_path(output.out, output.record).is_file()


def test_the_manifest_of_another_site_claims_no_file_of_this_one(
    output: Output, tmp_path: Path
) -> None:
    other = Output(tmp_path / "other")
    other.build({"index.html": "another front", "about/index.html": "about"})
    output.add_foreign_files(OTHERS)
    output.build(PAGES)
    shutil.copy(other.manifest, output.manifest)
    assert output.build(PAGES) == PublishResult(("index.html",), 2, ("about/index.html",))
    assert output.visible_files() == with_folders({**PAGES, **OTHERS})
    shutil.copy(other.manifest, output.manifest)
    assert output.build({**PAGES, "習近平": "changed"}) == ForeignFiles(("習近平",))
    assert output.visible_files() == with_folders({**PAGES, **OTHERS})


def test_building_another_site_into_an_output_replaces_the_first(output: Output) -> None:
    output.build(PAGES)
    output.add_foreign_files(OTHERS)
    output.record = output.record.with_name("of-another-site")
    output.build({"index.html": "another front"})
    assert output.visible_files() == with_folders({"index.html": "another front", **OTHERS})


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a/../../x",
        "a\\..\\..\\x",
        ".newsgen-staging/x",
        "a//b",
        "",
    ],
)
def test_a_well_sealed_manifest_leads_nowhere_else(output: Output, path: str) -> None:
    output.out.mkdir()
    with closing(OutputManifest(output.out, output.record)) as manifest:
        manifest.change(entries=[(ManifestEntry(path, None, "0" * 32, 1), NO_STAMP)])
    manifest_copy_path(output.out, output.record).unlink()
    assert read(output) == ("damaged", {})


PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    output_tree.is_safe_path
)
ENTRIES = st.builds(
    ManifestEntry,
    PATHS,
    st.text("0123456789abcdef").map(lambda key: key or None),
    st.just("0" * 32),
    st.integers(0, 1 << 40),
)


@given(ENTRIES)
def test_every_proper_path_has_its_row(entry: ManifestEntry) -> None:
    assert decode_entry(encode_entry(entry)) == entry


@tries(40, 400)
@given(st.lists(st.tuples(st.lists(ENTRIES, max_size=4), st.lists(PATHS, max_size=3)), max_size=5))
def test_however_it_came_about_a_manifest_says_the_same(
    changes: list[tuple[list[ManifestEntry], list[str]]],
) -> None:
    """Its header as well, by which it is known; in however many batches entries are put."""
    file, kept = make_manifest_file(), dict[str, ManifestEntry]()
    for entries, lost_paths in changes:
        new = {entry.path: entry for entry in entries}
        lost = {*lost_paths, *list(kept)[:1]} - new.keys()
        put(file, new, lost)
        kept = {path: entry for path, entry in kept.items() if path not in lost} | new
        assert file.load() == kept
        at_once = make_manifest_file()
        put(at_once, kept, set())
        assert at_once.header == file.header
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(manifest_file, "_BATCH_SIZE", 1)
            in_batches = make_manifest_file()
            put(in_batches, kept, set())
            put(in_batches, kept, set())
        assert in_batches.load() == kept
        assert in_batches.header == file.header


def put(file: ManifestFile, entries: dict[str, ManifestEntry], lost_paths: set[str]) -> None:
    stamped = [(entry, NO_STAMP) for entry in entries.values()]
    file.change(entries=stamped, lost_paths=lost_paths, journal=(), header=file.header)


def test_a_copy_that_missed_a_change_is_made_whole_by_the_next(output: Output) -> None:
    output.build(PAGES)
    copy = manifest_copy_path(output.out, output.record)
    earlier = copy.read_bytes()
    output.build({**PAGES, "new.html": "new"})
    copy.write_bytes(earlier)
    later = {**PAGES, "new.html": "newer"}
    output.build(later)
    with closing(open_manifest_file(copy)) as file:
        assert file.load() == manifest_of(later)
