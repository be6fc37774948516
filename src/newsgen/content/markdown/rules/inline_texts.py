"""Reads the texts of blocks. Most have no sign that may be a mark, and are done at once."""

from collections.abc import Iterable

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from newsgen.content.markdown.rules.figures import read_captions
from newsgen.model.lazy_pattern import lazy_pattern

_MARK = lazy_pattern(r"[\\`*_\[<&]|[ \t]\n|\n[ \t]")
_TEXT = lazy_pattern(r"(?:[^\\`*_\[\]<&!\n]|!(?!\[))+")
_PLAIN_LINK = lazy_pattern(r"\[([^\\`*_\[\]<&\n^]+)\]\(([^\s\x00-\x1f\x7f()<>\\&]+)\)")


def read_tokens(state: StateCore, tokens: Iterable[Token]) -> None:
    """Read the texts among tokens of blocks."""
    env = state.env
    block = ""
    for token in tokens:
        if token.type != "inline" or not token.map:
            block = token.type
            continue
        if not _MARK.search(token.content):
            token.children = [Token("text", "", 0, content=token.content)]
            continue
        env["line"], env["counts"] = token.map[0], {}
        token.children = state.md.inline.parse(token.content, state.md, env, [])
        if block == "paragraph_open":
            read_captions(state, token)
        if "references" in env:
            _collect_labels(token.children, env["labels"])


def read_unmarked_text(state: StateInline, silent: bool) -> bool:
    """Read the text before the next sign that may be a mark."""
    match = _TEXT.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True


def read_plain_link(state: StateInline, silent: bool) -> bool:
    """Read a link whose words and address have no other mark, as the library does, at once."""
    match = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": match[2]}
        state.append_pending(match[1])
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _collect_labels(tokens: list[Token], labels: set[str]) -> None:
    """Add the labels of references among tokens."""
    for token in tokens:
        if "label" in token.meta:
            labels.add(token.meta["label"])
        if token.children:
            _collect_labels(token.children, labels)
