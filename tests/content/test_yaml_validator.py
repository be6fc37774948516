"""Nodes and the table of keys → values: what fits each shape, and what is said of the rest."""

from collections.abc import Iterator
from datetime import UTC, date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.schema import (
    AUTHORITY_TYPE,
    CONFIG_FIELDS,
    FRONT_MATTER_FIELDS,
    PLAIN_PAGE_FIELDS,
)
from newsgen.content.text import clean_text
from newsgen.content.yaml.collection_types import ListOrMapType, ListType, MapType
from newsgen.content.yaml.date_types import DateType, InstantType
from newsgen.content.yaml.language_type import LanguageType
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.record_type import Field, RecordType
from newsgen.content.yaml.scalar_types import (
    ChoiceType,
    FlagType,
    ScalarType,
    TextType,
    UrlType,
    WholeType,
)
from newsgen.content.yaml.validator import Located, Validator, ValueType
from newsgen.model.article import Moment
from newsgen.model.problem import Location
from newsgen.model.problem_codes import PROBLEM_CODES

START = Location("a.md", 1, 1)
EITHER = ListOrMapType(ListType(TextType()), MapType(ListType(TextType())))
INNER = RecordType((Field("src", TextType(), "", required=True), Field("alt", TextType(), "")))


def bare(value: Any) -> Any:
    """A value without its places."""
    match value:
        case Located():
            return bare(value.value)
        case tuple():
            return [bare(item) for item in value]
        case dict():
            return {name: bare(item) for name, item in value.items()}
        case Moment():
            return str(value.day)
    return value


def walked(text: str, *fields: Field, **options: Any) -> tuple[dict[str, Any], list[str]]:
    """The values of a text, and its problems as `code line:column message`."""
    mapping, problems = read_mapping(text, START)
    assert mapping, problems
    walk = Validator(UTC)
    values = RecordType(fields).validate_mapping(mapping, walk, **options)
    told = [
        f"{each.code} {each.location.line}:{each.location.column} {each.message}"
        for each in walk.problems
    ]
    return bare(values), told


def read(written: str, shape: ValueType) -> tuple[Any, list[str]]:
    """What one value of a shape is read as; None if it was left out."""
    values, told = walked(f"key: {written}", Field("key", shape, ""))
    return values.get("key"), told


@pytest.mark.parametrize(
    "written, shape, value",
    [
        ("NO", TextType(), "NO"),
        ("007", TextType(), "007"),
        ("'~'", TextType(), "~"),
        ('" a "', TextType(), "a"),
        ("true", FlagType(), True),
        ("false", FlagType(), False),
        ("'true'", FlagType(), True),
        ("7", WholeType(), 7),
        ("007", WholeType(), 7),
        ("2022-09-13", DateType(), date(2022, 9, 13)),
        ("2022-09-13 10:00", DateType(), date(2022, 9, 13)),
        ("2022-09-13", InstantType(), "2022-09-13"),
        ("https://example.org/a?b#c", UrlType(), "https://example.org/a?b#c"),
        ("http://[::1]/", UrlType(), "http://[::1]/"),
        ("en", LanguageType(), "en"),
        ("zh-Hans-CN", LanguageType(), "zh-Hans-CN"),
        ("en_US", LanguageType(), "en-US"),
        ("draft", ChoiceType(("published", "draft")), "draft"),
        ("[a, 'b']", ListType(TextType()), ["a", "b"]),
        ("[a, '', b]", ListType(TextType()), ["a", "b"]),
        ("a", ListType(TextType()), ["a"]),
        ("'a, b'", ListType(TextType()), ["a, b"]),
        ("[a, 'b, c']", ListType(TextType()), ["a", "b, c"]),
        ("{a: 1, b: 2}", MapType(TextType()), {"a": "1", "b": "2"}),
        ("{src: a.jpg}", INNER, {"src": "a.jpg"}),
        ("{src: a.jpg, alt: b}", INNER, {"src": "a.jpg", "alt": "b"}),
        ("[a]", EITHER, ["a"]),
        ("{zh: a, ru: [b]}", EITHER, {"zh": ["a"], "ru": ["b"]}),
        ("[{src: a}, {src: b}]", ListType(INNER), [{"src": "a"}, {"src": "b"}]),
    ],
)  # fmt: skip
def test_what_fits(written: str, shape: ValueType, value: Any) -> None:
    assert read(written, shape) == (value, [])


