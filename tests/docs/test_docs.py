"""The documentation tells all that newsgen has, and nothing that it has not.

Tables of commands, keys, fields, blocks, tokens and codes are held against the program both ways.
That the examples work is seen in test_docs_examples.
"""

import json
import re
import typing
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import click
import pytest
from jinja2.defaults import DEFAULT_FILTERS
from msgspec.structs import fields

from newsgen import __version__
from newsgen.archive.article_query import KEYS
from newsgen.archive.article_traits import missing_parts, states
from newsgen.archive.removed_urls import RemovedUrl
from newsgen.cli import program
from newsgen.cli.article_list import list_json
from newsgen.cli.duplicates_text import duplicates_json
from newsgen.cli.keep_command import keep_report_json
from newsgen.cli.links_command import link_report_json
from newsgen.cli.output import EXIT_CODES
from newsgen.cli.result_text import build_json, export_json
from newsgen.cli.stats_text import stats_json
from newsgen.cli.suggestion_text import suggestions_json
from newsgen.commands.duplicates import find_duplicates
from newsgen.commands.keep import KeepReport, KeptPage
from newsgen.commands.links import CheckedLink, LinkReport
from newsgen.commands.list_articles import list_articles
from newsgen.commands.stats import count_articles
from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.external_links import ExternalLink
from newsgen.content.markdown.sanitize import ALLOWED_ELEMENTS
from newsgen.content.schema import (
    AUTHORITY_TYPE,
    CONFIG_FIELDS,
    FRONT_MATTER_FIELDS,
    PLAIN_PAGE_FIELDS,
)
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.export.columns import TABLES
from newsgen.export.database import SQL_VIEWS
from newsgen.model.config import Config
from newsgen.model.kind import CONTROLLED_KINDS, TYPED_ENTITY_KINDS, Kind, Name, join_words
from newsgen.model.link_answer import LinkAnswer
from newsgen.model.omission import Omission
from newsgen.model.problem import Location, problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.model.progress import ignore_progress
from newsgen.model.slug import slug
from newsgen.model.value import Value
from newsgen.pages import chrome_view, machine_views
from newsgen.pages.page import View
from newsgen.pipeline.request import BuildRequest, BuildResult, Explanation, SetAsideText
from newsgen.render.renderer import Renderer
from newsgen.render.template_errors import TEMPLATE_VARIABLES
from newsgen.runtime.theme import default_theme
from newsgen.suggest.suggestions import (
    AmbiguousSpelling,
    Example,
    NearDuplicate,
    Suggestions,
    UnknownName,
    UnlistedName,
    UnmentionedName,
)
from support.documents import PAGES, first_spans, prose, rows, section, spans
from support.paths import ROOT
from support.sites import Site

COMMANDS = program.newsgen.commands
HELP = {"-h", "--help"}
STYLES = (ROOT / "static/newsgen.css").read_text("utf-8")
TOKENS = set(re.findall(r"^  (--[a-z-]+):", STYLES, re.M))
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}

OF_RSYNC = {"--checksum", "--delay-updates", "--delete-delay"}
OF_DASK = {"--nthreads"}
NO_KEYS = {"warning", "view"}  # the one before the message of a problem, the other in a reason


# --- Commands ------------------------------------------------------------------------------------


def options(command: click.Command) -> set[str]:
    return {name for each in command.params if isinstance(each, click.Option) for name in each.opts}


def flags(texts: Iterable[str]) -> set[str]:
    """Options in texts, but no words of a query such as -tag:SCO."""
    pattern = r"(?:^|\s)(--?[A-Za-z][\w-]*)(?![\w:-])"
    return {flag for text in texts for flag in re.findall(pattern, text)}


def test_every_command_has_its_section_and_no_other_has() -> None:
    page = PAGES["docs/commands.md"]
    assert sorted(re.findall(r"^## newsgen (\S+)$", page, re.M)) == sorted(COMMANDS)
    assert flags(first_spans(rows(page, "option"))) == options(program.newsgen) | HELP


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_stands_in_its_commands_table(name: str) -> None:
    text, command = section("docs/commands.md", f"newsgen {name}"), COMMANDS[name]
    known = options(command)
    assert (flags(first_spans(rows(text, "option"))) if known else set()) == known
    choices = [each.type.choices for each in command.params if isinstance(each.type, click.Choice)]
    assert {str(word) for words in choices for word in words} <= set(spans(text))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_ends_with_examples_that_could_be_typed(name: str) -> None:
    command = COMMANDS[name]
    help_text = command.get_help(click.Context(command, info_name=f"newsgen {name}"))
    lines = help_text.rpartition("Example")[2].partition("\n")[2].splitlines()
    assert lines
    for line in lines:
        assert line.startswith(f"  newsgen {name}"), line
        assert flags([line]) <= options(command), line


