"""Reads * and _, more leniently beside Chinese, Japanese and Korean.

These have no spaces between words; punctuation does not keep ** from being a mark there.
"""

import unicodedata
from collections import Counter

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from newsgen.content.markdown.rules.inline_rules import report
from newsgen.content.markdown.tree_builder import MAX_DEPTH, TooDeepError


def read_emphasis(state: StateInline, silent: bool) -> bool:
    """Read a run of marks, which are paired later."""
    start, sign = state.pos, state.src[state.pos]
    if silent or sign not in "*_":
        return False
    can_open, can_close, length = state.scanDelims(start, sign == "*")
    before = state.src[start - 1] if start else " "
    after = state.src[start + length] if start + length < state.posMax else " "
    if sign == "*" and (_is_wide(before) or _is_wide(after)):
        can_open = not after.isspace()
        can_close = not before.isspace()
    state.pos += length
    if not can_open and not can_close:
        state.append_pending(sign * length)
        return True
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = sign
        token.meta = {"offset": start, "is_opening": can_open and not can_close}
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(sign), length, at, -1, can_open, can_close))
    return True


def find_unpaired(state: StateInline) -> None:
    """Report marks that begin strong emphasis which nothing ends.

    Raises TooDeepError if emphasis is nested too deeply.
    """
    depth = 0
    for token in state.tokens if len(state.tokens) > MAX_DEPTH else ():
        depth += token.nesting
        if depth > MAX_DEPTH:
            raise TooDeepError
    groups = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]
    for group in groups:
        counts: Counter[int] = Counter()
        for delimiter in group:
            token = state.tokens[delimiter.token]
            if delimiter.end < 0 and token.content == "*" and token.meta["is_opening"]:
                counts[token.meta["offset"]] += 1
        for offset, count in counts.items():
            if count in (2, 3):
                signs = "*" * count
                message = f"{signs} has no partner, and is shown as typed"
                hint = f"write {signs} right after the last letter, as in {signs}words{signs}"
                report(state, "N209", offset, message, hint)


def _is_wide(character: str) -> bool:
    return character > "\x7f" and unicodedata.east_asian_width(character) in "WF"
