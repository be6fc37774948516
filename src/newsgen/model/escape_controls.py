"""Text for a terminal or a log: no character of a name can move the cursor or begin a new line."""

import re

from newsgen.model.lazy_pattern import lazy_pattern

_CONTROL = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Controls, separators of lines and paragraphs, surrogates, and what changes the direction."""


def escape_controls(text: str) -> str:
    """Return a text with its control characters written out, as in `\\x1b` and `\\u202e`."""
    return text if text.isprintable() else _CONTROL.sub(_escape, text)


def control_character(text: str) -> str:
    """Return how the first control character of a text is written: `U+001B`; empty if none is."""
    match = None if text.isprintable() else _CONTROL.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