def test_no_page_names_a_command_or_option_that_does_not_exist() -> None:
    known = HELP | TOKENS | OF_RSYNC | OF_DASK
    known |= set().union(*(options(command) for command in (program.newsgen, *COMMANDS.values())))
    for page in PAGES:
        for span in spans(prose(page)):
            if call := re.match(r"newsgen (?!itself)(?:-C \S+ )?([a-z]+)", span):
                assert call[1] in COMMANDS, (page, span)
                assert flags([span]) - {"-C"} <= options(COMMANDS[call[1]]), (page, span)
            elif span.startswith("-"):
                assert flags([span]) <= known, (page, span)


def test_every_exit_code_is_told() -> None:
    told = [row[0] for row in rows(section("docs/commands.md", "Exit codes"), "code")]
    assert told == [str(code) for code in sorted({*EXIT_CODES.values(), 2, 129, 130, 143})]


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The paths of a JSON object, as commands.md writes them."""
    if isinstance(value, dict) and path != "seconds":
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        yield from leaves(value[0], f"{path}[]")
    else:
        yield path


def test_every_key_of_what_suggest_prints_is_told() -> None:
    seen, name = (Example("a.md", "A."),), Name(Kind.TAG, "A")
    found = Suggestions(
        totals=dict.fromkeys(("unknown", "unlisted", "alike", "unsaid", "ambiguous"), 1),
        unknown=(UnknownName("A", 1, examples=seen),),
        unlisted=(UnlistedName(name, 1, seen),),
        alike=(NearDuplicate(name, name, 1, 1, False, "they differ", seen),),
        unsaid=(UnmentionedName(name, 1, seen),),
        ambiguous=(AmbiguousSpelling("A", (name,), 1, seen),),
    )
    table = rows(section("docs/commands.md", "What newsgen suggest --json prints"), "key")
    assert sorted(first_spans(table)) == sorted(leaves(suggestions_json(found)))


def test_every_key_of_what_list_prints_and_every_word_of_a_query_is_told(tmp_path: Path) -> None:
    lists = {key: ["A"] for key in ("tags", "authors")}
    names = {str(kind): ["A"] for kind in TYPED_ENTITY_KINDS}
    site = Site(tmp_path).article(entities=names, **lists).article("b", entities=["A"], **lists)
    site.article("c", title=None)
    request = BuildRequest(site=site.folder, out=site.out, workers=1)
    articles = list_articles(request, (), "path", ignore_progress)
    table = rows(section("docs/commands.md", "What newsgen list --json prints"), "key")
    told = json.loads(list_json(articles))
    told["articles"][0] |= {"entities": ["A"]}
    assert sorted(first_spans(table)) == sorted(leaves(told))
    criteria = rows(section("docs/commands.md", "Queries"), "criterion")
    assert {span.partition(":")[0] for span in first_spans(criteria)} == {*KEYS, "WORD"}
    words = set(spans(section("docs/commands.md", "Queries")))
    assert words >= {*missing_parts(lambda _: ""), *states(datetime.now(UTC))}


def test_every_key_of_what_stats_and_duplicates_print_is_told(tmp_path: Path) -> None:
    text = "The bridge over the Ryme at Oakford stays closed until May, the council says."
    url = "https://gazette.example/bridge"
    site = Site(tmp_path).article("a", text, source_url=url).article("b", text, source_url=url)
    site.article("c", title=None)
    request = BuildRequest(site=site.folder, out=site.out, workers=1)
    values = {
        "stats": stats_json(count_articles(request, (), ignore_progress)),
        "duplicates": duplicates_json(find_duplicates(request, 0.8, ignore_progress)),
    }
    for name, value in values.items():
        table = rows(section("docs/commands.md", f"What newsgen {name} --json prints"), "key")
        assert sorted(first_spans(table)) == sorted(leaves(value))


def test_every_key_of_what_links_prints_is_told() -> None:
    link = ExternalLink("https://gazette.example/", Location("articles/a.md", 5, 5), "link")
    checked = CheckedLink(link, LinkAnswer("dead"))
    report = LinkReport((checked,), 1, ("articles/a.md",), (("articles/b.md", "why"),))
    table = rows(section("docs/commands.md", "What newsgen links --json prints"), "key")
    told = sorted(leaves(link_report_json(report)))
    assert sorted(first_spans(table)) == told


def test_every_key_of_what_keep_prints_is_told() -> None:
    report = KeepReport((KeptPage("articles/a.md", "https://gazette.example/"),), 0)
    table = rows(section("docs/commands.md", "What newsgen keep --json prints"), "key")
    assert sorted(first_spans(table)) == sorted(leaves(keep_report_json(report)))


def test_every_key_of_json_is_told() -> None:
    outcome = BuildResult(
        "failed",
        "The disk is full.",
        problems=(problem("N103", Location("a.md", 1, 1), "It is not so."),),
        set_aside=(SetAsideText("a.md", "It is not so.", "/a/"),),
        omissions=(Omission("a.md", "draft"),),
        explanations=(Explanation("index.html", "new"),),
        mended=(Explanation("index.html", "output missing"),),
        notices=("The cluster was lost.",),
        removed_urls=(RemovedUrl("/a/", "It may come back."),),
        changed_paths=("index.html",),
    )
    table = rows(section("docs/commands.md", "What --json prints"), "key")
    assert sorted(first_spans(table)) == sorted(leaves(build_json(outcome)))


def test_every_key_of_what_export_prints_is_told() -> None:
    problems = (problem("N103", Location("a.md", 1, 1), "It is not so."),)
    set_aside = (SetAsideText("a.md", "It is not so.", ""),)
    told = export_json(
        BuildResult(
            "failed", "The disk is full.", problems, set_aside=set_aside, changed_paths=("data/a",)
        )
    )
    table = rows(section("docs/commands.md", "What newsgen export --json prints"), "key")
    assert sorted(first_spans(table)) == sorted(leaves(told | {"changed": "data/a"}))


def test_every_column_of_the_data_is_told() -> None:
    for table in TABLES:
        text = section("docs/data.md", table.name)
        assert table.description in text
        assert rows(text, "column") == [
            [
                f"`{each.name}`",
                each.type + ("" if each.required else ", or empty"),
                each.description,
            ]
            for each in table.columns
        ]
    assert first_spans(rows(PAGES["docs/data.md"], "view")) == list(SQL_VIEWS)


# --- Keys ----------------------------------------------------------------------------------------


def keys(table: Iterable[Field], within: str = "") -> Iterator[tuple[str, Field]]:
    """Every key, with its path."""
    for field in table:
        yield within + field.name, field
        shape = field.value_type
        shape = shape.map_type if isinstance(shape, ListOrMapType) else shape
        shape = shape.item if isinstance(shape, ListType) else shape
        if isinstance(shape, RecordType):
            yield from keys(shape.fields, f"{within}{field.name}.")


@pytest.mark.parametrize(
    "heading, known", [("The keys", FRONT_MATTER_FIELDS), ("In plain pages", PLAIN_PAGE_FIELDS)]
)
def test_every_key_of_front_matter_is_told(heading: str, known: tuple[Field, ...]) -> None:
    table = rows(section("docs/front-matter.md", heading), "key")
    told = {spans(row[0])[0]: (row[1], row[2].split(",")[0], row[3]) for row in table}
    kinds = {f"entities.{kind}" for kind in TYPED_ENTITY_KINDS}
    assert told == {
        "entities.KIND" if path in kinds else path: (
            field.value_type.words(),
            "yes" if field.required else "no",
            field.since,
        )
        for path, field in keys(known)
    }


def test_every_key_of_newsgen_yml_is_told_with_its_default() -> None:
    table = {spans(row[0])[0]: row for row in rows(PAGES["docs/configuration.md"], "key")}
    assert table.keys() == dict(keys(CONFIG_FIELDS)).keys()
    called = {"links.base": "links_base", "names.link": "link_names"}
    called |= {f"listings.{key}": key for key in ("newest", "year", "pairs", "fold")}
    called |= {"feeds.entries": "feed_entries", "feeds.text": "feed_text"}
    called |= {"front_matter.midnight": "midnight"}
    defaults = {field.name: field.default for field in fields(Config)}
    for path, field in keys(CONFIG_FIELDS):
        _, value, default, _ = table[path]
        assert (default == "required") == field.required, path
        if default.startswith("`"):
            own = defaults[called.get(path, path)]
            assert default == f"`{str(own).lower() if isinstance(own, bool) else own}`", path
        if path not in ("language", "timezone"):  # texts to the reader, which asks more of them
            assert value == field.value_type.words(), path


def test_every_key_and_file_of_authorities_is_told() -> None:
    page = PAGES["docs/authority-files.md"]
    assert first_spans(rows(page, "key")) == [field.name for field in AUTHORITY_TYPE.fields]
    files = [spans(row[2])[0] for row in rows(page, "kind")]
    assert [f"authorities/{name}" for name in files] == list(AUTHORITY_FILES)


def test_every_kind_is_told_with_its_key_and_its_dates() -> None:
    table = rows(section("docs/authority-files.md", "The kinds"), "kind")
    assert [(kind, spans(dates)) for kind, _, _, dates in table] == [
        (kind.value, list(kind.facts.lifespan.keys)) for kind in CONTROLLED_KINDS
    ]
    named = {kind: spans(key)[0] for kind, key, _, _ in table}
    assert set(named.values()) <= dict(keys(FRONT_MATTER_FIELDS)).keys()
    assert {kind for kind, key in named.items() if key == f"entities.{kind}"} == set(
        TYPED_ENTITY_KINDS
    )


def test_three_pages_list_the_kinds_of_entity_and_all_others_lead_there() -> None:
    """So a new kind needs a line in these, and no other page can be forgotten."""
    listing = {
        page
        for page in PAGES
        for paragraph in re.split(r"\n\s*\n", prose(page))
        if all(re.search(rf"\b{kind.rstrip('s')}", paragraph) for kind in TYPED_ENTITY_KINDS)
    }
    assert listing == {"docs/authority-files.md", "docs/commands.md", "docs/data.md"}


def test_no_page_names_a_key_that_does_not_exist() -> None:
    known = {
        path
        for table in (FRONT_MATTER_FIELDS, CONFIG_FIELDS, AUTHORITY_TYPE.fields)
        for path, _ in keys(table)
    }
    names = {part for path in known for part in path.split(".")} | NO_KEYS
    owners = "|".join(path.split(".")[0] for path in known if "." in path)
    for page in PAGES.keys() - {"docs/architecture.md"}:
        for span in spans(prose(page)):
            if named := re.fullmatch(r"([a-z_]+):( .*)?", span):
                assert named[1] in names, (page, span)
            elif re.fullmatch(rf"({owners})\.(?!(?:md|yml|html)$)[a-z_]+", span):
                assert span in known, (page, span)


@pytest.mark.parametrize("row", rows(PAGES["docs/authority-files.md"], "name"), ids=lambda x: x[0])
def test_names_have_the_addresses_that_are_told(row: list[str]) -> None:
    assert slug(spans(row[0])[0]) == spans(row[1])[0]


# --- Templates -----------------------------------------------------------------------------------


def reachable(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Every class that a template can come across, by name."""
    if isinstance(kind, type) and kind.__name__ not in found:
        if issubclass(kind, Value | Enum):
            found[kind.__name__] = kind
        if issubclass(kind, Value):
            for each in typing.get_type_hints(kind).values():
                reachable(each, found)
    for each in typing.get_args(kind):
        reachable(each, found)
    return found


