"""Tells numbered lists from paragraphs that begin with a number, such as a day or a year.

For CommonMark "3. Oktober: the talks end." is an item of a list. After "16. September" its number
would be counted anew, and it would be no part of the text in search, descriptions and feeds.
"""

from itertools import pairwise

from newsgen.content.markdown.commonmark.block import Block


def divide_list(block: Block) -> list[list[Block]]:
    """Return the items of a numbered list in runs, each of which is a list or text.

    A run ends before an empty line if the next number does not go on from the one before.
    """
    runs: list[list[Block]] = []
    for item in block.children:
        if runs and _goes_on(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def is_list(run: list[Block], is_nested: bool) -> bool:
    """Return whether the numbers of a run count its items, and are no part of the text.

    A list counts from 0 or 1, or its items stand close together; one item alone is a list only in
    another list, or with more than a paragraph in it.
    """
    if _begins_with_number(run[0]):
        return False
    if len(run) == 1:
        return is_nested or not _is_paragraph(run[0])
    return run[0].number in (0, 1) or not any(_has_gap(*pair) for pair in pairwise(run))


def displayed_numbers(run: list[Block]) -> list[int]:
    """Return the number that each item of a list is to have."""
    first = run[0].number
    if run[1:] and run[1].number == first:  # all typed alike, as in 1. 1. 1.
        return list(range(first, first + len(run)))
    return [item.number for item in run]


def _goes_on(before: Block, item: Block) -> bool:
    if _begins_with_number(before) or _begins_with_number(item):
        return False
    is_counted = item.number == before.number + 1 or before.number == item.number <= 1
    return is_counted or not _has_gap(before, item)


def _has_gap(before: Block, after: Block) -> bool:
    return before.end + 1 < after.line


def _begins_with_number(item: Block) -> bool:
    """Return whether an item goes on with another number, as in 1. 12. 2022."""
    first = item.children[0] if item.children else None
    is_numbered = first and first.kind == "list" and first.marker in ".)"
    return bool(first and is_numbered and first.line == item.line)


def _is_paragraph(item: Block) -> bool:
    return not item.children or [child.kind for child in item.children] == ["paragraph"]
