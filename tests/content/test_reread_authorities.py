"""Authority files that are read again after an edit come to what reading all of them comes to."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.authorities import read_authorities, read_entries
from newsgen.content.reread_authorities import ReadAuthorities, reread_authorities
from newsgen.model.authority import Authority, AuthorityChange
from support.examples import tries

PEOPLE, TAGS = "authorities/people.yml", "authorities/tags.yml"

LINES = (
    *("Xi Jinping:", "Jane Doe:", "J. Doe:", "习近平: {aliases: [Xi]}", "Xi:", "aliases: [Doe]"),
    *("  aliases: [Doe, 'J. Doe']", "  former:", "    - Old Name", "- Doe", "  also: [Xi]", ""),
    *("  aliases: [Weiss]", "  aliases: [Weiß]", "Weiß:"),
    *("  born: 1953-06-15", "  slug: xi", "  match: false", "  description: >", "    Two lines"),
    *("# A comment", "  # Another", "---", "...", "Jane Doe", "  description: 'One", "  two'", "'"),
    *(
        "  aliases: [Doe,",
        "  Old]",
        "Old: [",
        "]",
        "? Key",
        ": value",
        "  \t",
        "%YAML 1.2",
        "  - A",
    ),
    *("  part_of: Xi", '"Quoted": {also: [Q]}', "Jane Doe: &a", "  born: 1999", "people:", "{}"),
    *("Foo: |", "  - A"),
)
lines = st.lists(st.sampled_from(LINES), max_size=8)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Authority files before and after some lines in the midst of one were replaced by others."""
    entries = st.sampled_from(
        ("A:", "B: {aliases: [Bb]}", "C:\n  also: [Cc]", "# D\nD:\n  born: 1900")
    )
    plain = draw(st.lists(entries, unique=True).map("\n".join)).split("\n")
    old = [*plain, *draw(lines)] if draw(st.booleans()) else plain
    first, last = sorted((draw(st.integers(0, len(old))), draw(st.integers(0, len(old)))))
    new = [*old[:first], *draw(lines), *old[last:]]
    end = draw(st.sampled_from(("\n", "", "\r\n")))
    versions = [(end or "\n").join(each) + end for each in (old, new)]
    tags = draw(st.sampled_from((b"", b"SCO: {aliases: [A]}\n", b"Xi:\n")))
    before, after = ({PEOPLE: text.encode(), TAGS: tags} for text in versions)
    return before, after


def read(files: dict[str, bytes]) -> ReadAuthorities:
    authorities, problems = read_authorities(files)
    return ReadAuthorities(files, authorities.entries, problems, authorities.index)


@tries(400, 50_000)
@given(two_versions())
def test_reading_the_changed_lines_is_reading_all(
    versions: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    before, after = versions
    reread = reread_authorities(read(before), "earlier", after)
    if reread:
        assert ReadAuthorities(after, reread[0].entries, reread[1], reread[0].index) == read(after)
        assert_is_whole_change(reread[0].change, read(before).entries, reread[0].entries)


def assert_is_whole_change(
    change: AuthorityChange | None, old: Sequence[Authority], new: Sequence[Authority]
) -> None:
    """Assert that what a change leaves out is alike before and after, and in one order."""
    assert change
    assert change.since == "earlier"
    rest = []
    for all_entries, some in ((old, change.old), (new, change.new)):
        assert {*some} <= {*all_entries}
        rest.append([one.without_places() for one in all_entries if one not in some])
    assert rest[0] == rest[1]


MANY = "\n".join(f"Person {number}:\n  aliases: [P-{number}]" for number in range(9)) + "\n"


@pytest.mark.parametrize(
    "old, new",
    [
        ("[P-4]", "[P-4, Fourth]"),
        ("Person 4:", "Renamed:\n  former: [Person 4]"),
        ("Person 4:\n  aliases: [P-4]\n", ""),
        ("Person 4:", "One more:\nPerson 4:"),
        ("  aliases: [P-8]\n", "  aliases: [P-8]\nThe last:\n"),
        ("Person 0:", "The first:\nPerson 0:"),
        ("[P-4]", "[Weiß]"),
        ("[P-4]", "[Weiss]"),
        ("Person 4:\n  aliases: [P-4]", "Person 4:\n  aliases: [P-4, P-5]"),  # two have P-5 (N306)
        ("  aliases: [P-4]", "# No aliases.\n"),
    ],
)
def test_after_a_usual_edit_no_other_lines_are_read(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    before, files = read({PEOPLE: MANY.encode()}), {PEOPLE: MANY.replace(old, new).encode()}
    expected = read(files)
    texts: list[str] = []

    def noted(kind: object, text: str, start: object) -> object:
        texts.append(text)
        return read_entries(kind, text, start)  # type: ignore[arg-type]

    monkeypatch.setattr("newsgen.content.reread_authorities.read_entries", noted)
    reread = reread_authorities(before, "earlier", files)
    assert reread
    change = reread[0].change
    assert_is_whole_change(change, before.entries, reread[0].entries)
    assert change
    assert len(change.old) + len(change.new) <= 5
    assert ReadAuthorities(files, reread[0].entries, reread[1], reread[0].index) == expected
    assert "".join(texts).count("\n") <= 6
