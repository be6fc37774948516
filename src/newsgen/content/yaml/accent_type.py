"""The type of an accent colour: how it is parsed, and what JSON Schema and snippets say of it."""

import math
from datetime import tzinfo
from typing import Any

from newsgen.content.yaml.scalar_types import ScalarType
from newsgen.model.accent import (
    MIN_CONTRAST,
    darkened,
    format_color,
    is_readable,
    lowest_contrast,
    make_accent,
    parse_color,
)


class AccentType(ScalarType, frozen=True):
    """A colour as style sheets write it, dark enough for text."""

    _words = "colour"
    _description = "a colour"
    _example = '"#0b5c3b"'
    _pattern = "#[0-9A-Fa-f]{6}"
    _pattern_hint = 'write six hexadecimal digits in quotes, as in "#0b5c3b"'

    def _hint(self, text: str) -> str:
        return self._pattern_hint

    def _parse(self, text: str, zone: tzinfo) -> Any | tuple[str, str]:
        if self._convert(text) is None:
            return super()._parse(text, zone)
        color = parse_color(text)
        if is_readable(color):
            return make_accent(text)
        found = math.floor(10 * lowest_contrast(color)) / 10
        message = f'text in "{text}" cannot be read: its contrast is {found}, not {MIN_CONTRAST}'
        return message, f'a darker one of its kind is "{format_color(darkened(color))}"'
