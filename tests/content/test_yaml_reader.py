"""YAML text → nodes: what is written is read, each word has its place, nothing is raised."""

import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsgen.content.text import clean_text
from newsgen.content.yaml import reader
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.model.problem import Location, Problem

START = Location("a.md", 2, 1)
Plain = str | list["Plain"] | dict[str, "Plain"]


def read(text: str, comments: bool = False) -> tuple[MappingNode | None, list[str]]:
    """The mapping, and its problems as `code line:column`."""
    node, problems = read_mapping(text, START, comments)
    return node, [f"{each.code} {each.location.line}:{each.location.column}" for each in problems]


def plain(node: Node | None) -> Plain | None:
    """A node as Python would write it."""
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [plain(item) for item in node.items]  # type: ignore[misc]
        case MappingNode():
            return {key.text: plain(value) for key, value in node.pairs}  # type: ignore[misc]
    return None


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from scalars(item)
        case MappingNode():
            for key, value in node.pairs:
                yield key
                yield from scalars(value)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """libyaml, and the parser in Python that is there where PyYAML was built without it."""
    monkeypatch.setattr(reader, "YAML_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    "written",
    ["NO", "no", "yes", "on", "true", "9:30", "007", "0x10", "1e3", "1_000", "1.0", "-1", "2024",
     "2022-09-13", "2024-02-30", "2014-07-01 10:00:02 -0400", "~", "null", "=", "<<", "C#",
     "C++", ".inf", "🚀", "習近平", "أوزبكستان", "it's", 'say "a"', "a:b", "a#b", "50%", "a & b",
     "a * b", "-a", "a, b", "http://a.b/c?d=e#f"],
)  # fmt: skip
def test_a_plain_value_is_kept_as_written(written: str) -> None:
    node, problems = read(f"title: {written}\ntags:\n  - {written}\n")
    assert plain(node) == {"title": written, "tags": [written]}
    assert problems == []
    assert all(each.is_plain for each in scalars(node))


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    "written, meant",
    [
        ("'a'", "a"),
        ('"a"', "a"),
        ("'it''s'", "it's"),
        (r'"a\tb\u00e9\x41\""', 'a\tbéA"'),
        ("'a: b'", "a: b"),
        ("'a # b'", "a # b"),
        ('"&a *b !c"', "&a *b !c"),
        ("'~'", "~"),
        ('""', ""),
        ("|\n  a\n  b", "a\nb\n"),
        ("|-\n  a # b: c", "a # b: c"),
        (">\n  a\n  b\n\n  c", "a b\nc\n"),
        ('"a\n  b"', "a b"),
    ],
)
def test_a_quoted_value_is_what_yaml_says(written: str, meant: str) -> None:
    node, problems = read(f"title: {written}\n")
    assert plain(node) == {"title": meant}
    assert problems == []
    assert [each.is_plain for each in scalars(node)] == [True, False]


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    "text, meant",
    [
        ("tags: [a, b c]", {"tags": ["a", "b c"]}),
        ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
        ("tags:\n  - a\n\n  # more\n  - b", {"tags": ["a", "b"]}),
        ("tags: [\n  a,\n  b\n]", {"tags": ["a", "b"]}),
        ("entities: {people: [a], places: []}", {"entities": {"people": ["a"], "places": []}}),
        ("a:\n  people: [b]\n  places:\n    - c", {"a": {"people": ["b"], "places": ["c"]}}),
        ("a:\n  - b: c\n    d: e\n  - b: f", {"a": [{"b": "c", "d": "e"}, {"b": "f"}]}),
        ("# a comment\na: 'b'  # another\n", {"a": "b"}),
        ("a:\nb:", {"a": "", "b": ""}),
        ("a: b\n\n\n", {"a": "b"}),
        ("? a\n: b", {"a": "b"}),
        ("習: 近\n'a b': c\n\"d\": e", {"習": "近", "a b": "c", "d": "e"}),
        ('{"a": 1}', {"a": "1"}),
        ("a: b\n...\n", {"a": "b"}),
    ],
)  # fmt: skip
def test_lists_and_mappings(text: str, meant: Plain) -> None:
    node, problems = read(text)
    assert plain(node) == meant
    assert problems == []


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "~", "null", "''", "---"])
def test_a_text_that_says_nothing_is_nothing(text: str) -> None:
    assert read(text) == (None, [])


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    "text, problem, meant",
    [
        ("title: Trump's #1 rival", "N110 2:16", {"title": "Trump's"}),
        ("date: 2022-09-13  # a Tuesday", "N110 2:19", {"date": "2022-09-13"}),
        ("tags:\n  - a\n  - b #c", "N110 4:7", {"tags": ["a", "b"]}),
        ("title: a\n  b", "N111 2:8", {"title": "a b"}),
        ("title: a long first line\n  b", "N111 2:8", {"title": "a long first line b"}),
        ("tags: [a\n  b, c]", "N111 2:8", {"tags": ["a b", "c"]}),
        ("tags:\n  - a\n   - b", "N111 3:5", {"tags": ["a - b"]}),
        ("title: a\n\n  b\nc: d", "N111 2:8", {"title": "a\nb", "c": "d"}),
        ("a: 1\nb: 2\na: 3", "N108 4:1", {"b": "2", "a": "3"}),
        ("a: {b: 1, b: 2}", "N108 2:11", {"a": {"b": "2"}}),
        ("'a': 1\na: 2", "N108 3:1", {"a": "2"}),
    ],
)  # fmt: skip
def test_what_yaml_accepts_and_the_editor_did_not_mean(
    text: str, problem: str, meant: Plain
) -> None:
    node, problems = read(text)
    assert problems == [problem]
    assert plain(node) == meant


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    "text, problem",
    [
        ("title: &Xi", "N112 2:8"),
        ("title: &Xi Xi", "N112 2:8"),
        ("title: *Xi", "N112 2:8"),
        ("title: !Viva", "N112 2:8"),
        ("title: !!str a", "N112 2:8"),
        ("tags: &a [*a]", "N112 2:7"),
        ("&a title: b", "N112 2:1"),
        ("title: a\n<<: *b", "N112 3:5"),
        ("a: &a [x, x]\nb: [*a, *a]", "N112 2:4"),
        ("title:\ta", "N109 2:7"),
        ("tags:\n\t- a", "N109 3:1"),
        ("title: Xi: Putin meet", "N109 2:8"),
        ('title: "A" and b', "N109 2:8"),
        ("title: [Opinion] x", "N109 2:8"),
        ("title: {Opinion} x", "N109 2:8"),
        ("title: *Breaking* news", "N109 2:8"),
        ('title: "a\nb: c', "N109 2:8"),
        ("a: b\ntitle: 'c\nd: e", "N109 3:8"),
        ("tags: [a, b\nc: d", "N109 2:7"),
        ("title: @a", "N109 2:8"),
        ("title: | a", "N109 2:8"),
        ("title:a\nb: c", "N109 2:7"),
        ("a: b\n  c: d", "N109 3:3"),
        ("tags:\n  - a\n - b", "N109 4:2"),
        ("- a", "N109 2:1"),
        ("a", "N109 2:1"),
        ("[a]: b", "N109 2:1"),
        ("a: b\n--- c", "N109 3:1"),
        ("a: b\n---\nc: d", "N109 3:1"),
        ("a: " + "[" * 13 + "]" * 13, "N109 2:16"),
        ("\n".join(" " * depth + "a:" for depth in range(20)), "N109 14:13"),
    ],
)
def test_what_cannot_be_read_at_all(text: str, problem: str) -> None:
    assert read(text) == (None, [problem])


