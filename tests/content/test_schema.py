"""The schemas: what an editor sees in VS Code agrees with what newsgen says when it builds."""

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from newsgen.content.authorities import read_authorities
from newsgen.content.dates import parse_moment
from newsgen.content.front_matter.fences import SourceParts, split_front_matter
from newsgen.content.read_config import read_config
from newsgen.content.schema import (
    AUTHORITY_TYPE,
    CONFIG_FIELDS,
    ENTITY_FIELDS,
    FRONT_MATTER_FIELDS,
)
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.nodes import MappingNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import RecordType
from newsgen.content.yaml.validator import Validator
from newsgen.content.yaml.value_errors import LIST_KEYS
from newsgen.formats import json_schema
from newsgen.model.config import Config
from newsgen.model.problem import Location, Problem
from newsgen.model.problem_codes import PROBLEM_CODES
from support.examples import tries
from support.paths import ROOT

ARTICLES = sorted((ROOT / "articles").rglob("*.md"))
AUTHORITY_FILES = sorted((ROOT / "authorities").glob("*.yml"))
WHICH: tuple[json_schema.SchemaName, ...] = get_args(json_schema.SchemaName)


class Core(yaml.SafeLoader):
    """Reads YAML as VS Code does: by the core schema of YAML 1.2, in which a date is a text."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]*$", list("-+0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def as_json(text: str) -> Any:
    """A YAML text as the value that a schema is asked about; JSON's keys are texts."""
    return _texts_as_keys(yaml.load(text, Core))


def _texts_as_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _texts_as_keys(each) for key, each in value.items()}
    return [_texts_as_keys(each) for each in value] if isinstance(value, list) else value


def refusals(which: json_schema.SchemaName, text: str) -> list[str]:
    """What a schema has against a YAML text."""
    return [
        error.message
        for error in Draft7Validator(json_schema.build_schema(which)).iter_errors(as_json(text))
    ]


def front_matter(path: Path) -> str:
    parts, _ = split_front_matter(path.read_text("utf-8"), path.name)
    assert isinstance(parts, SourceParts)
    return parts.yaml


@pytest.mark.parametrize("which", WHICH)
def test_a_schema_is_one(which: json_schema.SchemaName) -> None:
    Draft7Validator.check_schema(json_schema.build_schema(which))


@pytest.mark.parametrize("which", WHICH)
def test_its_text_is_the_same_every_time_and_ends_with_a_line_end(
    which: json_schema.SchemaName,
) -> None:
    text = json_schema.schema_text(which)
    assert json.loads(text) == json_schema.build_schema(which)
    assert text == json_schema.schema_text(which)
    assert text.endswith("}\n")


def test_every_key_of_the_tables_is_in_it_with_its_description() -> None:
    for properties, fields in (
        (json_schema.build_schema("front-matter")["properties"], FRONT_MATTER_FIELDS),
        (json_schema.build_schema("config")["properties"], CONFIG_FIELDS),
        (
            json_schema.build_schema("authority")["additionalProperties"]["properties"],
            AUTHORITY_TYPE.fields,
        ),
    ):
        described = {name: each["description"] for name, each in properties.items()}
        assert described == {field.name: field.description for field in fields}


def test_the_problem_codes_a_configuration_may_lower_are_listed() -> None:
    listed = json_schema.build_schema("config")["properties"]["problems"]["properties"]
    assert listed.keys() == PROBLEM_CODES.keys()
    words = {code: one["anyOf"][0]["enum"] for code, one in listed.items()}
    assert words["N115"] == ["error", "warning", "off"]
    assert words["N112"] == ["error"]


