"""YAML text → nodes with places, and a problem for all that does not say what it seems to say.

The only module that knows PyYAML. It reads events, not objects: nothing is converted (no `NO` →
False), nothing can refer to itself, and nesting needs no recursion. Refuses anchors, aliases, tags
and a second document (N112, N109); reports duplicate keys, comments that bite into a value and
values that run on (N108, N110, N111).
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
from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.syntax_errors import explain_syntax_error
from newsgen.model.problem import Location, Problem, problem

# libyaml's parser is eight times as fast and in every wheel; where PyYAML was built without it the
# pure one gives the same events, but refuses a few things that libyaml lets pass.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Event = Any
"""One of PyYAML's, whose stubs do not say which of them have an anchor, a tag or a mark."""

_NextEvent = Callable[[], _Event]
"""Gives the next event."""

_COMMENT = re.compile(r"[ \t]+#")
_UNSPACED_COMMENT = re.compile(r"[ \t]+#(?! )")

_MAX_DEPTH = 12
"""Levels of nesting: three are ever needed, and an error message is due before memory is."""


class _Unreadable(Exception):
    """Carries the one problem that ends the reading of a text."""

    def __init__(self, fatal_problem: Problem) -> None:
        self.problem = fatal_problem


def read_mapping(
    text: str, location: Location, allow_comments: bool = False, example: str = "title: A headline"
) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    """The mapping a YAML text is, and its problems.

    None if the text cannot be read (then a problem says why) or is empty (then none does: whether
    something is missing is the caller's to say).
    place: of the text's first line.
    comments: whether a # and a space after a value are a comment, as in a file of settings, or most
    likely a mistake, as in front matter. example: a line as the file should have.
    """
    reader = _NodeReader(text, location, _UNSPACED_COMMENT if allow_comments else _COMMENT, example)
    try:
        node = reader.read()
    except _Unreadable as unreadable:
        return None, (unreadable.problem,)
    if node is None or (isinstance(node, ScalarNode) and node.is_empty):
        return None, tuple(reader.problems)
    if not isinstance(node, MappingNode):
        hint = f"write one key a line, as in {example}"
        found = problem("N109", node.location, "keys and values were expected here", hint)
        return None, (*reader.problems, found)
    return node, tuple(reader.problems)


class _NodeReader:
    """Walks the events of one text; holds the lines to look at what the events no longer show."""

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
        try:
            events = _LOADER(self.text)
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
            raise _Unreadable(problem("N109", self.location(line, column), message, hint)) from None

    def read_document(self, next_event: _NextEvent) -> Node | None:
        """What stands in the only document. Its events are taken one by one, none ahead."""
        next_event()  # the stream begins
        if not isinstance(next_event(), yaml.DocumentStartEvent):
            return None
        node = self.read_node(next_event(), next_event, 0)
        next_event()  # the document ends
        after = next_event()
        if isinstance(after, yaml.DocumentStartEvent):
            message = "a second YAML document starts here"
            hint = "leave out the line of --- or ..."
            raise _Unreadable(
                problem("N109", self.location(*_event_position(after)), message, hint)
            )
        return node

    def read_node(self, event: _Event, next_event: _NextEvent, depth: int) -> Node:
        line, column = _event_position(event)
        place = Location(self.start_location.path, self.start_location.line + line, column + 1)
        if event.anchor or event.tag:
            self.refuse_indirection(event, place)
        if depth > _MAX_DEPTH:
            message = f"nested more than {_MAX_DEPTH} levels deep"
            raise _Unreadable(problem("N109", place, message, "no key of newsgen goes that deep"))
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            text = event.value
            if text:
                self.refuse_tab(line, column)
                if plain:
                    self.check_plain_scalar(text, line, column)
                elif event.style == '"' and may_contain_forbidden(text):
                    text = self.remove_forbidden(text, place)
            return ScalarNode(text, plain, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next_event(), yaml.SequenceEndEvent):
                items.append(self.read_node(item, next_event, depth + 1))
            return SequenceNode(tuple(items), place)
        return self.read_mapping_node(next_event, place, depth)

    def read_mapping_node(
        self, next_event: _NextEvent, location: Location, depth: int
    ) -> MappingNode:
        pairs: dict[str, tuple[ScalarNode, Node]] = {}
        while not isinstance(event := next_event(), yaml.MappingEndEvent):
            key = self.read_node(event, next_event, depth + 1)
            value = self.read_node(next_event(), next_event, depth + 1)
            if not isinstance(key, ScalarNode):
                message = "a key must be a single word or name"
                raise _Unreadable(problem("N109", key.location, message, "put the value in quotes"))
            if earlier := pairs.pop(key.text, None):
                message = f"{key.text}: is given twice, first on line {earlier[0].location.line}"
                self.problems.append(problem("N108", key.location, message, "keep one of them"))
            pairs[key.text] = (key, value)
        return MappingNode(tuple(pairs.values()), location)

    def remove_forbidden(self, text: str, location: Location) -> str:
        r"""A text without what no page can show: "\0" means what the file may not hold itself."""
        if bad := FORBIDDEN_CHARACTERS.search(text):
            self.problems.append(forbidden_character_problem(bad[0], location))
        return FORBIDDEN_CHARACTERS.sub("", text)

    def refuse_indirection(self, event: _Event, location: Location) -> None:
        """Anchors, aliases and tags: in an article they are never what the editor meant."""
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!"
        message = f"a value that starts with {sign} has a special meaning in YAML"
        raise _Unreadable(problem("N112", location, message, "put the value in quotes"))

    def refuse_tab(self, line: int, column: int) -> None:
        """A tab before a value: libyaml takes it for a space, the pure parser for an error."""
        if self.lines[line][:column].endswith("\t"):
            where = self.location(line, column - 1)
            raise _Unreadable(
                problem("N109", where, "a tab where YAML wants spaces", "write spaces instead")
            )

    def check_plain_scalar(self, value: str, line: int, column: int) -> None:
        """What stands around a plain value in the text but is no longer in it."""
        written = self.lines[line]
        # libyaml puts the end of a plain value at the next word, often lines below: only the text
        # itself tells whether the value really holds a second line.
        if not written.startswith(value, column):
            first = written[column:].split(" #")[0].rstrip()
            if len(first) < len(value.rstrip()):
                self.problems.append(self.multiline_problem(line, column))
                return
        if comment := self.comment.match(written, column + len(value)):
            self.problems.append(
                problem(
                    "N110",
                    self.location(line, comment.end() - 1),
                    "all from this # on counts as a comment, not as part of the value",
                    "put the value in quotes, or the comment on a line of its own",
                )
            )

    def multiline_problem(self, line: int, column: int) -> Problem:
        place = self.location(line, column)
        following = self.lines[line + 1].strip() if line + 1 < len(self.lines) else ""
        if following.startswith("- "):
            hint = f"line {place.line + 1} is not indented like the line before: align the dashes"
            return problem("N111", place, "two list items are read as one value", hint)
        hint = "put it on one line, or write key: > and the text indented below"
        return problem("N111", place, "a value without quotes runs on to the next line", hint)


def _event_position(event: _Event) -> tuple[int, int]:
    """The line and column, both from 0, an event starts at."""
    mark = event.start_mark
    return mark.line, mark.column
