"""How problems look on a terminal, in a pipe and in a workflow; and which of them are shown."""

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from cli.test_cli import at, newsgen, on_a_terminal
from newsgen.cli.problem_drawing import ProblemDrawing
from newsgen.cli.problem_report import annotation
from newsgen.cli.result_text import preview_lines
from newsgen.model.problem import Location, Problem, problem
from support.sites import Site

LONG = "A line that goes on and on until nobody knows where it began, with [a link](b.md) in it."


def drawing_lines(site: Site, found: Problem, width: int = 60) -> list[str]:
    """The lines of a problem on a terminal of a width."""
    file = io.StringIO()
    console = Console(file=file, width=width, highlight=False, legacy_windows=False)
    ProblemDrawing(site.folder, console).draw(found)
    return file.getvalue().split("\n")


def first_problem(site: Site, code: str) -> Problem:
    return next(found for found in site.check().outcome.problems if found.code == code)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


# --- Drawn on a terminal --------------------------------------------------------------------------


def test_a_problem_has_heading_line_mark_and_way_out(site: Site) -> None:
    site.article("a", date="2022-02-30")
    assert drawing_lines(site, first_problem(site, "N103")) == [
        "NOT A CALENDAR DATE                        articles/a.md:4:7",
        "",
        "  3 │ source: Desk",
        "  4 │ date: 2022-02-30",
        "    │       ^^^^^^^^^^",
        "",
        '  date: "2022-02-30" is not a calendar date',
        "  Write YYYY-MM-DD [N103]",
        "",
        "",
    ]


def test_the_mark_is_below_what_is_meant_where_letters_are_wide(site: Site) -> None:
    site.article("a", "習近平 and [習](近平.md) and e\u0301 [b](b.md)")
    wide, narrow = (found for found in site.check().outcome.problems if found.code == "N201")
    for found, word in ((wide, "近平.md"), (narrow, "b.md")):
        _, _, _, line, mark, *_ = drawing_lines(site, found, 80)
        before = line[: line.rindex(word)]
        assert cell_len(before) == mark.index("^")
        assert mark.count("^") == cell_len(word)


def test_what_cannot_be_seen_is_shown_below_the_mark(site: Site) -> None:
    site.article("a", source=None, **{"source:\u00a0Desk\nx": "\t1"})
    lines = drawing_lines(site, first_problem(site, "N135"))
    assert lines[3:5] == ["  4 │ source:·Desk", "    │        ^"]


def test_nothing_of_a_line_commands_the_terminal(site: Site) -> None:
    site.article("a", source="\x1b[2J\x9b\x07x", date="2022-02-30")
    for code in ("N115", "N103"):
        assert not re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f]",
            "\n".join(drawing_lines(site, first_problem(site, code))),
        )


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_cut(site: Site, width: int) -> None:
    site.article("a", LONG, tag="Council", summary=f"{LONG} {LONG}", date="2022–02–30")
    site.article("c", authors="Shavkat Mirziyoyev and Xi Jinping", headline="A")
    problems = site.check().outcome.problems
    assert len(problems) > 4
    for found in problems:
        lines = drawing_lines(site, found, width)
        assert max(map(cell_len, lines)) <= width
        assert all(line == line.rstrip() for line in lines)
        words = set(" ".join(lines).casefold().split())
        assert set(found.message.casefold().split()) <= words


def test_a_mark_far_to_the_right_is_shown(site: Site) -> None:
    site.article("a", LONG)
    lines = drawing_lines(site, first_problem(site, "N201"), 40)
    line, mark = lines[lines.index("") + 2 :][:2] if lines[0].startswith("A LINK") else lines[3:5]
    assert "b.md" in line
    assert line[mark.index("^") : mark.rindex("^") + 1] == "b.md"


def test_a_terminal_of_few_letters_gets_other_lines(site: Site) -> None:
    site.article("a", date="2022-02-30")
    raw = io.TextIOWrapper(io.BytesIO(), "ascii", "backslashreplace")
    ProblemDrawing(site.folder, Console(file=raw, width=60)).draw(first_problem(site, "N103"))
    raw.flush()
    assert b"  4 | date: 2022-02-30\n" in raw.buffer.getvalue()  # type: ignore[attr-defined]