def test_the_schema_of_an_archive_knows_what_its_newsgen_yml_says_of_front_matter() -> None:
    config = Config(
        "The Test File",
        rename={"headline": "title", "photo": "image.src", "published": "updated"},
        extra=("layout",),
        from_path=("authors", "any", "date"),
        problems={"N105": "off"},
    )
    schema = json_schema.build_schema("front-matter", config)
    judge = Draft7Validator(schema)
    text = "headline: A\nphoto: a.jpg\nlayout: [1]\npublished: 2022-09-13\ndate:\nauthors: []\n"
    assert [*judge.iter_errors(as_json(text))] == []
    assert len([*judge.iter_errors(as_json("weight: 1\npublished: true\ndate: May 1\n"))]) == 3
    assert schema["properties"]["date"]["description"].endswith(" By default from the path.")
    assert json_schema.build_schema("front-matter")["required"] == ["title", "source", "date"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_sample_articles_pass(path: Path) -> None:
    assert refusals("front-matter", front_matter(path)) == []


@pytest.mark.parametrize("path", AUTHORITY_FILES, ids=lambda path: path.stem)
def test_the_sample_authority_files_pass(path: Path) -> None:
    assert refusals("authority", path.read_text("utf-8")) == []


def test_the_sample_configuration_passes() -> None:
    assert refusals("config", (ROOT / "newsgen.yml").read_text("utf-8")) == []


GOOD = "title: A headline\nsource: Desk\ndate: 2022-09-13\n"


@pytest.mark.parametrize(
    "more",
    [
        "tags: SCO",
        "tags: [SCO, 2022, NO, 9:30, 007, true]",
        "entities: [Xi Jinping, SCO]",
        "entities: {people: Xi Jinping, places: []}",
        "lead: true",
        'lead: "true"',
        "embargo: 2022-09-15T08:00:00+05:00",
        "embargo: 2022-09-15 8:30 +0500",
        "updated: 2022-09-15 08:30:00.5Z",
        "corrections: [{date: 2022-09-16, note: Put right.}]",
        "summary: |\n  Two\n  lines.",
        "slug: 2022",
        "image: {src: '', alt: ''}\nsummary: ''\ncorrections: [{date: '', note: ''}]\nembargo: ''",
        "source_url: HTTPS://Example.org/a?b#c",
    ],
)
def test_what_newsgen_accepts_passes(more: str) -> None:
    assert refusals("front-matter", GOOD + more) == []


def test_a_title_that_yaml_takes_for_a_number_passes() -> None:
    assert refusals("front-matter", "title: 2022\nsource: true\ndate: 2022-09-13\n") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "tag: [SCO]",
        "Tags: [SCO]",
        "tags: {a: b}",
        "tags: [[a]]",
        "tags:",
        "tags: [a, ]\nsummary: ~",
        "title: [A, B]",
        'title: ""',
        "image: {src: '', alt: A fair}",
        "date: 13.09.2022",
        "date: 2022-13-01",
        "updated: 2022-9-13",
        "updated: 2022-09-13 noon",
        "source_url: example.org",
        "source_url: ftp://example.org/",
        "lead: maybe",
        "status: published!",
        "language: English (British)",
        "entities: {persons: [A]}",
        "image: {alt: No source}",
        "corrections: {date: 2022-09-16}",
        "withdrawn: {date: 2022-09-16}",
    ],
)
def test_what_newsgen_refuses_does_not_pass(wrong: str) -> None:
    assert refusals("front-matter", GOOD + wrong) != []


@pytest.mark.parametrize("missing", ["title", "source", "date"])
def test_an_article_needs_its_three_keys(missing: str) -> None:
    kept = [line for line in GOOD.splitlines() if not line.startswith(missing)]
    assert refusals("front-matter", "\n".join(kept)) == [f"'{missing}' is a required property"]


@pytest.mark.parametrize(
    "text", ["", "Samarkand:\n", "Samarkand: ''\n", "Samarkand: {}\nSCO: {aliases: {zh: 上合}}\n"]
)
def test_an_authority_file_may_be_empty_and_so_may_an_entry(text: str) -> None:
    assert refusals("authority", text) == []


@pytest.mark.parametrize("text", ["- Samarkand\n", "Samarkand: a city\n", "SCO: {alias: [a]}\n"])
def test_an_authority_file_is_a_mapping_to_known_keys(text: str) -> None:
    assert refusals("authority", text) != []


# --- The laws, over random mappings ---------------------------------------------------------------

ALL_KEYS = """
A text; 2022; 2.5; true; false; no; 007; "x: y"; ; ~; ""; ' ';
[a, b]; []; [2022, true]; [[a]]; [a, ~]; [{a: b}]; a, b; {}; {zh: [a], ru: b}; {zh: ~};
2022-09-13; 2022-9-13; 2022-02-30; 2022-09-13 8:30; 13.09.2022; [2022-09-13];
https://example.org/a; HTTP://example.org; ftp://example.org; [https://example.org/];
draft; published; excerpt; en; zh-Hans; unicode; ASCII; 50; 0; UTC;
{people: [x], events: y}; {peple: [x]}; {src: a.jpg}; {src: a.jpg, width: 3}; {alt: a};
{date: 2022-09-13, note: Done.}; [{date: 2022-09-13, note: Done.}]; [{note: Done.}];
{name: A, url: https://example.org/}; {newest: 50, year: 0}; {newest: ten}; {base: /old/};
{link: false}; {link: perhaps}; {N115: warning}; {N115: off}; {N112: warning}; {N999: error};
{N115: bad}; [{label: A, url: /x/}]; [{url: /x/}]; {label: A, url: /x/}; {rename: {a: b}, extra: c}
"""
VALUES = [value.strip() for value in ALL_KEYS.split(";")]
"""Values as they may be written, of every shape and none."""


