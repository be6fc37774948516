"""Mends blocks after the library found them, and tells what was perhaps not meant so."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from newsgen.content.markdown.rules.finding import Finding
from newsgen.content.markdown.rules.numbers import keep_numbers
from newsgen.model.lazy_pattern import lazy_pattern

_LANGUAGE = lazy_pattern(r"\{?[ \t]*\.?([\w#.+-]{1,40})(?![^\s{},:;])")
"""The language of fenced code: its first word, which other programs put in braces."""

_QUOTE_MARKS = lazy_pattern(r"[ \t>]*")
_ITEM = lazy_pattern(r"(?:[-+*]|\d+[.)])[ \t]*")
_CODE_SIGN = lazy_pattern(r"[{}<>=$\\|`~^]|\(\)|://|;$")
_LINK = lazy_pattern(r"\[[^\[\]]*\]\([^()\s]*\)")
_TAG = lazy_pattern(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
_UNSPACED = lazy_pattern(r"[\u0e00-\u1fff\u3000-\uabff]")
"""A letter of a script that may have no spaces between words."""

_END_OF_SENTENCE = lazy_pattern(r"[.;:,…。；：，]['\"”’»)]*$")
_TOLD = lazy_pattern(r"^(?:<<<<<<<|title:|source:|date:)", re.MULTILINE)
"""Marks of git and front matter, which have problems of their own."""

_ROW = lazy_pattern(r"\|.*|.*[^\s|\\] \| .*")
_DASHES = lazy_pattern(r"[ \t|:]*-[ \t|:-]*")


def mend_blocks(state: StateCore) -> None:
    """Mend the blocks of a text and its footnotes."""
    state.tokens = _mend(state.tokens, state.env)
    for note in state.env["footnotes"].values():
        note.tokens = _mend(note.tokens, state.env)


def _mend(tokens: list[Token], env: Mapping[str, Any]) -> list[Token]:
    findings, lines = env["findings"], env["lines"]
    is_html_told = False
    for at, token in enumerate(tokens):
        if token.type == "fence":
            findings += _open_fence(token)
            language = _LANGUAGE.match(unescapeAll(token.info.strip()))
            token.info = language[1] if language else ""
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            findings += _open_comment(token)
        elif token.type == "table_open":
            findings += _long_rows(tokens, at, lines)
        elif token.type == "code_block":
            has_html = at > 0 and tokens[at - 1].type == "html_block"
            findings += _text_as_code(token, has_html and not is_html_told)
            is_html_told = is_html_told or has_html
        elif token.type == "heading_open" and token.markup in ("-", "="):
            findings += _underlined_text(token, tokens[at + 1].content)
        elif token.type == "paragraph_open" and "|" in tokens[at + 1].content:
            findings += _rows_without_head(token, tokens[at + 1].content)
        elif token.type in ("th_open", "td_open") and token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).partition(":")[2]}
    findings += _not_nested(tokens, lines)
    return keep_numbers(tokens, findings)


def _open_fence(token: Token) -> Iterator[Finding]:
    first, end = token.map or (0, 0)
    if end - first == len(token.content.splitlines()) + 1:
        message = "this block of code has no end; the text below it is shown as code"
        hint = f"write {token.markup} on a line of its own below the code"
        yield Finding("N209", first, 0, token.markup, message, hint)


def _open_comment(token: Token) -> Iterator[Finding]:
    if "-->" not in token.content:
        message = "this comment has no end; the text below it is not shown"
        near = token.content.strip().partition("\n")[0]
        token.content = ""
        line = (token.map or [0])[0]
        yield Finding("N209", line, 0, near, message, "write --> where the comment ends")


def _text_as_code(token: Token, is_after_html: bool) -> Iterator[Finding]:
    """Yield a finding for code that is a paragraph with blanks before it, or goes on with HTML."""
    first = token.content.partition("\n")[0].strip()
    is_long = len(first.split()) > 4 or len(_UNSPACED.findall(first)) > 7
    is_prose = is_long and not first[0].islower() and not _CODE_SIGN.search(_LINK.sub("", first))
    if is_prose or (is_after_html and _TAG.match(first)):
        line = (token.map or [0])[0]
        message = "four blanks or a tab make code of this " + ("paragraph" if is_prose else "HTML")
        hint = "take the blanks out, or write ~~~ above and below it if it is code"
        yield Finding("N316", line, 0, first, message, hint)


def _underlined_text(token: Token, text: str) -> Iterator[Finding]:
    """Yield a finding for a sentence or paragraph that the line below it makes a heading."""
    is_long = "\n" in text or len(text) > 120
    if (is_long or _END_OF_SENTENCE.search(text)) and not _TOLD.search(text):
        line = (token.map or [0])[0]
        message = f"the line of {token.markup} below this text makes a heading of it"
        hint = "leave an empty line above that line, or take it out"
        yield Finding("N316", line, 0, text.partition("\n")[0], message, hint)


def _rows_without_head(token: Token, text: str) -> Iterator[Finding]:
    """Yield a finding for rows of a table that Markdown takes for a paragraph."""
    rows = text.split("\n")
    if len(rows) < 2 or not all(map(_ROW.fullmatch, rows)):
        return
    message = "these rows are no table, and are shown in one paragraph"
    count = len(escapedSplit(rows[0].strip().strip("|")))
    hint = f"write {'|---' * count}| below the first row"
    if any(map(_DASHES.fullmatch, rows[1:2])):
        hint = f"give the row of dashes as many cells as the first row: {'|---' * count}|"
    yield Finding("N209", (token.map or [0])[0], 0, rows[0], message, hint)


def _long_rows(tokens: list[Token], at: int, lines: list[str]) -> Iterator[Finding]:
    """Yield a finding for each row of a table with more cells than its head."""
    count = 0
    while tokens[at].type != "table_close":
        token = tokens[at]
        count += token.type == "th_open"
        if token.type == "tr_open" and token.map and count:
            row = lines[token.map[0]][_prefix_width(lines[token.map[0]]) :].strip()
            cells = escapedSplit(row.removeprefix("|"))
            if cells[1:] and not cells[-1]:
                cells.pop()
            if len(cells) > count:
                message = (
                    f"this row has {len(cells)} cells and the head of the table {count};"
                    " the rest is not shown"
                )
                hint = "give the head as many cells, or write \\| for a sign | in a cell"
                yield Finding("N214", token.map[0], 0, row, message, hint)
        at += 1


def _not_nested(tokens: list[Token], lines: list[str]) -> Iterator[Finding]:
    """Yield a finding for each item that is indented further than the one beside it."""
    before: dict[int, tuple[int, int]] = {}
    for token in tokens:
        if token.type == "list_item_open" and token.map:
            line = lines[token.map[0]]
            margin = _prefix_width(line)
            mark = _ITEM.match(line, margin)
            typed = token.info + token.markup
            if not mark or not mark[0].startswith(typed):
                continue
            before = {level: found for level, found in before.items() if level <= token.level}
            last_margin, indent = before.get(token.level, (margin, 0))
            if margin > last_margin:
                message = "this item is not nested in the one above it"
                hint = (
                    f"begin it with {indent} spaces, so that it stands below the text of that one"
                )
                yield Finding("N207", token.map[0], 0, typed, message, hint)
            before[token.level] = margin, margin + len(mark[0])
        elif token.nesting >= 0 and "list" not in token.type:
            before.pop(token.level + 1, None)


def _prefix_width(line: str) -> int:
    prefix = _QUOTE_MARKS.match(line)
    return prefix.end() if prefix else 0


def unused_definitions(env: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each definition that no reference has the label of."""
    references = env.get("references", {})
    if not references:
        return
    for label, definition in references.items():
        if label not in env["labels"]:
            line = definition["map"][0]
            near = env["lines"][line][_prefix_width(env["lines"][line]) :]
            message = "this line is the address of a reference, but nothing refers to it"
            hint = "begin it with \\[ to show it as text, or take it out"
            yield Finding("N211", line, 0, near, message, hint)
