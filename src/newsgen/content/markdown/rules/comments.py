"""Hides comments that begin within a line of text and go on below an empty line."""

import re

from newsgen.content.markdown.source_map import SHORTCODE_MARKER, blank_code
from newsgen.model.lazy_pattern import lazy_pattern

_COMMENT = lazy_pattern(r"<!--(?:-?>)?")


def hide_long_comments(text: str) -> str:
    """Return a text of as many lines, without such comments."""
    if "<!--" not in text:
        return text
    without_code = blank_code(text)
    pieces: list[str] = []
    done = at = 0
    while found := _COMMENT.search(without_code, at):
        at = found.end()
        if found[0] != "<!--":
            continue
        end = text.find("-->", at)
        if end < 0:
            break
        at = end + 3
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        comment = text[found.start() : at]
        if line.strip(" \t>") and re.search(r"\n[ \t>]*\n", comment):
            pieces += text[done : found.start()], f"\n{SHORTCODE_MARKER}" * comment.count("\n")
            done = at
    return "".join(pieces) + text[done:]
