"""What `newsgen suggest` writes to authority files: a line more, and all else byte for byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.authorities import read_authorities
from newsgen.content.read_config import read_config
from newsgen.content.spoilt_letters import spoilt_letters_problem
from newsgen.model.command_error import CommandError
from newsgen.model.kind import Kind
from newsgen.suggest.additions import (
    Addition,
    content_with_addition,
    parse_addition,
)
from newsgen.suggest.file_changes import write_additions
from newsgen.suggest.ignored_names import IgnoredName, content_with_ignored_name

PEOPLE = "authorities/people.yml"
TAGS = "authorities/tags.yml"


def add(text: str, name: str, key: str = "", spelling: str = "", kind: Kind = Kind.PERSON) -> str:
    """The file's text with an addition."""
    addition = Addition(kind, name, key, spelling)
    return content_with_addition({addition.path: text.encode()}, addition).decode()


def merge(text: str, name: str = "Astana", former: str = "Nur-Sultan") -> str:
    return add(text, name, "former", former)


# --- New names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after",
    [
        ("", "Xi Jinping:\n"),
        ("# People.\n", "# People.\n\nXi Jinping:\n"),
        ("A:\n", "A:\nXi Jinping:\n"),
        ("A:\nB:\n", "A:\nB:\nXi Jinping:\n"),
        ("A:\n\nB:\n", "A:\n\nB:\n\nXi Jinping:\n"),
        ("A:\n\n# On B.\nB:\n", "A:\n\n# On B.\nB:\n\nXi Jinping:\n"),
        ("A:\n  also: [B]\n", "A:\n  also: [B]\n\nXi Jinping:\n"),
        ("A:\nB:\n# The end.\n", "A:\nB:\n# The end.\nXi Jinping:\n"),
        ("A:", "A:\nXi Jinping:"),
        ("A:\n  description: >\n    B", "A:\n  description: >\n    B\n\nXi Jinping:"),
        ("A:\r\nB:\r\n", "A:\r\nB:\r\nXi Jinping:\r\n"),
        ("A:\r\nB:", "A:\r\nB:\r\nXi Jinping:"),
        ("\ufeffA:\nB:\n", "\ufeffA:\nB:\nXi Jinping:\n"),
        ("  A:\n  B:\n", "  A:\n  B:\n  Xi Jinping:\n"),
        ("A:\n  description: |\n    One.\n", "A:\n  description: |\n    One.\n\nXi Jinping:\n"),
    ],
)
def test_a_new_name_goes_to_the_end(before: str, after: str) -> None:
    assert add(before, "Xi Jinping") == after


@pytest.mark.parametrize(
    "name, line",
    [
        ("Xi: a life", '"Xi: a life":'),
        ("No", '"No":'),
        ("123", '"123":'),
        ("# hash", '"# hash":'),
        ('The "Great" Game', '"The \\"Great\\" Game":'),
        ("C:\\", '"C:\\\\":'),
        ("習近平", "習近平:"),
        ("L'Oréal", "L'Oréal:"),
        ("[draft]", '"[draft]":'),
    ],
)
def test_names_are_quoted_that_yaml_would_take_for_something_else(name: str, line: str) -> None:
    assert add("", name) == f"{line}\n"


def test_a_new_name_comes_with_what_is_merged_into_it() -> None:
    assert merge("A:\n") == "A:\nAstana: {former: [Nur-Sultan]}\n"


# --- Spellings of names that are there -----------------------------------------------------------


@pytest.mark.parametrize(
    "before, after",
    [
        ("Astana:\n", "Astana:\n  former: [Nur-Sultan]\n"),
        ("Astana:", "Astana:\n  former: [Nur-Sultan]"),
        ("Astana:  # the capital\nB:\n", "Astana:  # the capital\n  former: [Nur-Sultan]\nB:\n"),
        ("Astana: ~\n", "Astana: {former: [Nur-Sultan]}\n"),
        ("Astana: null # none\n", "Astana: {former: [Nur-Sultan]} # none\n"),
        ('"Astana":\n', '"Astana":\n  former: [Nur-Sultan]\n'),
        ("'Astana': {slug: a}\n", "'Astana': {slug: a, former: [Nur-Sultan]}\n"),
        ("Astana: {aliases: [A]}\n", "Astana: {aliases: [A], former: [Nur-Sultan]}\n"),
        ("Astana: {former: [A]}\n", "Astana: {former: [A, Nur-Sultan]}\n"),
        ("Astana: {former: A, slug: a}\n", "Astana: {former: [A, Nur-Sultan], slug: a}\n"),
        ("Astana: {former: []}\n", "Astana: {former: [Nur-Sultan]}\n"),
        (
            "Astana:\n    # Its page.\n    slug: a\n",
            "Astana:\n    # Its page.\n    slug: a\n    former: [Nur-Sultan]\n",
        ),
        (
            "Astana:\n  former: ['A, B', \"C\"]  # long ago\n",
            "Astana:\n  former: ['A, B', \"C\", Nur-Sultan]  # long ago\n",
        ),
        (
            "Astana:\n  former:\n  - A  # first\n  - B # last\n  slug: a\n",
            "Astana:\n  former:\n  - A  # first\n  - B # last\n  - Nur-Sultan\n  slug: a\n",
        ),
        ("Astana:\n  former:\n    - A", "Astana:\n  former:\n    - A\n    - Nur-Sultan"),
        ("Astana:\r\n  former:\r\n", "Astana:\r\n  former: [Nur-Sultan]\r\n"),
        ("Astana:\n  former: Akmola # once\n", "Astana:\n  former: [Akmola, Nur-Sultan] # once\n"),
        (
            "Astana:\n  former: [A,\n    B]\n",
            "Astana:\n  former: [A,\n    B, Nur-Sultan]\n",
        ),
    ],
)
def test_a_merged_name_goes_under_the_one_that_stays(before: str, after: str) -> None:
    assert merge(before) == after


