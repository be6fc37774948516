"""A change of authority files concerns no article but those whose signature says that it may.

So the names of all other articles need not be looked at again.
"""

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.article_names import ResolvedNames
from newsgen.content.authorities import read_authorities
from newsgen.content.names import NameFinder
from newsgen.content.names.changed_names import changed_names
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import FileStatement, SourceFile, state_file
from newsgen.model.authority import Authorities, Authority, Spelling
from newsgen.model.config import Config
from newsgen.model.kind import CONTROLLED_KINDS, TYPED_ENTITY_KINDS
from newsgen.model.problem import Location
from newsgen.model.value import replace
from support.examples import tries

CONTEXT = ParseContext.create(ParseOptions.from_config(Config("The Test File")), Authorities(), UTC)

SPELLINGS = (
    *("Xi Jinping", "Xi", "习近平", "习", "May", "Theresa May", "Brian May", "Bond", "bond"),
    *("Владимир Путин", "Путин", "Шавкат Мирзиёев", "Шанхай", "Страна"),
    *("Weiss", "Weiß", "WEISS", "STRASSE", "Straße", "Élysée", "E\u0301lyse\u0301e", "Elysee"),
    *("Guinea", "Guinea-Bissau", "Guinea\u2013Bissau", "US", "us", "AT&T", "C++", "!!!", "a.b"),
    *("O'Brien", "O\u2019Brien", "\ufb01eld", "field", "\uff21\uff22\uff23 News", "ABC News"),
    *("\u0130stanbul", "istanbul", "ΣΊΣΥΦΟΣ", "σίσυφος", "\u0149abc", "Jane Doe", "Doe", "Jane"),
    *("x²", "x2", "Xi  Jinping", "xi\u00a0jinping", "גל", "नेपाल"),
    *("東京 Tower", "東京Tower", "Ким Чен Ын", "Санкт-Петербург", "John-Paul d'Arc", "l'ONU"),
)
JOINTS = (" ", ", ", ". ", "'s ", " l'", "-", "", "*", " and ", "\n\n", "\n\n## ", "/", "&shy;")
LOCATION = Location("authorities/people.yml", 1, 1)

spellings = st.builds(
    Spelling, st.sampled_from(SPELLINGS), st.just(LOCATION), st.sampled_from(("", "ru", "en"))
)
some = st.lists(spellings, max_size=2).map(tuple)
entries = st.builds(
    Authority,
    kind=st.sampled_from((*TYPED_ENTITY_KINDS, *CONTROLLED_KINDS)),
    name=st.sampled_from(SPELLINGS),
    location=st.builds(Location, st.just("authorities/people.yml"), st.integers(1, 9)),
    aliases=some,
    former=some,
    also=some,
    notations=some,
    match=st.sampled_from((True, True, True, False)),
    match_case=st.sampled_from((None, None, True, False)),
)
facts = st.dictionaries(st.sampled_from(("aliases", "former", "also", "notations")), some) | (
    st.fixed_dictionaries(
        {}, optional={"match": st.booleans(), "match_case": st.none() | st.booleans()}
    )
)
texts = st.sampled_from(SPELLINGS)
names = st.lists(texts | st.tuples(texts, texts).map(" ".join), max_size=3)


@st.composite
def article_files(draw: st.DrawFn) -> SourceFile:
    """An article that declares names and has names in its text, whole or as parts of others."""
    by_kind = st.dictionaries(st.sampled_from([*TYPED_ENTITY_KINDS]), names, max_size=2)
    values = {
        "title": draw(texts) + draw(st.sampled_from(JOINTS)) + draw(texts),
        "date": "2022-09-13",
        "source": draw(texts),
        "authors": draw(names),
        "tags": draw(names),
        "entities": draw(names | by_kind),
        "summary": draw(texts),
        "link_names": draw(st.booleans()),
    }
    front = [
        f"{key}: {json.dumps(value)}" for key, value in values.items() if value not in ([], {})
    ]
    pieces = draw(st.lists(st.tuples(texts, st.sampled_from(JOINTS)), max_size=5))
    body = "".join(word + joint for word, joint in pieces)
    if draw(st.booleans()):
        body = body.upper()
    return SourceFile("articles/a.md", "\n".join(["---", *front, "---", body]).encode())


@st.composite
def two_states(draw: st.DrawFn) -> tuple[tuple[Authority, ...], tuple[Authority, ...]]:
    """The entries of authority files before and after some edits."""
    old = draw(st.lists(entries, max_size=5))
    kept = [entry for entry in old if draw(st.booleans())]
    new: list[Authority] = draw(st.permutations(kept))
    if new and draw(st.booleans()):
        new[0] = replace(new[0], **draw(facts))
    new[draw(st.integers(0, len(new))) : 0] = draw(st.lists(entries, max_size=2))
    return tuple(old), tuple(new)


