"""The documentation says what newsgen does: all of it, and nothing that it does not.

Tables of keys, options, fields, blocks, tokens and codes are held against the program both ways; every
example is read, run or built. What newsgen says in docs/problems.md must stand in tests/bad_input.
"""

import json
import re
import shlex
import tomllib
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC
from enum import Enum
from pathlib import Path
from typing import Any

import click
import pytest
from jinja2.defaults import DEFAULT_FILTERS

from newsgen import __version__, cli
from newsgen.archive.selection import Omission
from newsgen.archive.vanished import Vanished
from newsgen.build import Order, Outcome, build
from newsgen.desk import report
from newsgen.engine.render.faults import VARIABLES
from newsgen.engine.render.renderer import Renderer
from newsgen.engine.theme import default_theme
from newsgen.model.authority import Authorities
from newsgen.model.codes import CODES
from newsgen.model.config import Config
from newsgen.model.problem import Place, problem
from newsgen.model.slug import slug
from newsgen.pages import views
from newsgen.reading import shapes
from newsgen.reading.authorities import FILES, read_authorities
from newsgen.reading.configuration import read_config
from newsgen.reading.context import Context
from newsgen.reading.fields import AUTHORITY, CONFIG, FRONT_MATTER, PLAIN_PAGE
from newsgen.reading.mapping import read_mapping
from newsgen.reading.markup import convert
from newsgen.reading.markup.sanitize import ELEMENTS
from newsgen.reading.prepare import Source, prepare
from sample import ROOT, copy_sample
from sites import Site

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
}
TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
             for path in sorted((ROOT / "templates").rglob("*.html"))}  # fmt: skip

