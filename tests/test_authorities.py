"""Authority files → the controlled names, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.authority import Alias, Authorities, Authority
from newsgen.model.kind import CONTROLLED, Kind
from newsgen.model.problem import Place
from newsgen.reading.authorities import FILES, file_of, read_authorities

PEOPLE = "authorities/people.yml"


def read(text: str, path: str = PEOPLE) -> tuple[Authorities, list[str]]:
    """The names of one file, and the problems as `code place`."""
    names, problems = read_authorities({path: text.encode()})
    return names, [f"{each.code} {each.place}" for each in problems]


def one(text: str) -> Authority:
    names, problems = read(text)
    assert problems == []
    assert len(names.entries) == 1
    return names.entries[0]


def test_everything_an_authority_file_may_say() -> None:
    found = one(
        """
        Xi Jinping:
          aliases: [習近平, Xi]
          former: [Xi Chin-p'ing]
          description: President of China
          wikidata: Q15031
          urls: [https://example.org/xi]
          slug: xi
        """
    )
    assert (found.kind, found.name) == (Kind.PERSON, "Xi Jinping")
    assert found.place == Place(PEOPLE, 2, 9)
    assert found.aliases == (Alias("習近平"), Alias("Xi"))
    assert found.spellings == ("Xi Jinping", "習近平", "Xi", "Xi Chin-p'ing")
    assert found.description == "President of China"
    assert (found.wikidata, found.slug) == ("Q15031", "xi")
    assert found.urls == ("https://example.org/xi",)


@pytest.mark.parametrize(
    "text", ["Samarkand:", "Samarkand: {}", "Samarkand: ~", "# a city\nSamarkand: # here"]
)
def test_a_name_says_enough(text: str) -> None:
    assert one(text).name == "Samarkand"


def test_aliases_can_be_given_by_language() -> None:
    found = one("Xi Jinping:\n  aliases:\n    zh: [習近平, 习近平]\n    ru: Си Цзиньпин\n")
    assert found.aliases == (
        Alias("習近平", "zh"),
        Alias("习近平", "zh"),
        Alias("Си Цзиньпин", "ru"),
    )


def test_every_kind_has_its_file() -> None:
    names, problems = read_authorities(dict.fromkeys(FILES, b"Samarkand:\n"))
    assert problems == ()
    assert [entry.kind for entry in names.entries] == list(CONTROLLED)
    for kind in CONTROLLED:
        found = names.find(kind, "SAMARKAND")
        assert found
        assert found.place.path == file_of(kind)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "~"])
def test_a_file_may_be_empty(text: str) -> None:
    assert read(text) == (Authorities(), [])


@pytest.mark.parametrize(
    "path, hint",
    [
        ("authorities/people.yaml", "did you mean authorities/people.yml?"),
        ("authorities/person.yml", "the files are authorities/people.yml"),
        ("authorities/place.yml", "did you mean authorities/places.yml?"),
        ("authorities/more/people.yml", "did you mean authorities/people.yml?"),
    ],
)
def test_other_files_are_refused(path: str, hint: str) -> None:
    names, problems = read_authorities({path: b"Samarkand:\n"})
    assert names.entries == ()
    assert [(found.code, found.place) for found in problems] == [("N107", Place(path))]
    assert problems[0].hint.startswith(hint)


@pytest.mark.parametrize(
    "text, spelling, line",
    [
        ("Xi:\n  aliases: [X]\nYi:\n  aliases: [X]\n", "X", 3),
        ("Xi:\n  aliases: [x]\nYi:\n  former: [X]\n", "X", 3),
        ("Xi:\n  aliases: {zh: [Yi]}\nYi:\n", "Yi", 3),
        ("Xi:\nYi:\n  aliases: [xi]\n", "xi", 2),
        ("Xi:\nXI:\n", "XI", 2),
        ("Xi Jinping:\nXi-Jinping:\n", "Xi-Jinping", 2),
    ],
)
def test_a_spelling_belongs_to_one_name(text: str, spelling: str, line: int) -> None:
    names, problems = read_authorities({PEOPLE: text.encode()})
    assert [(found.code, found.place) for found in problems] == [("N306", Place(PEOPLE, line, 1))]
    assert problems[0].message.startswith(f'"{spelling}" means both "Xi')
    assert f"({PEOPLE}:1:1)" in problems[0].message
    assert names.find(Kind.PERSON, spelling) is names.entries[0]


@pytest.mark.parametrize(
    "text", ["Xi:\n  aliases: [xi, XI, Xi]\n", "Xi:\n  aliases: [X]\n  former: [x]\n"]
)
def test_a_name_may_repeat_itself(text: str) -> None:
    assert one(text).name == "Xi"


def test_two_kinds_may_share_a_spelling() -> None:
    files = {"authorities/people.yml": b"Samarkand:\n", "authorities/places.yml": b"Samarkand:\n"}
    names, problems = read_authorities(files)
    assert problems == ()
    assert len(names.entries) == 2


@pytest.mark.parametrize(
    "text, told",
    [
        ("- Xi", f"N109 {PEOPLE}:1:1"),
        ("Xi: a: b", f"N109 {PEOPLE}:1:5"),
        ("Xi: &x {slug: a}", f"N112 {PEOPLE}:1:5"),
        ("Xi:\nXi:\n", f"N108 {PEOPLE}:2:1"),
        ("Xi: president", f"N106 {PEOPLE}:1:5"),
        ("Xi: [a]", f"N106 {PEOPLE}:1:5"),
        ("Xi:\n  alias: [a]", f"N107 {PEOPLE}:2:3"),
        ("Xi:\n  aliases: a, b", f"N113 {PEOPLE}:2:12"),
        ("Xi:\n  aliases: [[a]]", f"N106 {PEOPLE}:2:13"),
        ("Xi:\n  aliases: {zh: {a: b}}", f"N106 {PEOPLE}:2:17"),
        ("Xi:\n  urls: [example.org]", f"N117 {PEOPLE}:2:10"),
        ("Xi:\n  slug: ../a", f"N307 {PEOPLE}:2:9"),
        ("Xi:\n  slug: con", f"N307 {PEOPLE}:2:9"),
        ("Xi:\n  slug:", f"N116 {PEOPLE}:2:3"),
        ("Xi\x07:", f"N115 {PEOPLE}:1:3"),
        ('"":', f"N104 {PEOPLE}:1:1"),
        ('"  ":', f"N104 {PEOPLE}:1:1"),
    ],
)
def test_what_is_refused(text: str, told: str) -> None:
    assert read(text)[1] == [told]


def test_bytes_that_are_no_text_are_refused() -> None:
    names, problems = read_authorities({PEOPLE: b"Xi:\n  aliases: [S\xe3o]\n"})
    assert names.entries == ()
    assert [(found.code, found.place) for found in problems] == [("N114", Place(PEOPLE, 2, 14))]


def test_a_refused_slug_is_not_used() -> None:
    names, _ = read("Xi:\n  slug: ../a")
    assert names.entries[0].slug == ""


@given(
    st.dictionaries(
        st.text(alphabet="aAbé -習", min_size=1, max_size=3),
        st.lists(st.text(alphabet="aAbé習", min_size=1, max_size=2)),
    )
)
def test_every_spelling_is_found_or_said_to_be_claimed_twice(names: dict[str, list[str]]) -> None:
    text = "".join(
        f"'{name}': {{aliases: [{', '.join(aliases)}]}}\n"
        for name, aliases in names.items()
        if aliases
    )
    known, problems = read_authorities({PEOPLE: text.encode()})
    told = " ".join(found.message for found in problems if found.code in ("N104", "N306"))
    for entry in known.entries:
        for spelling in entry.spellings:
            found = known.find(Kind.PERSON, spelling)
            assert found is entry or f'"{spelling}"' in told


@given(st.binary(max_size=100), st.sampled_from(FILES))
def test_any_bytes_are_names_or_problems(data: bytes, path: str) -> None:
    names, problems = read_authorities({path: data})
    assert all(found.place.path == path for found in problems)
    assert all(entry.name for entry in names.entries)
