"""The front matter of reStructuredText: its title and the list of fields below it."""

import re
from collections.abc import Mapping

from newsgen.importing.foreign_values.front_matter_formats import (
    ForeignFrontMatter,
    Plain,
    read_foreign_front_matter,
)
from newsgen.model.value import replace

_ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1*[ \t]*")
_FIELD = re.compile(r":(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_MARKUP = re.compile(r"\\(\S)|``(.+?)``|\*\*(\S.*?)\*\*|`([^`<>]+?)\s*(?:<[^<>]*>)?`_{0,2}")


def read_rst_front_matter(text: str) -> ForeignFrontMatter:
    """Return the front matter of a file: comments as Nikola writes them, or a title and fields.

    A title that stands alone is the value `title`. Fields may stand before the title, too.
    """
    matter = read_foreign_front_matter(text)
    if matter.error or matter.values:
        return matter
    lines = text.split("\n")
    values: dict[str, Plain] = {}
    places: dict[str, int] = {}
    number = _fields(lines, _next_text(lines, 0), values, places)
    start = _next_text(lines, number)
    end, title = _title(lines, start)
    if title:
        values.setdefault("title", title)
        if values["title"] == title:
            places.setdefault("title", start + 1)
            number = end
            if len(places) == 1:
                number = _fields(lines, _next_text(lines, end), values, places) or end
    if not values:
        return matter
    body = "\n".join(lines[number:])
    return replace(matter, values=values, lines=places, body=body, body_line=number + 1)


def _next_text(lines: list[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _title(lines: list[str], number: int) -> tuple[int, str]:
    """Return the line below the title on a line, and the title; empty if there is none."""

    def is_adornment(index: int, least: int) -> bool:
        line = lines[index].rstrip() if index < len(lines) else ""
        return len(line) >= least and bool(_ADORNMENT.fullmatch(line))

    words = lines[number].strip() if number < len(lines) else ""
    if is_adornment(number, 2) and is_adornment(number + 2, 2):
        inner = lines[number + 1].strip()
        return (number + 3, _plain(inner)) if inner else (number, "")
    if words and not lines[number][:1].isspace() and is_adornment(number + 1, min(4, len(words))):
        return number + 2, _plain(words)
    return number, ""


def _fields(lines: list[str], number: int, values: dict[str, Plain], places: dict[str, int]) -> int:
    """Read the fields that begin on a line; return the line below them, 0 if there are none."""
    key = ""
    end = 0
    while number < len(lines):
        line = lines[number]
        if match := _FIELD.fullmatch(line.rstrip()):
            key = match["key"].strip().casefold().replace(" ", "_")
            values[key], places[key] = (match["value"] or "").strip(), number + 1
        elif key and line[:1].isspace() and line.strip():
            values[key] = f"{values[key]} {line.strip()}".strip()
        elif line.strip() or not key:
            break
        else:
            following = _next_text(lines, number)
            is_more = following < len(lines) and lines[following][:1] in (" ", "\t", ":")
            if not is_more or not key:
                break
            number = following
            continue
        number += 1
        end = number
    _clean(values, places)
    return end


def _clean(values: dict[str, Plain], places: Mapping[str, int]) -> None:
    """Take the marks of reStructuredText out of values that are read as plain text."""
    for key in places:
        value = values[key]
        if isinstance(value, str) and key in ("title", "summary", "description", "subtitle"):
            values[key] = _plain(value)


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda match: next(filter(None, match.groups()), ""), text)
