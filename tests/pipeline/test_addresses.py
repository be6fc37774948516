"""Addresses and files beside texts after edits: all is as in a build of an archive that never was
another, and what two claim is told in the same words.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.sites import Site, tree

CONFIG = "title: T\nsearch: false\nproblems: {N311: warning}\n"

Edit = Callable[[Site], object]


def archive(folder: Path) -> Site:
    """Aliases that give way to an article, a name, a file and an alias, and one that does not."""
    site = Site(folder, CONFIG)
    site.article("a", aliases=["/2022/09/13/b/", "/people/ana/", "/static/x.html", "/old/"])
    site.article("b", slug="b", entities={"people": ["Ana"]}).article("c", aliases=["/old/"])
    site.article("d", body="![A map](map.svg) and [it](../pages/about.md).", aliases=["/free/"])
    site.write("articles/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.write("static/x.html", "x").write("pages/about.md", "---\ntitle: About\n---\nWe.\n")
    return site


EDITS: dict[str, Edit] = {
    "another article": lambda site: site.article("e"),
    "the article that has the address goes": lambda site: site.delete("articles/b.md"),
    "it has another slug": lambda site: site.edit("articles/b.md", "slug: b", "slug: e"),
    "its lines move": lambda site: site.edit("articles/b.md", "slug: b", "summary: S.\nslug: b"),
    "the name is written elsewhere": lambda site: site.edit("articles/b.md", "Ana", "Ben"),
    "the file goes": lambda site: site.delete("static/x.html"),
    "the other alias goes": lambda site: site.edit("articles/c.md", '"/old/"', '"/older/"'),
    "the alias goes": lambda site: site.edit("articles/a.md", '"/old/"', '"/older/"'),
    "an alias is taken": lambda site: site.write("pages/free.md", "---\ntitle: F\n---\nF.\n"),
    "an alias is taken in capitals": lambda site: site.write("static/root/FREE/Index.html", "x"),
    "a page where a page is": lambda site: site.write(
        "pages/2022/09/13/B.md", "---\ntitle: F\n---\nF.\n"
    ),
    "a file where a folder is": lambda site: site.write("static/root/People", "x"),
    "a folder where a file is": lambda site: site.article("e", slug="b").write(
        "static/root/2022/09/13/d/map.svg/x", "x"
    ),
    "a file where a file is": lambda site: site.write("static/root/2022/09/13/d/map.svg", "x"),
    "the attachment changes": lambda site: site.write("articles/map.svg", "<svg/>"),
    "the attachment goes": lambda site: site.delete("articles/map.svg"),
    "nobody refers to it": lambda site: site.edit("articles/d.md", "![A map](map.svg)", "It"),
    "its article has another slug": lambda site: site.edit("articles/d.md", "title: d", "title: e"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edit_leaves_what_a_clean_build_makes(edit: Edit, tmp_path: Path) -> None:
    site = archive(tmp_path / "edited").build().ok()
    edit(site)
    anew = archive(tmp_path / "anew")
    edit(anew)
    for _ in range(2):
        site.build()
        anew.build(clean=True)
        assert site.problem_text() == anew.problem_text()
        if anew.outcome.status == "ok":
            assert tree(site.out) == tree(anew.out)
        site.article("z")
        anew.article("z")


def test_a_conflict_is_told_again_until_it_is_solved(tmp_path: Path) -> None:
    site = archive(tmp_path).build().ok()
    site.write("static/root/about/index.html", "x").build().assert_refused("N301")
    told = site.problem_text()
    assert "pages/about.md" in told
    assert site.article("e").build().problem_text() == told
    site.delete("static/root/about/index.html").build().ok()


def test_a_file_that_changed_is_copied_and_its_page_is_not_made_again(tmp_path: Path) -> None:
    site = archive(tmp_path).build().ok()
    site.write("articles/map.svg", "<svg/>").build(explain=True)
    site.assert_rebuilt("/2022/09/13/d/map.svg")
