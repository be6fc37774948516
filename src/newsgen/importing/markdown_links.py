"""The destinations of links and pictures in Markdown, and how they are exchanged."""

import re
from collections import Counter
from collections.abc import Callable

from newsgen.content.markdown.source_map import blank_code

_DESTINATION = r"<(?P<angled{n}>[^<>\n]*)>|(?P<bare{n}>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
_LINK = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?>(?:\\.|!?\[(?>(?:\\.|[^\[\]\\])*)\](?>(?:\([^()]*\))?)|[^\[\]\\])*))\]\(\s*(?:"
    + _DESTINATION.format(n=1)
    + r"|(?P<spaced>[^\s()<>\"']+(?:[ \t]+[^\s()<>\"']+)+)"
    + r")(?P<title>\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)"
)
_DEFINITION = re.compile(
    r"(?m)^(?P<start> {0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*\n?[ \t]*)(?=\S)(?:"
    + _DESTINATION.format(n=2)
    + r")(?P<rest>[ \t]*(?:[\"'(][^\n]*)?)$"
)
_USE = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])+)\](?:\[(?P<label>[^\[\]]*)\])?(?![\[(])"
)
"""A link or picture by the name of its destination."""

_GAP = re.compile(r"\n{3,}")
_NAME = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]")
_CODE_TAG = re.compile(r"(<(pre|code)\b[^<>]*>)(.*?)(?=</\2\s*>)", re.DOTALL | re.IGNORECASE)

Exchange = Callable[[str, bool], str | None]
"""A destination, and whether it is a picture's → another destination; None if there is none."""


def exchange_links(markdown: str, exchange: Exchange) -> str:
    """Return a text with other destinations; a link without one becomes its words.

    What stands in code stays. Addresses that no link refers to go.
    """
    names = Counter(_name(name) for name in _NAME.findall(markdown))
    pictures = {_label(match) for match in _USE.finditer(markdown) if match["mark"]}
    gone: set[str] = set()

    def replace_link(match: re.Match[str]) -> str:
        text = match["text"]
        if "](" in text:
            text = exchange_links(text, exchange)
        groups = (match[name] for name in ("angled1", "bare1", "spaced"))
        old = next(group for group in groups if group is not None)
        new = exchange(old, bool(match["mark"]))
        if new is None or not (text.strip() or match["mark"]):
            return "" if match["mark"] else text
        if new == old and text == match["text"]:
            return match[0]
        return f"{match['mark']}[{text}]({destination(new)}{match['title'] or ''})"

    def replace_definition(match: re.Match[str]) -> str:
        old = match["angled2"] if match["angled2"] is not None else match["bare2"]
        label = _name(match["label"])
        if names[label] == 1:
            return ""
        new = exchange(old, label in pictures)
        if new is None:
            gone.add(label)
            return ""
        return match[0] if new == old else f"{match['start']}{destination(new)}{match['rest']}"

    def replace_use(match: re.Match[str]) -> str:
        if _label(match) not in gone:
            return match[0]
        return "" if match["mark"] else match["text"]

    text = replace_outside_code(_LINK, markdown, replace_link)
    defined = text
    text = replace_outside_code(_DEFINITION, text, replace_definition)
    if text != defined:
        text = replace_outside_code(_GAP, text, lambda match: "\n\n")
    return replace_outside_code(_USE, text, replace_use) if gone else text


def replace_outside_code(
    pattern: re.Pattern[str], text: str, replacement: Callable[[re.Match[str]], str]
) -> str:
    """Return a text with matches replaced that do not begin in code."""
    if not pattern.search(text):
        return text
    outside = _CODE_TAG.sub(lambda match: f"{match[1]}{' ' * len(match[3])}", blank_code(text))

    def replace(match: re.Match[str]) -> str:
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        is_code = start < len(text) and outside[start] != text[start]
        return match[0] if is_code else replacement(match)

    return pattern.sub(replace, text)


def _label(use: re.Match[str]) -> str:
    return _name(use["label"] or use["text"])


def _name(label: str) -> str:
    return " ".join(label.split()).casefold()


def destination(address: str) -> str:
    """Return an address or path as the destination of a Markdown link."""
    if "{{" in address or "{%" in address:  # would be a shortcode
        address = address.replace("{", "%7B").replace("}", "%7D")
    if re.search(r"[\s()<>]", address) or not address:
        return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
    return address
