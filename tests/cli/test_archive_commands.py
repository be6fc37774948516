"""What `list` prints where, asked of one archive with an article of each kind."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.test_cli import TerminalOutput, newsgen
from newsgen.cli import article_list
from newsgen.commands.list_articles import list_articles
from newsgen.model.progress import ignore_progress
from newsgen.pipeline.article_files import ArticleFiles, read_article_files
from newsgen.pipeline.request import BuildRequest
from newsgen.runtime.file_errors import FileChanged
from support.sites import Site, tree

NOW = "2022-10-01"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("archive"))
    site.article("2022/bridge", title="The bridge over the Ryme stays closed", summary="Closed.")
    site.article("2022/bridge-de", title="Die Brücke bleibt gesperrt", language="de")
    site.article("2021/ferry", title="A ferry runs", date="2021-05-01", tags=["Ferries", "Ryme"])
    site.article("2022/draft", title="Market day", status="draft", date="2022-09-20")
    site.article("2022/later", title="Fair", embargo="2022-11-01", source="Ryme Herald")
    site.article("1912/old", title="=Cost of a horse", date="1912", source="Ryme Herald")
    site.article("2022/wrong", date="2022-02-30")
    site.article("2022/gone", title="Gone", withdrawn={"date": "2022-09-20", "note": "Wrong."})
    return site


def ask(site: Site, *arguments: str) -> TerminalOutput:
    return newsgen("-C", site.folder, "list", "--now", NOW, *arguments)


def paths(site: Site, *arguments: str) -> list[str]:
    """The paths of the articles that a list has, within articles/."""
    said = ask(site, "--paths", *arguments)
    assert said.code == 0
    folder = f"{site.folder.as_posix()}/articles/"
    return [Path(line).as_posix().removeprefix(folder) for line in said.out.splitlines()]


def test_a_pipe_gets_a_line_for_each_article_with_nothing_cut(site: Site) -> None:
    before = tree(site.folder)
    said = ask(site, "source:Desk", "date:2022")
    assert said.code == 0
    assert said.out.splitlines() == [
        "2022-09-20\tdraft\tDesk\tMarket day\tarticles/2022/draft.md",
        "2022-09-13\twithdrawn since 2022-09-20\tDesk\tGone\tarticles/2022/gone.md",
        "2022-09-13\tpublished\tDesk\tDie Brücke bleibt gesperrt\tarticles/2022/bridge-de.md",
        "2022-09-13\tpublished\tDesk\tThe bridge over the Ryme stays closed\t"
        "articles/2022/bridge.md",
    ]
    assert said.err == "newsgen: 1 file not counted, as it has an error: see newsgen check\n"
    assert tree(site.folder) == before


def test_a_criterion_may_begin_with_a_minus(site: Site) -> None:
    assert paths(site, "-is:published", "-is:withdrawn", "-lang:de", "--sort", "path") == [
        "2022/draft.md",
        "2022/later.md",
    ]
    assert paths(site, "-date:2022", "-horse") == ["2021/ferry.md"]
    assert paths(site, "date:1912", "--", "-is:draft") == ["1912/old.md"]


@pytest.mark.parametrize(
    "order, first, last",
    [
        ("newest", "2022/draft.md", "1912/old.md"),
        ("oldest", "1912/old.md", "2022/draft.md"),
        ("path", "1912/old.md", "2022/later.md"),
        ("title", "1912/old.md", "2022/bridge.md"),
        ("source", "2021/ferry.md", "2022/later.md"),
    ],
)
def test_a_list_has_an_order(site: Site, order: str, first: str, last: str) -> None:
    listed = paths(site, "--sort", order)
    assert (listed[0], listed[-1]) == (first, last)


def test_paths_can_end_with_nul(site: Site) -> None:
    said = ask(site, "--null", "date:1912")
    assert said.out == f"{site.folder / 'articles/1912/old.md'}\0"


def test_a_list_as_csv_opens_in_a_spreadsheet_without_a_formula(site: Site) -> None:
    said = ask(site, "--csv", "date:..2021", "--sort", "oldest")
    old, ferry = csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff")))
    assert (old["path"], old["date"], old["title"]) == (
        "articles/1912/old.md",
        "1912",
        "'=Cost of a horse",
    )
    assert (ferry["tags"], ferry["state"]) == ('["Ferries", "Ryme"]', "published")


def test_a_list_as_json_is_one_document(site: Site) -> None:
    said = ask(site, "--json", "-is:published", "date:2022")
    assert (said.code, said.err) == (0, "")
    listed = json.loads(said.out)
    assert listed["unread"] == ["articles/2022/wrong.md"]
    states = {each["title"]: (each["state"], each["embargo"]) for each in listed["articles"]}
    assert states == {
        "Market day": ("draft", None),
        "Fair": ("embargoed", "2022-11-01"),
        "Gone": ("withdrawn", None),
    }


def test_a_query_that_nothing_meets_lists_nothing(site: Site) -> None:
    assert ask(site, "date:1913").out == ""
    assert json.loads(ask(site, "date:1913", "--json").out)["articles"] == []


def test_a_terminal_gets_a_table_of_its_width_with_whole_paths(site: Site) -> None:
    request = BuildRequest(site=site.folder, out=site.out, workers=1, now=NOW)
    articles = list_articles(request, ("bridge",), "newest", ignore_progress)
    assert [*article_list.list_table(articles, 44)] == [
        "\x1b[1m2022-09-13  \x1b[0mThe bridge over the Ryme…   Desk",
        "            \x1b[2marticles/2022/bridge.md\x1b[0m",
    ]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("tag:Feries",), 'no article has the tag "Feries"; did you mean "Ferries"?'),
        (("source:Rime Herald",), 'did you mean "Ryme Herald"?'),
        (("--csv", "--json"), "Name one of --paths, --null, --csv and --json."),
        (("--sort", "size"), "'size' is not one of"),
    ],
)
def test_what_means_nothing_is_refused(site: Site, arguments: tuple[str, ...], words: str) -> None:
    said = ask(site, *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_a_folder_without_an_archive_is_told(tmp_path: Path) -> None:
    said = newsgen("-C", tmp_path, "list")
    assert (said.code, said.out) == (1, "")
    assert "newsgen.yml: there is no such file" in said.err


def test_an_authority_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path).article().write("authorities/tags.yml", "A: [")
    said = newsgen("-C", site.folder, "list", "--json")
    assert (said.code, said.out) == (1, "")
    assert "authorities/tags.yml" in said.err


def test_articles_are_read_anew_where_one_changes_meanwhile(tmp_path: Path) -> None:
    site = Site(tmp_path).article(title="Old")

    def titles(files: ArticleFiles) -> list[str]:
        if files.articles[0].title == "Old":
            site.article(title="New")
            raise FileChanged("articles/a.md")
        return [article.title for article in files.articles]

    request = BuildRequest(site=site.folder, out=site.out, workers=1)
    assert read_article_files(request, titles, ignore_progress) == ["New"]
