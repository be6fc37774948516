"""Plain text → Markdown that shows the same: nothing in it becomes a heading, link or shortcode."""

import re
from collections.abc import Iterator

_SIGNS = re.compile(r"[\\`*_\[\]<>]|(?<=[{(]){|(?<=\{)[%<{]|&(?=#?\w+;)|~(?=~)")
_UNDERSCORE_IN_WORD = re.compile(r"(?<=\w)\\_(?=\w)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s)|\d{1,9}(?=[.)]\s)|=+$|-+$|\|)")
_BULLET = re.compile(r"^\s*[•·▪‣◦●○*–-]\s+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'»”]+[^\s<>\"'»”.,;:!?)\]]")
_LONG_LINE = 120
"""Lines of more characters are whole paragraphs, not lines of one."""


def markdown_of_text(text: str) -> str:
    """Return the Markdown of a plain text: its paragraphs, lists and addresses."""
    return "\n\n".join(filter(None, map(_block, _paragraphs(text))))


def escape_markdown(line: str) -> str:
    """Return a line of plain text so that Markdown shows its very signs."""
    return escape_line_start(escape_words(line))


def escape_words(text: str) -> str:
    """Return a part of a line so that Markdown shows its signs; its addresses become links."""
    parts = []
    end = 0
    for match in _ADDRESS.finditer(text):
        parts += [escape_signs(text[end : match.start()]), f"<{match[0]}>"]
        end = match.end()
    return "".join((*parts, escape_signs(text[end:])))


def escape_line_start(line: str) -> str:
    """Return a line that begins no heading, list, table or rule by its first signs."""
    return _LINE_START.sub(_escape_start, line)


def escape_signs(text: str) -> str:
    """Return a part of a line so that Markdown shows its very signs."""
    return _UNDERSCORE_IN_WORD.sub("_", _SIGNS.sub(r"\\\g<0>", text))


def _escape_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark}\\" if mark.isdigit() else f"{match[1]}\\{mark}"


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph. If no empty lines part them, each long line is one."""
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    has_gaps = any(not line for line in lines[: len(lines) - 1][1:]) and len(filled) < len(lines)
    are_long = sum(len(line) > _LONG_LINE for line in filled) * 2 >= len(filled)
    paragraph: list[str] = []
    for line in lines:
        is_item = bool(_BULLET.match(line))
        starts = paragraph and is_item != bool(_BULLET.match(paragraph[-1]))
        if not line or starts or (paragraph and not is_item and (are_long or not has_gaps)):
            if paragraph:
                yield paragraph
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _block(lines: list[str]) -> str:
    if all(_BULLET.match(line) for line in lines) and len(lines) > 1:
        return "\n".join(f"- {escape_markdown(_BULLET.sub('', line).strip())}" for line in lines)
    return "\n".join(escape_markdown(line.strip()) for line in lines)
