"""YAML text → nodes with locations, and a problem for whatever YAML reads in an unexpected way.

It reads PyYAML's events, not objects: nothing is converted (no `NO` → False), and nothing can refer
to itself.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from newsgen.content.text import (
    FORBIDDEN_CHARACTERS,
    forbidden_character_problem,
    may_contain_forbidden,
)
from newsgen.content.yaml.line_repairs import mend_lines
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.syntax_errors import (
    NO_KEYS,
    advise_on_names,
    explain_syntax_error,
    explain_text_for_key,
)
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Location, Problem, problem

# libyaml's parser is eight times as fast and in every wheel. Without it, the pure parser gives the
# same events, but refuses a few things that libyaml accepts.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser that is used; tests compare the two."""

_Event = Any
"""One of PyYAML's. Its stubs do not say which events have an anchor, a tag or a mark."""

_NextEvent = Callable[[], _Event]

_COMMENT = lazy_pattern(r"[ \t]+#")
_UNSPACED_COMMENT = lazy_pattern(r"[ \t]+#(?! )")

_COMMENT_FOR_VALUE = lazy_pattern(r"[ \t]+(?P<comment>#[^\s#].*)")
"""A comment right after a key or a dash, written as people write tags elsewhere."""

_MAX_DEPTH = 12
"""Levels of nesting. Our files need three; more would only use up memory."""


class _Unreadable(Exception):
    """Carries the one problem that ends the reading of a text."""

    def __init__(self, code: str, location: Location, message: str, hint: str) -> None:
        self.problem = problem(code, location, message, hint)


def read_mapping(
    text: str, location: Location, allow_comments: bool = False, example: str = "title: A headline"
) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    """Return the mapping in a YAML text, and its problems; None if it is empty or unreadable.

    Args:
        location: of the first line.
        allow_comments: whether # and a space after a value start a comment, as in settings; in
            front matter they are most likely a mistake.
        example: a line that would be right, for hints.
    """
    text, sign_problems = mend_lines(text, location)
    reader = _NodeReader(text, location, _UNSPACED_COMMENT if allow_comments else _COMMENT, example)
    reader.problems += sign_problems
    try:
        node = reader.read()
        if node is None or (isinstance(node, ScalarNode) and node.is_empty):
            return None, tuple(reader.problems)
        if isinstance(node, MappingNode):
            return node, tuple(reader.problems)
    except _Unreadable as unreadable:
        return None, (*sign_problems, unreadable.problem)
    first = node.location.line - location.line
    if explanation := explain_text_for_key(reader.lines[first]):
        message, hint, column = explanation
        at = reader.location(first, column)
        return None, (*sign_problems, problem("N109", at, message, hint))
    hint = f"write one key a line, as in {example}"
    if example.endswith(":"):  # names
        hint = f"write one name a line, without a dash and with a colon after it, as in {example}"
        if isinstance(node, ScalarNode):
            hint = advise_on_names(reader.lines[first])
    elif isinstance(node, SequenceNode):
        hint = f"take out the dash before each key, as in {example}"
    rest = (item for item in reader.problems if item.code != "N111")
    return None, (*rest, problem("N109", node.location, NO_KEYS, hint))


