"""Bytes → clean text: UTF-8, \\n as line end, no character that HTML or XML forbids."""

from newsgen.content.spoilt_letters import spoilt_letters_problem
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.look_alikes import without_invisible
from newsgen.model.problem import Location, Problem, problem

FORBIDDEN_CHARACTERS = lazy_pattern(
    "[^\t\n -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    + "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""What HTML and XML 1.0 forbid: controls, surrogates, noncharacters; and byte order marks.

It is written as what is not allowed, because most texts are then passed by the first ranges.
"""

_OTHER_ENCODINGS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", 'UTF-16, which Notepad calls "Unicode"'),
    (b"\xfe\xff", "UTF-16"),
    (b"-\0", 'UTF-16, which Notepad calls "Unicode"'),
    (b"\0-", "UTF-16"),
    (b"{\\rtf", "RTF, a format of word processors"),
    (b"PK\x03\x04", "a document of a word processor or an archive"),
)
"""How files begin that other programs save; the last four without a byte order mark."""

_LATIN_CONTROLS = lazy_pattern("[\x80-\x84\x86-\x9f]")
_LINE_SEPARATORS = lazy_pattern("[\x85\u2028\u2029]")

_HARMLESS_BYTES = bytes(
    byte
    for byte in range(0xF0)
    if byte in b"\t\n" or not (byte < 0x20 or byte in (0x7F, 0xC2, 0xED, 0xEF))
)
"""Bytes of UTF-8 that cannot begin a forbidden character."""


def contains_any(text: str, characters: str) -> bool:
    """Return whether a text holds one of a few characters. Faster than a regular expression."""
    return any(map(text.__contains__, characters))


def may_contain_forbidden(text: str) -> bool:
    """Return False if a text certainly holds no forbidden character. Fast for most texts."""
    if not text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS_BYTES):
        return False
    return not text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable()


def one_line(text: str) -> str:
    """Return a text in one line: every run of spaces and line ends becomes one space."""
    return " ".join(text.split())


def name_text(text: str) -> str:
    """Return a name as it is shown: in one line, without what nobody sees."""
    return " ".join(without_invisible(text).split())


def forbidden_character_problem(character: str, location: Location) -> Problem:
    """Return the problem of a forbidden character (N115)."""
    message = f"a control character (U+{ord(character):04X}) that no page can show"
    return problem("N115", location, message, "delete it")


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file and its problems; None if the bytes are not UTF-8 (N114)."""
    if name := next((name for mark, name in _OTHER_ENCODINGS if data.startswith(mark)), ""):
        message = f"the file is saved as {name}, not as UTF-8"
        hint = "save it anew, and choose UTF-8 where the program asks for the encoding"
        return None, (problem("N114", Location(path, 1, 1), message, hint),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data = error.object  # without the byte order mark, from which on `start` counts
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "ignore")) + 1
        byte = data[error.start : error.start + 1]
        meant = "" if b"\0" in data else byte.decode("cp1252", "ignore")
        letter = f" (it is {meant} in Windows-1252)" if meant.isprintable() and meant else ""
        message = f"the byte 0x{byte.hex()} is not UTF-8 text{letter}"
        hint = "save the file anew with the encoding UTF-8"
        return None, (problem("N114", Location(path, line, column), message, hint),)
    spoilt = spoilt_letters_problem(text, path)
    if spoilt:
        text = _LATIN_CONTROLS.sub("", text)  # what such a conversion leaves of some letters
    text, problems = clean_text(text, Location(path, 1, 1))
    return text, (*filter(None, [spoilt]), *problems)


def clean_text(text: str, location: Location) -> tuple[str, tuple[Problem, ...]]:
    """Return the text without forbidden characters; a line that had some has one problem (N115)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not (may_contain_forbidden(text) or contains_any(text, "\u2028\u2029")):
        return text, ()
    # YAML would break lines at these, an editor does not: every location after one would be wrong.
    text = _LINE_SEPARATORS.sub(" ", text)
    if not FORBIDDEN_CHARACTERS.search(text):
        return text, ()
    problems = tuple(
        forbidden_character_problem(
            match[0], Location(location.path, location.line + number, match.start() + 1)
        )
        for number, line in enumerate(text.split("\n"))
        if (match := FORBIDDEN_CHARACTERS.search(line))
    )
    return FORBIDDEN_CHARACTERS.sub("", text), problems