def test_comments_behind_values_are_at_home_in_settings() -> None:
    text = "title: A  # the name\nzone: Asia/Samarkand # of all times\nno: Trump's #1"
    node, problems = read(text, comments=True)
    assert plain(node) == {"title": "A", "zone": "Asia/Samarkand", "no": "Trump's"}
    assert problems == ["N110 4:13"]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 50_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: |\n" + "  a long line of text\n" * 20_000,
        'a: "' + "b\n" * 50_000,
        "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a]\n" for n in range(5_000)),
        "a: 'b' " + "'" * 100_000,
        'a: "' + "\\" * 100_000,
        "a: " + "b: " * 50_000,
        "a: " + "b #" * 50_000,
        "\n" * 100_000 + "a: [",
        "k: v\n" * 5_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_what_is_large_or_deep_comes_to_an_end(text: str) -> None:
    """Each of these took or could take minutes."""
    node, problems = read_mapping(text, START)
    assert node or problems


WORDS = st.text(alphabet="abé習x", min_size=1, max_size=4)
# What YAML is made of, so that random texts come near to being YAML.
PIECES = st.sampled_from(
    ["a", "title", "b c", "é", "習", "🚀", ": ", ":", "- ", "-", "\n", "\n  ", "\n", " ", "[", "]",
     "{", "}", ", ", "'", '"', "#", " #", "&a ", "*a", "!b ", "|", ">", "\t", "\\", "%", "@", "?",
     "---", "...", "~", "<<", "\x85", "\u2028", "\ufeff", "\x00"]
)  # fmt: skip
TEXTS = (st.text() | st.lists(PIECES, max_size=25).map("".join)).map(
    lambda text: clean_text(text, START)[0]
)


