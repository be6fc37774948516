"""The parts of links: addresses, titles, labels, and the definitions of references."""

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

from markdown.util import AMP_SUBSTITUTE

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPE_OR_REFERENCE = re.compile(
    rf"\\([{_PUNCTUATION}])|&(?:#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]*);"
)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_BRACKETED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_BARE = re.compile(r"(?:\\[!-/:-@\[-`{-~]|[^ \\()\x00-\x0d\x7f]|\\)+|[()]")
_TITLE = re.compile(
    r'"((?:[^"\\]|\\.|\\)*)"|\'((?:[^\'\\]|\\.|\\)*)\'|\(((?:[^()\\]|\\.|\\)*)\)', re.DOTALL
)
_SPACES = re.compile(r"[ \t]*\n?[ \t]*")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.|\\){1,999})\]", re.DOTALL)
_SPACED = re.compile(r"\(((?:[^()<>\n\"]|\([^()<>\n\"]*\))*?)(?:[ \t]+(\"[^\"\n]*\"))?[ \t]*\)")
_LINE_REST = re.compile(r"[ \t]*(?:\n|$)")
AMPERSAND = AMP_SUBSTITUTE + "amp;"
"""Stands for a sign & that begins no entity."""

_MAX_PARENTHESES = 32


class Target(NamedTuple):
    """Where a link leads, and its title."""

    address: str
    title: str | None


def resolve_escapes(text: str) -> str:
    """Return a text without backslashes before punctuation, and with its entities decoded."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_REFERENCE.sub(_resolve, text)


class Definition(NamedTuple):
    """The definition of a reference, as it was typed in a line."""

    target: Target
    line: int
    typed: str


def escape_ampersands(text: str) -> str:
    """Return a text in which no & begins an entity."""
    return text.replace("&", AMPERSAND) if "&" in text else text


def escape_unknown_entities(text: str) -> str:
    """Return a text in which & begins nothing but an entity that there is."""
    return _ENTITY.sub(
        lambda match: match[0] if _is_known(match[0]) else AMPERSAND + match[0][1:], text
    )


def _resolve(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    reference = match[0]
    return unescape(reference) if _is_known(reference) else reference


def _is_known(reference: str) -> bool:
    if reference[1] != "#":
        return reference[1:] in html5
    return len(reference) <= (9 if reference[2] in "xX" else 10)


def normalize_label(label: str) -> str:
    """Return a label as references are compared: capitals and white space do not count."""
    return " ".join(label.split()).casefold()


def match_address(text: str, at: int) -> tuple[str, int] | None:
    """Return the address at an offset and its end; None if there is none."""
    if text.startswith("<", at):
        bracketed = _BRACKETED.match(text, at)
        return (resolve_escapes(bracketed[1]), bracketed.end()) if bracketed else None
    depth, end = 0, at
    while piece := _BARE.match(text, end):
        if piece[0] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
        elif piece[0] == ")":
            if not depth:
                break
            depth -= 1
        end = piece.end()
    return None if depth else (resolve_escapes(text[at:end]), end)


def match_title(text: str, at: int) -> tuple[str, int] | None:
    """Return the title at an offset and its end; None if there is none."""
    match = _TITLE.match(text, at)
    if not match or re.search(r"\n[ \t]*\n", match[0]):
        return None
    return resolve_escapes(match[match.lastindex or 1]), match.end()


def skip_spaces(text: str, at: int) -> int:
    """Return the offset after white space with at most one line end."""
    match = _SPACES.match(text, at)
    return match.end() if match else at


def match_inline_target(text: str, at: int) -> tuple[Target, int] | None:
    """Return the target in parentheses at an offset, and its end."""
    start = skip_spaces(text, at + 1)
    matched = match_address(text, start)
    if matched is None:
        return None
    address, end = matched
    title = None
    after = skip_spaces(text, end)
    if after > end and (matched_title := match_title(text, after)):
        title, after = matched_title
        after = skip_spaces(text, after)
    return (Target(address, title), after + 1) if text.startswith(")", after) else None


def match_label(text: str, at: int) -> tuple[str, int] | None:
    """Return the label in brackets at an offset, as it is compared, and its end."""
    match = _LABEL.match(text, at)
    return (normalize_label(match[1]), match.end()) if match else None


def match_definition(text: str, at: int) -> tuple[str, Target, int] | None:
    """Return the label and target of the definition that begins at an offset, and its end."""
    labelled = match_label(text, at)
    if not labelled or not labelled[0] or not text.startswith(":", labelled[1]):
        return None
    label, end = labelled
    start = skip_spaces(text, end + 1)
    matched = match_address(text, start)
    if matched is None or (matched[1] == start):
        return None
    address, end = matched
    line_end = _line_end(text, end)
    after = skip_spaces(text, end)
    if after > end and (matched_title := match_title(text, after)):
        title_end = _line_end(text, matched_title[1])
        if title_end is not None:
            return label, Target(address, matched_title[0]), title_end
    return None if line_end is None else (label, Target(address, None), line_end)


def _line_end(text: str, at: int) -> int | None:
    """Return where the next line begins, if nothing stands before it."""
    rest = _LINE_REST.match(text, at)
    return rest.end() if rest else None


def match_spaced_target(text: str, at: int) -> tuple[Target, int] | None:
    """Return the target in parentheses whose address has spaces, as in `(fair 2022.png)`."""
    match = _SPACED.match(text, at)
    if not match or not match[1].strip():
        return None
    title = match_title(match[2], 0) if match[2] else None
    return Target(resolve_escapes(match[1].strip()), title[0] if title else None), match.end()