@pytest.mark.parametrize(
    "written, shape, told",
    [
        ("[a]", TextType(), "N106 a single value expected, found a list"),
        ("{a: b}", TextType(), "N106 a single value expected, found a mapping of keys and values"),
        ("yes", FlagType(), 'N106 "yes" is not true or false'),
        ("True", FlagType(), 'N106 "True" is not true or false'),
        ("1", FlagType(), 'N106 "1" is not true or false'),
        ("[true]", FlagType(), "N106 true or false expected, found a list"),
        ("0", WholeType(), 'N106 "0" is not a whole number from 1'),
        ("-1", WholeType(), 'N106 "-1" is not a whole number from 1'),
        ("1.5", WholeType(), 'N106 "1.5" is not a whole number from 1'),
        ("many", WholeType(), 'N106 "many" is not a whole number from 1'),
        ("٣٣٣٣٣٣٣٣٣٣", WholeType(), 'N106 "٣٣٣٣٣٣٣٣٣٣" is not a whole number from 1'),
        ("2022-02-30", DateType(), 'N103 "2022-02-30" is not a calendar date'),
        ("soon", InstantType(), 'N103 "soon" is not a date'),
        ("[2022-02-03]", InstantType(), "N106 a date expected, found a list"),
        ("a.b", UrlType(), 'N117 "a.b" is not an address that starts with https://'),
        ("//a.b/", UrlType(), 'N117 "//a.b/" is not an address that starts with https://'),
        ("mailto:a@b", UrlType(), 'N117 "mailto:a@b" is not an address that starts with https://'),
        ("https://", UrlType(), 'N117 "https://" is not an address that starts with https://'),
        ("https://[a", UrlType(), 'N117 "https://[a" is not an address that starts with https://'),
        ("https://a b", UrlType(), 'N117 "https://a b" is more than an address'),
        ("englisch", LanguageType(), 'N117 "englisch" is not a language tag such as en or zh-Hans'),
        ("Draft", ChoiceType(("published", "draft")), 'N117 "Draft" is not published or draft'),
        (
            "{a: b}",
            ListType(TextType()),
            "N106 a list expected, found a mapping of keys and values",
        ),
        ("a", MapType(TextType()), "N106 keys and values expected, found a single value"),
        ("[a]", MapType(TextType()), "N106 keys and values expected, found a list"),
        ("a.jpg", INNER, "N106 keys and values expected, found a single value"),
    ],
)
def test_what_does_not_fit_is_left_out_and_said(written: str, shape: ValueType, told: str) -> None:
    code, _, message = told.partition(" ")
    assert read(written, shape) == (None, [f"{code} 1:6 key: {message}"])


def test_long_values_are_not_told_at_length() -> None:
    value, (told,) = read("9" * 5000, WholeType())
    assert value is None
    assert len(told) < 200
    assert "9…" in told


@pytest.mark.parametrize(
    "written, value, told",
    [
        ("a, b", ["a", "b"], "N113 1:6 key: a list is expected, found commas"),
        ("a,b , c,", ["a", "b", "c"], "N113 1:6 key: a list is expected, found commas"),
        ("[a, ~, b]", ["a", "b"], "N116 1:10 key: an item is empty"),
        ("[a, [b]]", ["a"], "N106 1:10 key: a list stands within this list"),
    ],
)
def test_what_of_a_list_can_be_kept_is_kept(written: str, value: list[str], told: str) -> None:
    assert read(written, ListType(TextType())) == (value, [told])


def test_the_parts_of_a_comma_list_have_places_of_their_own() -> None:
    mapping, _ = read_mapping("key: a,  b", START)
    assert mapping
    values = RecordType((Field("key", ListType(TextType()), ""),)).validate_mapping(
        mapping, Validator(UTC)
    )
    assert [item.location.column for item in values["key"].value] == [6, 10]


def test_a_value_knows_where_it_and_its_key_stand() -> None:
    mapping, _ = read_mapping("one: 1\nkey:   a", START)
    assert mapping
    fields = (Field("key", TextType(), ""), Field("one", TextType(), ""))
    given_key = RecordType(fields).validate_mapping(mapping, Validator(UTC))["key"]
    assert given_key == Located("a", Location("a.md", 2, 8), Location("a.md", 2, 1))


class ColorType(ScalarType, frozen=True):
    _words = "color"
    _description = "a color"
    _example = "#aabbcc"
    _pattern = "#[0-9a-f]{6}"


def test_a_new_type_is_one_class() -> None:
    assert read("'#a0b1c2'", ColorType()) == ("#a0b1c2", [])
    assert read("red", ColorType()) == (None, ['N117 1:6 key: "red" is not a color'])
    assert read("[red]", ColorType()) == (None, ["N106 1:6 key: a color expected, found a list"])
    schema = ListType(ColorType()).json_schema()
    assert {option["type"] for option in schema["anyOf"]} == {"array", "string"}
    assert list(ColorType().snippet_lines("color", iter([7]))) == ["color: $7"]
    assert ColorType().words() == "color"


NEED = (
    Field("title", TextType(), "", required=True),
    Field("source", TextType(), "", required=True, missing_code="N105"),
)


@pytest.mark.parametrize(
    "text, told",
    [
        ("title: a\nsource: b", []),
        ("title: a", ["N105 1:1 source: is missing"]),
        ("title:\nsource: ~", ["N104 1:1 title: is empty", "N105 2:1 source: is empty"]),
        ("source: 'null'\ntitle: ''", ["N104 2:1 title: is empty"]),
        ("title: []\nsource: {}", ["N104 1:1 title: is empty", "N105 2:1 source: is empty"]),
        ("title: [a, b]\nsource: b", ["N106 1:8 title: a single value expected, found a list"]),
    ],
)
def test_what_must_be_there(text: str, told: list[str]) -> None:
    assert walked(text, *NEED)[1] == told