REACHABLE_CLASSES = reachable(chrome_view.Chrome, {})
for view in typing.get_args(View):
    # What no template draws is for machines: docs/formats.md tells of it.
    if view.__module__ != machine_views.__name__:
        reachable(view, REACHABLE_CLASSES)


@pytest.mark.parametrize("name", sorted(REACHABLE_CLASSES))
def test_every_field_a_template_can_ask_for_is_told(name: str) -> None:
    text, kind = section("docs/templates.md", name), REACHABLE_CLASSES[name]
    if issubclass(kind, Enum):
        assert set(spans(text)) == set(kind) - set(CONTROLLED_KINDS) | {"people"}
    else:
        computed = [key for key, value in vars(kind).items() if isinstance(value, property)]
        assert first_spans(rows(text, "field")) == list(kind.__struct_fields__) + computed


def test_no_view_is_told_that_does_not_exist() -> None:
    told = re.findall(r"^### (\S+)$", PAGES["docs/templates.md"], re.M)
    assert sorted(told) == sorted(REACHABLE_CLASSES)


def test_every_template_is_told_with_what_it_is_given(tmp_path: Path) -> None:
    gone = {"date": "2022-09-14", "note": "It was not so."}
    site = Site(tmp_path).article("a", withdrawn=gone, aliases=["/old/"])
    site.article("b", language="ru").article("c", date="2021-09-13")
    for each in "vwxyz":
        site.article(each, entities={"people": ["Xi Jinping", "Vladimir Putin"]})
    site.write("newsgen.yml", "title: The Test File\nbase_url: https://example.org/\ndata: true\n")
    pages = site.write("pages/about.md", "---\ntitle: About\n---\n").plan().values()
    given = {page.template: type(page.view).__name__ for page in pages if page.template}
    text = section("docs/templates.md", "Which template draws which page")
    told = {spans(row[0])[0]: row[2] for row in rows(text, "template")}
    assert told == {name: f"[{view}](#{view.lower()})" for name, view in given.items()}


