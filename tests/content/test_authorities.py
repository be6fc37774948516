"""Authority files → the controlled names, and what is wrong with them."""

import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.authorities import AUTHORITY_FILES, authority_file, read_authorities
from newsgen.model.authority import NOWHERE, Authorities, Authority, Spelling, SpellingIndex
from newsgen.model.authority_identifier import Identifier
from newsgen.model.kind import CONTROLLED_KINDS, Kind
from newsgen.model.period import Period
from newsgen.model.problem import Location
from newsgen.runtime import codec

PEOPLE = "authorities/people.yml"


def read(text: str, path: str = PEOPLE) -> tuple[Authorities, list[str]]:
    """The names of one file, and the problems as `code place`."""
    names, problems = read_authorities({path: text.encode()})
    return names, [f"{each.code} {each.location}" for each in problems]


def one(text: str) -> Authority:
    names, problems = read(text)
    assert problems == []
    assert len(names.entries) == 1
    return names.entries[0]


def texts(spellings: Iterable[Spelling]) -> tuple[str, ...]:
    return tuple(each.text for each in spellings)


def test_everything_an_authority_file_may_say() -> None:
    found = one(
        """
        Xi Jinping:
          aliases: [習近平, 习近平]
          former: [Xi Chin-p'ing]
          also: [Xi]
          description: President of China
          born: 1953-06-15
          wikidata: Q15031
          identifiers: {viaf: 15873, isni: 0000 0001 2103 2683}
          urls: [https://example.org/xi]
          slug: xi
          match: false
          match_case: true
        """
    )
    assert (found.kind, found.name) == (Kind.PERSON, "Xi Jinping")
    assert found.location == Location(PEOPLE, 2, 9)
    assert found.aliases[1] == Spelling("习近平", Location(PEOPLE, 3, 26))
    assert found.also == (Spelling("Xi", Location(PEOPLE, 5, 18)),)
    assert texts(found.spellings) == ("Xi Jinping", "習近平", "习近平", "Xi Chin-p'ing")
    assert found.description == "President of China"
    assert (found.began, found.ended) == (Period(date(1953, 6, 15), "day"), None)
    assert found.identifiers == (
        Identifier("wikidata", "Q15031"),
        Identifier("viaf", "15873"),
        Identifier("isni", "0000 0001 2103 2683"),
    )
    assert found.urls == ("https://example.org/xi",)
    assert (found.slug, found.match, found.match_case) == ("xi", False, True)


@pytest.mark.parametrize(
    "path, keys, began, ended",
    [
        (PEOPLE, "born: 1953, died: 2010-03", "1953", "2010-03"),
        ("authorities/authors.yml", "died: 1953", None, "1953"),
        ("authorities/places.yml", "founded: 1851-07-01, dissolved: 1851", "1851-07-01", "1851"),
        ("authorities/events.yml", "began: 2022-09-15, ended: 2022-09-16", "2022-09-15", None),
    ],
)
def test_how_long_there_was_one(path: str, keys: str, began: str | None, ended: str | None) -> None:
    names, problems = read(f"A name: {{{keys}}}", path)
    found = names.entries[0]
    assert problems == []
    assert began == (found.began and found.began.isoformat())
    assert ended in (None, found.ended and found.ended.isoformat())


def test_a_name_is_part_of_a_larger_one() -> None:
    text = "Samarkand:\n  part_of: UZ\nUzbekistan: {aliases: [uz], part_of: Central Asia}\n"
    names, problems = read(text + "Central Asia:\n", "authorities/places.yml")
    assert problems == []
    assert [each.part_of for each in names.entries] == ["Uzbekistan", "Central Asia", ""]


@pytest.mark.parametrize(
    "links, told, kept",
    [
        ("aa", "a is part of a", ""),
        ("ab ba", "a is part of b and b is part of a", ""),
        ("ca ab ba", "a is part of b and b is part of a", "ca"),
        ("ab bc ca", "a is part of b and b is part of c and c is part of a", ""),
    ],
)
def test_nothing_is_part_of_itself(links: str, told: str, kept: str) -> None:
    pairs = {link[0]: link[1] for link in links.split()}
    names, problems = read_authorities({PEOPLE: lines(pairs).encode()})
    assert [found.code for found in problems] == ["N313"]
    message = problems[0].message.replace('"', "")
    assert re.sub(r" \(authorities/people\.yml:\d+:\d+\)", "", message).endswith(f": {told}")
    assert message.count(PEOPLE) == told.count("is part of")
    assert [each.name + each.part_of for each in names.entries if each.part_of] == kept.split()


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), max_size=7))
def test_what_is_left_of_parts_has_no_circle(pairs: dict[str, str]) -> None:
    text = lines(pairs) + "".join(f"{name}:\n" for name in "abcdefg" if name not in pairs)
    names, problems = read_authorities({PEOPLE: text.encode()})
    larger = {each.name: each.part_of for each in names.entries}
    assert bool(problems) == (larger != {name: pairs.get(name, "") for name in larger})
    for name in larger:
        for _ in range(8):
            name = larger.get(name, "")
        assert name == ""


def lines(pairs: dict[str, str]) -> str:
    """Entries of which each is part of another."""
    return "".join(f"{name}:\n  part_of: {larger}\n" for name, larger in pairs.items())


@pytest.mark.parametrize(
    "text", ["Samarkand:", "Samarkand: {}", "Samarkand: ~", "# a city\nSamarkand: # here"]
)
def test_a_name_says_enough(text: str) -> None:
    assert one(text).name == "Samarkand"