def test_the_name_that_stays_may_be_known_by_another_spelling() -> None:
    before = "Astana: {aliases: [Астана]}\n"
    assert merge(before, "Астана") == "Astana: {aliases: [Астана], former: [Nur-Sultan]}\n"


def test_a_surname_goes_under_its_person() -> None:
    assert add("Xi Jinping:\n", "Xi Jinping", "also", "Xi") == "Xi Jinping:\n  also: [Xi]\n"


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, name",
    [
        ("Xi Jinping:\n", "xi  jinping"),
        ("Xi Jinping: {aliases: [Xi]}\n", "Xi"),
        ("{A: {slug: a}}\n", "B"),
        ("A:\n...\n", "B"),
        ("A: [\n", "B"),
        ("A:\n\u2028\nB:\n", "C"),
        ("- A\n", "B"),
    ],
)
def test_what_is_there_and_what_does_not_fit_is_refused(before: str, name: str) -> None:
    with pytest.raises(CommandError):
        add(before, name)


def test_a_name_with_an_entry_of_its_own_is_not_merged() -> None:
    with pytest.raises(CommandError, match="people.yml:2:1"):
        merge("Astana:\nNur-Sultan:\n")


def test_a_file_that_does_not_fit_is_left_alone_and_the_line_is_told(tmp_path: Path) -> None:
    file = tmp_path / TAGS
    file.parent.mkdir()
    file.write_bytes(b"{SCO: {}}\n")
    additions = (Addition(Kind.PERSON, "A"), Addition(Kind.TAG, "Xi: a life"))
    with pytest.raises(CommandError, match='tags.yml was left as it is, .*: "Xi: a life":$'):
        write_additions(tmp_path, additions)
    assert file.read_bytes() == b"{SCO: {}}\n"
    assert not (tmp_path / PEOPLE).exists()


def test_files_that_are_not_there_are_made(tmp_path: Path) -> None:
    write_additions(
        tmp_path,
        (
            parse_addition("people:Xi Jinping"),
            parse_addition("tags: SCO "),
            parse_addition("people:A: B"),
        ),
    )
    assert (tmp_path / PEOPLE).read_bytes() == b'Xi Jinping:\n"A: B":\n'
    assert (tmp_path / TAGS).read_bytes() == b"SCO:\n"


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yml"
    kept.write_bytes(b"A:\nB:\n")
    kept.chmod(0o640)
    (tmp_path / "authorities").mkdir()
    (tmp_path / PEOPLE).symlink_to(kept)
    write_additions(tmp_path, (Addition(Kind.PERSON, "C"),))
    assert kept.read_bytes() == b"A:\nB:\nC:\n"
    assert kept.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / PEOPLE).is_symlink()


@pytest.mark.parametrize(
    "before, after",
    [
        ("title: A\n", "title: A\nnames: {ignore: [B]}\n"),
        ("title: A\r\n\r\ndata: true", "title: A\r\n\r\ndata: true\r\n\r\nnames: {ignore: [B]}"),
        ("names: {link: false}  # C\n", "names: {link: false, ignore: [B]}  # C\n"),
        ("names:\n  link: false\nmenu: []\n", "names:\n  link: false\n  ignore: [B]\nmenu: []\n"),
        ("names:\nsearch: false\n", "names:\n  ignore: [B]\nsearch: false\n"),
        ("names:\n  ignore:\n    - 'C'\n", "names:\n  ignore:\n    - 'C'\n    - B\n"),
        ("names: {ignore: C}\n", "names: {ignore: [C, B]}\n"),
        ("\ufeffnames: {ignore: []}\n", "\ufeffnames: {ignore: [B]}\n"),
    ],
)
def test_a_name_to_ignore_changes_one_line_of_newsgen_yml(before: str, after: str) -> None:
    assert content_with_ignored_name(before.encode(), IgnoredName("B")) == after.encode()