def test_parts_that_must_be_there_are_named_with_their_whole() -> None:
    values, told = walked("image: {alt: a, scr: b}", Field("image", INNER, ""))
    assert told == [
        'N107 1:17 "image.scr" is not a key newsgen knows',
        "N104 1:8 image.src: is missing",
    ]
    assert values == {"image": {"alt": "a"}}


def test_unknown_keys_are_said_unless_they_are_let_pass() -> None:
    text = "weight: 10\ntags: a\nlayout: post"
    assert walked(text, Field("tags", TextType(), ""), ignored_keys=("weight",)) == (
        {"tags": "a"},
        ['N107 3:1 "layout" is not a key newsgen knows'],
    )


def test_what_was_dropped_is_known() -> None:
    mapping, _ = read_mapping("embargo: soon\nimage: {src: [a]}\ntitle: a", START)
    assert mapping
    walk = Validator(UTC)
    fields = (
        Field("embargo", InstantType(), ""),
        Field("image", INNER, ""),
        Field("title", TextType(), ""),
    )
    RecordType(fields).validate_mapping(mapping, walk)
    assert walk.invalid_keys == {"embargo", "image.src"}


def test_a_record_may_be_empty_where_its_name_says_enough() -> None:
    names = MapType(RecordType((Field("slug", TextType(), ""),), may_be_empty=True))
    assert walked("all:\n  Samarkand:\n  Tashkent: ~", Field("all", names, "")) == (
        {"all": {"Samarkand": {}, "Tashkent": {}}},
        [],
    )


TABLES = {
    "articles": FRONT_MATTER_FIELDS,
    "pages": PLAIN_PAGE_FIELDS,
    "newsgen.yml": CONFIG_FIELDS,
    "authorities": AUTHORITY_TYPE.fields,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_tables_are_well_formed(table: tuple[Field, ...]) -> None:
    for field in table:
        assert field.description.endswith(".")
        assert field.missing_code in PROBLEM_CODES
        assert field.name == field.name.lower()
    assert len({field.name for field in table}) == len(table)


def blank_values(shape: ValueType) -> Iterator[str]:
    """What forms write for a field of this shape that was left empty."""
    yield from ("''", '""', "' '", "[]", "{}", "['']")
    record = shape.item if isinstance(shape, ListType) else shape
    record = record.map_type if isinstance(record, ListOrMapType) else record
    for blank in ("''", "[]"):
        if isinstance(record, RecordType):
            pairs = ", ".join(f"{field.name}: {blank}" for field in record.fields)
            yield from (f"{{{pairs}}}", f"[{{{pairs}}}]")
        elif isinstance(record, MapType):
            yield f"{{en: {blank}}}"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_field_of_a_form_that_was_left_empty_is_nothing(table: tuple[Field, ...]) -> None:
    for field in table:
        for written in blank_values(field.value_type):
            values, told = walked(f"{field.name}: {written}", field)
            assert values == {}, (field.name, written)
            is_told = [f"{field.missing_code} 1:1 {field.name}: is empty"] if field.required else []
            assert told == is_told, (field.name, written)


@pytest.mark.parametrize(
    "written, value, told",
    [
        ("{src: a, alt: ''}", {"src": "a"}, []),
        ("{src: '', alt: a}", {"alt": "a"}, ["N104 1:7 key.src: is empty"]),
        ("{src: '', alt: }", {}, ["N116 1:16 key.alt: is empty", "N104 1:7 key.src: is empty"]),
    ],
)
def test_a_record_that_says_something_needs_what_is_required(
    written: str, value: dict[str, str], told: list[str]
) -> None:
    assert read(written, INNER) == (value, told)


@pytest.mark.parametrize("written", ["", "~", "null", "|", ">-", "\n  -", "[~]", "{en: }"])
def test_a_key_that_an_editor_left_without_a_value_is_told(written: str) -> None:
    _, (told,) = read(written, EITHER)
    assert told.startswith("N116")


NAMES = st.sampled_from(
    [*sorted({field.name for table in TABLES.values() for field in table}), "weight"]
)
VALUES = st.recursive(
    st.sampled_from(
        ["a", "7", "~", "''", "true", "2022-09-13", "https://a.b/", "'a, b'", "en", "draft"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(NAMES, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{name}: {value}" for name, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(NAMES, VALUES, max_size=6), st.sampled_from(sorted(TABLES)))
def test_any_values_are_read_or_said(pairs: dict[str, str], table: str) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in pairs.items())
    mapping, problems = read_mapping(clean_text(text, START)[0], START)
    assert problems == ()
    if mapping:
        walk = Validator(UTC)
        values = RecordType(TABLES[table]).validate_mapping(mapping, walk)
        known = {field.name for field in TABLES[table]}
        assert values.keys() <= known
        for key, value in mapping.pairs:
            said = [found for found in walk.problems if key.text in found.message]
            assert said or key.text in values or value.is_blank