def test_every_block_is_told_with_its_template() -> None:
    found = {name: re.findall(r"{%-? block (\w+)", text) for name, text in TEMPLATES.items()}
    base = found.pop("base.html")
    own = {name: [each for each in held if each not in base] for name, held in found.items()}
    own["entities.html"] += own["index.html"][1:]  # it extends that one
    text = section("docs/templates.md", "Blocks")
    told = {spans(row[0])[0]: spans(row[1]) for row in rows(text, "template")}
    assert told == {"base.html": base} | {name: held for name, held in own.items() if held}
    named = set(spans(text)) - TEMPLATES.keys()
    assert named == set(base).union(*own.values())


def test_every_part_is_told_with_its_macros() -> None:
    found = {name: re.findall(r"{%-? macro (.+?\)) ", text) for name, text in TEMPLATES.items()}
    told = {spans(row[0])[0]: spans(row[1]) for row in rows(PAGES["docs/templates.md"], "part")}
    assert told == {name: held for name, held in found.items() if held}


def test_every_token_variable_and_filter_is_told() -> None:
    page = PAGES["docs/templates.md"]
    chrome = chrome_view.Chrome("A", "", "", "en", "ltr", (), None)
    environment = Renderer(chrome, default_theme().templates)._environment
    assert set(first_spans(rows(page, "token"))) == TOKENS
    assert sorted(first_spans(rows(page, "name"))) == sorted(TEMPLATE_VARIABLES)
    assert (
        set(first_spans(rows(page, "filter")))
        == environment.filters.keys() - DEFAULT_FILTERS.keys()
    )


