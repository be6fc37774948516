"""Names of files that are copies or leftovers, and names that only look so."""

from pathlib import Path

import pytest

from newsgen.content.stray_files import OtherFiles, leftover_reason, unread_folder_problem
from newsgen.pipeline.scan import scan_site
from support.sites import Site

TEXT = "The council met on Tuesday and agreed to open the bridge in May."


@pytest.mark.parametrize(
    "name",
    [
        "a.sync-conflict-20220301-101010-ABCDEFG.md",
        "a (Anna's conflicted copy 2022-03-01).md",
        "a (conflicted copy 2022-03-01 101010).md",
        "a (Case Conflict).md",
        "a (Konfliktkopie von Anna 2022-03-01).md",
        "a (Copie en conflit de Anna).md",
        "a (копия: конфликтующая копия).md",
        "a (SFConflict anna@example.org 2022-03-01-10-10-10).md",
        "a (conflict on 2022-03-01).md",
        "a_conflict-20220301-101010.md",
        "a_conf(1).md",
        "a.Conflict.md",
        "a-DESKTOP-AB12CD3.md",
        "a_LOCAL_4711.md",
        "~$a.md",
        "~$a.docx",
        "a~.md",
        "a.md~",
        "#a.md#",
        "a.bak.md",
        "a.md.bak",
        "a.md.orig",
        "a.md.swp",
    ],
)
def test_what_programs_leave_is_no_article(name: str) -> None:
    assert leftover_reason(f"articles/2022/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "the-conflict.md",
        "Summit (conflict over water).md",
        "2022-03-01-conflict-in-the-valley.md",
        "a-copy-of-the-treaty.md",
        "save-the-bridge.md",
        "a.old-bridge.md",
        "U.S. and them.md",
        "local_news_1912.md",
    ],
)
def test_what_only_looks_so_is_one(name: str) -> None:
    assert leftover_reason(f"articles/{name}") == ""


def test_copies_are_told_by_every_name_that_systems_give_them(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", TEXT)
    copies = (
        *("a (1)", "a(2)", "a - Copy", "a - Copy (2)", "a copy", "a copy 2", "a 2"),
        *("Copy of a", "a - Kopie", "Kopie von a", "a — копия", "a - 副本"),
    )
    for number, name in enumerate(copies, 10):
        site.article(name, TEXT, title=name, date=f"2022-08-{number}")
    site.article("b (1)", TEXT, date="2022-07-01").article("a (3)", "Another story.")
    told = {found.location.path for found in site.build().ok().outcome.problems}
    assert told == {f"articles/{name}.md" for name in copies}


@pytest.mark.parametrize(
    "folder, known",
    [
        ("article", "articles"),
        ("Articles", "articles"),
        ("artciles", "articles"),
        ("author", "authorities"),
        ("authors", "authorities"),
        ("page", "pages"),
        ("template", "templates"),
        ("posts", "articles"),
        ("public", ""),
        ("images", ""),
        ("node_modules", ""),
        ("docs", ""),
    ],
)
def test_a_folder_by_another_name_is_told(folder: str, known: str) -> None:
    found = unread_folder_problem(folder, ())
    assert (found.hint.split()[3].strip(",") if found else "") == known


def test_a_folder_that_appears_is_told_by_the_next_build(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a").build().ok()
    site.write("article/b.md", "B").build().assert_warning("N326")


def test_a_check_says_what_is_left_out(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", embargo="2222-09-15").article("_b").check().ok()
    assert site.omission_reasons() == {
        "articles/_b.md": "its name starts with _",
        "articles/a.md": "embargoed until 2222-09-15",
    }


def test_files_beside_texts_are_asked_of_the_listing(tmp_path: Path) -> None:
    """As a set of their paths would answer, which an archive of many pictures has no room for."""
    site = Site(tmp_path).article("a")
    for path in ("articles/2022/é.jpg", "pages/b.PDF", "static/c.jpg", "articles/d.MD"):
        site.write(path, "x")
    files = OtherFiles(scan_site(site.folder).site_listing)
    assert sorted(files) == ["articles/2022/é.jpg", "pages/b.PDF"]
    assert len(files) == 2
    others = ("static/c.jpg", "articles/d.MD", "articles/a.md", "pages/gone.jpg", "newsgen.yml")
    assert [path for path in (*files, *others) if path in files] == [*files]
    assert files - {"pages/b.PDF"} == {"articles/2022/é.jpg"}
    assert files | {"pages/kept.jpg"} == {*files, "pages/kept.jpg"}
