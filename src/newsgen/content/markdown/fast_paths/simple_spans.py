"""Links and emphasis of the simplest form, in a text where no other mark could interfere.

Takes the text of a block; gives it as an element, or None where Python-Markdown has to judge. Such
a text holds links `[words](address)` whose address has no white space, quote or parenthesis, and
pairs of *, **, _ or __ around words, one after the other.

The library takes out the links first, from left to right; all brackets there are belong to them,
so it finds the same ones. Next it pairs the marks of emphasis. It takes the first for an opening,
since words follow, and the next closes it, since words go before it and it is the same mark,
whatever stands around them; a link counts as a word. Then it begins anew behind the pair. The words
of a link are read by themselves, and nothing in them is a link.

An entity needs no care: the library puts it aside and writes it back as it was.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.util import STX, AtomicString

from newsgen.content.text import contains_any

_LINK = re.compile(r"\[(?!\^)([^\[\]]+)\]\(([^\s()<>\"'\\`\[\]]+)\)")

# Low lines with letters on both sides are letters.
_WORDS = r"(?:[^*_]++|(?<=\w)_++(?=\w))*+"
_EMPHASIS = re.compile(rf"(([*_])(?<!\w_)\2?)(?![\s*_])({_WORDS})(?<!\s)\1(?!\*|(?<=_)\w)")
_LOW_LINE = re.compile(r"(?<!\w)_++|(?<!_)_++(?!\w)")

_OTHER_MARKS = "\\`<[]"
"""All other marks that are one character."""

_LinkIterator = Iterator[tuple[list[str], str]]
"""The words of links, cut like all others, and their addresses."""


def parse_simple_spans(text: str) -> Element | None:
    """An element of any name with the text and the elements in it, all of which is final."""
    # STX stands for a link, as the library removes all that were typed. Where it is in the text
    # itself, something was put aside there, and the library has to look.
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
    whole = Element("p")
    _append_emphasis(whole, words, iter(links))
    return whole


def count_emphasis_marks(text: str) -> int:
    """How many marks of emphasis a text has at most."""
    return text.count("*") + (len(_LOW_LINE.findall(text)) if "_" in text else 0)


def has_hard_break(text: str) -> bool:
    """Whether a line of a text ends in a hard break."""
    return "\n" in text and "  \n" in text


def _split_emphasis(words: str) -> list[str] | None:
    """Words cut at pairs of emphasis by `_EMPHASIS.split`; None if they hold any other mark."""
    if contains_any(words, _OTHER_MARKS) or has_hard_break(words):
        return None
    if "*" not in words and "_" not in words:
        return [words]
    parts = _EMPHASIS.split(words)
    return None if count_emphasis_marks(STX.join(parts[::4])) else parts


def _append_emphasis(parent: Element, parts: list[str], links: _LinkIterator) -> None:
    """Adds words with emphasis in them, as `_cut` has cut them."""
    _append_links(parent, parts[0], links)
    for at in range(1, len(parts), 4):
        mark, _, inside, after = parts[at : at + 4]
        _append_links(SubElement(parent, "em" if len(mark) == 1 else "strong"), inside, links)
        _append_links(parent, after, links)


def _append_links(parent: Element, words: str, links: _LinkIterator) -> None:
    """Adds words with links in them, the next of `links` for each STX."""
    before, *rest = words.split(STX)
    _append_text(parent, before)
    for after in rest:
        label, target = next(links)
        _append_emphasis(SubElement(parent, "a", {"href": target}), label, links)
        _append_text(parent, after)


def _append_text(parent: Element, words: str) -> None:
    """Adds words behind all that is there. The library's word for final text is AtomicString."""
    if words and len(parent):
        parent[-1].tail = AtomicString(words)
    elif words:
        parent.text = AtomicString(words)
