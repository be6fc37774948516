"""Other addresses for links in a Markdown text, which is otherwise left as it is typed.

Finds what looks like the address of a link: in brackets after a text, in a definition, or in the
attribute of an element. Whoever changes some reads the new text, and compares its references.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import quote

from newsgen.content.markdown.link_targets import resolve_target
from newsgen.model.article import Reference
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location

_ADDRESSES = (
    lazy_pattern(r"\]\(\s*(?P<address><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"),
    lazy_pattern(r"^[> ]{0,6}\[[^\]\n]+\]:\s*(?P<address><[^<>\n]*>|\S+)", re.MULTILINE),
    lazy_pattern(
        r"\b(?:href|src|poster|data)\s*=\s*(?P<quote>[\"'])(?P<address>[^\"'\n]*)(?P=quote)",
        re.IGNORECASE,
    ),
)
_ELEMENT = 2
_FENCED_CODE = lazy_pattern(
    r"^[> ]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[> ]*(?P=fence)[`~]*\s*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE_SPAN = lazy_pattern(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_INDENTED_CODE = lazy_pattern(r"(?<=\n)[ \t]*\r?\n(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_ESCAPE = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_UNSAFE = lazy_pattern(r"[\s<>()\[\]\"'\\%?#&]")

Readdress = Callable[[str], str | None]
"""Takes a symbolic target; gives another path to type for it, or None if the link stays."""


def readdress_links(
    text: str,
    location: Location,
    links_base: str,
    readdress: Readdress,
    with_indented: bool = False,
) -> str:
    """Return a body with other addresses for some of its links. What is code stays as it is.

    Args:
        text: The body.
        location: Of the file; relative addresses start from its folder.
        links_base: As in newsgen.yml.
        readdress: Gives the new addresses.
        with_indented: Whether lines far to the right are taken for items of lists, and no code.
    """
    forms = (_FENCED_CODE, _CODE_SPAN, *(() if with_indented else (_INDENTED_CODE,)))
    code = [match.span() for form in forms for match in form.finditer(text)]
    edits = []
    for form, pattern in enumerate(_ADDRESSES):
        for match in pattern.finditer(text):
            start, end = match.span("address")
            if any(first <= start < last for first, last in code):
                continue
            typed = match["address"]
            plain = typed[1:-1] if typed.startswith("<") else typed
            plain = html.unescape(plain if form == _ELEMENT else _ESCAPE.sub(r"\1", plain))
            link = resolve_target(plain, location, links_base)
            reference = getattr(link, "reference", None)
            if not isinstance(reference, Reference):
                continue
            if (path := readdress(reference.target)) is not None:
                tail = re.sub("^[^?#]*", "", plain)
                edits.append((start, end, typed_address(path) + tail))
    for start, end, address in sorted(edits, reverse=True):
        text = text[:start] + address + text[end:]
    return text


def typed_address(path: str) -> str:
    """Return a path as it is typed in a link: signs that mean something to Markdown are encoded."""
    address = _UNSAFE.sub(lambda match: quote(match[0], safe=""), path)
    return f"./{address}" if ":" in address.split("/")[0] else address
