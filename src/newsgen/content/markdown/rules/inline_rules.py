"""Reads what is no CommonMark in a text: spaced addresses, tickers, tags of office programs."""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from newsgen.content.markdown.content_model import VOID
from newsgen.content.markdown.html_tokens import OFFICE_PREFIXES, control_references
from newsgen.content.markdown.rules.finding import Finding
from newsgen.model.lazy_pattern import lazy_pattern

_OFFICE_TAG = lazy_pattern(rf"</?(?:{'|'.join(OFFICE_PREFIXES)})[A-Za-z][^<>]*>")
_CONTROL = lazy_pattern(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);")
_C1_CONTROL = lazy_pattern(r"&#(?:0*1(?:2[89]|[345][0-9])|[xX]0*[89][0-9A-Fa-f]);")
_TICKER = lazy_pattern(r"<([A-Z0-9]+)>")
_END_TAG = lazy_pattern(r"</([A-Za-z][A-Za-z0-9-]*)")
_SPACED = lazy_pattern(r"\(((?:[^()<>\n\"]|\([^()<>\n\"]*\))*?)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*\)")
_REFERENCE = lazy_pattern(r"\[[^\[\]\s][^\[\]]*\]")
_MAX_REPORTS = 20
"""So many findings of one text are reported."""


def report(state: StateInline, code: str, offset: int, message: str, hint: str) -> None:
    """Add a finding at an offset of a text."""
    counts = state.env["counts"]
    counts[state.src] = counts.get(state.src, 0) + 1
    if counts[state.src] > _MAX_REPORTS:
        return
    begin = max(offset - 40, state.src.rfind("\n", max(0, offset - 40), offset) + 1, 0)
    near = state.src[begin : offset + 40].partition("\n")[0]
    line = state.env["line"] + state.src.count("\n", 0, begin)
    state.env["findings"].append(Finding(code, line, offset - begin, near, message, hint))


def read_broken_link(state: StateInline, silent: bool) -> bool:
    """Read a link or picture that CommonMark does not see, or report it."""
    start = state.pos
    is_image = state.src.startswith("![", start)
    if not is_image and state.src[start] != "[":
        return False
    if silent and "](" not in state.src:
        return False
    end = state.md.helpers.parseLinkLabel(state, start + is_image, not is_image)
    after = end + 1
    if end < 0:
        return False
    reference = None if silent else _REFERENCE.match(state.src, after)
    if reference:
        message = f"there is no address for the reference {reference[0]}"
        hint = f"write it on a line of its own: {reference[0]}: https://…"
        report(state, "N211", after, message, hint)
    if not state.src.startswith("(", after):
        return False
    spaced = _SPACED.match(state.src, after)
    if spaced and spaced[1].strip():
        if not silent:
            _push_spaced(state, start + is_image + 1, end, spaced, is_image)
        state.pos = spaced.end()
        return True
    is_open = not state.src.startswith((" ", "\n", ")"), after + 1)
    if silent or not is_open:
        return False
    line_end = state.src.find("\n", after)
    if state.src.find(")", after, line_end if line_end >= 0 else state.posMax) < 0:
        message = "this link has no end, and is shown as typed"
        report(state, "N209", after, message, "write ) after the address")
    return False


def _push_spaced(
    state: StateInline, start: int, end: int, spaced: re.Match[str], is_image: bool
) -> None:
    """Push the tokens of a link or picture whose address has spaces, and report it.

    Args:
        state: the text.
        start: where the words begin.
        end: where they end.
        spaced: the address and the title.
        is_image: whether it is a picture.
    """
    address = unescapeAll(spaced[1].strip())
    message = f'most programs see no link in an address with spaces: "{address}"'
    report(state, "N209", end + 1, message, "put < and > around the address")
    token = state.push("image", "img", 0) if is_image else state.push("link_open", "a", 1)
    token.attrs = {"src": address, "alt": ""} if is_image else {"href": address}
    if spaced[2]:
        token.attrSet("title", unescapeAll(spaced[2]))
    if is_image:
        token.content = state.src[start:end]
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        return
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    state.push("link_close", "a", -1)


def read_office_tag(state: StateInline, silent: bool) -> bool:
    """Read a tag such as <o:p>, which looks like an address between < and >."""
    match = _OFFICE_TAG.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    return match is not None and _read_as_typed(state, match[0], silent)


def read_control_reference(state: StateInline, silent: bool) -> bool:
    """Leave a reference to a control character as typed: browsers or a problem say what it is."""
    match = _CONTROL.match(state.src, state.pos) if state.src[state.pos] == "&" else None
    if not match or not (control_references(match[0]) or _C1_CONTROL.match(match[0])):
        return False
    return _read_as_typed(state, match[0], silent)


def _read_as_typed(state: StateInline, markup: str, silent: bool) -> bool:
    """Read markup at the current place into the HTML, and go on after it."""
    if not silent:
        state.push("html_inline", "", 0).content = markup
    state.pos += len(markup)
    return True


def read_ticker(state: StateInline, silent: bool) -> bool:
    """Read a name in capitals that nothing closes as text: <S> is Sears at the stock market."""
    match = _TICKER.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if not match or match[1].isdigit():
        return False
    if "closed_names" not in state.env:
        names = _END_TAG.findall(state.env["text"])
        state.env["closed_names"] = {*VOID, *(name.lower() for name in names)}
    if match[1].lower() in state.env["closed_names"]:
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True
