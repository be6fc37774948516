"""Quotation marks and full stops of citations, as English styles have them.

Straight marks become curly ones. A title that stands in quotation marks has single ones inside. A
full stop or comma at the end of a text goes before the closing mark of a quotation.
"""

import re

from newsgen.model.lazy_pattern import lazy_pattern

_MARK = lazy_pattern(r"""["“”'‘’]""")
_CLOSERS = {"“": "”", "‘": "’"}
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")
_CLOSING_MARKS = lazy_pattern(r"[”’»]*$")


def quote(title: str) -> str:
    """Return a title as a sentence in quotation marks."""
    return f"“{end_sentence(curl_marks(title, is_quoted=True))}”"


def end_sentence(text: str) -> str:
    """Return a text with a full stop, unless another mark ends it."""
    inner = _CLOSING_MARKS.sub("", text)
    return text if inner.endswith(_SENTENCE_ENDS) else end_with(text, ".")


def end_with(text: str, mark: str) -> str:
    """Return a text with a mark at its end, or before the quotation mark that ends it."""
    last = text[-1:]
    closes = last == "”" or (last == "’" and text.count("‘") > 0)
    return f"{text[:-1]}{mark}{last}" if closes else f"{text}{mark}"


def curl_marks(text: str, *, is_quoted: bool = False) -> str:
    """Return a text with curly quotation marks. is_quoted: whether it stands in double ones."""
    if not (marks := list(_MARK.finditer(text))):
        return text
    curly: dict[int, str] = {}
    open_marks: list[tuple[int, str]] = []
    for number, match in enumerate(marks):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = _can_open(before, after) if mark in "'\"" else mark in "“‘" and not before.isalnum()
        if opens and (mark in "“‘" or _is_closed(text, marks[number + 1 :], mark)):
            open_marks.append((at, mark))
        elif closes := _opener(open_marks, mark, after):
            while open_marks[-1] != closes:
                open_marks.pop()
            level = len(open_marks) - 1 + is_quoted
            opener = closes[1]
            if is_quoted or opener not in _CLOSERS:
                opener = "“‘"[level % 2]
            curly[closes[0]], curly[at] = opener, _CLOSERS[opener]
            open_marks.pop()
        elif mark == "'":
            curly[at] = "’"
    return "".join(curly.get(at, sign) for at, sign in enumerate(text))


def _can_open(before: str, after: str) -> bool:
    return bool(after.strip()) and (not before.strip() or before in "([{—–-/“‘\"'")


def _is_closed(text: str, marks: list[re.Match[str]], mark: str) -> bool:
    """Return whether one of the marks that follow closes a straight one."""
    places = (match.start() for match in marks if match[0] == mark)
    return any(text[at - 1].strip() and not text[at + 1 : at + 2].isalnum() for at in places)


def _opener(open_marks: list[tuple[int, str]], mark: str, after: str) -> tuple[int, str] | None:
    """Return the innermost open mark that another closes; an apostrophe closes none."""
    if mark in "'’" and after.isalnum():
        return None
    wanted = {'"': '"', "”": "“", "'": "'", "’": "‘"}.get(mark)
    return next((each for each in reversed(open_marks) if each[1] == wanted), None)
