"""Lines with deceptive signs are mended where that changes what is read, and nowhere else."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.content.front_matter.read_front_matter import read_front_matter
from newsgen.content.yaml.line_repairs import mend_lines
from newsgen.model.problem import Location

START = Location("a.md", 2, 1)
LINES = st.lists(
    st.text("a: -“”‘’\"'[],，：•–\u00a0\u200b\u00ad#|>{}", max_size=14), max_size=5
).map("\n".join)


@pytest.mark.parametrize(
    "text",
    [
        "title: “We will rebuild”",
        "title: Oakford – the bridge – again",
        "title: L’Unità, c’est «fini»\u00a0!",
        "title : A",
        "source: O’Brien’s Gazette",
        "summary: >\n  • one\n  北京：two\n  “three”",
        "summary: |\n  -5 degrees\n\n  – and a dash",
        'tags: ["“Council”", "a，b"]',
        "title: \u201cYes\u201d, he said",
        "tags:\n  - -5\n  - Council – Bridge",
        "title: 中国：新时代",
        "title: می‌خواهم",
        "title: 👩‍🚒 at work",
        "tags: [ខ\u200bគ]",
        "title: \u200eשלום",
        "習近平:\n  aliases: [Xi]",
    ],
)
def test_what_nobody_means_otherwise_stays(text: str) -> None:
    assert mend_lines(text, START) == (text, ())


@pytest.mark.parametrize(
    "text, mended",
    [
        ("tags:\n  1. a", "tags:\n  1. a"),
        ("tags: [“a”, «b»]", 'tags: ["a", «b»]'),
        ("“title”: a", "“title”: a"),
        ('source: “The "Desk"”', "source: 'The \"Desk\"'"),
        ("summary: “A”\n“B”: c", "summary: “A”\n“B”: c"),
        ("tags:\n\u3000- a", "tags:\n - a"),
        ("tags:\n-\u00a0Council", "tags:\n- Council"),
        ("a:\u200b b", "a: b"),
        ("aliases: [/a/，/b/]", "aliases: [/a/, /b/]"),
    ],
)
def test_what_a_line_becomes(text: str, mended: str) -> None:
    assert mend_lines(text, START)[0] == mended


@given(LINES)
@example("::\n–\xad")
def test_a_mended_text_needs_no_more_and_keeps_its_lines(text: str) -> None:
    mended, problems = mend_lines(text, START)
    assert mended.count("\n") == text.count("\n")
    assert (mended == text) == (not problems)
    lines = text.split("\n")
    for found in problems:
        line = lines[found.location.line - START.line]
        assert 1 <= found.location.column <= len(line)


def steps(work: Callable[[], object]) -> int:
    """How many calls of functions, of Python and of C, a piece of work takes."""
    count = 0

    def count_call(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "line",
    ["• x\n", "“a”, ", "\u00adx", "\u200e", "k: a: b\n", "  c\n", "#a, ", "b: c: d, ", "\u00a0"],
)
def test_twice_the_text_takes_twice_the_steps(line: str) -> None:
    few, many = (
        steps(lambda count=count: read_front_matter(f"a:\n{line * count}", START))  # type: ignore[misc]
        for count in (200, 400)
    )
    assert many <= 2.2 * few + 200
