"""Letters that a conversion spoilt, such as `cafÃ©`: UTF-8 that a program took for Windows-1252."""

import re

from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem

_UNUSED = "\x81\x8d\x8f\x90\x9d"
"""The bytes that Windows-1252 has no letter for; programs make controls of them."""

_HIGH = _UNUSED + "\xa0-\xbf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
"""What becomes of the bytes that follow the first of a letter."""

_SPOILT = lazy_pattern(
    rf"(?<![A-ZÀ-Þ])[ÂÃ][{_HIGH}]|[ÂÃ][{_HIGH}](?=[a-z])|â[€‚„][{_HIGH}]|ðŸ[{_HIGH}]{{2}}"
    rf"|(?<=[a-z])[ÄÅ][{_HIGH}]|[ÄÅ][{_UNUSED}]"
    rf"|(?:[ÎÏÐÑ×ØÙ][{_HIGH}]){{3,}}|(?:[ã-é][{_HIGH}]{{2}}){{2,}}"
)
"""What no language writes; but a quotation may end as „FPÖ“ does, and a French one with é »."""

_LOST = "\ufffd"
_SUSPECT = lazy_pattern(rf"[Â-ÅÎ-Ñ×-Ùâ-éð][{_HIGH}]|{_LOST}")
"""What a text has that may have some; most have none, and are looked through quickly."""

_LONGEST = 60
"""Characters of a word before and after the spoilt letters that a message shows."""


def spoilt_letters_problem(text: str, path: str) -> Problem | None:
    """Return the problem of the first spoilt letters of a text (N122); None if it has none."""
    if text.isascii() or not _SUSPECT.search(text):
        return None
    spoilt = [match.start() for match in _SPOILT.finditer(text) if _mended(match[0]) != match[0]]
    lost = [match.start() for match in re.finditer(_LOST, text)]
    places = spoilt or lost
    if not places:
        return None
    start = places[0]
    before = re.split(r"[ \t\n]", text[max(0, start - _LONGEST) : start])[-1]
    after = re.split(r"[ \t\n]", text[start : start + _LONGEST], maxsplit=1)[0]
    more = f" ({len(places)} such places)" if len(places) > 1 else ""
    message = f"a letter was lost here when the text was converted{more}"
    hint = "type it anew"
    if spoilt:
        word = before + after
        start -= len(before)
        message = f'"{word}" is text in UTF-8 that a program took for Windows-1252{more}'
        hint = f"write {_mended(word)}, or copy the text anew"
    column = start - text.rfind("\n", 0, start)
    location = Location(path, text.count("\n", 0, start) + 1, column)
    return problem("N122", location, message, hint)


def _mended(text: str) -> str:
    """Return a text with its spoilt letters as they were; those of two conversions too."""
    for _ in range(2):
        mended = _decoded(text)
        if mended == text:
            mended = _SPOILT.sub(lambda match: _decoded(match[0]), text)
        if mended == text:
            break
        text = mended
    return text


def _decoded(text: str) -> str:
    """Return what a text is whose signs stand for bytes of UTF-8; the text if they do not."""
    try:
        return b"".join(
            sign.encode("latin-1" if sign in _UNUSED else "cp1252") for sign in text
        ).decode()
    except UnicodeError:
        return text
