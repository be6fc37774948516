"""Header lines above a text: those of Pelican and MultiMarkdown, comments, and those of Nikola."""

import re
from collections.abc import Mapping

from newsgen.model.value import Value

_HEADER = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):[ \t]*(?P<value>.*)")
_HEADER_KEYS = re.compile(r"(?:title|date|author|authors|category|tags|slug|layout)\s*:", re.I)
_COMMENT = re.compile(
    r"\[(?:#|//|comment)\]:\s*(?:#\s*[(\"'])?(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)"
)
"""A line that Markdown does not show, as `[#]: author: "A. Writer"`."""

_NIKOLA = re.compile(r"\.\. (?P<key>[\w-]+):(?!:)[ \t]*(?P<value>.*)")


class HeaderLines(Value, frozen=True):
    """What lines above a text say.

    Attributes:
        values: By their keys, in lower case.
        places: The number of the line of each key, from 1.
        end: The index of the first line of the text.
        is_comment: Whether they are comments of Markdown.
    """

    values: Mapping[str, str]
    places: Mapping[str, int]
    end: int
    is_comment: bool = False


def read_header_lines(lines: list[str]) -> HeaderLines | None:
    """Return what the first lines of a text say of it; None if it begins with no such lines."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() == "<!--":
        head = _lines_of(_NIKOLA, lines, start + 1)
        has_end = head and head.end < len(lines) and lines[head.end].strip() == "-->"
        return HeaderLines(head.values, head.places, head.end + bool(has_end)) if head else None
    if head := _lines_of(_NIKOLA, lines, start):
        return head
    if head := _lines_of(_COMMENT, lines, start):
        values = {key: value.strip("\"'()").strip() for key, value in head.values.items()}
        return HeaderLines(values, head.places, head.end, True)
    return _headers(lines, start)


def _lines_of(pattern: re.Pattern[str], lines: list[str], start: int) -> HeaderLines | None:
    """Return what lines of a pattern say; None if there is none."""
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    number = start
    while number < len(lines) and (match := pattern.match(lines[number].strip())):
        key = match["key"].casefold()
        values[key], places[key] = match["value"].strip(), number + 1
        number += 1
    return HeaderLines(values, places, number) if values else None


def _headers(lines: list[str], start: int) -> HeaderLines | None:
    """Return what lines such as `Title: Bridge opens` say; a value may go on below, indented."""
    is_head = any(map(_HEADER_KEYS.match, lines[start : start + 3]))
    if not is_head or not _HEADER.match(lines[start]):
        return None
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    key, number = "", start
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        if key and line[:1] in " \t":
            values[key] = f"{values[key]} {line.strip()}".strip()
        elif match := _HEADER.match(line):
            key = match["key"].strip().casefold().replace(" ", "_")
            values[key], places[key] = match["value"].strip(), number + 1
        else:
            break
        number += 1
    return HeaderLines(values, places, number)
