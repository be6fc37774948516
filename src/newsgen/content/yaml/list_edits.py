"""What changes in the text of a list, so that it has other items and the rest is as it was."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from newsgen.content.yaml.nodes import ScalarNode, SequenceNode
from newsgen.content.yaml.quote import yaml_like, yaml_value
from newsgen.content.yaml.value_spans import ValueSpans
from newsgen.content.yaml.yaml_data import YamlValue, node_data, value_data
from newsgen.model.value import Value


class TextEdit(Value, frozen=True):
    """A part of a text, from an offset to another, and what stands there instead."""

    start: int
    end: int
    text: str


def find_list_edits(
    spans: ValueSpans, node: SequenceNode, items: Sequence[YamlValue], line_end: str
) -> tuple[list[TextEdit], list[str]]:
    """Return the edits that give a list its new items, and the comments of items that go.

    Args:
        spans: Those of the text.
        node: The list as it stands, which is not empty.
        items: What it shall hold; not empty either.
        line_end: That of new lines.
    """
    old = [repr(node_data(item)) for item in node.items]
    new = [repr(value_data(item)) for item in items]
    edits: list[TextEdit] = []
    comments: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        shared = min(old_end - old_start, new_end - new_start)
        for at in range(shared):
            item = node.items[old_start + at]
            start, end = spans.start(item), spans.end(item)
            comments += spans.comments(start, end, (item,))
            sign = spans.text[start : start + 1] if isinstance(item, ScalarNode) else ""
            edits.append(TextEdit(start, end, yaml_like(sign, items[new_start + at])))
        if old_start + shared < old_end:
            start, end = _span_of_items(spans, node, old_start + shared, old_end)
            comments += spans.comments(start, end, node.items[old_start + shared : old_end])
            edits.append(TextEdit(start, end, ""))
        if added := [yaml_value(item) for item in items[new_start + shared : new_end]]:
            edits.append(_insertion(spans, node, old_start + shared, added, line_end))
    return edits, comments


def _span_of_items(spans: ValueSpans, node: SequenceNode, start: int, end: int) -> tuple[int, int]:
    """Return what goes with some items: their lines, or in brackets a comma of each."""
    first, last = node.items[start], node.items[end - 1]
    if not spans.is_flow(node):
        return _line_of_dash(spans, node, start), spans.line_end(spans.end(last))
    if end < len(node.items):
        return spans.start(first), spans.start(node.items[end])
    return (spans.end(node.items[start - 1]) if start else spans.start(first)), spans.end(last)


def _insertion(
    spans: ValueSpans, node: SequenceNode, at: int, items: list[str], line_end: str
) -> TextEdit:
    """Return the edit that inserts items before that of a number, or at the end.

    Args:
        spans: Those of the text.
        node: The list.
        at: The number of the item before which they come.
        items: Their YAML.
        line_end: That of new lines.
    """
    is_last = at == len(node.items)
    if spans.is_flow(node):
        place = spans.end(node.items[-1]) if is_last else spans.start(node.items[at])
        text = "".join(f", {item}" if is_last else f"{item}, " for item in items)
        return TextEdit(place, place, text)
    start = spans.start(node)
    indent = spans.text[spans.line_start(start) : start]
    lines = [f"{indent}- {item}" for item in items]
    place = spans.line_end(spans.end(node)) if is_last else _line_of_dash(spans, node, at)
    return new_lines(spans.text, place, lines, line_end)


def _line_of_dash(spans: ValueSpans, node: SequenceNode, at: int) -> int:
    """Return where the line begins that has the dash of an item."""
    return spans.line_start(spans.text.rfind("-", 0, spans.start(node.items[at])))


def new_lines(text: str, place: int, lines: Sequence[str], line_end: str) -> TextEdit:
    """Return the edit that inserts lines before a line. A text without a last line end stays so.

    Args:
        text: The text.
        place: Where a line of it begins, or its end.
        lines: Without line ends.
        line_end: That of each.
    """
    block = line_end.join(lines)
    if place == len(text) and text and not text.endswith("\n"):
        return TextEdit(place, place, line_end + block)
    return TextEdit(place, place, block + line_end)
