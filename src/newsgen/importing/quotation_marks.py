"""Signs that stand around what is to be a quotation, until the whole text is Markdown."""

import re

from newsgen.content.markdown.source_map import blank_code

OPENING, CLOSING = "\ufdd1", "\ufdd2"
"""Each stands on a line of its own; Unicode has no such characters."""

_TAG = re.compile(r"\s*<(?P<end>/?)blockquote\b[^<>]*>\s*", re.IGNORECASE)


def mark_quotations(text: str) -> str:
    """Return a text in which signs stand for <blockquote> around Markdown.

    That is what stands below a blank line: HTML ends there.
    """
    if "<blockquote" not in text.casefold():
        return text
    lines = text.split("\n")
    open_lines: list[int] = []
    for number, seen in enumerate(blank_code(text).split("\n")):
        if not (match := _TAG.fullmatch(seen)):
            continue
        if not match["end"]:
            open_lines.append(number)
        elif open_lines:
            start = open_lines.pop()
            if not lines[start + 1].strip():
                lines[start], lines[number] = f"\n{OPENING}\n", f"\n{CLOSING}\n"
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Return a text in which what stands between the signs is a quotation."""
    if OPENING not in text:
        return text.replace(CLOSING, "")
    lines: list[str] = []
    depth = 0
    is_start = False
    for line in text.split("\n"):
        if OPENING in line or CLOSING in line:
            is_start = OPENING in line
            while not is_start and lines and not lines[-1].strip("> "):
                lines.pop()
            depth = max(depth + (1 if is_start else -1), 0)
        elif line.strip() or not (is_start or (depth and lines and not lines[-1].strip("> "))):
            lines.append(f"{'> ' * depth}{line}".rstrip())
            is_start = False
    return "\n".join(lines)
