"""Finds comments that begin within a line of text and go on below it."""

import re

_MARK = re.compile(r"\\.|(`+)|<!--(?:-?>)?")


def find_open_comment(line: str) -> int:
    """Return where a comment begins that the line does not end; -1 if none does."""
    at = 0
    while mark := _MARK.search(line, at):
        at = mark.end()
        if mark[1]:
            code = re.compile(rf"(?<!`){mark[1]}(?!`)").search(line, at)
            at = code.end() if code else at
        elif mark[0] == "<!--":
            at = line.find("-->", at) + 3
            if at < 3:
                return mark.start()
    return -1
