"""Publishing: what is written, left alone, deleted, refused; one build at a time."""

import shutil
from pathlib import Path

import pytest

from newsgen.model.address_rules import RESERVED_PREFIX
from newsgen.publish import output_tree
from newsgen.publish.manifest import FileFault
from newsgen.publish.output_manifest import published_entries
from newsgen.publish.output_state import find_faults
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import open_staging, stage_bytes
from newsgen.publish.transaction import (
    ForeignFiles,
    OutputChanges,
    PublishResult,
    changes_between,
    open_output,
    publish,
)
from newsgen.runtime import fs
from newsgen.runtime.pool import open_pool
from support.output import Output, contents, with_folders

FIRST = {
    "index.html": "front",
    "tags/sco/index.html": "SCO",
    "tags/index.html": "tags",
    "人物/習近平/index.html": "習近平",
}


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path)


def stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


# --- What is written ------------------------------------------------------------------------------


def test_a_first_build_shows_every_page(output: Output) -> None:
    assert output.build(FIRST) == PublishResult(tuple(sorted(FIRST)), 0, ())
    assert output.visible_files() == with_folders(FIRST)
    assert output.own_names == [".newsgen-manifest"]


def test_a_second_build_writes_nothing(output: Output) -> None:
    output.build(FIRST)
    before = contents(output.out.parent)
    stamps = [stamp(output.out / path) for path in (*FIRST, ".newsgen-manifest")]
    assert output.build(FIRST) == PublishResult((), len(FIRST), ())
    assert contents(output.out.parent) == before
    assert [stamp(output.out / path) for path in (*FIRST, ".newsgen-manifest")] == stamps


def test_only_what_changed_is_written_and_deleted(output: Output) -> None:
    output.build(FIRST)
    untouched = stamp(output.out / "tags/index.html")
    second = {"index.html": "front, later", "tags/index.html": "tags", "new/a/b.html": "b"}
    assert output.build(second) == PublishResult(
        ("index.html", "new/a/b.html"), 1, ("tags/sco/index.html", "人物/習近平/index.html")
    )
    assert output.visible_files() == with_folders(second)
    assert stamp(output.out / "tags/index.html") == untouched


def test_a_page_rendered_anew_with_the_same_bytes_is_not_written(output: Output) -> None:
    output.build(FIRST)
    untouched = stamp(output.out / "index.html")
    with open_output(output.out, output.record) as manifest:
        old = manifest.entry("index.html")
        assert old is not None
        tree = open_staging(output.out)
        page = stage_bytes(tree, "index.html", b"front", "new key", old.hash)
        assert publish(manifest, OutputChanges(updates=(page,))) == PublishResult((), 4, ())
    assert stamp(output.out / "index.html") == untouched
    assert published_entries(output.out)["index.html"].key == "new key"


def test_what_somebody_put_in_the_place_of_a_page_outlives_the_page(output: Output) -> None:
    output.build(FIRST)
    (output.out / "tags/sco/index.html").write_text("a page of somebody else")
    rest = {"index.html": "front", "人物/習近平/index.html": "習近平"}
    assert output.build(rest) == PublishResult(
        (), 2, ("tags/index.html",), kept_paths=("tags/sco/index.html",)
    )
    assert (output.out / "tags/sco/index.html").read_text() == "a page of somebody else"
    assert output.build(rest) == PublishResult((), 2, ())
    assert output.build(FIRST) == ForeignFiles(("tags/sco/index.html",))


@pytest.mark.parametrize("planned", ["tags/sco/index.html/more.html", "tags"])
def test_it_is_not_deleted_for_the_page_it_blocks(output: Output, planned: str) -> None:
    output.build(FIRST)
    (output.out / "tags/sco/index.html").write_text("a page of somebody else")
    before = contents(output.out)
    blocked = planned.removesuffix("/more.html")
    assert output.build({planned: "new"}) == ForeignFiles((blocked,))
    assert contents(output.out) == before


