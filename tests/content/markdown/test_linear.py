"""Twice the text takes twice the steps, whatever is typed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.model.problem import Location

LOCATION = Location("articles/talks.md", 1, 1)


def count_steps(text: str) -> int:
    """Return how many lines of Python are run, and functions called, to convert a text."""
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        nonlocal steps
        steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        convert_markdown(text, LOCATION)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "A paragraph.\n\n" * size,
        lambda size: "".join(f"- {'  ' * (depth % 20)}x\n" for depth in range(size)),
        lambda size: "- a\n  - b\n" * size,
        lambda size: "1. a\n   1. b\n" * size,
        lambda size: "[" * size,
        lambda size: "![" * size,
        lambda size: "[a](" * size,
        lambda size: "[a](b" * size,
        lambda size: "[a](<b" * size,
        lambda size: '[a](b "' * size,
        lambda size: "[a][b" * size,
        lambda size: "[a](b)" * size,
        lambda size: "[" * size + "[a](b)" + "]" * size,
        lambda size: "*a _b " * size,
        lambda size: "**a " * size + "b*" * size,
        lambda size: "*a **b " * size + "c** d*" * size,
        lambda size: "*" * size + "a",
        lambda size: "a** b" * size,
        lambda size: "_a __b* " * size,
        lambda size: "<" * size,
        lambda size: "<a " * size,
        lambda size: "<a b='" * size,
        lambda size: "a <!-- " * size,
        lambda size: "a <?" * size,
        lambda size: "&" * size,
        lambda size: "\\" * size,
        lambda size: "`a" * size,
        lambda size: " ".join("`" * length for length in range(size // 20)),
        lambda size: "> a\n" * size,
        lambda size: "> a\n\n" * size,
        lambda size: "# a\n" * size,
        lambda size: "a\n===\n" * size,
        lambda size: "```\n" * size,
        lambda size: "~~~ a\n" * size,
        lambda size: "<div>\n\n" * 50 + "<b>\n" * size,
        lambda size: "| a | b |\n|---|---|\n" + "| c | d |\n" * size,
        lambda size: "".join(f"[l{number}]: u\n" for number in range(size)),
        lambda size: "".join(f"[l{number}] " for number in range(size)),
        lambda size: "".join(f"[^{number}]: u\n" for number in range(size)),
        lambda size: "a[^1] " * size + "\n\n[^1]: b",
        lambda size: "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(size)),
        lambda size: "{{ a }} {% b %} " * size,
        lambda size: "{% highlight a %}\n" * size,
        lambda size: "a  \n" * size,
        lambda size: "a <!-- b\n\nc --> d\n" * size,
        lambda size: "[[a]] ~~b~~ :::\n" * size,
    ],
    ids=lambda make: repr(make(40)[:20]),
)
@pytest.mark.parametrize("size", [100, pytest.param(400, marks=pytest.mark.long)])
def test_twice_the_text_takes_twice_the_steps(make: Callable[[int], str], size: int) -> None:
    small, large = count_steps(make(size)), count_steps(make(2 * size))
    assert large < 2.3 * small


@pytest.mark.parametrize(
    "typed",
    [
        "".join("  " * depth + "- x\n" for depth in range(400)),
        "".join("    " * depth + "* x\n" for depth in range(400)),
        "> " * 1000 + "x",
        "*a **b " * 1000 + "c** d*" * 1000,
    ],
    ids=lambda typed: repr(typed[:20]),
)
def test_what_is_nested_too_deeply_is_refused_in_a_few_steps(typed: str) -> None:
    body = convert_markdown(typed, LOCATION)
    assert "nested too deeply" in body.problems[-1].message or "N209" in body.problems[0].code
    # The library takes some 200 steps for each sign of emphasis, however many there are.
    assert count_steps(typed) < (110 if "**" in typed else 50) * len(typed)