def key_values(*names: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Some of these keys, and some that nobody knows, with any values."""
    key = st.sampled_from((*names, "tag", "Title", "2022", "nonsense"))
    pairs = st.tuples(key, st.sampled_from(VALUES))
    return st.lists(pairs, max_size=5, unique_by=lambda pair: pair[0])


def lines(pairs: list[tuple[str, str]], indent: str = "") -> str:
    return "".join(f"{indent}{key}: {value}\n" for key, value in pairs)


def agrees(which: json_schema.SchemaName, text: str, problems: list[Problem]) -> None:
    """No cry of wolf, and every unknown or missing key is seen.

    What the tables cannot say, that an entry of the menu leads somewhere, is for the reader alone.
    """
    refused = refusals(which, text)
    assert not refused or problems, (text, refused)
    seen = [found for found in problems if found.code in ("N104", "N105", "N107", "N404")]
    missed = [found for found in seen if "leads nowhere" not in found.message]
    assert refused or not missed, (text, missed)


# Most of the random texts have what is required, so that something else can be wrong with them.
REQUIRED = st.sampled_from(("title: A\nsource: B\ndate: 2022-09-13\n", ""))


@tries(150, 3000)
@given(REQUIRED, key_values(*(field.name for field in FRONT_MATTER_FIELDS if not field.required)))
def test_front_matter_is_judged_as_newsgen_judges(start: str, pairs: list[tuple[str, str]]) -> None:
    text = start + lines(pairs)
    place = Location("articles/a.md", 1, 1)
    mapping, problems = read_mapping(text, place)
    walk = Validator(UTC)
    record = RecordType(FRONT_MATTER_FIELDS)
    record.validate_mapping(mapping or MappingNode((), place), walk)
    if text:
        agrees("front-matter", text, [*problems, *walk.problems])


@tries(150, 3000)
@given(
    st.sampled_from(("title: A\n", "")), key_values(*(field.name for field in CONFIG_FIELDS[1:]))
)
@example("title: A\n", [("publisher", "2022")])
def test_a_configuration_is_judged_as_newsgen_judges(
    start: str, pairs: list[tuple[str, str]]
) -> None:
    text = start + lines(pairs)
    if text:
        agrees("config", text, list(read_config(text.encode(), ("UTC",))[1]))


@tries(150, 3000)
@given(key_values(*(field.name for field in AUTHORITY_TYPE.fields)))
def test_an_authority_file_is_judged_as_newsgen_judges(pairs: list[tuple[str, str]]) -> None:
    text = "Samarkand:\n" + lines(pairs, "  ")
    problems = read_authorities({"authorities/places.yml": text.encode()})[1]
    agrees("authority", text, list(problems))


DATE = r"[0-9]{4}-[01][0-9]-[0-3][0-9]"
TIME = r"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?(Z|[+-]0[0-9]:?00))?"


@settings(deadline=None)
@given(st.from_regex(f"{DATE}({TIME})?", fullmatch=True, alphabet="0123456789-:+TZ "))
def test_every_date_that_newsgen_reads_passes(text: str) -> None:
    refused = refusals("front-matter", GOOD + f'updated: "{text}"')
    assert not refused or isinstance(parse_moment(text, UTC), tuple)


def test_what_is_told_of_broken_lists_knows_the_keys_of_all_lists() -> None:
    fields = (*FRONT_MATTER_FIELDS, *ENTITY_FIELDS, *AUTHORITY_TYPE.fields, *CONFIG_FIELDS)
    lists = {field.name: field.value_type for field in fields}
    names = {
        name
        for name, shape in lists.items()
        if isinstance(shape, ListOrMapType)
        or (isinstance(shape, ListType) and not isinstance(shape.item, RecordType))
    }
    assert names | {"extra"} == LIST_KEYS