@pytest.mark.parametrize("text", ["B: C", "#B", "no", "B's “C”"])
def test_a_name_to_ignore_is_read_as_it_is(text: str) -> None:
    content = content_with_ignored_name(b"title: A\n", IgnoredName(text))
    config, problems = read_config(content, ("UTC",))
    assert (config and config.ignored_names, problems) == ((text,), ())


@pytest.mark.parametrize(
    "content",
    ["names: [A]\n", "names: {ignore: {A: C}}\n", "names: &a {}\nmenu: *a\n", "a: 1\x85\n", "[\n"],
)
def test_what_has_no_place_for_a_name_to_ignore_is_left_alone(content: str) -> None:
    with pytest.raises(CommandError, match=r"by hand: names: {ignore: \[B\]}"):
        content_with_ignored_name(content.encode(), IgnoredName("B"))


@pytest.mark.parametrize("text", ["Xi Jinping", "sections:World", "people:", "people: \x07"])
def test_what_is_no_kind_and_name_is_refused(text: str) -> None:
    with pytest.raises(CommandError):
        parse_addition(text)


# --- Laws ----------------------------------------------------------------------------------------

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=8
)
names = st.lists(words, min_size=1, max_size=3).map(" ".join)
plain = st.from_regex(r"[A-Za-zÀ-ö]{2,6}( [A-Z][a-z]{1,5})?", fullmatch=True)
comments = st.sampled_from(("", "", "\n", "# A comment: [with] signs\n", "\n# Another\n"))
ends = st.sampled_from(("\n", "\r\n"))


@st.composite
def entries(draw: st.DrawFn, name: str) -> str:
    """An entry as editors write them."""
    alias = f"{name} alias"
    return draw(
        st.sampled_from(
            (
                f"{name}:\n",
                f"'{name}':\n",
                f'"{name}":  # quoted\n',
                f"{name}: {{aliases: [{alias}]}}\n",
                f"{name}: {{ former: {alias} }} # flow\n",
                f"{name}:\n  aliases:\n    - {alias}\n    - 'X: {alias}' # last\n",
                f"{name}:\n    # in\n    former: [{alias}]\n    description: >\n      A\n",
                f"{name}:\n  former:\n  - {alias}\n",
                f"{name}: ~\n",
            )
        )
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """An authority file and the names in it."""
    held = draw(st.lists(plain, unique_by=str.casefold, max_size=5))
    held = [name for name in held if name.casefold() not in ("null", "no", "on", "yes", "true")]
    text = draw(comments) + "".join(draw(entries(name)) + draw(comments) for name in held)
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(ends)), held


def unchanged(before: str, after: str, extended: int) -> bool:
    """Whether all lines but so many, which stand together, are as they were, and so is the end."""
    if before and not before.endswith("\n"):
        assert not after.endswith("\n")
        end = "\r\n" if "\r\n" in before else "\n"
        before, after = before + end, after + end
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and old[0] == new[0]:
        del old[0], new[0]
    while old and old[-1] == new[-1]:
        del old[-1], new[-1]
    return len(old) <= extended


def spellings_by_name(text: str) -> dict[str, tuple[str, ...]]:
    """What a file says: the spellings of each name."""
    known, _ = read_authorities({PEOPLE: text.encode()})
    return {each.name: tuple(one.text for one in each.spellings[1:]) for each in known.entries}


@given(files(), names)
def test_a_new_name_keeps_every_line_and_is_read_back(
    file: tuple[str, list[str]], name: str
) -> None:
    text, _ = file
    before = spellings_by_name(text)
    try:
        after = add(text, name)
    except CommandError:
        known, _ = read_authorities({PEOPLE: text.encode()})
        assert known.find(Kind.PERSON, name) or "\u2028" in name or spoilt_letters_problem(name, "")
        return
    assert unchanged(text, after, 0)
    assert spellings_by_name(after) == before | {name: ()}


@given(files(), names, st.data())
def test_a_merged_name_keeps_every_other_line_and_is_read_back(
    file: tuple[str, list[str]], former: str, data: st.DataObject
) -> None:
    text, held = file
    before = spellings_by_name(text)
    if not held:
        return
    name = data.draw(st.sampled_from(held))
    known, _ = read_authorities({PEOPLE: text.encode()})
    if known.find(Kind.PERSON, former) or spoilt_letters_problem(former, ""):
        return
    after = merge(text, name, former)
    assert unchanged(text, after, 1)
    read = spellings_by_name(after)
    assert set(read.pop(name)) == {*before.pop(name), former}
    assert read == before