FOREIGN_OPTIONS = {"--checksum", "--delay-updates", "--delete-delay"}  # of rsync
FOREIGN_KEYS = {"warning", "draft"}  # the word before a message; a key by its old name
PICTURES = ("articles/2022/09/tiles.svg",)  # that examples refer to
FILE = r"(?:(?:articles|authorities|pages|static|templates)/[\w./-]+|newsgen\.yml)"
FENCE = re.compile(rf"(?:`({FILE})`[^`\n]*:\n\n)?( *)```(\w+)\n(.*?)\n *```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A fenced block. file: the file of an archive that the line before it says it is."""

    page: str
    language: str
    text: str
    file: str


def _examples() -> Iterator[Example]:
    for page, text in PAGES.items():
        for file, indent, language, body in FENCE.findall(text):
            yield Example(page, language, re.sub(rf"^{indent}", "", body, flags=re.M) + "\n", file)


EXAMPLES = tuple(_examples())


def examples(*languages: str, page: str = "") -> list[Example]:
    found = [each for each in EXAMPLES if each.language in languages and page in each.page]
    assert found, (languages, page)
    return found


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next of its rank or above."""
    text = re.sub(r"```.*?```", lambda fence: fence[0].replace("\n#", "\n\0"), PAGES[page], flags=re.S)
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", text, re.M | re.S)
    assert found, f"{page} has no section {heading}"
    return found[2].replace("\0", "#")


def rows(text: str, head: str) -> list[list[str]]:
    """The rows of the first table whose first column is called this."""
    table = re.search(rf"^\| {head} \|.*\n\|[-:| ]+\|\n((?:\|.*\n?)+)", text, re.M)
    assert table, f"no table of {head}"
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def spans(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"(?<!`)`([^`]+)`(?!`)", text)


def first(table: list[list[str]]) -> list[str]:
    """All that stands in backticks in the first column."""
    return [name for row in table for name in spans(row[0])]


def prose(page: str) -> str:
    return re.sub(r"```.*?```", "", PAGES[page], flags=re.DOTALL)


# --- Commands ------------------------------------------------------------------------------------


def options(command: click.Command) -> set[str]:
    return {name for each in command.params if isinstance(each, click.Option) for name in each.opts}


def flags(texts: Iterable[str]) -> set[str]:
    return {flag for text in texts for flag in re.findall(r"(?:^|\s)(--?[A-Za-z][\w-]*)", text)}


def test_every_command_has_its_section_and_no_other_has() -> None:
    told = re.findall(r"^## newsgen (\S+)$", PAGES["docs/commands.md"], re.M)
    assert sorted(told) == sorted(cli.newsgen.commands)
    assert flags(first(rows(PAGES["docs/commands.md"], "option"))) == options(cli.newsgen) | {"-h", "--help"}


@pytest.mark.parametrize("name", sorted(cli.newsgen.commands))
def test_every_option_stands_in_its_commands_table(name: str) -> None:
    text = section("docs/commands.md", f"newsgen {name}")
    known = options(cli.newsgen.commands[name])
    assert (flags(first(rows(text, "option"))) if known else set()) == known
    for argument in cli.newsgen.commands[name].params:
        if isinstance(argument.type, click.Choice):
            assert set(argument.type.choices) <= set(spans(text))


def commands() -> Iterator[str]:
    """Every call of newsgen in an example, without what the shell does with it."""
    for example in (*examples("sh", "toml"), *examples("yaml", page="publishing")):
        for part in re.split(r"\n| && | \| | > ", example.text.replace('\\"', '"').replace("\\\n", " ")):
            if call := re.search(r"(?:^|[\s\"/])newsgen (.+)$", part):
                yield call[1].removesuffix('"') if call[1].count('"') % 2 else call[1]


@pytest.mark.parametrize("call", sorted(set(commands())))
def test_every_command_in_an_example_is_understood(call: str) -> None:
    group = cli.newsgen.make_context("newsgen", shlex.split(call))
    name, command, rest = cli.newsgen.resolve_command(group, [*group._protected_args, *group.args])
    assert command
    command.make_context(name, rest, parent=group)


def test_no_page_names_a_command_or_option_that_does_not_exist() -> None:
    everywhere = set().union(*map(options, (cli.newsgen, *cli.newsgen.commands.values())))
    tokens = set(re.findall(r"--[a-z-]+", (ROOT / "static/newsgen.css").read_text("utf-8")))
    for page in PAGES:
        for span in spans(prose(page)):
            if call := re.match(r"newsgen (?:-C \S+ )?([a-z]+)", span):
                assert call[1] in cli.newsgen.commands, (page, span)
                assert flags([span]) - {"-C"} <= options(cli.newsgen.commands[call[1]]), (page, span)
            elif span.startswith("-"):
                assert flags([span]) <= everywhere | tokens | FOREIGN_OPTIONS | {"-h", "--help"}, (page, span)


def test_exit_codes_and_the_object_of_json_are_told_whole() -> None:
    told = [row[0] for row in rows(section("docs/commands.md", "Exit codes"), "code")]
    assert told == [str(code) for code in sorted({*cli.EXIT.values(), 2, 130})]
    found = problem("N103", Place("a.md", 1, 1), "It is not so.")
    outcome = Outcome("failed", "Full.", (found,), left_out=(Omission("a", "b"),), vanished=(Vanished("/", "c"),))
    table = rows(section("docs/commands.md", "What --json prints"), "key")
    assert set(first(table)) == set(leaves(report.as_json(outcome)))


def leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict) and path != "seconds":
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield from leaves(value[0], f"{path}[]")
    else:
        yield path


# --- Keys ----------------------------------------------------------------------------------------


def keys(table: Iterable[shapes.Field], within: str = "") -> Iterator[tuple[str, shapes.Field]]:
    """Every key with its path."""
    for field in table:
        yield within + field.name, field
        shape = field.shape
        shape = shape.mapped if isinstance(shape, shapes.ListOrMap) else shape
        shape = shape.item if isinstance(shape, shapes.ListOf) else shape
        if isinstance(shape, shapes.Record):
            yield from keys(shape.fields, f"{within}{field.name}.")


def kind(shape: shapes.Shape) -> str:
    match shape:
        case shapes.ListOf(item=shapes.Record()):
            return "list of keys"
        case shapes.ListOrMap():
            return "list, or keys"
        case shapes.ListOf():
            return "list"
        case shapes.Choice(words):
            return " or ".join(", ".join(f"`{word}`" for word in words).rsplit(", ", 1))
        case shapes.Record() | shapes.MapOf():
            return "keys"
    return {
        shapes.Text: "text",
        shapes.Flag: "`true` or `false`",
        shapes.Whole: "number",
        shapes.Day: "date",
        shapes.Instant: "date or time",
        shapes.Url: "address",
        shapes.Language: "language tag",
    }[type(shape)]


@pytest.mark.parametrize(
    "heading, known", [("The keys", FRONT_MATTER), ("In plain pages", PLAIN_PAGE)]
)
def test_every_key_of_front_matter_is_told(heading: str, known: tuple[shapes.Field, ...]) -> None:
    table = rows(section("docs/front-matter.md", heading), "key")
    told = {spans(row[0])[0]: (row[1], row[2].split(",")[0], row[3]) for row in table}
    assert told == {
        path: (kind(field.shape), "yes" if field.required else "no", field.since)
        for path, field in keys(known)
    }


def test_every_key_of_newsgen_yml_is_told_with_its_default() -> None:
    table = {spans(row[0])[0]: row for row in rows(PAGES["docs/configuration.md"], "key")}
    known = dict(keys(CONFIG))
    assert table.keys() == known.keys()
    renamed = {"links.base": "links_base", "names.link": "link_names"}
    defaults = {field.name: field.default for field in fields(Config)}
    for path, row in table.items():
        assert (row[2] == "required") == known[path].required
        if row[2].startswith("`"):
            default = defaults[renamed.get(path, path.removeprefix("listings."))]
            assert spans(row[2]) == [str(default).lower() if default is True else str(default)]
        if path not in ("language", "timezone"):  # which their table calls texts
            assert row[1] == kind(known[path].shape)


def test_every_key_and_file_of_authorities_is_told() -> None:
    page = PAGES["docs/authority-files.md"]
    assert first(rows(page, "key")) == [field.name for field in AUTHORITY.fields]
    assert [f"authorities/{name}" for name in first(rows(page, "file"))] == list(FILES)


def test_no_page_names_a_key_that_does_not_exist() -> None:
    known = {*dict(keys(FRONT_MATTER)), *dict(keys(CONFIG)), *dict(keys(AUTHORITY.fields))}
    names = {part for path in known for part in path.split(".")} | FOREIGN_KEYS
    for page in PAGES.keys() - {"docs/architecture.md"}:
        for span in spans(prose(page)):
            if named := re.fullmatch(r"([a-z_]+):( .*)?", span):
                assert named[1] in names, (page, span)
            elif re.fullmatch(r"(links|publisher|image|front_matter|listings|names)\.[a-z_]+", span):
                assert span in known, (page, span)


def said(text: str, base: str = "") -> list[str]:
    """The codes of the problems of an article with these lines in its front matter."""
    base = base or "".join(
        f"{line}\n"
        for line in ("title: A", "source: Desk", "date: 2022-09-13")
        if not re.search(rf"^{line.split(':')[0]}:", text, re.M | re.I)
    )
    source = Source("articles/a.md", f"---\n{base}{text.rstrip()}\n---\nThe text.\n".encode())
    prepared = prepare(source, Context(Config("The Test File"), Authorities(), UTC))
    return [found.code for found in prepared.problems]


@pytest.mark.parametrize("row", rows(PAGES["docs/front-matter.md"], "typed"), ids=lambda row: row[0])
def test_what_misleads_is_answered_as_told(row: list[str]) -> None:
    typed, code, mended = spans(row[0])[0], row[1][:4], row[2].strip("`")
    assert code in said(typed)
    assert said(mended) == []


@pytest.mark.parametrize("row", rows(PAGES["docs/authority-files.md"], "name"), ids=lambda row: row[0])
def test_names_have_the_addresses_that_are_told(row: list[str]) -> None:
    assert slug(spans(row[0])[0]) == spans(row[1])[0]


# --- Templates -----------------------------------------------------------------------------------


def reachable(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Every class that templates can come across, by name."""
    if isinstance(kind, type) and kind.__name__ not in found:
        if issubclass(kind, Enum):
            found[kind.__name__] = kind
        elif is_dataclass(kind):
            found[kind.__name__] = kind
            for each in typing.get_type_hints(kind).values():
                reachable(each, found)
    for each in typing.get_args(kind):
        reachable(each, found)
    return found


SHOWN = reachable(views.View, reachable(views.Chrome, {}))
SHOWN.pop("RedirectsView")  # the file _redirects, which no template draws


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_every_field_a_template_can_ask_for_is_told(name: str) -> None:
    text = section("docs/templates.md", name)
    if issubclass(SHOWN[name], Enum):
        assert set(spans(text)) == {each.value for each in SHOWN[name]}
        return
    known = [field.name for field in fields(SHOWN[name])]
    known += [key for key, value in vars(SHOWN[name]).items() if isinstance(value, property)]
    assert first(rows(text, "field")) == known


def test_no_view_is_told_that_does_not_exist() -> None:
    told = re.findall(r"^### (\S+)$", PAGES["docs/templates.md"], re.M)
    assert sorted(told) == sorted(SHOWN)


def test_every_template_is_told_with_what_it_is_given(tmp_path: Path) -> None:
    site = Site(tmp_path, "title: A\nmenu: []\n")
    site.article("a", withdrawn={"date": "2022-09-14", "note": "So."}, aliases=["/old/"])
    pages = site.article("b").write("pages/about.md", "---\ntitle: About\n---\n").plan()
    drawn = {page.template: type(page.view).__name__ for page in pages.values() if page.template}
    table = rows(section("docs/templates.md", "Which template draws which page"), "template")
    assert {spans(row[0])[0]: re.sub(r"\[(\w+)\].*", r"\1", row[2]) for row in table} == drawn


def test_every_block_part_token_variable_and_filter_is_told() -> None:
    page = PAGES["docs/templates.md"]
    blocks = {name: re.findall(r"{%-? block (\w+)", text) for name, text in TEMPLATES.items()}
    told = {spans(row[0])[0]: spans(row[1]) for row in rows(section("docs/templates.md", "Blocks"), "template")}
    own = set(blocks["base.html"])
    assert told == {
        name: [each for each in names if name == "base.html" or each not in own]
        for name, names in blocks.items()
        if names
    }
    macros = {name: re.findall(r"{%-? macro (\w+\(.*?\)) ", text) for name, text in TEMPLATES.items()}
    parts = {spans(row[0])[0]: spans(row[1]) for row in rows(page, "part")}
    assert parts == {name: found for name, found in macros.items() if found}
    tokens = re.findall(r"^  (--[a-z-]+):", (ROOT / "static/newsgen.css").read_text("utf-8"), re.M)
    assert set(first(rows(page, "token"))) == set(tokens)
    assert set(first(rows(page, "name"))) == set(VARIABLES)
    chrome = views.Chrome("A", "", "", "en", "ltr", (), None)
    environment = Renderer(chrome, default_theme().templates)._environment
    assert set(first(rows(page, "filter"))) == environment.filters.keys() - DEFAULT_FILTERS.keys()


# --- Problems ------------------------------------------------------------------------------------


def test_every_code_has_its_section_and_no_page_names_another() -> None:
    told = re.findall(r"^## (N\d{3}): (.+)$", PAGES["docs/problems.md"], re.M)
    assert told == [(name, code.title) for name, code in sorted(CODES.items())]
    for page, text in PAGES.items():
        assert set(re.findall(r"\bN\d{3}\b", text)) <= CODES.keys(), page


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_says_what_lowering_it_does(name: str) -> None:
    code = CODES[name]
    text = section("docs/problems.md", f"{name}: {code.title}")
    words = " ".join(text.split())
    lowered = f"**As a warning:** {code.lowered}." if code.lowered else "**Cannot be lowered.**"
    assert re.search(re.escape(lowered.rstrip(".")) + r"[.;]", words) or lowered in words
    assert ("A warning from the start" in words) == (code.severity == "warning")
    shown = [line for line in "\n".join(re.findall(r"```text\n(.*?)```", text, re.S)).splitlines()]
    assert shown
    assert {line[-6:] for line in shown if line.endswith("]")} == {f"[{name}]"}


def placeless(line: str) -> str:
    """A line that newsgen said, without the place."""
    return re.sub(r"^\S+?(?::\d+:\d+)?: (?:warning: )?", "", line)


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """All lines that newsgen is known to say, and those about folders, which no golden has."""
    goldens = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests/bad_input").glob("*.txt"))
    site = Site(tmp_path_factory.mktemp("answers")).article("a").write("public/index.html", "")
    told = [build(Order(site.folder, site.folder / name, workers=1)) for name in ("public", "articles")]
    told.append(build(Order(site.folder / "articles", site.out, workers=1)))
    lines = [report.problem_line(each) for outcome in told for each in outcome.problems]
    return {placeless(line) for line in (*goldens.splitlines(), *lines)}


@pytest.mark.parametrize("page", ["docs/problems.md", "README.md"])
def test_newsgen_says_what_the_pages_say_it_does(page: str, answers: set[str]) -> None:
    shown = [placeless(line) for each in EXAMPLES if each.page == page for line in each.text.splitlines()
             if each.language == "text" or line.endswith("]") and ".md:" in line]  # fmt: skip
    assert shown or page == "README.md"
    assert [line for line in shown if line not in answers] == []


# --- Examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", sorted({each.page for each in EXAMPLES if each.file}))
def test_the_files_of_a_page_make_an_archive_without_a_problem(page: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    for path in PICTURES:
        site.write(path, "<svg/>")
    for each in EXAMPLES:
        if each.page == page and each.file:
            site.write(each.file, each.text)
    if not any(each.file.startswith("articles/") for each in EXAMPLES if each.page == page):
        site.article("2022-09-15-leaders-gather")
    assert site.build(base_url="https://example.org/archive/").ok().outcome.problems == ()
    if page == "docs/templates.md":
        site.shows("/2022/09/13/leaders-gather/", "own.css", "Cite as").shows("/tags/", "own.css")


def test_the_article_of_the_readme_builds_in_the_sample(tmp_path: Path) -> None:
    site, count = copy_sample(tmp_path / "site"), 0
    for count, each in enumerate(examples("markdown", page="README"), start=1):
        (site / f"articles/readme-{count}.md").write_text(each.text, "utf-8")
    outcome = build(Order(site, tmp_path / "out", workers=1))
    assert (outcome.status, outcome.problems) == ("ok", ())


@pytest.mark.parametrize("example", [each for each in EXAMPLES if not each.file], ids=lambda each: each.page)
def test_every_other_example_is_read_without_a_problem(example: Example) -> None:
    text = example.text
    match example.language, example.page:
        case "yaml", "docs/front-matter.md" | "docs/writing.md" if not text.startswith(("Samark", "Shang")):
            assert said(text) == []
        case "yaml", "docs/configuration.md" | "docs/problems.md":
            assert read_config(f"title: A\n{text}".encode(), ["Asia/Samarkand"])[1] == ()
        case "yaml", "docs/authority-files.md":
            assert read_authorities({"authorities/tags.yml": text.encode()})[1] == ()
        case "yaml", _:
            assert read_mapping(text, Place("a.yml", 1, 1), comments=True)[1] == ()
        case "markdown", _ if not text.startswith("---"):
            assert convert(text, Place("articles/a.md", 1, 1)).problems == ()
        case "toml", _:
            assert tomllib.loads(text)
        case "json", _:
            assert json.loads(text)
        case language, _:
            assert language in ("sh", "text", "markdown", "js", "nginx", "apache")


def test_the_html_that_is_published_is_told() -> None:
    listed = section("docs/writing.md", "HTML").split("published:\n\n")[1].split("\n\n")[0]
    assert [span.strip("<>") for span in spans(listed)] == sorted(ELEMENTS)


def test_pages_name_the_version_of_newsgen_that_they_are_about() -> None:
    pinned = {pin for text in PAGES.values() for pin in re.findall(r"newsgen==([\w.]+\w)", text)}
    assert pinned == {__version__}


# --- Links ---------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The names by which a page's headings are linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?:|mailto:", target):
            path, _, fragment = target.partition("#")
            file = (ROOT / page).parent / path if path else ROOT / page
            assert file.is_file(), target
            assert not fragment or fragment in anchors(file.read_text("utf-8")), target


def test_the_readme_leads_to_every_page() -> None:
    assert all(page in PAGES["README.md"] for page in PAGES if page.startswith("docs/"))
