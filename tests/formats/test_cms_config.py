"""The form in the browser: it has every key, and its program understands the configuration."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from newsgen.content.schema import (
    AUTHORITY_TYPE,
    FRONT_MATTER_FIELDS,
    IMAGE_TYPE,
    PLAIN_PAGE_FIELDS,
)
from newsgen.content.yaml.collection_types import ListOrMapType, ListType
from newsgen.content.yaml.record_type import Field
from newsgen.content.yaml.scalar_types import FlagType
from newsgen.formats.cms_config import CmsBackend, build_cms_config, cms_config_text
from newsgen.model.config import Config
from newsgen.model.kind import CONTROLLED_KINDS, LIFESPANS, TYPED_ENTITY_KINDS
from newsgen.runtime.resources import read_resource
from support.paths import NODE_MODULES

PATHS = ("articles/1912/fair.md", "articles/2022/09/vote.md", "articles/a/b.markdown")
ARCHIVE = Config(
    title="Oakford: the file",
    sections=("World", "Town"),
    rename={"category": "section"},
    from_path=("date",),
    slugs="ascii",
)


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(cms_config_text(ARCHIVE, PATHS, CmsBackend()))
    return value


def named(values: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(value for value in values if value["name"] == name)


def names(fields: list[dict[str, Any]]) -> set[str]:
    return {field["name"] for field in fields}


def every_field(value: Any) -> Iterator[dict[str, Any]]:
    """All fields of a configuration, with those within others."""
    if isinstance(value, dict):
        if "widget" in value:
            yield value
        for item in value.values():
            yield from every_field(item)
    elif isinstance(value, list):
        for item in value:
            yield from every_field(item)


def test_the_text_is_the_configuration_and_always_the_same(config: dict[str, Any]) -> None:
    assert config == build_cms_config(ARCHIVE, reversed(PATHS), CmsBackend())
    assert cms_config_text(ARCHIVE, PATHS, CmsBackend()) == cms_config_text(
        ARCHIVE, reversed(PATHS), CmsBackend()
    )


@pytest.mark.parametrize("archive", [ARCHIVE, Config(title="A")])
def test_the_schema_that_comes_with_the_program_finds_no_fault(archive: Config) -> None:
    schema = json.loads((NODE_MODULES / "@sveltia/cms/schema/sveltia-cms.json").read_text("utf-8"))
    backend = CmsBackend("gitlab", "oakford/file", "main")
    text = cms_config_text(archive, PATHS, backend)
    faults = list(Draft7Validator(schema).iter_errors(yaml.safe_load(text)))
    assert not faults


def test_no_key_is_missing(config: dict[str, Any]) -> None:
    articles = named(config["collections"], "articles")["fields"]
    assert names(articles) == {field.name for field in FRONT_MATTER_FIELDS} | {"category", "body"}
    assert names(named(articles, "entities")["fields"]) == {*TYPED_ENTITY_KINDS}
    image = named(articles, "image")
    assert names(image["fields"]) == {field.name for field in IMAGE_TYPE.fields}
    pages = named(config["collections"], "pages")["fields"]
    assert names(pages) == {field.name for field in PLAIN_PAGE_FIELDS} | {"body"}
    files = named(config["collections"], "names")["files"]
    assert names(files) == {*CONTROLLED_KINDS}
    keys = set().union(*(names(file["fields"][0]["fields"]) for file in files))
    assert keys == {field.name for field in AUTHORITY_TYPE.fields} | {"name"}


def test_a_name_has_only_the_keys_of_its_kind(config: dict[str, Any]) -> None:
    dates = {key for span in LIFESPANS for key in span.keys}
    for kind, file in zip(
        CONTROLLED_KINDS, named(config["collections"], "names")["files"], strict=True
    ):
        keys = names(file["fields"][0]["fields"])
        assert keys & dates == set(kind.facts.lifespan.keys)
        assert ("family" in keys) == (kind == "authors")


def test_what_is_required_and_what_may_be_chosen_is_as_newsgen_has_it(
    config: dict[str, Any],
) -> None:
    articles = named(config["collections"], "articles")["fields"]
    assert {field["name"] for field in articles if field.get("required")} == {"title", "source"}
    assert named(articles, "section")["options"] == ["World", "Town"]
    assert named(articles, "category") == named(articles, "section") | {
        "name": "category",
        "label": "Category",
        "hint": "Means section.",
    }
    assert named(articles, "status")["options"] == ["draft", "published"]
    assert named(articles, "draft")["readonly"]
    assert named(articles, "id")["widget"] == "hidden"


def test_no_field_writes_what_nobody_chose(config: dict[str, Any]) -> None:
    """A switch would write false, and `published: false` holds an article back."""
    fields = list(every_field(config))
    assert not [field for field in fields if field["widget"] == "boolean"]
    assert [field["name"] for field in fields if "default" in field] == ["id"] * 3
    assert config["output"] == {"omit_empty_optional_fields": True}


def test_names_are_chosen_from_authority_files(config: dict[str, Any]) -> None:
    files = named(config["collections"], "names")["files"]
    chosen = [field for field in every_field(config) if field["widget"] == "relation"]
    assert {field["file"] for field in chosen} == names(files)
    articles = named(config["collections"], "articles")["fields"]
    assert named(articles, "source")["file"] == "sources"
    assert "multiple" not in named(articles, "source")
    assert named(articles, "authors")["multiple"]


def test_the_form_of_a_text_is_asked_for_as_newsgen_reads_it(config: dict[str, Any]) -> None:
    articles = named(config["collections"], "articles")["fields"]
    pattern, hint = named(articles, "date")["pattern"]
    for text in ("2022-09-13", "2022-09-13 10:30 +02:00", "1912-05", "1912", "about 1900"):
        assert re.search(pattern, text)
    assert not re.search(pattern, "13/09/2022")
    assert hint.startswith("Write YYYY-MM-DD")


def test_no_article_is_out_of_sight(config: dict[str, Any]) -> None:
    """A collection finds files by the number of folders above them, and by their ending."""
    collections = [one for one in config["collections"] if one.get("folder") == "articles"]
    assert [one["create"] for one in collections] == [True, False, False]
    for path in PATHS:
        found = [
            one
            for one in collections
            if one["path"].count("/") == path.count("/") - 1
            and path.endswith(f".{one['extension']}")
        ]
        assert len(found) == 1, path


@pytest.mark.parametrize(
    "script, fields",
    [("article", (*FRONT_MATTER_FIELDS, *PLAIN_PAGE_FIELDS)), ("names", AUTHORITY_TYPE.fields)],
)
def test_the_scripts_of_the_form_know_which_keys_are_lists_flags_and_pictures(
    script: str, fields: tuple[Field, ...]
) -> None:
    text = read_resource("newsgen.commands", f"starter/admin/{script}.js")
    constants = {
        name: re.findall(r'"(\w+)"', keys)
        for name, keys in re.findall(r"^const (\w+_KEYS) = \[(.*)\];$", text, re.MULTILINE)
    }
    types = {field.name: field.value_type for field in fields}
    lists = {name for name, each in types.items() if isinstance(each, ListType)}
    if script == "names":  # their spellings may be a list, or a list for each language
        lists |= {name for name, each in types.items() if isinstance(each, ListOrMapType)}
    assert set(constants["LIST_KEYS"]) == lists
    assert set(constants["FLAG_KEYS"]) == {
        name for name, each in types.items() if isinstance(each, FlagType)
    }
    pictures = {
        name
        for name, each in types.items()
        if IMAGE_TYPE in (each, each.item if isinstance(each, ListType) else None)
    }
    assert set(constants.get("PICTURE_KEYS", ())) == pictures
