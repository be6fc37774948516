"""Front matter with errors → what of it can be read all the same, so that one error hides no other.

A key that cannot be read is left out with its lines, and the rest is read again. That is done only
where the error is one that newsgen understands; else the rest would be a guess.
"""

from newsgen.content.yaml.nodes import MappingNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.content.yaml.syntax_errors import UNRECOVERABLE
from newsgen.content.yaml.value_errors import CONFLICT_MARK
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem
from newsgen.model.value import Value

_READING_CODES = ("N109", "N112")
"""Problems that keep a part from being read."""

_MAX_ERRORS = 8
"""Readings of one text. More errors than that are no slips."""

_FIRST_WORD = lazy_pattern(r"[\W_]*(?P<key>[^\W\d]\w*)")
_CONTINUATION = lazy_pattern(r"\s|-(?!\w)|#|$")


class FrontMatter(Value, frozen=True):
    """The keys and values of front matter.

    Attributes:
        mapping: None if nothing can be read.
        is_whole: Whether nothing was left out.
        unread_keys: Those left out; they are not missing.
    """

    mapping: MappingNode | None
    problems: tuple[Problem, ...]
    is_whole: bool = True
    unread_keys: frozenset[str] = frozenset()


def read_front_matter(text: str, location: Location) -> FrontMatter:
    """Return what can be read of front matter. location: of its first line."""
    lines = text.split("\n")
    problems: dict[Problem, None] = {}  # in order, each once
    unread_keys: set[str] = set()
    for _ in range(_MAX_ERRORS):
        mapping, reading_problems = read_mapping("\n".join(lines), location)
        error = next((item for item in reading_problems if item.code in _READING_CODES), None)
        if error and error.message in UNRECOVERABLE and problems:
            break  # it may only come of what was left out
        problems |= dict.fromkeys(reading_problems)
        if error is None:
            is_whole = not any(item.code in _READING_CODES for item in problems)
            mapping = mapping or MappingNode((), location)
            return FrontMatter(mapping, tuple(problems), is_whole, frozenset(unread_keys))
        if error.message in UNRECOVERABLE:
            break
        unread_keys |= _blank_out(lines, error.location.line - location.line)
    return FrontMatter(None, tuple(problems), is_whole=False)


def _blank_out(lines: list[str], line: int) -> set[str]:
    """Take the key that a line belongs to out of the lines; return what may be keys in them.

    Of versions that git could not join, the first stays.
    """
    if CONFLICT_MARK.match(lines[line]):
        is_first_version = True
        for number, text in enumerate(lines):
            if is_mark := bool(CONFLICT_MARK.match(text)):
                is_first_version = text[0] in "<>"
            if is_mark or not is_first_version:
                lines[number] = ""
        return set()
    start = end = line
    while start > 0 and _CONTINUATION.match(lines[start]):
        start -= 1
    while end + 1 < len(lines) and _CONTINUATION.match(lines[end + 1]):
        end += 1
    words = [_FIRST_WORD.match(text) for text in lines[start : end + 1]]
    lines[start : end + 1] = [""] * (end + 1 - start)
    return {word["key"] for word in words if word}
