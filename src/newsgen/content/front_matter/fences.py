"""The text of a file → its front matter and its body, cut at two fences: lines of `---`.

A line that only looks like one, or that stands in its place, is a fence too, and a problem.
"""

import re

from newsgen.content.schema import FRONT_MATTER_FIELDS
from newsgen.content.yaml.deceptive_signs import describe_first_sign, plain_signs
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value

_ARTICLE_HINT = "start the file with a line of --- , then title:, source: and date:, then --- again"
_PAGE_HINT = "start the file with a line of --- , then title:, then --- again"
_WRITE_FENCE = "write --- and nothing else in the line"
_REST_BELOW = "put what else is in the line into the next one, or take it out"

_KEYS = "|".join((*(field.name for field in FRONT_MATTER_FIELDS), "layout", "author", "headline"))
_KEY_LINE = lazy_pattern(rf"(?:{_KEYS})\s*[:：]", re.IGNORECASE)
_YAML_LINE = lazy_pattern(r"\s|-\s|#|[^\W\d][\w -]*:(?:\s|$)|$")
_CODE_FENCE = lazy_pattern(r"(?:```|~~~)[`~]*\s*\w*\s*")
_OTHER_ROW = lazy_pattern(r"(?:(?!-\s)(?:[^\w\s#\[\]{}()]|_)\s*){2,}")


class SourceParts(Value, frozen=True):
    """The YAML and the body of a file, each with the location of its first line."""

    yaml: str
    yaml_location: Location
    body: str
    body_location: Location


def split_front_matter(text: str, path: str) -> tuple[SourceParts | None, tuple[Problem, ...]]:
    """Return the parts of a file, or None if it has none, and the problems of its two fences.

    Blank lines may come first.
    """
    lines = text.split("\n")
    hint = _PAGE_HINT if path.startswith("pages/") else _ARTICLE_HINT
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None, (problem("N101", Location(path, 1, 1), "the file is empty", hint),)
    start = Location(path, first + 1, 1)
    opening = _mended_fence(lines[first], start)
    is_other = False
    if not opening and lines[first].rstrip() != "---":
        is_other = _is_other_fence(lines[first]) and _is_above_key(lines, first)
        if not is_other:
            return None, (_no_front_matter(lines, first, start, hint),)
        opening = _other_fence_problem(lines[first], start)
    for number in range(first + 1, len(lines)):
        line, location = lines[number], Location(path, number + 1, 1)
        closing = None if line[:1].isspace() else _mended_fence(line, location)
        if is_other and not closing and _is_other_fence(line):
            closing = _other_fence_problem(line, location)
        if closing or line.rstrip() == "---":
            parts = SourceParts(
                "\n".join(lines[first + 1 : number]),
                Location(path, first + 2, 1),
                "\n".join(lines[number + 1 :]),
                Location(path, number + 2, 1),
            )
            return parts, tuple(filter(None, (opening, closing)))
    message = "the front matter that starts here has no end"
    endless = problem("N102", start, message, _way_to_end(lines, first))
    return None, tuple(filter(None, (opening, endless)))


def _mended_fence(line: str, location: Location) -> Problem | None:
    """Return the problem of a line that looks like `---` and is not; None of any other line."""
    if line[:1].isalnum():  # as most lines do, so that nothing else is looked at
        return None
    signs = plain_signs(line)
    row = signs.replace(" ", "")
    if line.rstrip() == "---" or not row or row.strip("-"):
        return None
    if (row == "-" and line.isascii()) or (row != signs and len(row) < 3):
        return None
    if reason := describe_first_sign(line):
        message = f"this line looks like --- and is not: {reason}"
    elif row != signs:
        message = "blanks stand between these hyphens"
    elif row == "---":
        message = "blanks stand before this row of ---"
    else:
        message = f"this row has {len(row)} hyphens, and three are wanted"
    return problem("N135", location, message, _WRITE_FENCE)


def _is_other_fence(line: str) -> bool:
    """Return whether a line is a row of signs, such as `***`, or begins a block of code."""
    is_row = _OTHER_ROW.fullmatch(line) or _CODE_FENCE.fullmatch(line)
    return bool(is_row) and line.rstrip() != "---"


def _other_fence_problem(line: str, location: Location) -> Problem:
    return problem("N135", location, f"{line.strip()} stands where --- belongs", _WRITE_FENCE)


def _is_above_key(lines: list[str], number: int) -> bool:
    """Return whether the next line, or one after blank ones, begins with a key."""
    following = next(filter(str.strip, lines[number + 1 : number + 4]), "")
    return bool(_KEY_LINE.match(following))


def _no_front_matter(lines: list[str], first: int, location: Location, hint: str) -> Problem:
    """Return the problem of a file whose first line that is not blank is no fence."""
    line, message = lines[first].strip(), "there is no front matter"
    fences = (
        number
        for number in range(first + 1, len(lines))
        if lines[number].startswith("---") or _mended_fence(lines[number], location)
    )
    below = next((number for number in fences if _is_above_key(lines, number)), 0)
    if line.startswith("<<<<<<< "):
        message = "the file begins with a mark of git, which found two versions of it"
        hint = "keep one of them, and delete the lines of <<<<<<<, ======= and >>>>>>>"
    elif line == "+++":
        message = "this front matter is TOML, which newsgen does not read"
        hint = 'write --- for +++, and each key as in title: A headline instead of title = "…"'
    elif line.startswith("{"):
        message = "this front matter is JSON, which newsgen does not read"
        hint = "write --- above and below, and each key as in title: A headline"
    elif _KEY_LINE.match(line):
        message = "the front matter does not begin with ---"
        hint = "put a line of --- above this one"
        if "---" not in map(str.rstrip, lines):
            hint += ", and one below the last key"
    elif line.strip("\"'\\# ").startswith("---"):
        message, hint = "more than --- stands in this line", f"write --- alone; {_REST_BELOW}"
    elif below and _CODE_FENCE.fullmatch(line):
        message = f"the front matter, which begins in line {below + 1}, stands in a block of code"
        hint = f"take out this line, and the {line[:3]} that ends the block"
    elif below:
        message = f"text stands above the front matter, which begins in line {below + 1}"
        hint = "move it below the front matter, or take it out"
    return problem("N101", location, message, hint)


def _way_to_end(lines: list[str], first: int) -> str:
    """Return how to end front matter: often a line that is to end it has other signs."""
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() == "---":
            return f"line {number + 1} has blanks before its ---: take them out"
        if line.startswith("---"):
            return f"write --- alone in line {number + 1}; {_REST_BELOW}"
        if _is_other_fence(line):
            return f"write --- for the {line.strip()} in line {number + 1}"
        if not _YAML_LINE.match(line):
            break
    return "put a line of --- after the last key"
