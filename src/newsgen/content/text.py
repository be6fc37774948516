"""Bytes → clean text: UTF-8, one kind of line end, nothing a page or an XML file may not hold.

Removing what is forbidden keeps every line where it was, so places found later are right.
"""

import re

from newsgen.model.problem import Location, Problem, problem

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
"""What neither HTML nor XML 1.0 may hold: controls, surrogates, noncharacters; and a lost BOM."""

_LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")

_HARMLESS_BYTES = bytes(
    byte
    for byte in range(0xF0)
    if byte in b"\t\n" or not (byte < 0x20 or byte in (0x7F, 0xC2, 0xED, 0xEF))
)
"""Bytes of UTF-8 that begin nothing forbidden: all but those of controls and of characters beside
noncharacters and surrogates."""


def contains_any(text: str, characters: str) -> bool:
    """Whether a text holds one of a few characters; many times as quick as a pattern of them."""
    return any(map(text.__contains__, characters))


def may_contain_forbidden(text: str) -> bool:
    """Whether a text may hold what is forbidden. Of most a glance at their bytes says no."""
    if not text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS_BYTES):
        return False
    return not text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable()


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file and its problems; None if the bytes are not UTF-8 (N114)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data = error.object  # without the byte order mark, from which on `start` counts
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "ignore")) + 1
        found = problem(
            "N114",
            Location(path, line, column),
            f"the byte 0x{data[error.start]:02x} is not UTF-8 text",
            "save the file with the encoding UTF-8",
        )
        return None, (found,)
    return clean_text(text, Location(path, 1, 1))


def clean_text(text: str, location: Location) -> tuple[str, tuple[Problem, ...]]:
    """The text with \\n for every line end and without forbidden characters (N115, one a line)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (may_contain_forbidden(text) or contains_any(text, "\u2028\u2029")):
        return text, ()
    # YAML would break lines at these, an editor does not: every place after one would be wrong.
    text = _LINE_SEPARATORS.sub(" ", text)
    if not FORBIDDEN_CHARACTERS.search(text):
        return text, ()
    found = []
    for number, line in enumerate(text.split("\n")):
        if bad := FORBIDDEN_CHARACTERS.search(line):
            where = Location(location.path, location.line + number, bad.start() + 1)
            message = f"a control character (U+{ord(bad.group()):04X}) that no page can show"
            found.append(problem("N115", where, message, "delete it"))
    return FORBIDDEN_CHARACTERS.sub("", text), tuple(found)
