"""Edits of front matter in place: the line of a key changes, and all else stays byte for byte."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.front_matter.fences import split_front_matter
from newsgen.content.front_matter.front_matter_edit import FrontMatterEdit
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.value_spans import NotEditable
from newsgen.content.yaml.yaml_data import YamlData, YamlValue, node_data, value_data
from newsgen.content.yaml.yaml_edit import YamlEdit
from newsgen.model.problem import Location


def article(lines: str) -> bytes:
    return f"---\n{lines}---\nThe text.\n".encode()


def edited(lines: str, key: str, value: YamlValue) -> str:
    """The lines of front matter after a key was set."""
    edit = FrontMatterEdit(article(lines))
    edit.set(key, value)
    return edit.content.decode().removeprefix("---\n").removesuffix("---\nThe text.\n")


@pytest.mark.parametrize(
    "before, key, value, after",
    [
        ("", "title", "A", "title: A\n"),
        ("title: A\n", "title", "B: C", 'title: "B: C"\n'),
        ("title: 'A' # why\n", "title", "It's", "title: 'It''s' # why\n"),
        ('title: "A"\ndate: 2022\n', "title", "B", 'title: "B"\ndate: 2022\n'),
        ("title:\ndate: 2022\n", "title", "B", "title: B\ndate: 2022\n"),
        ("title:\n  A long\n  title\n# On.\n", "title", "B", "title: B\n# On.\n"),
        ("title: A\n# The end.\n", "lead", True, "title: A\nlead: true\n# The end.\n"),
        ("title: A\n\n", "date", date(2022, 9, 13), "title: A\ndate: 2022-09-13\n\n"),
        ("date: 2022-09-13\n", "date", "2022-09-14 08:30", "date: 2022-09-14 08:30\n"),
        (
            "title: A\n",
            "source_url",
            "https://a.org/?b=c",
            "title: A\nsource_url: https://a.org/?b=c\n",
        ),
        ("title: A\n", "tags", ["B", "C, D"], 'title: A\ntags: [B, "C, D"]\n'),
        ("tags: [A, 'B', \"C\"] # why\n", "tags", ["A", "B", "D"], "tags: [A, 'B', \"D\"] # why\n"),
        ("tags: [A, B, C]\n", "tags", ["C"], "tags: [C]\n"),
        ("tags: [A, B, C]\n", "tags", ["A"], "tags: [A]\n"),
        ("tags: [A]\n", "tags", ["B", "A", "C"], "tags: [B, A, C]\n"),
        ("tags: [A,\n  B]\n", "tags", ["A", "B", "C"], "tags: [A,\n  B, C]\n"),
        ("tags: A\n", "tags", ["A", "B"], "tags: [A, B]\n"),
        ("tags: #A\nlead: true\n", "tags", ["A"], "tags: [A] #A\nlead: true\n"),
        (
            "tags:\n  - A # one\n\n  # Of B.\n  - 'B'\n  - C\nlead: true\n",
            "tags",
            ["A", "D", "B"],
            "tags:\n  - A # one\n\n  # Of B.\n  - D\n  - 'B'\nlead: true\n",
        ),
        (
            "tags:\n- A # one\n- B\n",
            "tags",
            ["B", "C"],
            "# one\ntags:\n- B\n- C\n",
        ),
        ("tags:\n  - A # one\n", "tags", None, "tags: # one\n"),
        ("image: a.jpg\n", "image.alt", "A fair", "image: {src: a.jpg, alt: A fair}\n"),
        ("image: {src: a.jpg} # own\n", "image.alt", "A", "image: {src: a.jpg, alt: A} # own\n"),
        (
            "image:\n  src: a.jpg\nlead: true\n",
            "image.alt",
            "A",
            "image:\n  src: a.jpg\n  alt: A\nlead: true\n",
        ),
        (
            "image:\n  alt: A # so\n  src: a.jpg\n",
            "image",
            {"src": "b.jpg", "credit": "C"},
            "image:\n  # so\n  src: b.jpg\n  credit: C\n",
        ),
        ("summary: >\n  One\n\n  two.\ntags: [A]\n", "summary", "B", "summary: B\ntags: [A]\n"),
        ("summary: | # so\n  # no comment\n\n", "summary", "B", "# so\nsummary: B\n\n"),
        (
            "title: A\n",
            "corrections",
            [{"date": date(2022, 9, 14), "note": "A name."}],
            "title: A\ncorrections: [{date: 2022-09-14, note: A name.}]\n",
        ),
        (
            "title: A\n",
            "summary",
            "One\ntwo\u2028three",
            'title: A\nsummary: "One\\ntwo\\u2028three"\n',
        ),
        ("{title: A}\n", "lead", True, "{title: A, lead: true}\n"),
        (
            "entities: {people: [A]}\n",
            "entities.places",
            ["B"],
            "entities: {people: [A], places: [B]}\n",
        ),
    ],
)
def test_a_key_gets_a_value(before: str, key: str, value: YamlValue, after: str) -> None:
    assert edited(before, key, value) == after


@pytest.mark.parametrize(
    "before, key, after",
    [
        ("title: A\ntags: [B] # why\nlead: true\n", "tags", "title: A\n# why\nlead: true\n"),
        (
            "title: A\ntags:\n  # Of B.\n  - B\n\nlead: true\n",
            "tags",
            "title: A\n# Of B.\n\nlead: true\n",
        ),
        ("image: {src: a, alt: b, credit: c}\n", "image.alt", "image: {src: a, credit: c}\n"),
        ("image: {src: a, alt: b}\n", "image.alt", "image: {src: a}\n"),
        ("title: A\nimage:\n  alt: b\n", "image.alt", "title: A\n"),
        ("title: A\n", "tags", "title: A\n"),
    ],
)
def test_a_key_is_taken_out_and_its_comments_stay(before: str, key: str, after: str) -> None:
    edit = FrontMatterEdit(article(before))
    edit.remove(key)
    assert edit.content == article(after)


def test_a_key_is_renamed_and_an_item_replaced() -> None:
    edit = FrontMatterEdit(article("headline: A # why\ntags:\n  - 'B' # b\n  - C\n"))
    edit.rename("headline", "title")
    edit.replace_item("tags", "B", "D")
    assert edit.content == article("title: A # why\ntags:\n  - 'D' # b\n  - C\n")
    edit.replace_item("tags", "D", "C")
    assert edit.value("tags") == ["C"]
    with pytest.raises(NotEditable, match="tags: is there already"):
        edit.rename("title", "tags")
    with pytest.raises(NotEditable, match='tags: has no "B"'):
        edit.replace_item("tags", "B", "E")


def test_a_foreign_key_is_found_by_what_it_means() -> None:
    content = article("topics: [A]\nphoto: a.jpg\n")
    edit = FrontMatterEdit(content, our_keys={"topics": "tags", "photo": "image.src"})
    edit.set("tags", ["A", "B"])
    edit.set("image.src", "b.jpg")
    assert edit.content == article("topics: [A, B]\nphoto: b.jpg\n")


def test_byte_order_mark_line_ends_and_body_stay() -> None:
    before = b"\xef\xbb\xbf\r\n---\r\ntitle: A\r\n---\r\nOne\ntwo\rthree\xe2\x80\xa8"
    edit = FrontMatterEdit(before)
    edit.set("lead", False)
    assert edit.content == before.replace(b"A\r\n", b"A\r\nlead: false\r\n")
    assert FrontMatterEdit(b"---\n---").content == b"---\n---"


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "the file is empty"),
        (b"Text.\n", "there is no front matter"),
        (b"+++\ntitle = 'A'\n+++\n", "TOML"),
        (b'{"title": "A"}\n', "JSON"),
        (b"---\ntitle: A\n", "has no end"),
        (b"---\ntitle: [A\n---\n", r"line 1: title: the \[ that opens here is never closed"),
        (b"---\n- A\n---\n", "line 1"),
        (b"---\ntitle: &a A\n---\n", "cannot start with &"),
        (b"---\ntitle: A\x85\n---\n", "UTF-8"),
        ("---\ntitle: A\u2028\n---\n".encode(), r"U\+2028"),
        (b"---\ntitle: A\rlead: true\n---\n", r"U\+000D"),
    ],
)
def test_what_cannot_be_edited_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotEditable, match=reason):
        FrontMatterEdit(content)


@pytest.mark.parametrize(
    "lines, key, value",
    [
        ("title: A\n", "title", "A\u200bB"),  # which would be read without the sign
        ("title: A\n", "title", "A\x00"),
        ("title: A\ntitle: B\n", "title.a", "C"),
        ("tags: [A]\n", "tags.a", "B"),
        ("tags: “A”\n", "tags", "B"),
    ],
)
def test_what_would_be_read_as_something_else_is_not_written(
    lines: str, key: str, value: YamlValue
) -> None:
    edit = FrontMatterEdit(article(lines))
    with pytest.raises(NotEditable):
        edit.set(key, value)
    assert edit.content == article(lines)


def test_the_key_of_an_entry_is_renamed_in_its_place() -> None:
    edit = YamlEdit(b"# On names.\nA: {aliases: [B]} # why\n\n'C':\n  former: D\n")
    edit.rename(("A",), "E: F")
    edit.rename(("C",), "G")
    assert edit.text == '# On names.\n"E: F": {aliases: [B]} # why\n\nG:\n  former: D\n'


# --- Law -----------------------------------------------------------------------------------------

_texts = st.one_of(
    st.sampled_from(("A", "B c", "no", "2022-09-13", "https://example.org/a?b=c", "# D", "E: f")),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), min_size=1),
)
_lists = st.lists(_texts, min_size=1, max_size=4)
_values = st.one_of(
    _texts,
    _lists,
    st.booleans(),
    st.dates(),
    st.dictionaries(st.sampled_from(("src", "alt")), _texts, min_size=1),
)
_PAIRS = (
    "title: 'A' # a comment",
    'title: "A # b"',
    "tags:\n  - A # one\n  # Of B.\n  - 'B'\n\n  - C",
    "tags: [A, 'B',   # two\n  C]",
    "tags:\n# At the edge.\n- A",
    "image: {src: a.jpg, alt: 'B'} # own",
    "image:\n    src: a.jpg # pic\n    # Of alt.\n    alt: B",
    "summary: >\n  One # no comment\n\n  two.",
    "summary: |\n    One",
    "lead:",
    "lead: # nothing yet",
    "date: 2022-09-13",
)
_gaps = st.sampled_from(("", "", "\n", "# A comment: [of] signs\n", "\n# Another\n"))


@st.composite
def _front_matter(draw: st.DrawFn) -> str:
    pairs = draw(st.lists(st.sampled_from(_PAIRS), unique_by=lambda pair: pair.split(":")[0]))
    return draw(_gaps) + "".join(f"{pair}\n{draw(_gaps)}" for pair in pairs)


def _reading(content: bytes) -> dict[str, YamlData]:
    parts, _ = split_front_matter(content.decode().replace("\r\n", "\n"), "articles/a.md")
    assert parts
    mapping, _ = read_mapping(parts.yaml + "\n", Location(""), allow_comments=True)
    data = node_data(mapping) if mapping else {}
    assert isinstance(data, dict)
    return data


def _comments(content: bytes) -> Counter[str]:
    words = content.decode().replace("# no comment", "").replace("# b", "").replace("# D", "")
    return Counter(re.findall(r"# [A-Za-z ]+", words.partition("The text")[0]))


@given(
    _front_matter(),
    st.sampled_from(("title", "tags", "image", "summary", "lead")),
    _values,
    st.booleans(),
)
def test_after_an_edit_the_new_value_is_read_and_all_else_is_the_same(
    lines: str, key: str, value: YamlValue, has_windows_ends: bool
) -> None:
    end = b"\r\n" if has_windows_ends else b"\n"
    before = article(lines).replace(b"\n", end)
    old = _reading(before)
    edit = FrontMatterEdit(before)
    try:
        edit.set(key, value)
    except NotEditable:  # signs that newsgen reads as others, which the reader tells of
        assert edit.content == before
        assert not repr(value).isascii()
        return
    after = edit.content
    assert _reading(after) == {**old, key: value_data(value)}
    if not re.search("#", repr(value)):
        assert _comments(after) == _comments(before)
    lines_of_others = [
        line
        for pair in lines.split("\n")
        if (line := pair.strip()) and line.partition(":")[0] in old and not line.startswith(key)
    ]
    assert all(line.encode() + end in after for line in lines_of_others)
    assert after.endswith(end + b"The text." + end)
    assert after.count(b"\r\n") == (after.count(b"\n") if has_windows_ends else 0)
    edit.remove(key)
    assert _reading(edit.content) == {name: data for name, data in old.items() if name != key}
    if not re.search("#", repr(value)):
        assert _comments(edit.content) == _comments(before)
