"""The destinations of links and pictures in Markdown, and how they are exchanged."""

import re
from collections.abc import Callable

_DESTINATION = r"<(?P<angled{n}>[^<>\n]*)>|(?P<bare{n}>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
_LINK = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:\\.|!?\[(?:\\.|[^\[\]\\])*+\](?:\([^()]*\))?+|[^\[\]\\])*+)\]\(\s*(?:"
    + _DESTINATION.format(n=1)
    + r")(?P<title>\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)"
)
_DEFINITION = re.compile(
    r"(?m)^(?P<label> {0,3}\[[^\]\n]+\]:\s*)(?:" + _DESTINATION.format(n=2) + ")"
)

Exchange = Callable[[str, bool], str | None]
"""A destination, and whether it is a picture's → another destination; None if there is none."""


def exchange_links(markdown: str, exchange: Exchange) -> str:
    """Return a text with other destinations; a link without one becomes its words."""

    def replace_link(match: re.Match[str]) -> str:
        text = match["text"]
        if "](" in text:
            text = exchange_links(text, exchange)
        old = match["angled1"] if match["angled1"] is not None else match["bare1"]
        new = exchange(old, bool(match["mark"]))
        if new is None or not (text.strip() or match["mark"]):
            return "" if match["mark"] else text
        if new == old and text == match["text"]:
            return match[0]
        return f"{match['mark']}[{text}]({destination(new)}{match['title'] or ''})"

    def replace_definition(match: re.Match[str]) -> str:
        old = match["angled2"] if match["angled2"] is not None else match["bare2"]
        new = exchange(old, False)
        return match[0] if new in (None, old) else f"{match['label']}{destination(new or '')}"

    return _DEFINITION.sub(replace_definition, _LINK.sub(replace_link, markdown))


def destination(address: str) -> str:
    """Return an address or path as the destination of a Markdown link."""
    if re.search(r"[\s()<>]", address) or not address:
        return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
    return address
