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

_LINK = re.compile(r"\[(?!\^)([^\[\]]+)\]\(([^\s()<>\"'\\`\[\]]+)\)")

# Low lines with letters on both sides are letters.
_WORDS = r"(?:[^*_]++|(?<=\w)_++(?=\w))*+"
_EMPHASIS = re.compile(rf"(([*_])(?<!\w_)\2?)(?![\s*_])({_WORDS})(?<!\s)\1(?!\*|(?<=_)\w)")
_LOW_LINE = re.compile(r"(?<!\w)_++|(?<!_)_++(?!\w)")

_OTHER = re.compile(r"[\\`<\[\]]")
"""All other marks that are one character."""


def spans(text: str) -> Element | None:
    """An element of any name with the text and the elements in it, all of which is final."""
    # STX stands for a link, as the library removes all that were typed. Where it is in the text
    # itself, something was put aside there, and the library has to look.
    if STX in text:
        return None
    parts = _LINK.split(text)
    words, labels, targets = STX.join(parts[::3]), parts[1::3], parts[2::3]
    if "!" + STX in words or not all(map(_is_simple, (words, *labels))):
        return None
    whole = Element("p")
    _emphasize(whole, words, zip(labels, targets, strict=True))
    return whole


def emphasis(text: str) -> int:
    """How many marks of emphasis a text has at most."""
    return text.count("*") + (len(_LOW_LINE.findall(text)) if "_" in text else 0)


def _is_simple(words: str) -> bool:
    """Whether all that words hold is emphasis, and in pairs."""
    if _OTHER.search(words) or "  \n" in words:
        return False
    return not (emphasis(words) and emphasis(STX.join(_EMPHASIS.split(words)[::4])))


def _emphasize(into: Element, words: str, links: Iterator[tuple[str, str]]) -> None:
    """Adds words with emphasis in them."""
    before, *rest = _EMPHASIS.split(words)
    _link(into, before, links)
    for mark, inside, after in zip(rest[::4], rest[2::4], rest[3::4], strict=True):
        _link(SubElement(into, "em" if len(mark) == 1 else "strong"), inside, links)
        _link(into, after, links)


def _link(into: Element, words: str, links: Iterator[tuple[str, str]]) -> None:
    """Adds words with links in them, the next of `links` for each STX."""
    before, *rest = words.split(STX)
    _say(into, before)
    for after in rest:
        label, target = next(links)
        _emphasize(SubElement(into, "a", {"href": target}), label, links)
        _say(into, after)


def _say(into: Element, words: str) -> None:
    """Adds words behind all that is there. The library's word for final text is AtomicString."""
    if words and len(into):
        into[-1].tail = AtomicString(words)
    elif words:
        into.text = AtomicString(words)
