"""Pairs the marks of emphasis, * and _, as the CommonMark Specification says (6.2).

In one thing it is more lenient: beside Chinese, Japanese and Korean, which have no spaces between
words, punctuation does not keep ** from being a mark.
"""

import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Delimiter:
    """A run of * or _ that may begin or end emphasis. count: how many of them are left."""

    __slots__ = ("can_close", "can_open", "count", "offset", "sign", "width")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Look at the run between two offsets and what stands around it."""
        self.sign = text[start]
        self.count = self.width = end - start
        self.offset = start
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        left = _flanks(after, before)
        right = _flanks(before, after)
        if self.sign == "*":
            self.can_open, self.can_close = left, right
        else:
            self.can_open = left and (not right or _is_punctuation(before))
            self.can_close = right and (not left or _is_punctuation(after))

    @property
    def typed(self) -> str:
        """The signs that belong to no pair."""
        return self.sign * self.count


InlineNode = str | Element | Delimiter


def pair_emphasis(
    nodes: list[InlineNode], report_unpaired: Callable[[Delimiter], None]
) -> list[InlineNode]:
    """Return nodes with an element for each pair of marks; signs that are left are text."""
    paired: list[InlineNode] = []
    openers: list[tuple[Delimiter, int]] = []
    # For each kind of closing mark how many of the openers were asked in vain.
    asked: dict[tuple[str, bool, int], int] = {}
    for node in nodes:
        if not isinstance(node, Delimiter):
            paired.append(node)
            continue
        key = (node.sign, node.can_open, node.width % 3)
        while node.count and node.can_close:
            number = len(openers) - 1
            while number >= asked.get(key, 0) and not _matches(openers[number][0], node):
                number -= 1
            if number < asked.get(key, 0):
                asked[key] = len(openers)
                break
            opener, at = openers[number]
            size = 2 if opener.count > 1 and node.count > 1 else 1
            element = Element("strong" if size == 2 else "em")
            append_nodes(element, paired[at + 1 :], report_unpaired)
            opener.count -= size
            node.count -= size
            del paired[at + (opener.count > 0) :]
            del openers[number + (opener.count > 0) :]
            asked = {kind: min(count, len(openers)) for kind, count in asked.items()}
            paired.append(element)
        if node.count and node.can_open:
            openers.append((node, len(paired)))
        if node.count:
            paired.append(node)
    return paired


def append_nodes(
    parent: Element, nodes: list[InlineNode], report_unpaired: Callable[[Delimiter], None]
) -> None:
    """Append texts and elements to an element. report_unpaired: called with each lonely mark."""
    last = parent[-1] if len(parent) else None
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, Element):
            _append_text(parent, last, "".join(texts))
            texts = []
            parent.append(node)
            last = node
        elif isinstance(node, Delimiter):
            report_unpaired(node)
            texts.append(node.typed)
        else:
            texts.append(node)
    _append_text(parent, last, "".join(texts))


def _append_text(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _matches(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.sign != closer.sign:
        return False
    is_both = opener.can_close or closer.can_open
    return not (is_both and (opener.width + closer.width) % 3 == 0 and opener.width % 3)


def _flanks(inner: str, outer: str) -> bool:
    """Return whether a run is beside a word: the signs at the word's side and at the other."""
    if inner.isspace():
        return False
    if not _is_punctuation(inner) or outer.isspace() or _is_punctuation(outer):
        return True
    return _is_wide(inner) or _is_wide(outer)


def _is_punctuation(character: str) -> bool:
    if character < "\x80":
        return character in _ASCII_PUNCTUATION
    return unicodedata.category(character)[0] in "PS"


def _is_wide(character: str) -> bool:
    return character > "\x7f" and unicodedata.east_asian_width(character) in "WF"