def test_aliases_can_be_given_by_language() -> None:
    found = one("Xi Jinping:\n  aliases:\n    zh: [習近平, 习近平]\n    ru: Си Цзиньпин\n")
    assert [(each.text, each.language) for each in found.aliases] == [
        ("習近平", "zh"),
        ("习近平", "zh"),
        ("Си Цзиньпин", "ru"),
    ]


def test_every_kind_has_its_file() -> None:
    names, problems = read_authorities(dict.fromkeys(AUTHORITY_FILES, b"Samarkand:\n"))
    assert problems == ()
    assert [entry.kind for entry in names.entries] == list(CONTROLLED_KINDS)
    for kind in CONTROLLED_KINDS:
        found = names.find(kind, "SAMARKAND")
        assert found
        assert found.location.path == authority_file(kind)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "~", "{}"])
def test_a_file_may_be_empty(text: str) -> None:
    names, problems = read(text)
    assert (names.entries, problems) == ((), [])


@pytest.mark.parametrize(
    "path, hint",
    [
        ("authorities/people.yaml", "did you mean authorities/people.yml?"),
        ("authorities/person.yml", "did you mean authorities/people.yml?"),
        ("authorities/cities.yml", "did you mean authorities/places.yml?"),
        ("authorities/names.yml", "the files are authorities/people.yml"),
        ("authorities/place.yml", "did you mean authorities/places.yml?"),
        ("authorities/more/people.yml", "did you mean authorities/people.yml?"),
    ],
)
def test_other_files_are_refused(path: str, hint: str) -> None:
    names, problems = read_authorities({path: b"Samarkand:\n"})
    assert names.entries == ()
    assert [(found.code, found.location) for found in problems] == [("N107", Location(path))]
    assert problems[0].hint.startswith(hint)


@pytest.mark.parametrize(
    "text, spelling, first, second",
    [
        ("Xi:\n  aliases: [X]\nYi:\n  aliases: [X]\n", "X", "2:13", "4:13"),
        ("Xi:\n  aliases: [x]\nYi:\n  former: [X]\n", "X", "2:13", "4:12"),
        ("Xi:\n  aliases: {zh: [Yi]}\nYi:\n", "Yi", "2:18", "3:1"),
        ("Xi:\nYi:\n  aliases: [a, xi]\n", "xi", "1:1", "3:16"),
        ("Xi:\nXI:\n", "XI", "1:1", "2:1"),
        ("Xi Jinping:\nXi-Jinping:\n", "Xi-Jinping", "1:1", "2:1"),
    ],
)
def test_a_spelling_belongs_to_one_name(text: str, spelling: str, first: str, second: str) -> None:
    names, problems = read_authorities({PEOPLE: text.encode()})
    assert [f"{each.code} {each.location}" for each in problems] == [f"N306 {PEOPLE}:{second}"]
    assert problems[0].message.startswith(f'"{spelling}" means both "Xi')
    assert f"({PEOPLE}:{first})" in problems[0].message
    assert names.find_by_identity(Kind.PERSON, spelling) is names.entries[0]


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
        ("Xi:\n  wikidata: 485207", f"N117 {PEOPLE}:2:13"),
        ("Xi:\n  identifiers: {viaf: Xi}", f"N117 {PEOPLE}:2:23"),
        ("Xi:\n  identifiers: {wiki: Q1}", f"N107 {PEOPLE}:2:17"),
        ("Xi:\n  identifiers: Q1", f"N106 {PEOPLE}:2:16"),
        ("Xi:\n  born: June 1953", f"N103 {PEOPLE}:2:9"),
        ("Xi:\n  born: 1953-13", f"N103 {PEOPLE}:2:9"),
        ("Xi:\n  founded: 1953", f"N117 {PEOPLE}:2:3"),
        ("Xi:\n  born: 1953\n  died: 1952-12-31", f"N117 {PEOPLE}:3:9"),
        ("Xi:\n  match: never", f"N106 {PEOPLE}:2:10"),
        ("Xi:\n  part_of: Yi", f"N314 {PEOPLE}:2:12"),
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
    assert [(found.code, found.location) for found in problems] == [
        ("N114", Location(PEOPLE, 2, 14))
    ]


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
        for spelling in texts(entry.spellings):
            found = known.find(Kind.PERSON, spelling)
            assert found is entry or f'"{spelling}"' in told


@given(st.binary(max_size=100), st.sampled_from(AUTHORITY_FILES))
def test_any_bytes_are_names_or_problems(data: bytes, path: str) -> None:
    names, problems = read_authorities({path: data})
    assert all(found.location.path == path for found in problems)
    assert all(entry.name for entry in names.entries)


FORMS = ("Weiß", "Weiss", "WEISS", "Ann Lee", "ann-lee", "Bo", "P-1")


@given(
    st.lists(
        st.tuples(
            st.sampled_from((Kind.PERSON, Kind.PLACE)),
            st.lists(st.sampled_from(FORMS), min_size=1, max_size=3),
        )
    )
)
def test_an_index_that_was_kept_answers_as_one_that_is_made(
    names: list[tuple[Kind, list[str]]],
) -> None:
    entries = [
        Authority(kind, name, NOWHERE, aliases=tuple(Spelling(one, NOWHERE) for one in others))
        for kind, (name, *others) in names
    ]
    made = Authorities(entries)
    index = codec.decode(codec.encode(made.index), SpellingIndex)
    kept = Authorities(entries, index=index)
    for kind in (Kind.PERSON, Kind.PLACE, Kind.TAG):
        for text in (*FORMS, "weiß", "weiss", "ANN LEE", "p 1", "x"):
            assert kept.find(kind, text) is made.find(kind, text)
            assert kept.find_by_identity(kind, text) is made.find_by_identity(kind, text)