def different_parts(
    old: tuple[Authority, ...], new: tuple[Authority, ...]
) -> tuple[tuple[Authority, ...], tuple[Authority, ...]]:
    """Entries without those at the beginning and at the end that are alike in both."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def resolved(statement: FileStatement, entries: tuple[Authority, ...]) -> ResolvedNames:
    names = statement.resolve_names(NameFinder(Authorities(entries)))
    assert names
    return names


@tries(150, 20_000)
@given(article_files(), two_states())
def test_names_change_only_where_the_signature_says_that_they_may(
    file: SourceFile, states: tuple[tuple[Authority, ...], tuple[Authority, ...]]
) -> None:
    statement = state_file(file, CONTEXT)
    before, after = (resolved(statement, state) for state in states)
    unknown = any(problem.code == "N304" for problem in before.problems)
    are_unique = all(len({one.name_line for one in state}) == len(state) for state in states)
    for old, new in (states, different_parts(*states)) if are_unique else (states,):
        changes = changed_names(old, new)
        assert changes
        assert changes.concern_any((before.signature, b"abc")) >= changes.concern(
            before.signature, has_proposals=False
        )
        if not changes.concern(before.signature, has_proposals=unknown):
            assert replace(before, signature=b"") == replace(after, signature=b"")
    if all(states):
        assert before.signature == after.signature


@given(article_files(), st.lists(entries, max_size=5).map(tuple))
def test_what_a_file_says_does_not_depend_on_authority_files(
    file: SourceFile, state: tuple[Authority, ...]
) -> None:
    context = ParseContext.create(CONTEXT.options, Authorities(state), UTC)
    assert state_file(file, context) == state_file(file, CONTEXT)


BEFORE = """\
Theresa May: {aliases: [Mrs May], also: [May]}
Владимир Путин:
Roger Weiß:
Jane Doe: {match: false}
"""


@pytest.mark.parametrize(
    "edit, concerned",
    [
        (("Theresa May:", "Theresa Brasier:"), {"may", "lines", "surname", "month"}),
        (("Mrs May", "Mrs Mary"), set()),
        (("Mrs May", "Therese Mayer"), {"none"}),
        (("Mrs May]", "Mrs May], slug: tm"), {"may", "lines", "surname", "month"}),
        (("also: [May]", "also: [Maidenhead]"), {"may", "lines", "surname", "month"}),
        (("Владимир Путин:", "Владимир Путин: {match: false}"), {"russian"}),
        (("Roger Weiß:\n", ""), {"swiss", "declared"}),
        (("match: false", "match: true"), {"jane"}),
        (("Jane Doe:", "# A comment\n\nJane Doe:"), set()),
        (("Jane Doe:", "John Doe: {aliases: [Doe]}\nJane Doe:"), {"jane"}),
        (("Roger Weiß:", "Roger Weiß: {description: A painter}"), set()),
    ],
)
def test_an_edit_concerns_those_who_have_an_old_or_new_spelling(
    edit: tuple[str, str], concerned: set[str]
) -> None:
    articles = {
        "may": "Theresa May spoke.",
        "lines": "THERESA MAY SPEAKS",
        "surname": "May spoke.",
        "month": "It was in may.",
        "russian": "О Владимире Путине.",
        "swiss": "ROGER WEISS PAINTS",
        "declared": "---\nentities: {people: [Roger Weiss]}",
        "jane": "Jane Doe came.",
        "none": "Nobody came; Therese Mayer did not.",
        "apart": "Mayer came with Therese.",
    }
    old, new = (
        read_authorities({"authorities/people.yml": text.encode()})[0].entries
        for text in (BEFORE, BEFORE.replace(*edit))
    )
    assert old != new
    changes = changed_names(old, new)
    assert changes
    found = set()
    for name, text in articles.items():
        front = text.removeprefix("---\n") if text.startswith("---") else ""
        body = "" if front else text
        data = f"---\ntitle: A\nsource: Desk\ndate: 2022-09-13\n{front}\n---\n{body}\n"
        statement = state_file(SourceFile("articles/a.md", data.encode()), CONTEXT)
        if changes.concern(resolved(statement, old).signature, has_proposals=False):
            found.add(name)
    assert found == concerned


def test_a_proposal_may_change_with_any_name() -> None:
    old = (Authority(TYPED_ENTITY_KINDS[0], "Jane Doe", LOCATION),)
    changes = changed_names(old, (*old, Authority(TYPED_ENTITY_KINDS[1], "Oakford", LOCATION)))
    assert changes
    assert changes.concern(b"abc", has_proposals=True)
    assert not changes.concern(b"abc", has_proposals=False)


def test_so_many_changes_concern_all() -> None:
    many = tuple(Authority(TYPED_ENTITY_KINDS[0], f"Jane {n}", LOCATION) for n in range(20_000))
    assert changed_names((), many) is None