def test_the_html_that_is_published_is_told() -> None:
    listed = section("docs/writing.md", "HTML").split("published:\n\n")[1].split("\n\n")[0]
    assert [span.strip("<>") for span in spans(listed)] == sorted(ALLOWED_ELEMENTS)


# --- Problems and versions -----------------------------------------------------------------------


def test_every_code_has_its_section_and_no_page_names_another() -> None:
    told = re.findall(r"^## (N\d{3}): (.+)$", PAGES["docs/problems.md"], re.M)
    assert told == [(name, code.title) for name, code in sorted(PROBLEM_CODES.items())]
    for page, text in PAGES.items():
        assert set(re.findall(r"\bN\d{3}\b", text)) <= PROBLEM_CODES.keys(), page


@pytest.mark.parametrize("name", sorted(PROBLEM_CODES))
def test_every_code_says_what_lowering_it_does(name: str) -> None:
    code = PROBLEM_CODES[name]
    text = section("docs/problems.md", f"{name}: {code.title}")
    words = " ".join(text.split())
    kinds = "[the kinds of entity](authority-files.md#the-kinds)"
    effect = code.warning_effect.replace(join_words(TYPED_ENTITY_KINDS), kinds)
    lowered = f"**As a warning:** {effect}." if code.warning_effect else "**Cannot be lowered.**"
    assert lowered in words
    assert ("A warning from the start" in words) == (code.severity == "warning")
    assert set(re.findall(r" \[(N\d{3})\]$", text, re.M)) == {name}


def test_pages_name_the_version_that_they_are_about() -> None:
    pinned = {pin for text in PAGES.values() for pin in re.findall(r"newsgen==([\w.]+\w)", text)}
    assert pinned == {__version__}
