"""The accent colour of an archive: by day and by night, and whether text in it can be read.

Contrast is that of WCAG 2.2: text needs 4.5 to 1.
"""

from newsgen.model.value import Value

Color = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

MIN_CONTRAST = 4.5

PAPER, SHADE, INK = (0xFF, 0xFD, 0xF9), (0xF5, 0xF1, 0xE9), (0x1C, 0x1B, 0x19)
NIGHT_PAPER = (0x17, 0x18, 0x1A)
"""The tokens `--paper`, `--shade` and `--ink` of `static/newsgen.css`, by day and by night."""

_NIGHT_CONTRAST = 10
"""Of the accent on the paper of the night: as much as the theme's own has."""

_TINT, _NIGHT_TINT = 0.08, 0.13
"""How much of the accent is in the background of notices."""

_STEPS = 64
"""Black and white are mixed in by so many steps."""


class Accent(Value, frozen=True):
    """The tokens `--alert` and `--alert-shade` by day and by night, as #rrggbb.

    heat: How much of it, in percent, is in the third of the four colours of days in calendars,
        whose figures have the colour of the paper.
    """

    light: str
    dark: str
    light_shade: str
    dark_shade: str
    heat: int


def make_accent(text: str) -> Accent:
    """Return the accent of a colour by day, as #rrggbb. Raises ValueError if it is too pale."""
    light = parse_color(text)
    if not is_readable(light):
        raise ValueError(f"{text} is too pale")
    dark = next(
        color
        for step in range(_STEPS + 1)
        if contrast(color := mix((255, 255, 255), light, step / _STEPS), NIGHT_PAPER)
        >= _NIGHT_CONTRAST
    )
    heats = (heat for heat in range(75, 101) if _is_heat_readable(light, heat))
    return Accent(
        light=format_color(light),
        dark=format_color(dark),
        light_shade=format_color(mix(light, PAPER, _TINT)),
        dark_shade=format_color(mix(dark, NIGHT_PAPER, _NIGHT_TINT)),
        heat=next(heats),
    )


def is_readable(color: Color) -> bool:
    """Return whether text of a colour can be read on all backgrounds of the day."""
    return lowest_contrast(color) >= MIN_CONTRAST


def lowest_contrast(color: Color) -> float:
    """Return the contrast of text of a colour where it is lowest by day."""
    return min(contrast(color, each) for each in (PAPER, SHADE, mix(color, PAPER, _TINT)))


def darkened(color: Color) -> Color:
    """Return the colour with as much black in it as makes it readable."""
    mixed = (mix((0, 0, 0), color, step / _STEPS) for step in range(_STEPS + 1))
    return next(filter(is_readable, mixed))


def parse_color(text: str) -> Color:
    """Return a colour written as #rrggbb, in hexadecimal digits."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def format_color(color: Color) -> str:
    """Return a colour as #rrggbb."""
    return f"#{bytes(color).hex()}"


def mix(one: Color, two: Color, part: float) -> Color:
    """Return two colours mixed as `color-mix(in srgb)` does. part: how much of the first."""
    red, green, blue = (round(a * part + b * (1 - part)) for a, b in zip(one, two, strict=True))
    return red, green, blue


def contrast(one: Color, two: Color) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _is_heat_readable(color: Color, heat: int) -> bool:
    return contrast(PAPER, mix(color, PAPER, heat / 100)) >= MIN_CONTRAST
