"""The accent colour: whatever colour is accepted, text on and in it can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.accent import (
    INK,
    MIN_CONTRAST,
    NIGHT_PAPER,
    PAPER,
    SHADE,
    Color,
    contrast,
    darkened,
    format_color,
    is_readable,
    make_accent,
    mix,
    parse_color,
)
from support.paths import ROOT

COLORS = st.tuples(*(3 * (st.integers(0, 255),)))
NIGHT_INK = (0xE9, 0xE6, 0xDF)
NIGHT_SHADE = (0x21, 0x23, 0x26)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.005)


def test_the_papers_are_those_of_the_theme() -> None:
    css = (ROOT / "static" / "newsgen.css").read_text("utf-8")
    tokens = dict(re.findall(r"--(paper|shade|ink): light-dark\((.+?)\);", css))
    pairs = {name: [*map(parse_color, text.split(", "))] for name, text in tokens.items()}
    assert pairs == {
        "paper": [PAPER, NIGHT_PAPER],
        "shade": [SHADE, NIGHT_SHADE],
        "ink": [INK, NIGHT_INK],
    }


@given(COLORS)
def test_text_can_be_read_wherever_an_accent_is(color: Color) -> None:
    accent = make_accent(format_color(darkened(color)))
    light, dark = parse_color(accent.light), parse_color(accent.dark)
    heat = accent.heat / 100
    uses = [
        *((light, each) for each in (PAPER, SHADE, parse_color(accent.light_shade))),
        *((dark, each) for each in (NIGHT_PAPER, NIGHT_SHADE, parse_color(accent.dark_shade))),
        *((INK, mix(light, PAPER, part)) for part in (0.25, 0.4)),
        *((PAPER, mix(light, PAPER, part)) for part in (heat, 1)),
        *((NIGHT_INK, mix(dark, NIGHT_PAPER, part)) for part in (0.25, 0.4)),
        *((NIGHT_PAPER, mix(dark, NIGHT_PAPER, part)) for part in (heat, 1)),
        (INK, parse_color(accent.light_shade)),
        (NIGHT_INK, parse_color(accent.dark_shade)),
    ]
    # A colour of 8 bits differs from what was reckoned by less than a fiftieth.
    assert [use for use in uses if contrast(*use) < MIN_CONTRAST - 0.02] == []


@given(COLORS)
def test_what_can_be_read_stays_as_it_is(color: Color) -> None:
    assert (darkened(color) == color) == is_readable(color)