@given(TEXTS)
@example("a: b\n---")
@example("a: [b,\n c d\n e]: f")
@example(": ")
@example("? ")
def test_any_text_is_nodes_or_a_problem(text: str) -> None:
    node, problems = read_mapping(text, START)
    lines = text.split("\n")
    for found in problems:
        assert found.location.line - START.line in range(len(lines))
        assert found.location.column >= 1
        assert "\n" not in found.message
    if node is None and not problems:
        assert not [word for word in ("a", "title", "é") if word in re.sub("#.*", "", text)]


@given(TEXTS)
@example("a: b\u00a0")
@example("a: b #c\nd: e f\n  g")
def test_a_plain_value_is_in_the_text_as_it_was_read(text: str) -> None:
    node, problems = read_mapping(text, START)
    lines = text.split("\n")
    run_on = {found.location for found in problems if found.code == "N111"}
    for each in scalars(node):
        if each.is_plain and not each.text:  # what is not there stands nowhere
            continue
        line = lines[each.location.line - START.line]
        assert 1 <= each.location.column <= len(line) + 1
        rest = line[each.location.column - 1 :]
        if each.is_plain and each.location not in run_on:
            assert rest.startswith(each.text)
        elif not each.is_plain:
            assert rest[0] in "'\"|>"


STYLES = st.sampled_from(("plain", "single", "double"))


def quoted(text: str, style: str) -> str:
    return {"plain": text, "single": f"'{text}'", "double": f'"{text}"'}[style]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Plain], dict[str, tuple[int, int]]]:
    """A text of block and flow collections, what it means, and where each value stands."""
    lines: list[str] = []
    meant: dict[str, Plain] = {}
    places: dict[str, tuple[int, int]] = {}
    numbers = iter(range(1000))

    def word(before: str) -> str:
        """A value no other one equals, noted with its place at the end of the last line."""
        text = f"{draw(WORDS)}{next(numbers)}"
        places[text] = (START.line + len(lines), len(before) + 1)
        return text

    for key in draw(st.lists(WORDS, unique=True, max_size=5)):
        lines += [""] * draw(st.integers(0, 1)) + ["# a comment"] * draw(st.integers(0, 1))
        match draw(st.sampled_from(("value", "flow", "block", "mapping"))):
            case "value":
                text = word(f"{key}: ")
                lines.append(f"{key}: {quoted(text, draw(STYLES))}")
                meant[key] = text
            case "flow":
                line, items = f"{key}: [", []
                for style in draw(st.lists(STYLES, min_size=1, max_size=3)):
                    items.append(word(line))
                    line += quoted(items[-1], style) + ", "
                lines.append(line + "]")
                meant[key] = list(items)
            case "block":
                lines.append(f"{key}:")
                items, lead = [], " " * draw(st.integers(0, 3)) + "- "
                for style in draw(st.lists(STYLES, min_size=1, max_size=3)):
                    items.append(word(lead))
                    lines.append(lead + quoted(items[-1], style))
                meant[key] = list(items)
            case "mapping":
                lines.append(f"{key}:")
                inner: dict[str, Plain] = {}
                for name in draw(st.lists(WORDS, unique=True, min_size=1, max_size=3)):
                    text = word(f"  {name}: ")
                    lines.append(f"  {name}: {quoted(text, draw(STYLES))}")
                    inner[name] = text
                meant[key] = inner
    return "\n".join(lines), meant, places


