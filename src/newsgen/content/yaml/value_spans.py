"""Where the nodes of a YAML text end, and which comments stand between them.

A node knows only where it begins: a parser puts the end of a plain value or a block at the next
word, often lines below. So the end is found in the text. Raises `NotEditable` where the text is not
what was read, as with signs that were mended.
"""

import re

from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.model.lazy_pattern import lazy_pattern

_QUOTED = {'"': lazy_pattern(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": lazy_pattern(r"'(?:[^']|'')*'")}
_BLOCK_TEXT = lazy_pattern(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?(?:\n|$)")
_LIST_GAP = lazy_pattern(r"(?:[\s,]|(?<=\s)#[^\n]*)*")
_COLON = lazy_pattern(r"[ \t]*:(?=\s|$)")
_CLOSE_COLON = lazy_pattern(r"[ \t]*:")


class NotEditable(Exception):
    """A text cannot be edited in place. Its message says why, as part of a sentence."""


class ValueSpans:
    """The places of the nodes of one text, as offsets into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._line_starts = [0]
        for line in text.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)

    def start(self, node: Node) -> int:
        """Return where a node begins."""
        return self._line_starts[node.location.line - 1] + node.location.column - 1

    def line_start(self, offset: int) -> int:
        """Return where the line begins that an offset is in."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the next line begins, or the text ends."""
        return (self.text.find("\n", offset) + 1) or len(self.text)

    def end(self, node: Node) -> int:
        """Return where a node ends, without blanks and comments after it."""
        start = self.start(node)
        if isinstance(node, ScalarNode):
            return self._scalar_end(node, start)
        if self.is_flow(node):
            last = self._last_child_end(node) if _children(node) else start + 1
            gap = _LIST_GAP.match(self.text, last)
            end = gap.end() if gap else last
            if self.text[end : end + 1] not in ("]", "}"):
                raise NotEditable("a list in brackets is not read as it is typed")
            return end + 1
        return self._last_child_end(node)

    def is_flow(self, node: Node) -> bool:
        """Return whether a list or mapping stands in brackets."""
        return self.text[self.start(node) : self.start(node) + 1] in ("[", "{")

    def is_block_text(self, node: Node) -> bool:
        """Return whether a value is a text below its key, begun by a sign such as >."""
        start = self.start(node)
        return isinstance(node, ScalarNode) and self.text[start : start + 1] in ("|", ">")

    def value_start(self, key: ScalarNode) -> int:
        """Return where the colon after a key ends."""
        end = self.end(key)
        form = _COLON if key.is_plain else _CLOSE_COLON
        if not (colon := form.match(self.text, end)):
            raise NotEditable(f"the key {key.text} is not read as it is typed")
        return colon.end()

    def pair_end(self, key: ScalarNode, value: Node) -> int:
        """Return where a key with its value ends."""
        if isinstance(value, ScalarNode) and value.is_plain and not value.text:
            return self.value_start(key)
        return self.end(value)

    def comments(self, start: int, end: int, nodes: tuple[Node, ...]) -> list[str]:
        """Return the comments in a part of the text that holds nodes, each from its # on."""
        spans = dict(span for node in nodes for span in self._scalar_spans(node))
        comments, at = [], start
        while at < end:
            if spans.get(at, at) > at:
                at = spans[at]
            elif self.text[at] == "#" and (at == 0 or self.text[at - 1].isspace()):
                line_end = self.line_end(at)
                comments.append(self.text[at:line_end].strip())
                at = line_end
            else:
                at += 1
        return comments

    def _scalar_spans(self, node: Node) -> list[tuple[int, int]]:
        if not isinstance(node, ScalarNode):
            return [span for child in _children(node) for span in self._scalar_spans(child)]
        if node.is_plain and not node.text:
            return []
        start, end = self.start(node), self.end(node)
        if self.is_block_text(node):  # a comment may stand behind the sign that begins it
            start = self.line_end(start)
        return [(start, end)]

    def _last_child_end(self, node: MappingNode | SequenceNode) -> int:
        if isinstance(node, MappingNode):
            return self.pair_end(*node.pairs[-1])
        last = node.items[-1]
        if isinstance(last, ScalarNode) and last.is_plain and not last.text:
            return len(self.text[: self.start(last)].rstrip())
        return self.end(last)

    def _scalar_end(self, node: ScalarNode, start: int) -> int:
        sign = self.text[start : start + 1]
        if node.is_plain:
            if not node.text:
                return start
            words = r"\s+".join(map(re.escape, node.text.split()))
            match = re.compile(words).match(self.text, start)
        elif quoted := _QUOTED.get(sign):
            match = quoted.match(self.text, start)
        elif sign in ("|", ">"):
            return self._block_text_end(start)
        else:
            match = None
        if not match:
            raise NotEditable(f'"{node.text[:40]}" is not read as it is typed')
        return match.end()

    def _block_text_end(self, start: int) -> int:
        """Return where a text below its key ends: before a line that is not indented enough."""
        if not _BLOCK_TEXT.match(self.text.replace("\r", " "), start):
            raise NotEditable("a text below its key is not read as it is typed")
        head = self.text[self.line_start(start) : start]
        outer = len(head) - len(head.lstrip(" -"))
        end = at = self.line_end(start)
        while at < len(self.text):
            line = self.text[at : self.line_end(at)]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= outer:
                break
            at = self.line_end(at)
            end = at if line.strip() else end
        return len(self.text[:end].rstrip("\r\n"))


def _children(node: MappingNode | SequenceNode) -> tuple[Node, ...]:
    if isinstance(node, SequenceNode):
        return node.items
    return tuple(child for pair in node.pairs for child in pair)