class _NodeReader:
    """Makes nodes of the events of one text. Keeps its lines, for what events do not show."""

    def __init__(
        self, text: str, location: Location, comment: re.Pattern[str], example: str
    ) -> None:
        self.comment = comment
        self.example = example
        self.text = text
        self.lines = text.split("\n")
        self.start_location = location
        self.problems: list[Problem] = []

    def location(self, line: int, column: int) -> Location:
        return Location(self.start_location.path, self.start_location.line + line, column + 1)

    def read(self) -> Node | None:
        """Return the node of the only document; None if there is none."""
        try:
            events = YAML_LOADER(self.text)
            try:
                return self.read_document(events.get_event)
            finally:
                events.dispose()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line, mark.column) if mark else (0, 0)
            message, hint, line, column = explain_syntax_error(
                self.lines, line, column, str(error), self.example
            )
            raise _Unreadable("N109", self.location(line, column), message, hint) from None

    def read_document(self, next_event: _NextEvent) -> Node | None:
        next_event()  # the start of the stream
        if not isinstance(next_event(), yaml.DocumentStartEvent):
            return None
        node = self.read_node(next_event(), next_event, 0)
        next_event()  # the end of the document
        following = next_event()
        if isinstance(following, yaml.DocumentStartEvent):
            mark: Any = following.start_mark
            location = self.location(mark.line, mark.column)
            hint = "leave out the line of --- or ..."
            raise _Unreadable("N109", location, "a second part starts here", hint)
        return node

    def read_node(self, event: _Event, next_event: _NextEvent, depth: int) -> Node:
        line, column = event.start_mark.line, event.start_mark.column
        location = Location(self.start_location.path, self.start_location.line + line, column + 1)
        if event.anchor or event.tag:  # an editor never means one
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!"
            message = f"a value cannot start with {sign}"
            raise _Unreadable("N112", location, message, "put the value in quotes")
        if depth > _MAX_DEPTH:
            message = f"nested more than {_MAX_DEPTH} levels deep"
            raise _Unreadable("N109", location, message, "no key of newsgen goes that deep")
        if isinstance(event, yaml.ScalarEvent):
            return self.read_scalar(event, line, column, location)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next_event(), yaml.SequenceEndEvent):
                items.append(self.read_node(item, next_event, depth + 1))
            return SequenceNode(tuple(items), location)
        pairs: dict[str, tuple[ScalarNode, Node]] = {}
        while not isinstance(event := next_event(), yaml.MappingEndEvent):
            key = self.read_node(event, next_event, depth + 1)
            value = self.read_node(next_event(), next_event, depth + 1)
            if not isinstance(key, ScalarNode):
                message = "a key must be a single word or name"
                raise _Unreadable("N109", key.location, message, "put the value in quotes")
            if earlier := pairs.pop(key.text, None):
                message = f"{key.text}: is given twice, first on line {earlier[0].location.line}"
                hint = "keep one of them"
                if depth and key.location.line != earlier[0].location.line:
                    hint += ", or begin each with a dash if they are several"
                self.problems.append(problem("N108", key.location, message, hint))
            pairs[key.text] = (key, value)
        return MappingNode(tuple(pairs.values()), location)

    def read_scalar(self, event: _Event, line: int, column: int, location: Location) -> ScalarNode:
        text, is_plain = event.value, not event.style
        if text:
            if self.lines[line][:column].endswith("\t"):  # a space to libyaml
                message = "a tab stands where blanks belong"
                location = self.location(line, column - 1)
                raise _Unreadable("N109", location, message, "type blanks instead")
            if is_plain:
                self.check_plain_scalar(text, line, column)
            elif event.style == '"' and may_contain_forbidden(text):  # by escapes such as "\0"
                if match := FORBIDDEN_CHARACTERS.search(text):
                    self.problems.append(forbidden_character_problem(match[0], location))
                text = FORBIDDEN_CHARACTERS.sub("", text)
        elif event.style in ("|", ">"):  # with nothing below it, as empty as a key without a value
            is_plain = True
        elif is_plain and line < len(self.lines):
            comment = _COMMENT_FOR_VALUE.match(self.lines[line], column)
            if comment:
                location = self.location(line, comment.start("comment"))
                return ScalarNode(text, is_plain, location, comment["comment"].rstrip())
        return ScalarNode(text, is_plain, location)

    def check_plain_scalar(self, value: str, line: int, column: int) -> None:
        """Report a value without quotes that goes on below, or has a comment after it."""
        line_text = self.lines[line]
        # libyaml puts the end of a plain value at the next word, often lines below. Only the text
        # shows whether the value has a second line.
        if not line_text.startswith(value, column):
            first = line_text[column:].split(" #")[0].rstrip()
            if len(first) < len(value.rstrip()):
                if line_text[:column].isspace() and self.is_item(line + 1):
                    message = "this line has no key and colon"
                    hint = f"put a colon after {line_text.strip()}"
                    raise _Unreadable("N109", self.location(line, column), message, hint)
                self.problems.append(self.multiline_problem(line, column))
                return
        if comment := self.comment.match(line_text, column + len(value)):
            location = self.location(line, comment.end() - 1)
            message = "all from this # on counts as a comment, not as part of the value"
            hint = "put the value in quotes, or the comment on a line of its own"
            self.problems.append(problem("N110", location, message, hint))

    def is_item(self, line: int) -> bool:
        return line < len(self.lines) and self.lines[line].lstrip().startswith("- ")

    def multiline_problem(self, line: int, column: int) -> Problem:
        location = self.location(line, column)
        if self.is_item(line + 1):
            message = "two list items are read as one value"
            number = location.line + 1
            hint = f"line {number} is not indented like the line before: align the dashes"
        else:
            message = "a value without quotes runs on to the next line"
            hint = "put it on one line, or write key: > and the text indented below"
        return problem("N111", location, message, hint)
