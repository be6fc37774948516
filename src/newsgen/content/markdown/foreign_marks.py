"""Finds what other programs than newsgen read as Markdown, or what nearly is Markdown.

It is shown as typed, and each has a problem that says what to write instead.
"""

import re
from collections.abc import Iterator

from markdown_it.common.utils import normalizeReference

from newsgen.content.markdown.foreign_mark_table import FOREIGN_MARKS
from newsgen.content.markdown.sign_pairs import sign_pair, sign_pairs
from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Problem, problem

_WIKI_LINK = lazy_pattern(r"(?<!\\)(!?\[\[[^\[\]\n]+\]\])(?![(\[:])")
_DEFINITION = lazy_pattern(r"^[ \t>]*\[([^\[\]\n]+)\]:", re.MULTILINE)

_MARKS = tuple(
    (mark, [(sign_pair(text), text) for text in mark.triggers]) for mark in FOREIGN_MARKS
)
"""Each with its triggers, each after the signs by which it is known to be missing."""


def find_foreign_marks(source_map: SourceMap) -> Iterator[Problem]:
    """Yield a problem for each such mark, one a line and kind."""
    text = source_map.text_without_code
    pairs = sign_pairs(text)
    for mark, triggers in _MARKS:
        if not any(pair in pairs and trigger in text for pair, trigger in triggers):
            continue
        last_line = -1
        for match in mark.pattern.finditer(text):
            group = match.lastindex or 0
            start = match.start(group)
            beside = slice(max(start - 1, 0), start + 3)
            if mark.triggers == ("** ",) and source_map.text[beside] != text[beside]:
                continue  # Code stands beside these signs: they mark strong words.
            location = source_map.location_at(start)
            # Of lines one below the other only the first has a problem.
            if location.line > last_line + (mark.code == "N207"):
                message = mark.message.replace("{}", _shorten(match[group]))
                yield problem(mark.code, location, message, mark.hint)
            last_line = location.line
    if "[[" in text:
        yield from _wiki_links(source_map, text)


def _wiki_links(source_map: SourceMap, text: str) -> Iterator[Problem]:
    labels = {normalizeReference(label) for label in _DEFINITION.findall(text)}
    for match in _WIKI_LINK.finditer(text):
        if normalizeReference(match[1].strip("![]")) in labels or "TOC" in match[1].upper():
            continue
        message = f"{_shorten(match[1])} is a link in wikis; here it is shown as typed"
        hint = "write [words](file.md)"
        yield problem("N210", source_map.location_at(match.start()), message, hint)


def _shorten(typed: str) -> str:
    typed = " ".join(typed.split())
    return typed if len(typed) <= 40 else typed[:39] + "…"