def test_a_problem_of_a_whole_file_or_of_none_has_no_line(site: Site) -> None:
    for place in (Location("authorities/people.yaml"), Location("nowhere.md", 3, 1)):
        lines = drawing_lines(
            site, problem("N107", place, "is not an authority file", "take it out")
        )
        assert lines[1:3] == ["  is not an authority file", "  Take it out [N107]"]


def test_a_terminal_shows_drawings_and_lines_if_asked(site: Site) -> None:
    site.article("a", "<script>x</script>")
    assert "WARNING: HTML THAT NEWSGEN DOES NOT PUBLISH" in on_a_terminal(site, "check")
    assert "articles/a.md:6:1: warning: <script>" in on_a_terminal(site, "check", "--lines")


# --- In a workflow of GitHub ----------------------------------------------------------------------


def test_a_workflow_marks_the_line(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article("a", date="2022-02-30").article("b, 100%: c", "<script>x</script>", title="B")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.folder.parent))
    first, second = at(site, "check").err.splitlines()[:2]
    assert first.startswith(
        "::error title=N103,file=site/articles/a.md,line=4,col=7::articles/a.md:4:7: date: "
    )
    assert second.startswith(
        "::warning title=N205,file=site/articles/b%2C 100%25%3A c.md,line=6,col=1::"
        "articles/b, 100%25: c.md:6:1: warning: "
    )
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert at(site, "check").err.startswith("articles/a.md:4:7: ")


def test_no_message_ends_the_command(tmp_path: Path) -> None:
    found = Problem("N103", "error", Location("a\nb.md"), "x\r\n::stop-commands::y", "50%")
    line = annotation(found, tmp_path, tmp_path)
    assert "\n" not in line
    assert "\r" not in line
    assert line.endswith("50%25 [N103]")


# --- How many are shown ---------------------------------------------------------------------------


def test_many_problems_of_one_code_are_summed_up(site: Site) -> None:
    for number in range(21):
        site.article(f"a{number:02}", tag="x")
    site.article("b", date="2022-02-30")
    *lines, summary, end = at(site, "check").err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "articles/a00.md", "articles/a01.md", "articles/a02.md", "articles/b.md"
    ]  # fmt: skip
    assert summary == "newsgen: N107, an unknown key: 3 of 21 are shown; --all shows all"
    assert end == "newsgen: 22 errors. A build would publish nothing."
    assert len(at(site, "check", "--all").err.splitlines()) == 23
    assert len(at(site, "check", "--json").json["problems"]) == 22
    site.delete("articles/a20.md")
    assert len(at(site, "check").err.splitlines()) == 22


def test_what_newsgen_yml_lets_pass_is_not_told_article_by_article(site: Site) -> None:
    for number in range(5):
        site.article(f"a{number}", source=None)
    site.write("newsgen.yml", "title: T\nsearch: false\nproblems: {N105: warning}\n")
    *lines, summary = at(site, "check").err.splitlines()
    assert len(lines) == 3
    assert summary == (
        "newsgen: N105, the source is missing or empty: 3 of 5 are shown; --all shows all"
    )


def test_a_code_that_is_off_is_not_told_and_does_what_it_does(site: Site) -> None:
    site.article("a", source=None).article("b", "<script>x</script>")
    site.write("newsgen.yml", "title: T\nsearch: false\nproblems: {N105: off, N205: off}\n")
    assert at(site, "build").err == ""
    assert site.build().ok().outcome.problems == ()
    site.assert_pages("/sources/t/")
    site.write("newsgen.yml", "title: T\nsearch: false\nproblems: {N302: off}\n")
    assert "N302 (two names at one address) cannot be lowered" in at(site, "check").err


def test_a_warning_of_the_last_build_is_not_told_again(site: Site) -> None:
    site.article("a", "<script>x</script>")
    assert "[N205]" in at(site, "build").err
    assert at(site, "build").err == "newsgen: as in the last build: 1 warning; --all shows it\n"
    site.article("b", "<style>x</style>")
    new, repeated = at(site, "build").err.splitlines()
    assert new.startswith("articles/b.md:6:1: warning: <style>")
    assert repeated == "newsgen: as in the last build: 1 warning; --all shows it"
    assert len(at(site, "build", "--all").err.splitlines()) == 2
    assert len(at(site, "build", "--clean").err.splitlines()) == 2
    assert len(at(site, "build", "--json").json["problems"]) == 2
    assert "[N205]" in at(site, "check").err


