"""A file's text is cut into front matter and body at two lines of dashes, wherever they stand."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.front_matter.fences import SourceParts, split_front_matter
from newsgen.content.text import FORBIDDEN_CHARACTERS, clean_text, decode_text
from newsgen.model.problem import Location

PATH = "articles/a.md"


def cut(text: str) -> tuple[str, int, str, int]:
    """The YAML, the line it starts on, the body, and the line that starts on."""
    parts, _ = split_front_matter(text, PATH)
    assert isinstance(parts, SourceParts), parts
    assert (parts.yaml_location.path, parts.yaml_location.column) == (PATH, 1)
    assert (parts.body_location.path, parts.body_location.column) == (PATH, 1)
    return parts.yaml, parts.yaml_location.line, parts.body, parts.body_location.line


@pytest.mark.parametrize(
    "text, expected",
    [
        ("---\na: 1\n---\nText\n", ("a: 1", 2, "Text\n", 4)),
        ("---\na: 1\nb: 2\n---\n", ("a: 1\nb: 2", 2, "", 5)),
        ("---\na: 1\n---", ("a: 1", 2, "", 4)),
        ("---\n---\nText", ("", 2, "Text", 3)),
        ("\n \n---\na: 1\n---\nText", ("a: 1", 4, "Text", 6)),
        ("---  \na: 1\n---\t\nText", ("a: 1", 2, "Text", 4)),
        ("---\na: 1\n---\nOne\n\n---\n\nTwo", ("a: 1", 2, "One\n\n---\n\nTwo", 4)),
        ("---\na: |\n  ---\n---\nText", ("a: |\n  ---", 2, "Text", 5)),
        ("---\na: 1\n----\n---\nText", ("a: 1", 2, "---\nText", 4)),
        ("***\ntitle: A\n***\nText\n***\n", ("title: A", 2, "Text\n***\n", 4)),
        ("```yaml\n\nTitle: A\n```\nText", ("\nTitle: A", 2, "Text", 5)),
        ("<!--\ntitle: A\n-->\nText", ("title: A", 2, "Text", 4)),
    ],
)
def test_where_it_is_cut(text: str, expected: tuple[str, int, str, int]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text, code, line",
    [
        ("", "N101", 1),
        ("\n\n \n", "N101", 1),
        ("Text", "N101", 1),
        ("\n\nText\n---\na: 1\n---\n", "N101", 3),
        ("--- a: 1\n---\n", "N101", 1),
        ("+++\na = 1\n+++\n", "N101", 1),
        ("***\nText: none\n***\n", "N101", 1),
        ("---\na: 1\n***\nText", "N102", 1),
        ("---\na: 1\n", "N102", 1),
        ("\n---\na: 1\n ---\nText\n", "N102", 2),
    ],
)
def test_what_cannot_be_cut(text: str, code: str, line: int) -> None:
    parts, (found,) = split_front_matter(text, PATH)
    assert parts is None
    assert (found.code, found.location) == (code, Location(PATH, line, 1))


@given(st.text(alphabet="-\n a:\t", max_size=30))
def test_parts_lie_where_they_say(text: str) -> None:
    parts, problems = split_front_matter(text, PATH)
    if isinstance(parts, SourceParts):
        lines = text.split("\n")
        yaml, body = parts.yaml.split("\n"), parts.body.split("\n")
        start, after = parts.yaml_location.line - 1, parts.body_location.line - 1
        assert parts.yaml == "" or lines[start : start + len(yaml)] == yaml
        assert parts.body == "" or lines[after:] == body
        fences = {start, after} - {found.location.line for found in problems}
        assert {lines[line - 1].rstrip() for line in fences} <= {"---"}


@given(st.binary(max_size=200))
def test_any_bytes_are_clean_text_or_one_problem(data: bytes) -> None:
    text, problems = decode_text(data, PATH)
    if text is None:
        assert [found.code for found in problems] == ["N114"]
    else:
        assert not FORBIDDEN_CHARACTERS.search(text)
        assert "\r" not in text
        assert {found.code for found in problems} <= {"N115"}
        # Line ends of every system and age are made equal without a word.
        others = data.decode("utf-8-sig").replace("\r", "").replace("\x85", "")
        assert bool(problems) == (FORBIDDEN_CHARACTERS.search(others) is not None)


def test_no_forbidden_character_stays_whatever_its_bytes() -> None:
    """A text is known to be clean by its bytes, where none of them begins what is forbidden."""
    found = FORBIDDEN_CHARACTERS.findall("".join(map(chr, range(sys.maxunicode + 1))))
    assert len(found) > 2_000
    for char in {*found} - {"\r", "\x85"}:
        text, problems = clean_text(f"习“é”{char}\n", Location(PATH, 1, 1))
        assert (text, [told.location.column for told in problems]) == ("习“é”\n", [5])


@given(st.text(alphabet="aé習\r\n", max_size=30), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_a_byte_that_is_no_text_is_found_where_an_editor_shows_it(before: str, mark: bytes) -> None:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    text, problems = decode_text(mark + before.encode() + b"\xff\nrest", PATH)
    assert text is None
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert problems[0].location == Location(PATH, line, column)
    assert "0xff" in problems[0].message


@given(st.lists(st.text(alphabet="aé習", max_size=5), min_size=1, max_size=5), st.data())
def test_control_characters_are_found_and_removed(lines: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number])))
    bad = data.draw(st.sampled_from("\x00\x07\x1b\x7f\x9f\ufffe\uffff\U0001ffff"[:-1]))
    spoilt = [*lines]
    spoilt[number] = lines[number][:column] + bad + lines[number][column:]
    text, problems = decode_text("\n".join(spoilt).encode(), PATH)
    assert text == "\n".join(lines)
    assert [found.location for found in problems] == [Location(PATH, number + 1, column + 1)]
