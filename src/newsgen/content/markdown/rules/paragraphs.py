"""Reads paragraphs: most at once, all with the wide space that begins them, some as figures."""

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_PLAIN = re.compile(
    r"(?:\*\*?|__?)?[^\W\d_]|[^\x00-\x7f]|[\"'(!&$]|\d+(?![\d.)])|\[[^\[\]\\^\n]+\]\("
)
"""What begins a line that can begin no other block, nor end this one."""

_WIDE_SPACE = re.compile(r"[^\S \t\n]+")


def read_plain_paragraph(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a paragraph of plain lines, which hold no mark of another block.

    The library asks all of its rules about every line.
    """
    if silent or state.is_code_block(line):
        return False
    after = line
    while after < state.lineMax and not state.isEmpty(after):
        is_plain = _PLAIN.match(state.src, state.bMarks[after] + state.tShift[after])
        if state.sCount[after] < state.blkIndent or not is_plain:
            return False
        after += 1
    content = state.getLines(line, after, state.blkIndent, False).strip(" \t\n")
    state.line = after
    state.push("paragraph_open", "p", 1).map = [line, after]
    text = state.push("inline", "", 0)
    text.content, text.map, text.children = content, [line, after], []
    state.push("paragraph_close", "p", -1)
    return True


def read_paragraph(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a paragraph as the library does, but for the wide space that begins it.

    Chinese and Japanese paragraphs begin with one; the library drops it.
    """
    space = _WIDE_SPACE.match(state.src, state.bMarks[line] + state.tShift[line])
    is_read = paragraph(state, line, end, silent)
    if space:
        state.tokens[-2].content = space[0] + state.tokens[-2].content
    return is_read


def make_figures(state: StateCore) -> None:
    """Make a figure of a picture alone in its paragraph with a title, which is its caption."""
    for at, (opening, text) in enumerate(pairwise(state.tokens)):
        if opening.type != "paragraph_open" or opening.hidden:
            continue
        children = text.children or []
        if len(children) == 1 and children[0].type == "image" and children[0].attrs.get("title"):
            words = Token("text", "", 0, content=str(children[0].attrs.pop("title")))
            children += (
                Token("caption_open", "figcaption", 1),
                words,
                Token("caption_close", "figcaption", -1),
            )
            opening.tag = state.tokens[at + 2].tag = "figure"