def test_however_it_came_about_the_output_is_the_same(output: Output, tmp_path: Path) -> None:
    output.build({"index.html": "old", "a": "file", "b/c": "folder"})
    output.build(FIRST)
    clean = Output(tmp_path / "elsewhere")
    clean.build(dict(reversed(FIRST.items())))
    assert output.visible_files() == clean.visible_files()
    assert published_entries(output.out) == published_entries(clean.out)


def test_a_page_altered_by_hand_is_noticed_and_put_right(output: Output) -> None:
    output.build(FIRST)
    with open_output(output.out, output.record) as manifest:
        known = manifest.scan()

    def wrong() -> dict[str, FileFault]:
        with open_pool(1) as pool:
            return find_faults(output.out, known, pool)[0]

    assert wrong() == {}
    for text in ("fr0nt", "longer"):
        (output.out / "index.html").write_text(text)
        assert wrong() == {"index.html": "output altered"}
    output.manifest.unlink()
    (output.out / "index.html").unlink()
    assert wrong() == {"index.html": "output missing"}
    output.build(FIRST)
    assert output.visible_files() == with_folders(FIRST)


def test_a_staged_page_replaces_one_altered_to_the_same_size(output: Output) -> None:
    output.build(FIRST)
    (output.out / "index.html").write_text("fr0nt")
    with open_output(output.out, output.record) as manifest:
        old = {entry.path: entry for entry, _ in manifest.all()}
        tree = open_staging(output.out)
        pages = [
            stage_bytes(tree, path, text.encode(), None, old[path].hash)
            for path, text in FIRST.items()
        ]
        result = publish(manifest, changes_between(old, pages))
    assert result == PublishResult(("index.html",), 3, ())
    assert output.visible_files() == with_folders(FIRST)


def test_a_page_deleted_by_hand_comes_back(output: Output) -> None:
    output.build(FIRST)
    (output.out / "tags/sco/index.html").unlink()
    (output.out / "tags/sco").rmdir()
    assert output.build(FIRST) == PublishResult(("tags/sco/index.html",), 3, ())
    assert output.visible_files() == with_folders(FIRST)


@pytest.mark.parametrize(
    "before, after",
    [
        ({"a": "file"}, {"a/b": "page"}),
        ({"a": "file"}, {"a/b/c": "page", "a/d": "page"}),
        ({"a/b": "page"}, {"a": "file"}),
        ({"a/b/c": "page", "a/d": "page"}, {"a": "file"}),
        ({"a/b": "page", "c": "file"}, {"a": "file", "c/d/e": "page"}),
        ({"a": "same"}, {"a/a": "same"}),
        ({"a/a": "same"}, {"a": "same"}),
    ],
)
def test_a_file_where_a_folder_must_go_and_the_reverse(
    output: Output, before: dict[str, str], after: dict[str, str]
) -> None:
    output.build(before)
    assert isinstance(output.build(after), PublishResult)
    assert output.visible_files() == with_folders(after)
    output.build(before)
    assert output.visible_files() == with_folders(before)


def test_an_empty_folder_in_the_place_of_a_page_goes(output: Output) -> None:
    output.add_foreign_files({"index.html/nothing/here/": ""})
    output.build(FIRST)
    assert output.visible_files() == with_folders(FIRST)


def test_a_plan_that_contradicts_itself_changes_nothing(output: Output) -> None:
    output.build(FIRST)
    before = contents(output.out)
    with pytest.raises(ValueError, match=r"as file and as folder: tags$"):
        output.build({**FIRST, "tags": ""})
    assert contents(output.out) == before
    old = published_entries(output.out)
    with pytest.raises(ValueError, match=r"planned twice: index\.html"):
        changes_between(old, [*old.values(), old["index.html"]])
    assert contents(output.out) == before


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "/x",
        "a//b",
        "a/./b",
        "a/",
        "",
        "a\\..\\b",
        "a\0b",
        ".newsgen-x",
        ".NewsGen-x/a",
    ],
)
def test_no_path_leads_out_of_the_output_or_to_a_kept_name(output: Output, path: str) -> None:
    output.out.mkdir()
    open_staging(output.out)
    with pytest.raises(ValueError, match="not a path to publish at"):
        stage_bytes(OutputTree(output.out), path, b"", None, None)


