"""Lines of YAML with deceptive signs → lines that are read as they look, and a problem for each.

Only where such a sign changes what is read: curly quotes in a headline, and no-break spaces between
words, are nobody's mistake.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from newsgen.content.yaml.deceptive_signs import (
    BLANKS,
    BULLETS,
    DOUBLE_QUOTES,
    HYPHENS,
    INVISIBLE,
    QUOTES,
    SIGNS,
    SINGLE_QUOTES,
    SPACE_SIGN,
    name_sign,
    plain_sign,
)
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.look_alikes import invisible_spans
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.value import Value, replace

_SUSPECT = lazy_pattern(rf"[{SIGNS}]|^ *(?:-[^\s\d-]|\* )", re.MULTILINE)
"""What makes a text worth a second look; most have none of it."""

_BLOCK_TEXT = lazy_pattern(r"[^#]*:\s+[|>][-+0-9]*\s*(?:#.*)?$")
_WAITING_KEY = lazy_pattern(r"\s*(?:-\s+)*[^\s#'\"\[{][^#]*?:\s*(?:#.*)?$")
_KEY = lazy_pattern(rf"(?P<key>[ ]*(?:-[ ]+)*[^\W\d][\w {BLANKS}{INVISIBLE}-]*)(?P<colon>[:：])")
_LIST_MARK = lazy_pattern(rf"(?P<indent> *)(?P<mark>[-*{HYPHENS}{BULLETS}])(?P<gap>\s*)(?=\S)")
_GAP = lazy_pattern(rf"[ \t{BLANKS}{INVISIBLE}]+")
_QUOTED = rf"[{QUOTES}](?P<text>[^{DOUBLE_QUOTES}]*)[{QUOTES}\"']"
_QUOTED_VALUE = lazy_pattern(rf"{_QUOTED}\s*(?: #.*)?$")
_HALF_QUOTED_VALUE = lazy_pattern(rf"\"(?P<text>[^\"{DOUBLE_QUOTES}]*)[{DOUBLE_QUOTES}]\s*$")
_QUOTED_ITEM = lazy_pattern(
    rf"""(?<=[\[,，])(?P<gap>[ ]*)(?:
        [{DOUBLE_QUOTES}](?P<double>[^{DOUBLE_QUOTES}"\]]{{0,300}})[{DOUBLE_QUOTES}"]
        |[{SINGLE_QUOTES}](?P<single>[^‘‚‛\]]{{0,300}}?)[{SINGLE_QUOTES}']
        |"(?P<half>[^{DOUBLE_QUOTES}"\\\]]{{0,300}})[{DOUBLE_QUOTES}]
        )(?=[ ]*[,，\]])""",
    re.VERBOSE,
)

_PROSE_KEYS = frozenset(
    ("title", "summary", "note", "alt", "credit", "caption", "description", "tagline", "label")
)
"""Keys whose value may well be a quotation."""

_LATIN_END = 0x530
"""The first character after Latin, Greek and Cyrillic, in which no word needs an invisible sign."""

_KEEP_QUOTES = 'or put "" around all of it if the marks belong to it'


class LineRepair(Value, frozen=True):
    """A mended line, with the column of the mistake from 0, a message and a way out."""

    line: str
    column: int
    message: str
    hint: str
    code: str = "N135"


_Rule = Callable[[str, str], LineRepair | None]
"""Takes a line, and the mended one before it that is not blank."""


def mend_lines(text: str, location: Location) -> tuple[str, tuple[Problem, ...]]:
    """Return a YAML text whose lines are read as they look, and a problem for each mended line.

    location: of the first line.
    """
    if not _SUSPECT.search(text):
        return text, ()
    lines = text.split("\n")
    problems: list[Problem] = []
    previous, block_indent = "", -1
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        is_block_text = 0 <= block_indent < indent
        rules = () if is_block_text else _RULES
        for repair in _repairs(line, previous, rules) if _SUSPECT.search(line) else ():
            lines[number] = repair.line
            at = Location(location.path, location.line + number, repair.column + 1)
            problems.append(problem(repair.code, at, repair.message, repair.hint))
        if not is_block_text:
            previous = lines[number]
            block_indent = indent if _BLOCK_TEXT.match(previous) else -1
    return "\n".join(lines), tuple(problems)


def _repairs(line: str, previous: str, rules: tuple[_Rule, ...]) -> Iterator[LineRepair]:
    """Yield the first repair of a line, made by one rule after the other, and that of its text."""
    repairs, length = [], len(line)
    for rule in rules:
        if repair := rule(line, previous):
            repairs.append(repair)
            line = repair.line
    if repairs:
        first = repairs[0]
        hint = first.hint.format(line=line.strip())
        yield LineRepair(line, first.column, first.message, hint, first.code)
    if repair := _invisible_sign(line):
        # The line may be longer by now, in front of the sign as a rule.
        column = max(0, repair.column + length - len(line))
        yield replace(repair, column=column)


def _indent(line: str, previous: str) -> LineRepair | None:
    lead = re.match(rf"[ {BLANKS}{INVISIBLE}]*", line)
    if not lead or not (sign := SPACE_SIGN.search(lead[0])):
        return None
    message = f"the line is indented by {name_sign(sign[0])}"
    line = "".join(map(plain_sign, lead[0])) + line[lead.end() :]
    return LineRepair(line, sign.start(), message, "type ordinary blanks before it")


def _list_mark(line: str, previous: str) -> LineRepair | None:
    """Mend `• Council` and `-Council` below a key without a value, or below such an item."""
    match = _LIST_MARK.match(line)
    if not match:
        return None
    mark, rest = match["mark"], line[match.end() :]
    gap = match["gap"]
    if mark == "-" and (gap[:1] in (" ", "\t") if gap else rest[0] == "-" or rest[0].isdigit()):
        return None
    if mark == "*" and not match["gap"]:
        return None
    is_item_before = previous.startswith(f"{match['indent']}- ")
    if not _WAITING_KEY.match(previous) and not is_item_before:
        return None
    message = (
        f"{name_sign(gap[0])} follows the dash, and is no blank"
        if mark == "-" and gap
        else "there is no blank after the dash"
        if mark == "-"
        else f"{name_sign(mark)} does not begin an item of a list"
    )
    line = f"{match['indent']}- {rest}"
    return LineRepair(line, match.start("mark"), message, "write {line}", "N137")


def _hidden_sign(key: str) -> re.Match[str] | None:
    """Return the first sign of a key that nobody sees; a joiner that shows in Persian is none."""
    hidden = {at for span in invisible_spans(key) for at in range(*span)}
    signs = SPACE_SIGN.finditer(key)
    return next((sign for sign in signs if sign[0].isspace() or sign.start() in hidden), None)


def _key(line: str, previous: str) -> LineRepair | None:
    match = _KEY.match(line)
    if not match or (match["colon"] == ":" and not SPACE_SIGN.search(match["key"].rstrip())):
        return None
    key, rest = match["key"], line[match.end() :]
    if match["colon"] == ":":
        if not rest.startswith(" ") and rest.strip():
            return None
        sign = _hidden_sign(key)
        if not sign or (sign[0] in "\u00a0\u202f\u3000" and key[sign.end() :].strip()):
            return None  # a name of several words, or a blank before the colon, as in French
        message = f"{name_sign(sign[0])} is in the key, where it cannot be seen"
        column = sign.start()
    else:
        if key[:1] == " " and not _WAITING_KEY.match(previous) and not _KEY.match(previous):
            return None
        message, column = f"{name_sign('：')} is no colon", match.start("colon")
    key = "".join(map(plain_sign, key)).rstrip()
    rest = re.sub(rf"^[ {BLANKS}{INVISIBLE}]*(?=\S)", " ", rest)
    return LineRepair(f"{key}:{rest}", column, message, "write {line}")


def _gap(line: str, previous: str) -> LineRepair | None:
    """Mend a blank after the colon that is none to YAML."""
    key = _KEY.match(line)
    gap = _GAP.match(line, key.end()) if key else None
    if not gap or gap.end() == len(line) or not (sign := SPACE_SIGN.search(gap[0])):
        return None
    if gap[0][0] == " " and line[gap.end()] not in "\"'[{|>":
        return None
    message = f"{name_sign(sign[0])} follows the colon, and is no blank"
    line = f"{line[: gap.start()]} {line[gap.end() :]}"
    return LineRepair(line, gap.start() + sign.start(), message, "write {line}")


def _value_parts(line: str) -> tuple[str, str, str]:
    """Return all before the value of a line, its key, and its value."""
    match = re.match(r"(?P<lead>\s*(?:-\s+)*(?:(?P<key>[^\s:\"'\[{][^:]*):\s+)?)", line)
    lead = match["lead"] if match else ""
    return lead, ((match and match["key"]) or "").rstrip(), line[len(lead) :]


def _quotes(line: str, previous: str) -> LineRepair | None:
    """Mend a value in quotes that quote nothing, unless it may be a headline that quotes."""
    lead, key, value = _value_parts(line)
    if not lead.strip():
        return None
    match = _QUOTED_VALUE.match(value)
    if match and key in _PROSE_KEYS and not re.search(r":\s| #", match["text"]):
        return None
    match = match or _HALF_QUOTED_VALUE.match(value)
    if not match or not (sign := re.search(f"[{QUOTES}]", match[0])):
        return None
    message = f"{name_sign(sign[0])} does not quote here"
    text = match["text"]
    is_word = bool(re.fullmatch(r"[\d:+ Tt.-]+|[a-z]+", text))  # that needs no quotes at all
    line = lead + (text if is_word else _quote(text))
    hint = "write {line}" + (", " + _KEEP_QUOTES) * (not is_word)
    return LineRepair(line, len(lead) + sign.start(), message, hint)


def _flow_list(line: str, previous: str) -> LineRepair | None:
    """Mend a list in brackets whose quotes, commas or brackets only look like it."""
    lead, _, value = _value_parts(line)
    plain = re.sub("^［|］(?=\\s*$)", lambda match: plain_sign(match[0]), value)
    if not lead.strip() or plain[:1] != "[":
        return None
    mended = _QUOTED_ITEM.sub(_quote_item, plain)
    parts = re.split(r"(\"(?:[^\"\\]|\\.)*\"|'[^']*')", mended)
    parts[::2] = (re.sub("[，、]\\s*", ", ", part) for part in parts[::2])
    mended = "".join(parts)
    if mended == value:
        return None
    pairs = enumerate(zip(value, mended.ljust(len(value)), strict=False))
    column = next(at for at, (sign, plain) in pairs if sign != plain)
    sign = value[column]
    is_quote = sign in QUOTES
    role = "does not quote here" if is_quote else "does not make a list"
    hint = "write {line}" + (', or put "" around an item if the marks belong to it' * is_quote)
    return LineRepair(lead + mended, len(lead) + column, f"{name_sign(sign)} {role}", hint)


def _quote_item(match: re.Match[str]) -> str:
    return match["gap"] + _quote(match["double"] or match["single"] or match["half"] or "")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if {'"', "\\"} & set(text) else f'"{text}"'


def _invisible_sign(line: str) -> LineRepair | None:
    """Take out signs without a shape, but for those that some scripts need."""
    matches = [*re.finditer(f"[{INVISIBLE}]", line)]
    is_leftward = bool(matches) and any(map(_is_leftward, line))
    positions = [match.start() for match in matches if _is_stray(match, line, is_leftward)]
    if not positions:
        return None
    at = positions[0]
    word = line[:at].rpartition(" ")[2] + line[at:].partition(" ")[0]
    shown = re.sub(f"[{INVISIBLE}]", "", word).strip("\"'[]{},")
    message = f"{name_sign(line[at])} is in the value, where it cannot be seen"
    hint = f"type {shown} anew" if shown else "delete it"
    stray = frozenset(positions)
    mended = "".join(sign for at, sign in enumerate(line) if at not in stray)
    return LineRepair(mended, at, message, hint, "N136")


def _is_leftward(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _is_stray(match: re.Match[str], line: str, is_leftward: bool) -> bool:
    """Return whether an invisible sign is in no script that writes with it."""
    sign, start = match[0], match.start()
    if sign in "\u00ad\u034f" or "\u2060" <= sign <= "\u2064":
        return True
    if sign not in "\u180e\u200b\u200c\u200d":  # it says in which direction to read
        return not is_leftward
    letters = [letter for letter in line[max(0, start - 1) : start + 2] if letter.isalnum()]
    is_latin = all(ord(letter) < _LATIN_END for letter in letters)
    return is_latin and (bool(letters) or sign == "\u200b")


_RULES: tuple[_Rule, ...] = (_indent, _list_mark, _key, _gap, _quotes, _flow_list)
