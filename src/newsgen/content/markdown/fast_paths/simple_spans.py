"""Parses links and emphasis in texts that hold no other marks and nest nothing but these.

A simple text holds links `[words](address)`, whose address has no white space, quote or
parenthesis, and pairs of *, **, _ or __ around words, one pair after the other.

The library finds the same: first it takes out the links, and all brackets belong to them. Then it
pairs the marks of emphasis: the first opens, since words follow it, and the next closes, since
words precede it and it is the same mark; a link counts as a word. Entities stay as they are.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.util import STX, AtomicString

from newsgen.content.text import contains_any

_LINK = re.compile(r"\[(?!\^)([^\[\]]+)\]\(([^\s()<>\"'\\`\[\]]+)\)")

# Low lines between letters are letters.
_WORDS = r"(?:[^*_]++|(?<=\w)_++(?=\w))*+"
_EMPHASIS = re.compile(rf"(([*_])(?<!\w_)\2?)(?![\s*_])({_WORDS})(?<!\s)\1(?!\*|(?<=_)\w)")
_LOW_LINE = re.compile(r"(?<!\w)_++|(?<!_)_++(?!\w)")

_OTHER_MARKS = "\\`<[]"

_LinkIterator = Iterator[tuple[list[str], str]]
"""For each link its words, split by `_split_emphasis`, and its address."""


def parse_simple_spans(text: str) -> Element | None:
    """Return an element that holds the parsed text; None if the text is not simple."""
    # STX stands for a link here. The library removes typed ones: one in the text begins one of its
    # placeholders, which it has to parse itself.
    if STX in text:
        return None
    parts = _LINK.split(text)
    joined = STX.join(parts[::3])
    words, *labels = map(_split_emphasis, (joined, *parts[1::3]))
    if "!" + STX in joined or words is None:
        return None
    links = []
    for label, target in zip(labels, parts[2::3], strict=True):
        if label is None:
            return None
        links.append((label, target))
    element = Element("p")
    _append_emphasis(element, words, iter(links))
    return element


def count_emphasis_marks(text: str) -> int:
    """Return how many marks of emphasis a text has at most."""
    return text.count("*") + (len(_LOW_LINE.findall(text)) if "_" in text else 0)


def has_hard_break(text: str) -> bool:
    """Return whether a line of a text ends in a hard break."""
    return "\n" in text and "  \n" in text


def _split_emphasis(words: str) -> list[str] | None:
    """Split words at pairs of emphasis by `_EMPHASIS.split`; None if they hold any other mark."""
    if contains_any(words, _OTHER_MARKS) or has_hard_break(words):
        return None
    if "*" not in words and "_" not in words:
        return [words]
    parts = _EMPHASIS.split(words)
    return None if count_emphasis_marks(STX.join(parts[::4])) else parts


def _append_emphasis(parent: Element, parts: list[str], links: _LinkIterator) -> None:
    _append_links(parent, parts[0], links)
    for at in range(1, len(parts), 4):
        mark, _, inside, after = parts[at : at + 4]
        _append_links(SubElement(parent, "em" if len(mark) == 1 else "strong"), inside, links)
        _append_links(parent, after, links)


def _append_links(parent: Element, words: str, links: _LinkIterator) -> None:
    """Append words with links, the next of `links` for each STX."""
    before, *rest = words.split(STX)
    _append_text(parent, before)
    for after in rest:
        label, target = next(links)
        _append_emphasis(SubElement(parent, "a", {"href": target}), label, links)
        _append_text(parent, after)


def _append_text(parent: Element, words: str) -> None:
    """Append words. The library parses no AtomicString again."""
    if words and len(parent):
        parent[-1].tail = AtomicString(words)
    elif words:
        parent.text = AtomicString(words)
