"""The manifest alone proves what is newsgen's: lost, damaged or wrong, it costs nobody a file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.publish import output_tree
from newsgen.publish.manifest import (
    ManifestEntry,
    decode_checksummed,
    encode_checksummed,
    entry_lines,
    manifest_copy_path,
    parse_entry,
    read_manifest,
    write_manifest,
)
from newsgen.publish.transaction import ForeignFiles, PublishResult
from support.output import Output, contents, with_folders

PAGES = {"index.html": "front", "tags/sco/index.html": "SCO", "習近平": "習近平"}
OTHERS = {"CNAME": "example.org", "tags/sco/notes.txt": "mine"}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def garble(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "cut in the header": lambda data: data[:12],
    "cut after the header": lambda data: data.partition(b"\n")[0] + b"\n",
    "cut by a byte": lambda data: data[:-1],
    "cut by a line": lambda data: data.rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n",
    "written twice": lambda data: data + data,
    "with a line more": lambda data: data + data.split(b"\n")[1] + b"\n",
    "of another version": lambda data: data.replace(b"manifest 1 ", b"manifest 2 "),
    "a record": lambda data: data.replace(b"newsgen manifest", b"newsgen record"),
    "not ours": lambda data: b"\x89PNG\r\n\x1a\n\0\0\0",
    "not UTF-8": lambda data: b"\xff" * 100,
    "of Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
}


def test_what_is_written_is_read_again(output: Output) -> None:
    output.out.mkdir()
    entries = [ManifestEntry("b", None, "0" * 32, 7), ManifestEntry("a/é\n習", "key", "f" * 32, 0)]
    write_manifest(output.out, entries)
    read = read_manifest(output.out, output.record)
    assert read.state == "whole"
    assert read.entries == {found.path: found for found in entries}
    before = output.manifest.read_bytes()
    write_manifest(output.out, reversed(entries))
    assert output.manifest.read_bytes() == before


def test_a_manifest_is_text_a_person_can_review(output: Output) -> None:
    output.build({"b": "page", "a/index.html": "page"})
    header, first, second, end = output.manifest.read_text().split("\n")
    assert header.startswith("newsgen manifest 1 ")
    assert [first.split("\t")[3], second.split("\t")[3], end] == ["a/index.html", "b", ""]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_manifest_says_so_and_costs_nobody_a_file(output: Output, damage: str) -> None:
    output.add_foreign_files(OTHERS)
    output.build({**PAGES, "old.html": "old"})
    good = output.manifest.read_bytes()
    bad = DAMAGES[damage](good)
    output.manifest.write_bytes(bad)
    read = read_manifest(output.out, output.record)
    assert bad != good
    assert read.state == "damaged"
    assert {found.key for found in read.entries.values()} == {None}
    later = {**PAGES, "index.html": "changed"}
    assert output.build(later) == PublishResult(("index.html",), 2, ("old.html",))
    assert output.visible_files() == with_folders({**later, **OTHERS})


def test_every_flipped_byte_and_every_cut_is_seen(output: Output) -> None:
    output.build(PAGES)
    good = output.manifest.read_bytes()
    for at in range(len(good)):
        for bad in (good[:at], garble(good, at)):
            output.manifest.write_bytes(bad)
            assert read_manifest(output.out, output.record).state == "damaged"


def test_a_folder_or_a_link_in_the_manifests_place_is_damage(output: Output) -> None:
    output.build(PAGES)
    kept = shutil.move(output.manifest, output.out.parent / "kept")
    output.manifest.mkdir()
    assert read_manifest(output.out, output.record).state == "damaged"
    output.manifest.rmdir()
    output.manifest.symlink_to(kept)
    assert read_manifest(output.out, output.record).state == "damaged"


def test_a_lost_manifest_is_made_up_for_by_the_copy(output: Output) -> None:
    output.add_foreign_files(OTHERS)
    output.build({**PAGES, "old.html": "old"})
    whole = Output(output.out.parent / "whole")
    whole.build(PAGES)
    output.manifest.unlink()
    assert read_manifest(output.out, output.record).state == "missing"
    assert output.build(PAGES) == PublishResult((), 3, ("old.html",))
    assert output.visible_files() == with_folders({**PAGES, **OTHERS})
    assert output.manifest.read_bytes() == whole.manifest.read_bytes()


def test_the_copy_claims_only_files_that_still_are_what_newsgen_wrote(output: Output) -> None:
    output.build(PAGES)
    shutil.rmtree(output.out)
    output.add_foreign_files({"index.html": "mine", "tags/sco/index.html": "SCO"})
    assert read_manifest(output.out, output.record).entries.keys() == {"tags/sco/index.html"}
    assert output.build(PAGES) == ForeignFiles(("index.html",))
    assert output.build({"new": "page"}) == PublishResult(("new",), 0, ("tags/sco/index.html",))
    assert output.visible_files() == with_folders({"index.html": "mine", "new": "page"})


def test_the_copy_is_of_one_output_only(output: Output) -> None:
    output.build(PAGES)
    output.out = output.out.with_name("elsewhere")
    output.add_foreign_files({"index.html": "front"})
    assert read_manifest(output.out, output.record).entries == {}


@pytest.mark.parametrize("copy", ["gone", "damaged"])
def test_without_both_only_equal_files_are_newsgens(output: Output, copy: str) -> None:
    output.build({**PAGES, "old.html": "old"})
    output.manifest.unlink()
    record = manifest_copy_path(output.out, output.record)
    if copy == "gone":
        record.unlink()
    else:
        record.write_bytes(garble(record.read_bytes(), 60))
    assert read_manifest(output.out, output.record).entries == {}
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
    "line",
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
def test_a_well_sealed_manifest_leads_nowhere_else(output: Output, line: str) -> None:
    output.out.mkdir()
    output.manifest.write_bytes(encode_checksummed("manifest", [f"{'0' * 32}\t1\t\t{line}"]))
    assert read_manifest(output.out, output.record).state == "damaged"


def test_a_well_sealed_manifest_of_nonsense_is_damaged(output: Output) -> None:
    output.out.mkdir()
    for line in ("", "a", "a\tb\tc\td", "a\t1\tb"):
        output.manifest.write_bytes(encode_checksummed("manifest", [line]))
        assert read_manifest(output.out, output.record).state == "damaged"


PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    output_tree.is_safe_path
)


@given(PATHS, st.text("0123456789abcdef"), st.integers(0))
def test_every_proper_path_has_its_line(path: str, key: str, size: int) -> None:
    known = ManifestEntry(path, key or None, "0" * 32, size)
    [line] = entry_lines([known])
    lines = decode_checksummed("manifest", encode_checksummed("manifest", [line, line]))
    assert lines == [line, line]
    assert parse_entry(line) == known