# --- Of some files --------------------------------------------------------------------------------


def test_a_check_of_files_tells_of_these(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article("a", tag="x").article("b", date="2022-02-30").article("c")
    assert at(site, "check", "articles/a.md").err.splitlines() == [
        'articles/a.md:5:1: "tag" is not a key newsgen knows; did you mean "tags"? [N107]',
        "newsgen: 1 error. A build would publish nothing.",
    ]
    monkeypatch.chdir(site.folder / "articles")
    fine = at(site, "check", "c.md")
    assert (fine.code, fine.err) == (0, "")
    assert re.fullmatch(
        r"Checked 1 file: no problems\. Took \d+\.\d s\.\n"
        r"Other files have 2 errors: run newsgen check\n",
        fine.out,
    )
    assert len(at(site, "check", ".").err.splitlines()) == 3
    assert len(at(site, "check", "a.md", "b.md", "--json").json["problems"]) == 2


def test_a_check_of_a_file_tells_what_others_have_against_it(site: Site) -> None:
    site.article("a", id="one").article("b", id="one")
    for name in ("a", "b"):
        assert "[N303]" in at(site, "check", f"articles/{name}.md").err


@pytest.mark.parametrize(
    "file, words", [("nowhere.md", "there is no file nowhere.md"), ("/", "/ is not in the archive")]
)
def test_a_check_of_a_file_that_is_not_there_is_a_wrong_command(
    site: Site, file: str, words: str
) -> None:
    said = at(site, "check", file)
    assert said.code == 2
    assert words in said.err


# --- Words at the door ----------------------------------------------------------------------------


def test_a_code_is_explained_as_the_documentation_does() -> None:
    for code in ("N103", "n103", "[N103]"):
        said = newsgen("explain", code)
        assert (said.code, said.err) == (0, "")
        assert said.out.startswith("## N103: not a calendar date\n")
        assert said.out.rstrip().endswith("such as `embargo`.")
        assert "](" not in said.out
    wrong = newsgen("explain", "N199")
    assert wrong.code == 2
    assert '"N199" is not a problem code: did you mean "N' in wrong.err


def test_help_is_in_the_order_of_work_and_cuts_nothing() -> None:
    text = newsgen("--help").out
    names = re.findall(r"^  ([a-z]+)  ", text, re.M)
    assert names[:5] == ["init", "new", "import", "serve", "check"]
    assert "..." not in text.partition("Commands:")[2]
    assert 'newsgen new "Council votes again" --source "Oakford Gazette"' in text


def test_a_title_of_several_words_is_put_in_quotes(site: Site) -> None:
    said = at(site, "new", "Council", "votes", "again", "--source", "x")
    assert said.code == 2
    assert 'new "Council votes again" --source …' in said.err


@pytest.mark.parametrize("count, them", [(1, "it is"), (2, "they are")])
def test_a_preview_waits_until_all_is_mended(site: Site, count: int, them: str) -> None:
    for number in range(count):
        site.article(f"a{number}", date="2022-02-30")
    (line,) = preview_lines(site.check().outcome, "")
    assert line.endswith(f"; the preview stays as it was until {them} mended.")


def test_the_option_for_the_archive_is_told_its_place() -> None:
    said = newsgen("build", "-C", "oakford")
    assert said.code == 2
    assert "-C stands before the command: newsgen -C my-archive build" in said.err


def test_a_path_with_blanks_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "My $Archive 2"
    lines = newsgen("init", folder).out.splitlines()
    assert lines[1] == f'  newsgen -C "{tmp_path}/My \\$Archive 2" build'


@pytest.mark.parametrize("command", ["serve", "export", "build", "check", "suggest"])
def test_a_folder_without_an_archive_ends_every_command(tmp_path: Path, command: str) -> None:
    said = newsgen("-C", tmp_path, command)
    assert said.code == 1
    assert "this is no archive" in said.err
