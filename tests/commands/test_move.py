"""`newsgen move`: the file has another path, and nothing that led to the article leads nowhere."""

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.cli.program import newsgen
from newsgen.commands.move import ArticleMove, move_article
from newsgen.model.command_error import CommandError
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.file_changes import FileChange, FileMove, write_changes
from support.sites import NOW, Site

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def move(site: Site, path: str, new: str, dry_run: bool = False) -> ArticleMove:
    request = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    return move_article(request, path, new, dry_run, lambda *_: None)


def text(site: Site, path: str) -> str:
    return (site.folder / path).read_text()


def files(site: Site) -> dict[str, bytes]:
    """The content of every file of the site."""
    folder = site.folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def addresses(site: Site) -> set[str]:
    """Where pages are planned; a problem that was not there is a failure."""
    pages = set(site.plan())
    site.check().ok()
    assert site.outcome.problems == ()
    return pages


def test_links_of_all_forms_follow_and_the_old_address_redirects(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", id="x/a").article("2022/b", id="b")
    site.article(
        "2022/c",
        'See [one](../a.md#part), [two](<../a.md> "A"), [three][t], ![no](../../static.png)\n'
        "<a href='../a.md'>four</a>, [five](/2022/09/13/a/) and [six](b.md).\n\n"
        "    [code](../a.md)\n\n- item\n\n      [t][t] `[c](../a.md)`\n\n[t]: ../a.md",
        id="c",
    )
    body = text(site, "articles/2022/c.md").replace(", ![no](../../static.png)", "")
    site.write("articles/2022/c.md", body)
    site.article(
        "a", "To [b](2022/b.md), [itself](a.md) and [the sky](https://example.org/a.md).", id="x/a"
    )
    site.write("pages/about.md", "---\ntitle: About\n---\n[A](../articles/a.md)\n")
    before = addresses(site)
    moved = move(site, "articles/a.md", "articles/2023/05/new (1).md")
    assert moved.new_address.startswith("/2022/09/13/new-1")
    assert text(site, "articles/2022/c.md") == body.replace(
        "[one](../a.md#part)", "[one](../2023/05/new%20%281%29.md#part)"
    ).replace("<../a.md>", "../2023/05/new%20%281%29.md").replace(
        "'../a.md'", "'../2023/05/new%20%281%29.md'"
    ).replace("/2022/09/13/a/", moved.new_address).replace(
        "[t]: ../a.md", "[t]: ../2023/05/new%20%281%29.md"
    )
    assert "    [code](../a.md)" in text(site, "articles/2022/c.md")
    assert "[A](../articles/2023/05/new%20%281%29.md)" in text(site, "pages/about.md")
    new = text(site, "articles/2023/05/new (1).md")
    assert "[b](../../2022/b.md), [itself](new%20%281%29.md)" in new
    assert "https://example.org/a.md" in new
    assert "aliases: [/2022/09/13/a/]" in new
    assert not (site.folder / "articles/a.md").exists()
    assert before <= addresses(site)


def test_the_id_stays_and_an_alias_comes_only_for_what_was_published(tmp_path: Path) -> None:
    site = Site(tmp_path).article("old/a").article("b", status="draft").article("c", slug="c")
    assert move(site, "articles/old/a.md", "z").article_id == "old/a"
    assert "\nid: old/a\naliases: [/2022/09/13/a/]\n" in text(site, "articles/old/z.md")
    move(site, "articles/b.md", "y")
    assert "aliases" not in text(site, "articles/y.md")
    assert move(site, "articles/c.md", "articles/2022/").new_address == "/2022/09/13/c/"
    assert "aliases" not in text(site, "articles/2022/c.md")
    move(site, "articles/old/z.md", "a.md")  # and back
    assert "\naliases: [/2022/09/13/z/]\n" in text(site, "articles/old/a.md")
    addresses(site)


def test_pictures_that_it_alone_uses_go_along(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .write("articles/x/own.svg", PICTURE)
        .write("articles/x/in/other.svg", PICTURE)
    )
    site.write("articles/x/shared.svg", PICTURE).write("articles/lead.svg", PICTURE)
    own = "![Own](own.svg) ![In](in/other.svg) ![Shared](shared.svg)"
    site.article("x/a", own, image={"src": "../lead.svg", "alt": "Lead"}, id="a")
    site.article("x/b", "![Shared](shared.svg)", id="b")
    move(site, "articles/x/a.md", "articles/y/z/")
    assert "![Own](own.svg) ![In](in/other.svg) ![Shared](../../x/shared.svg)" in text(
        site, "articles/y/z/a.md"
    )
    assert '"src": "../../lead.svg"' in text(site, "articles/y/z/a.md")
    assert sorted(path for path in files(site) if path.endswith("svg")) == [
        "articles/lead.svg",
        "articles/x/shared.svg",
        "articles/y/z/in/other.svg",
        "articles/y/z/own.svg",
    ]
    addresses(site)


def test_the_folder_of_an_article_goes_as_a_whole(tmp_path: Path) -> None:
    site = Site(tmp_path).article("2021/fair/index", "![A](a.svg)", id="fair")
    site.write("articles/2021/fair/a.svg", PICTURE).article("2022/b", id="b")
    assert move(site, "articles/2021/fair/index.md", "articles/2022").new_path == (
        "articles/2022/fair/index.md"
    )
    assert not (site.folder / "articles/2021").exists()
    moved = move(site, "articles/2022/fair/index.md", "articles/2023/market/")
    assert (moved.new_path, moved.new_address) == (
        "articles/2023/market/index.md",
        "/2022/09/13/market/",
    )
    addresses(site)


def test_translations_follow(tmp_path: Path) -> None:
    site = (
        Site(tmp_path)
        .article("a", id="a")
        .article("b", id="b", language="de", translation_of="a.md")
    )
    site.article("en/c", id="c").article("de/c", id="d", slug="e").article("f", id="f")
    site.article("f.ru", id="g", slug="h").article("k", language="fr", id="k")
    before = addresses(site)
    move(site, "articles/a.md", "2022/a.md")
    assert "\ntranslation_of: 2022/a.md\n" in text(site, "articles/b.md")
    move(site, "articles/de/c.md", "articles/x.md")
    assert "\nlanguage: de\n" in text(site, "articles/x.md")
    assert "\ntranslation_of: en/c.md\n" in text(site, "articles/x.md")
    move(site, "articles/f.md", "articles/2022/g.md")
    assert "\nlanguage: ru\ntranslation_of: 2022/g.md\n" in text(site, "articles/f.ru.md")
    assert before <= addresses(site)
    with pytest.raises(CommandError, match="would be a translation of|would become a translation"):
        move(site, "articles/k.md", "articles/2022/g.fr.md")


def test_a_date_that_only_the_path_tells_is_kept(tmp_path: Path) -> None:
    config = "title: The Test File\nsearch: false\nfront_matter: {from_path: [date]}\n"
    site = Site(tmp_path, config).article("2022-09-13-a", date=None, id="a")
    before = addresses(site)
    with pytest.raises(CommandError, match="N121"):
        move(site, "articles/2022-09-13-a.md", "2022-09-15-a.md")
    assert "date: 2022-09-13\n" not in text(site, "articles/2022-09-13-a.md")
    move(site, "articles/2022-09-13-a.md", "articles/2022/09/13-a.md")
    assert "\ndate: 2022-09-13\n" in text(site, "articles/2022/09/13-a.md")
    assert before <= addresses(site)


@pytest.mark.parametrize(
    "path, new, message",
    [
        ("articles/a.md", "b.md", "articles/b.md is there already"),
        ("articles/a.md", "a", "articles/a.md is there already"),
        ("articles/a.md", "_a.md", "would be left out"),
        ("articles/a.md", "articles/.a/", "can be no article's file"),
        ("articles/a.md", "../../a.md", "can be no article's file"),
        ("articles/a.md", "x/a\x07.md", "can be no article's file"),
        ("articles/a.md", "x/c.md", "articles/x/c.md is there already"),
        ("articles/a.md", "x/2022-09-13-b.md", r"articles/b.md has the address /2022/09/13/b/"),
        ("pages/about.md", "us.md", "is no article"),
        ("articles/toml.md", "d.md", "is no article that can be read"),
        ("articles/p/a.md", "q/", "pic.svg is there already"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    site_to_refuse: Site, path: str, new: str, message: str
) -> None:
    before = files(site_to_refuse)
    with pytest.raises(CommandError, match=message):
        move(site_to_refuse, path, new)
    assert files(site_to_refuse) == before


@pytest.fixture(scope="module")
def site_to_refuse(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("refused")).article("a").article("b").article("x/c")
    site.write("pages/about.md", "---\ntitle: About\n---\n").write("articles/toml.md", "+++\n+++\n")
    site.article("p/a", "![A](pic.svg)", slug="p").write("articles/p/pic.svg", PICTURE)
    return site.write("articles/q/pic.svg", PICTURE)


def test_what_changed_meanwhile_stops_all_and_what_fails_is_put_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "c").write_bytes(b"1")
    changed = [FileChange("b", None, b"2"), FileChange("a", b"0", b"2")]
    with pytest.raises(CommandError, match="a was changed meanwhile"):
        write_changes(tmp_path, changed)
    failing = [FileChange("b", None, b"2"), FileChange("c/d", None, b"2")]
    with pytest.raises(FileExistsError):
        write_changes(tmp_path, failing, [FileMove("a", "e/a")])
    assert (tmp_path / "a").read_bytes() == b"1"
    assert not (tmp_path / "b").exists()


def run(site: Site, *arguments: str) -> Result:
    return CliRunner().invoke(newsgen, ["-C", str(site.folder), *arguments])


def test_the_command_says_what_changes(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", id="a").article("b", "[A](a.md)", id="b")
    before = files(site)
    result = run(site, "move", "articles/a.md", "c.md", "--dry-run")
    assert result.output.splitlines() == [
        "Would move articles/a.md to articles/c.md",
        "  Its address is /2022/09/13/c/, and /2022/09/13/a/ leads there.",
        "Would change:",
        "  articles/b.md",
        "    - [A](a.md)",
        "    + [A](c.md)",
        "  articles/c.md",
        "    + aliases: [/2022/09/13/a/]",
    ]
    assert files(site) == before
    document = json.loads(run(site, "move", "articles/a.md", "c.md", "--json").output)
    assert (document["redirects"], document["written"]) == (True, True)
    assert document["changed"] == [
        {"path": "articles/b.md", "lines": ["- [A](a.md)", "+ [A](c.md)"]}
    ]
    assert isinstance(run(site, "move", "articles/a.md", "c.md").exception, CommandError)


# --- Law -----------------------------------------------------------------------------------------

_paths = st.sampled_from(("a", "b", "c", "2022/a", "2022/d e", "de/a", "x/index", "x/y/index", "é"))


@st.composite
def _archives(draw: st.DrawFn) -> tuple[dict[str, tuple[list[str], int]], str]:
    """Articles by name, with the names that each links to and a form, and another name."""
    names = draw(st.lists(_paths, min_size=2, max_size=4, unique=True))
    links = st.tuples(st.lists(st.sampled_from(names), max_size=3), st.integers(0, 3))
    return {name: draw(links) for name in names}, draw(_paths)


@settings(max_examples=12)
@given(_archives())
def test_after_a_move_no_link_is_broken_and_old_addresses_answer(
    archive: tuple[dict[str, tuple[list[str], int]], str],
) -> None:
    links, new = archive
    forms = ("[x]({})", "[x](<{}> 't')", "<a href='{}'>x</a>", "[x][{0}]\n\n[{0}]: {0}")
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        for number, (name, (targets, form)) in enumerate(links.items()):
            up = "../" * name.count("/")
            ways = (f"{up}{target}.md".replace(" ", "%20") for target in targets)
            body = "\n\n".join(forms[form].format(way) for way in ways)
            site.article(name, body or "Words.", date=f"2022-09-{number + 10}", language="en")
        before = set(site.plan())
        problems = {problem.code for problem in site.check().outcome.problems}
        if new in links:
            return
        move(site, f"articles/{next(iter(links))}.md", f"articles/{new}.md")
        pages = set(site.plan())
        assert {problem.code for problem in site.check().outcome.problems} <= problems
        articles = {address for address in before if address.count("/") == 5}
        assert articles <= pages
