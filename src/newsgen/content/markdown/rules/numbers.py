"""Tells numbered lists from paragraphs that begin with a number, such as a day or a year.

For CommonMark "3. Oktober: the talks end." is an item of a list. After "16. September" its number
would be counted anew, and it would be no part of the text in search, descriptions and feeds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from newsgen.content.markdown.rules.finding import Finding

_CONTAINERS = ("ordered_list_open", "bullet_list_open", "list_item_open", "blockquote_open")


@dataclass(frozen=True)
class _Item:
    """An item of a numbered list: its tokens, from the one that opens it to the one that closes."""

    tokens: list[Token]

    @property
    def number(self) -> int:
        return int(self.tokens[0].info)

    @property
    def marker(self) -> str:
        return self.tokens[0].info + self.tokens[0].markup

    @property
    def line(self) -> int:
        return _lines(self.tokens[0])[0]

    @property
    def end(self) -> int:
        """The line after its last that is not empty."""
        ends = [_lines(token)[1] for token in self.inner if token.type not in _CONTAINERS]
        return max(ends, default=0) or self.line + 1

    @property
    def inner(self) -> list[Token]:
        return self.tokens[1:-1]

    @property
    def begins_with_number(self) -> bool:
        """Whether it goes on with another number, as in 1. 12. 2022."""
        first = self.tokens[1]
        return first.type == "ordered_list_open" and _lines(first)[0] == self.line

    @property
    def is_paragraph(self) -> bool:
        return (
            all(
                token.type.startswith("paragraph") or token.type == "inline" for token in self.inner
            )
            and len(self.inner) <= 3
        )


def keep_numbers(
    tokens: list[Token], findings: list[Finding], is_nested: bool = False
) -> list[Token]:
    """Return the tokens of blocks, with paragraphs for lists whose numbers are part of the text.

    Args:
        tokens: as the library gives them.
        findings: what is told is added to them.
        is_nested: whether the tokens stand in an item.
    """
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type != "ordered_list_open":
            kept.append(token)
            if token.type == "list_item_open":
                end = _closing(tokens, at)
                kept += keep_numbers(tokens[at + 1 : end], findings, is_nested=True)
                kept.append(tokens[end])
                at = end
        else:
            end = _closing(tokens, at)
            runs = _divide(_items(tokens[at + 1 : end]))
            for run in runs:
                if _is_list(run, is_nested):
                    kept += _numbered_list(token, tokens[end], run, len(runs) > 1, findings)
                else:
                    kept += _numbered_text(run, "", findings)
            at = end
        at += 1
    return kept


def _numbered_list(
    opening: Token, closing: Token, run: list[_Item], is_divided: bool, findings: list[Finding]
) -> Iterator[Token]:
    first = run[0].number
    yield opening.copy(attrs={} if first == 1 else {"start": first})
    numbers = [item.number for item in run]
    if run[1:] and run[1].number == first:  # all typed alike, as in 1. 1. 1.
        numbers = list(range(first, first + len(run)))
    is_tight = is_divided and not any(item.end < after.line for item, after in pairwise(run))
    for at, (item, number) in enumerate(zip(run, numbers, strict=True)):
        if number != first + at:
            item.tokens[0].attrSet("value", number)
            message = f"most programs show {first + at} before this item, not {number}"
            hint = f"write {first + at}{item.tokens[0].markup} or begin the items with -"
            findings.append(Finding("N208", item.line, 0, item.marker, message, hint))
        if is_tight and item.is_paragraph:
            _set_hidden(item.inner, True)
        yield item.tokens[0]
        yield from keep_numbers(item.inner, findings, is_nested=True)
        yield item.tokens[-1]
    yield closing


def _numbered_text(items: list[_Item], before: str, findings: list[Finding]) -> Iterator[Token]:
    """Yield items as paragraphs that begin with their numbers."""
    for item in items:
        words = f"{before}{item.marker} "
        if not before:
            message = (
                f"most programs read {item.marker} at the beginning of a line as the number"
                " of an item; here it is text"
            )
            hint = f"write {item.marker[:-1]}\\{item.marker[-1]} to make sure of that"
            findings.append(Finding("N208", item.line, 0, item.marker, message, hint))
        inner = item.inner
        level = item.tokens[0].level + 1
        _set_hidden([token for token in inner if token.level == level], False)
        if item.begins_with_number:
            end = _closing(inner, 0)
            yield from _numbered_text(_items(inner[1:end]), words, findings)
            inner = inner[end + 1 :]
        elif inner and inner[0].type == "paragraph_open":
            inner[1].content = words + inner[1].content
        else:
            text = Token(
                "inline", "", 0, content=words.rstrip(), map=item.tokens[0].map, block=True
            )
            yield Token("paragraph_open", "p", 1, block=True)
            yield text
            yield Token("paragraph_close", "p", -1, block=True)
        yield from keep_numbers(inner, findings)


def _divide(items: list[_Item]) -> list[list[_Item]]:
    """Return the items of a numbered list in runs, each of which is a list or text.

    A run ends before an empty line if the next number does not go on from the one before.
    """
    runs = [items[:1]]
    for before, item in pairwise(items):
        is_counted = item.number == before.number + 1 or before.number == item.number <= 1
        goes_on = is_counted or before.end == item.line
        if goes_on and not before.begins_with_number and not item.begins_with_number:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _is_list(run: list[_Item], is_nested: bool) -> bool:
    """Return whether the numbers of a run count its items, and are no part of the text.

    A list counts from 0 or 1, or its items stand close together; one item alone is a list only in
    another list, or with more than a paragraph in it.
    """
    if run[0].begins_with_number:
        return False
    if len(run) == 1:
        return is_nested or not run[0].is_paragraph
    return run[0].number in (0, 1) or all(item.end == after.line for item, after in pairwise(run))


def _items(tokens: list[Token]) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at)
        items.append(_Item(tokens[at : end + 1]))
        at = end + 1
    return items


def _closing(tokens: list[Token], at: int) -> int:
    """Return where the token is that closes the one at an offset."""
    level = tokens[at].level
    return next(end for end in range(at + 1, len(tokens)) if tokens[end].level == level)


def _set_hidden(tokens: list[Token], is_hidden: bool) -> None:
    for token in tokens:
        if token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = is_hidden


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 0)