@pytest.mark.parametrize(
    "path", ["a b.html", "été/index.html", "line\nend", "tab\tbed", "..a/b..", "a.newsgen-x"]
)
def test_odd_paths_are_published_and_known_again(output: Output, path: str) -> None:
    output.build({path: "page"})
    assert output.build({path: "page"}) == PublishResult((), 1, ())
    assert output.build({"other": "page"}) == PublishResult(("other",), 0, (path,))
    assert output.visible_files() == with_folders({"other": "page"})


# --- What is someone else's -----------------------------------------------------------------------

OTHERS = {"CNAME": "example.org", "tags/notes.txt": "mine", "own/deep/x": "x", "own/empty/": ""}


def test_foreign_files_and_folders_stay(output: Output) -> None:
    output.add_foreign_files(OTHERS)
    output.build(FIRST)
    assert output.visible_files() == with_folders({**FIRST, **OTHERS})
    output.build({"index.html": "front"})
    assert output.visible_files() == with_folders({"index.html": "front", **OTHERS})


@pytest.mark.parametrize(
    "others, planned, named",
    [
        ({"index.html": "mine"}, {"index.html": "front"}, ("index.html",)),
        ({"tags": "a file"}, {"tags/index.html": "", "tags/sco/a": ""}, ("tags",)),
        ({"page/notes.txt": "mine"}, {"page": "x"}, ("page",)),
        ({"b/x": "", "a": "mine"}, {"b/x": "page", "a": "page"}, ("a", "b/x")),
        ({".newsgen-manifest/x": ""}, {"a": ""}, (".newsgen-manifest",)),
    ],
)
def test_a_foreign_file_at_a_planned_place_is_named_and_nothing_is_touched(
    output: Output, others: dict[str, str], planned: dict[str, str], named: tuple[str, ...]
) -> None:
    if not any(path.startswith(RESERVED_PREFIX) for path in others):
        output.build({"old": "page"})
    output.add_foreign_files(others)
    before = contents(output.out)
    assert output.build({**planned, "other": "page"}) == ForeignFiles(named)
    assert contents(output.out) == before


def test_a_foreign_file_in_a_folder_that_must_become_a_file(output: Output) -> None:
    output.build({"a/b": "page"})
    output.add_foreign_files({"a/notes.txt": "mine"})
    before = contents(output.out)
    assert output.build({"a": "page"}) == ForeignFiles(("a",))
    assert contents(output.out) == before


def test_a_foreign_file_with_the_very_bytes_is_adopted(output: Output) -> None:
    output.add_foreign_files({"index.html": "front"})
    untouched = stamp(output.out / "index.html")
    assert output.build(FIRST) == PublishResult(tuple(sorted({*FIRST} - {"index.html"})), 1, ())
    assert stamp(output.out / "index.html") == untouched
    output.build({"other": "page"})
    assert output.visible_files() == with_folders({"other": "page"})


@pytest.mark.parametrize("theirs, adopted", [("front", True), ("mine", False)])
def test_what_is_put_there_while_pages_are_staged_is_no_less_foreign(
    output: Output, theirs: str, adopted: bool
) -> None:
    with open_output(output.out, output.record) as manifest:
        tree = open_staging(output.out)
        pages = [stage_bytes(tree, "a/b", b"page", None, None)]
        output.add_foreign_files({"a/index.html": theirs})
        pages.append(stage_bytes(tree, "a/index.html", b"front", None, None))
        result = publish(manifest, changes_between({}, pages))
    assert result == (
        PublishResult(("a/b", "a/index.html"), 0, ())
        if adopted
        else ForeignFiles(("a/index.html",))
    )
    assert (output.out / "a/index.html").read_text() == theirs


