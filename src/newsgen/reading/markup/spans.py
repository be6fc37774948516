"""Links and emphasis of the simplest form, in a text where no other mark could interfere.

Takes the text of a block; gives it as an element, or None where Python-Markdown has to judge. Such
a text holds links `[words](address)` whose address has no white space, quote or parenthesis, and
pairs of * or ** around words, one after the other.

The library takes out the links first, from left to right; all brackets there are belong to them, so
it finds the same ones. Next it pairs stars. It takes the first run of them for an opening, since
words follow, and the next run closes it, since words go before it and it is as long, whatever stands
around them; a link counts as a word. Then it begins anew behind the pair. The words of a link
are read by themselves, and nothing in them is a link.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.util import STX, AtomicString

_LINK = re.compile(r"\[(?!\^)([^\[\]]+)\]\(([^\s()<>\"'\\`\[\]]+)\)")
_EMPHASIS = re.compile(r"(\*\*?)(?![\s*])([^*]*)(?<!\s)\1(?!\*)")

# Any other mark, a hard break, and an image. STX stands for a link, as the library removes all typed
# ones; where it is in the text itself, something was put aside there, and the library has to look.
_OTHER = re.compile(rf"[\\`<&_\[\]]|  \n|!{STX}")


def spans(text: str) -> Element | None:
    """An element of any name with the text and the elements in it, all of which is final."""
    parts = _LINK.split(text)
    words, labels, targets = STX.join(parts[::3]), parts[1::3], parts[2::3]
    if STX in text or not all(map(_is_simple, (words, *labels))):
        return None
    whole = Element("p")
    _emphasize(whole, words, zip(labels, targets, strict=True))
    return whole


def _is_simple(words: str) -> bool:
    return not _OTHER.search(words) and (
        "*" not in words or "*" not in "".join(_EMPHASIS.split(words)[::3])
    )


def _emphasize(into: Element, words: str, links: Iterator[tuple[str, str]]) -> None:
    """Adds words with emphasis in them."""
    before, *rest = _EMPHASIS.split(words)
    _link(into, before, links)
    for stars, inside, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        _link(SubElement(into, "em" if stars == "*" else "strong"), inside, links)
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