@given(documents())
def test_what_was_meant_is_read_and_every_value_has_its_place(
    document: tuple[str, dict[str, Plain], dict[str, tuple[int, int]]],
) -> None:
    text, meant, places = document
    node, problems = read_mapping(text, START)
    assert problems == ()
    assert (plain(node) or {}) == meant
    found = {each.text: (each.location.line, each.location.column) for each in scalars(node)}
    assert {value: found[value] for value in places} == places


TITLES = st.lists(
    st.sampled_from(
        ["Xi", "Putin", " ", " ", ": ", ":", "'", '"', "[", "]", "{", "}", "#", " #1", "*", "&",
         "!", "|", ">", "-", "- ", "?", "? ", "@", "`", "%", ",", "\\", "\\n", "C:\\path", "it's",
         "é", "習"]
    ),
    min_size=1,
).map(lambda pieces: "".join(pieces).strip())  # fmt: skip


@given(TITLES)
@example("Xi: Putin meet")
@example('"A" and b')
@example("[Opinion] x")
@example("It's C:\\path: really")
def test_a_title_is_read_as_it_stands_or_the_way_out_leads_out(title: str) -> None:
    """Whoever does what the hint says has a title that means what was typed."""
    assume(title and not (len(title) > 1 and title[0] == title[-1] and title[0] in "'\""))
    node, problems = read_mapping(f"title: {title}", START)
    if not problems:
        read_as = plain(node)
        assert read_as == {"title": title} or title[0] in "'\"[{#|>"
        return
    mended = re.search(r"title: (['\"].*)", problems[0].hint)
    if mended and problems[0].code == "N109":
        again, others = read_mapping(f"title: {mended[1]}", START)
        assert (plain(again), others) == ({"title": title}, ())


@given(TEXTS)
def test_both_parsers_of_yaml_read_the_same(text: str) -> None:
    """But for where they put what is empty or cannot be read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "YAML_LOADER", yaml.SafeLoader)
        slow = read_mapping(text, START)
    fast = read_mapping(text, START)
    if fast[0] and slow[0]:
        assert fast[1] == slow[1]
        assert plain(fast[0]) == plain(slow[0])
        places = [
            [each.location for each in scalars(node) if each.text] for node in (fast[0], slow[0])
        ]
        assert places[0] == places[1]


@pytest.mark.parametrize(
    "line",
    ["a{}b", "a{}:{}b{}c: d", "{}a", "{}-{}a", "- {}: b", "a: {}'{}", "a:{}[{}"],
)
@pytest.mark.parametrize("many", [" ", "\t", "- ", "a ", "'", ": "])
def test_no_line_is_too_long_to_be_explained(line: str, many: str) -> None:
    """Where a rule took steps by the square of the length, this would not come to an end."""
    text = line.format(*[many * 100_000] * line.count("{}"))
    _, problems = read(f"title: A\n{text}\n")
    assert len(problems) <= 2


def test_a_problem_tells_file_line_and_column() -> None:
    _, problems = read_mapping("a: 1\na: 2", Location("articles/a.md", 7, 1))
    assert isinstance(problems[0], Problem)
    assert str(problems[0].location) == "articles/a.md:8:1"