def test_a_link_at_a_planned_place_is_foreign(output: Output, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("front")
    output.build(FIRST)
    (output.out / "index.html").unlink()
    (output.out / "index.html").symlink_to(outside)
    assert output.build(FIRST) == ForeignFiles(("index.html",))
    assert output.build({**FIRST, "index.html": "later"}) == ForeignFiles(("index.html",))
    assert outside.read_text() == "front"


def test_a_link_in_the_place_of_a_folder_is_foreign(output: Output, tmp_path: Path) -> None:
    output.build(FIRST)
    shutil.move(output.out / "tags", tmp_path / "outside")
    (output.out / "tags").symlink_to(tmp_path / "outside")
    before = contents(tmp_path / "outside")
    assert output.build(FIRST) == ForeignFiles(("tags",))
    assert output.build({"tags/sco/new.html": "x"}) == ForeignFiles(("tags",))
    assert output.build({"index.html": "front"}) == PublishResult(
        (), 1, ("tags/index.html", "tags/sco/index.html", "人物/習近平/index.html")
    )
    assert contents(tmp_path / "outside") == before
    assert (output.out / "tags").is_symlink()


def test_links_in_abandoned_staging_lead_nowhere(output: Output, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    output.build(FIRST)
    staging = output.out / output_tree.STAGING
    (staging / "a").mkdir(parents=True)
    (staging / "a/link").symlink_to(outside)
    (staging / "file").symlink_to(outside / "kept")
    output.build(FIRST)
    assert output.own_names == [".newsgen-manifest"]
    staging.symlink_to(outside)
    output.build({**FIRST, "new": "page"})
    assert output.own_names == [".newsgen-manifest"]
    assert contents(outside) == {"kept": "kept"}
    assert output.visible_files() == with_folders({**FIRST, "new": "page"})


def test_links_at_newsgens_own_names_are_not_followed(output: Output, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept")
    output.out.mkdir()
    for name in (".newsgen-manifest.new", ".newsgen-manifest-journal"):
        (output.out / name).symlink_to(outside)
    output.build(FIRST)
    assert outside.read_text() == "kept"
    assert output.visible_files() == with_folders(FIRST)
    output.manifest.unlink()
    output.manifest.symlink_to(outside)
    assert output.build({"a": "b"}) == ForeignFiles((".newsgen-manifest",))
    assert outside.read_text() == "kept"


def test_a_page_whose_address_changes_case_where_case_does_not_count(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fs, "disk_path", lambda root, path: f"{root}/{path.casefold()}")
    output.build({"tags/SCO/index.html": "SCO", "x": "x"})
    assert isinstance(output.build({"tags/sco/index.html": "sco", "x": "x"}), PublishResult)
    assert output.visible_files() == with_folders({"tags/sco/index.html": "sco", "x": "x"})
    assert output.build({"tags/sco/index.html": "sco", "x": "x"}) == PublishResult((), 2, ())
    output.build({"x": "x"})
    assert output.visible_files() == {"x": "x"}


def test_no_folder_is_made_for_each_page_of_an_output_that_has_some(output: Output) -> None:
    """Folders as they will lie there are for an empty output, to which they move whole."""

    def staged(paths: tuple[str, ...]) -> list[str]:
        with open_output(output.out, output.record):
            tree = open_staging(output.out)
            for path in paths:
                stage_bytes(tree, path, path.encode(), "key", None)
            folder = output.out / output_tree.STAGING
            return [path.relative_to(folder).as_posix() for path in folder.rglob("*")]

    assert sorted(staged(("a/b", "a/c/d"))) == ["a", "a/b", "a/c", "a/c/d"]
    output.build({"index.html": "front"})
    assert len(staged(("a/b", "a/c/d"))) == 3
    output.build({"index.html": "front", "a/b": "page", "a/c/d": "page"})
    assert contents(output.out)["a/c/d"] == "page"
