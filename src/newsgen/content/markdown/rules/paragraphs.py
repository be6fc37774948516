"""Reads paragraphs: most at once, and all with the wide space that begins them."""

from markdown_it.rules_block import StateBlock, paragraph

from newsgen.model.lazy_pattern import lazy_pattern

_PLAIN = lazy_pattern(
    r"(?:\*\*?|__?)?[^\W\d_]|[^\x00-\x7f]|[\"'(!&$]|\d+(?![\d.)])|\[[^\[\]\\^\n]+\]\("
)
"""What begins a line that can begin no other block, nor end this one."""

_WIDE_SPACE = lazy_pattern(r"[^\S \t\n]+")


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
