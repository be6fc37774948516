"""What `list`, `stats` and `duplicates` print where, each asked of one archive."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.test_cli import TerminalOutput, newsgen
from newsgen.cli import article_list
from newsgen.cli.stats_text import stats_lines
from newsgen.commands.list_articles import list_articles
from newsgen.commands.stats import ArchiveStats
from newsgen.model.kind import Kind
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


# --- stats ----------------------------------------------------------------------------------------


def stats(site: Site, *arguments: str) -> TerminalOutput:
    return newsgen("-C", site.folder, "stats", "--now", NOW, *arguments)


def test_stats_tell_how_much_there_is_and_what_is_missing(site: Site) -> None:
    said = stats(site)
    assert said.code == 0
    assert said.out.splitlines() == [
        "7 articles, 1912 to 2022-09-20; 12 words, 1 on average.",
        "Among them 1 draft, 1 embargoed article, 1 withdrawn article.",
        "",
        "Years          1912 1 · 2021 1 · 2022 5",
        "Languages      en 6 · de 1",
        "Sources        Desk 5 · Ryme Herald 2",
        "Tags           Ferries 1 · Ryme 1",
        "Missing        summary 5 (71 %) · picture 6 (85 %) · source_url 6 (85 %) · "
        "archived_url 6 (85 %)",
        "               retrieved 6 (85 %) · author 6 (85 %) · section 6 (85 %) · tag 5 (71 %)",
        "               name 6 (85 %)",
        "Longest        2 words: articles/1912/old.md",
        "               2 words: articles/2021/ferry.md",
        "               2 words: articles/2022/bridge-de.md",
    ]
    assert said.err == "newsgen: 1 file not counted, as it has an error: see newsgen check\n"


def test_stats_of_a_query_are_of_what_it_means(site: Site) -> None:
    told = stats(site, "--json", "source:Ryme Herald", "-is:embargoed").json
    assert (told["articles"], told["first"], told["last"]) == (1, "1912", "1912")
    assert told["names"] == [{"kind": "sources", "name": "Ryme Herald", "articles": 1}]
    assert (told["states"]["published"], told["states"]["draft"]) == (1, 0)
    assert stats(site, "date:1913").out == "The query means no article.\n"


def test_stats_count_long_times_by_decades_and_say_how_much_finds_no_room() -> None:
    years = {str(year): 1 for year in range(1890, 1912)}
    names = {f"Topic {number}": 100 - number for number in range(50)}
    numbers = ArchiveStats(
        total=22,
        states=dict.fromkeys(("draft", "embargoed", "expired", "withdrawn"), 0),
        missing={},
        first_date="1890",
        last_date="1911",
        words=2200,
        longest=(),
        years=years,
        languages={"en": 22},
        names={kind: {} for kind in Kind} | {Kind.TAG: names},
        unread_paths=(),
    )
    lines = [*stats_lines(numbers, 60)]
    assert lines[2] == "Years          1890s 10 · 1900s 10 · 1910s 2"
    assert lines[4] == "Tags           Topic 0 100 · Topic 1 99 · 48 more"
    assert max(map(len, lines)) <= 60


# --- duplicates -----------------------------------------------------------------------------------

REPORT = (
    "The bridge over the Ryme at Oakford stays closed until May. Engineers of the county found "
    "cracks in two of its pillars last week, and the town council voted on Monday to have both of "
    "them replaced. Eleven members voted for it and six against. Until then a ferry runs every "
    "half hour from the old mill to Low Barrow."
)
OTHER = (
    "Sheep and cattle were sold at the market of Low Barrow on Saturday for less than a year ago, "
    "because the meadows along the river are dry and hay costs twice as much as it did."
)
URL = "https://gazette.example/bridge"


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("twins"))
    site.article("a", REPORT, title="Bridge", date="2022-09-10", source_url=f"{URL}/")
    site.article("b", REPORT.upper(), title="The bridge", date="2022-09-11", tags=["Ryme"])
    site.article("c", REPORT.replace("cracks", "fissures"), date="2022-09-12", status="draft")
    site.article("d", f"{REPORT} {OTHER} {OTHER[::-1]}", date="2022-09-13")
    site.article("e", OTHER, date="2022-09-14", source_url=f"{URL}?utm_source=feed")
    site.article("f", OTHER, date="2022-09-15", withdrawn={"date": "2022-09-20", "note": "Wrong."})
    site.article("g", REPORT, date="2022-09-16", language="de", translation_of="a.md")
    site.article("h", "Only this.", date="2022-09-17", source_url="https://gazette.example/")
    site.article("i", "Only that.", date="2022-09-18", source_url="https://gazette.example/")
    site.article("j", "", date="2022-09-19").article("k", "", date="2022-09-20")
    return site


def duplicates(site: Site, *arguments: str) -> TerminalOutput:
    return newsgen("-C", site.folder, "duplicates", *arguments)


def test_duplicates_are_told_with_how_much_is_equal(twins: Site) -> None:
    said = duplicates(twins)
    assert said.code == 0
    assert said.out.splitlines() == [
        "1 group of articles that may be one: 5 of 10 articles.",
        "",
        "articles/a.md  2022-09-10, Desk, Bridge",
        "  articles/b.md  2022-09-11, Desk, The bridge",
        "    the same text as the first",
        "  articles/c.md  2022-09-12, Desk, c",
        "    98 % of its words are in the first",
        "  articles/d.md  2022-09-13, Desk, d",
        "    has all of the words of the first",
        "  articles/e.md  2022-09-14, Desk, e",
        "    all of its words are in articles/d.md",
    ]


def test_duplicates_as_json_have_the_parts_from_0_to_1(twins: Site) -> None:
    told = duplicates(twins, "--json", "--minimum", "100").json
    assert told["articles"] == 10
    [group] = told["groups"]
    assert [each["path"][9:] for each in group["articles"]] == ["a.md", "b.md", "d.md", "e.md"]
    assert group["pairs"][0] == {
        "older": "articles/a.md",
        "newer": "articles/b.md",
        "of_older": 1.0,
        "of_newer": 1.0,
        "same_source_url": False,
    }


def test_articles_of_one_address_are_a_group_whatever_they_say(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", REPORT, source_url=f"{URL}/", lead=True)
    site.article("b", OTHER, source_url=URL.replace("https://", "http://www."))
    site.article("c", "Ein anderer Text.", source_url=URL, language="de")
    said = duplicates(site)
    assert said.out.splitlines()[2:] == [
        "articles/a.md  2022-09-13, Desk, a",
        "  articles/b.md  2022-09-13, Desk, b",
        "    0 % of its words are in the first; the same source_url",
    ]


def test_an_archive_without_duplicates_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path).article("a", REPORT).article("b", OTHER).article("c", "").article("d", "")
    said = duplicates(site)
    assert (said.code, said.out) == (0, "No two of 4 articles are nearly the same.\n")


def test_a_share_that_is_none_is_refused(twins: Site) -> None:
    said = duplicates(twins, "--minimum", "0")
    assert (said.code, said.out) == (2, "")
    assert "--minimum" in said.err
