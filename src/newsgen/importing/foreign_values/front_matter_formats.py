"""Front matter of other generators: YAML, TOML, JSON, header lines, comments, heads of HTML.

Values are texts, lists and mappings of texts: what `yes`, a number or a date is, is decided later
by what the key means.
"""

import html
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from newsgen.content.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from newsgen.content.yaml.reader import read_mapping
from newsgen.importing.foreign_values.header_lines import read_header_lines
from newsgen.importing.foreign_values.plain_yaml import read_plain_yaml
from newsgen.importing.foreign_values.script_values import read_script_values
from newsgen.importing.text_title import without_title
from newsgen.model.problem import Location
from newsgen.model.value import Value, field, replace

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+|;;;)(?P<form>toml|json|yaml|js)?[ \t]*\n"
    r"(?P<matter>.*?)(?:^|(?<=\n))(?P<end>---|\+\+\+|;;;|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
_OPENING = re.compile(r"\s*(?:---|\+\+\+|;;;)(?:toml|json|yaml)?[ \t]*\n\s*[\"'\w-]+[\"']?\s*[:=]")
_FLAT_KEY = re.compile(r"(?P<key>[\w-]+):(?:\s|$)")
_FLAT_LINE = re.compile(
    r"^(?P<key>[A-Za-z][\w-]*)[ \t]*[:=][ \t]*(?P<value>[^\s#\[{&*|>].*)$", re.M
)

_TOML_PLACE = re.compile(r" \(at .*\)$")
_FORMS = {"toml": "toml", "json": "json", "js": "js", "cjs": "js", "mjs": "js", "ts": "js"}

_HTML_PAGE = re.compile(r"\s*(?:<!doctype[^<>]*>\s*)?<html\b", re.IGNORECASE)
_HTML_TITLE = re.compile(r"<title[^<>]*>([^<>]*)</title\s*>", re.IGNORECASE)
_META = re.compile(r"<meta\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_SAID = re.compile(r"\b(name|contents?)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HTML_BODY = re.compile(r"<body\b[^<>]*>\n?", re.IGNORECASE)
_META_NAMES = frozenset(
    (
        *("date", "modified", "category", "tags", "keywords", "author", "authors", "summary"),
        *("description", "slug", "lang", "status", "url", "save_as"),
    )
)
"""Names of `meta` elements that Pelican reads as front matter."""

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A value of front matter: a text, a list or a mapping; nothing is an empty text."""


class ForeignFrontMatter(Value, frozen=True):
    """The front matter of a file, and the text below it.

    Attributes:
        values: What its keys say, in their order.
        lines: The line of each key; of TOML and JSON that of the front matter.
        body_line: The line of the file on which the text starts.
        error: Why it cannot be read; empty if it can.
        error_line: The line of the file that the error is about.
        repeated: Keys that are there twice, each with the line that counts.
        unread: Keys whose values are programs.
    """

    values: Mapping[str, Plain] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    error: str = ""
    error_line: int = 0
    repeated: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def read_foreign_front_matter(text: str) -> ForeignFrontMatter:
    """Return the front matter of a file of any generator; a file without any is all text."""
    if match := _FENCED.match(text):
        form = match["form"] or {"---": "yaml", "+++": "toml", ";;;": "json"}[match["fence"]]
        matter = match["matter"]
        if form == "yaml" and matter.lstrip().startswith("{"):
            form = "json"
        first = text[: match.start("matter")].count("\n") + 1
        body, body_line = text[match.end() :], text[: match.end()].count("\n") + 1
        return _parsed(form, matter, first, body, body_line)
    if _OPENING.match(text):
        error = "the front matter that starts here has no end: put --- below its last line"
        return ForeignFrontMatter(error=error, error_line=1)
    stripped = text.lstrip()
    if stripped.startswith("{") and not stripped.startswith(("{%", "{{", "{#")):
        return _leading_json(text)
    return _html_head(text) if _HTML_PAGE.match(text) else _lines_above_text(text)


def read_data_text(text: str, name: str) -> ForeignFrontMatter:
    """Return the values of a data or settings file by the ending of its name; lists are `items`."""
    ending = name.rpartition(".")[2].casefold()
    form = _FORMS.get(ending, "yaml")
    if form == "yaml":
        lines = text.split("\n")
        first = next((line for line in lines if line.strip() and line[:1] not in "#%"), "")
        if first.startswith("---"):
            text = text.replace("---", "", 1)
            first = next((line for line in text.split("\n") if line.strip()[:1] not in "#"), "")
        if first.startswith("-"):
            return _parsed(form, f"items:\n{text}", 0, "", 1, allow_comments=True)
    read = _parsed(form, text, 1, "", 1, allow_comments=True)
    if not read.error:
        return read
    flat = {each["key"]: each["value"].strip().strip("\"'") for each in _FLAT_LINE.finditer(text)}
    return ForeignFrontMatter(flat, error=read.error, error_line=read.error_line)


def _parsed(
    form: str, matter: str, first: int, body: str, body_line: int, allow_comments: bool = False
) -> ForeignFrontMatter:
    read, error, error_line = ForeignFrontMatter(), "", first
    try:
        if form == "toml":
            read = ForeignFrontMatter(_plain_mapping(tomllib.loads(matter)))
        elif form == "json":
            read = ForeignFrontMatter(_plain_mapping(json.loads(matter or "{}")))
        elif form == "js":
            script = read_script_values(matter)
            read = ForeignFrontMatter(script.values, unread=script.unread)
        else:
            read = _read_yaml(matter, first, allow_comments)
            error, error_line = read.error, read.error_line
    except tomllib.TOMLDecodeError as failure:
        number = re.search(r"at line (\d+)", str(failure))
        error = f"its TOML is wrong ({_TOML_PLACE.sub('', str(failure))})"
        error_line = first + int(number[1]) - 1 if number else first
    except json.JSONDecodeError as failure:
        error, error_line = f"its JSON is wrong ({failure.msg})", first + failure.lineno - 1
    except (ValueError, RecursionError):
        error = "its front matter is too deep or has impossible numbers"
    if error:
        error = f"{error}: mend it in the file, and import that again"
    return replace(
        read,
        body=body,
        body_line=body_line,
        error=error,
        error_line=error_line if error else 0,
    )


def _read_yaml(matter: str, first: int, allow_comments: bool) -> ForeignFrontMatter:
    # A tab between blanks is a blank to most generators.
    text = "\n".join(
        re.sub(r"^[ \t]+|(?<=:)\t+", lambda match: match[0].replace("\t", "  "), line)
        for line in matter.split("\n")
    )
    mapping, problems = read_mapping(text, Location("", first, 1), allow_comments)
    if mapping is None:
        if (plain := read_plain_yaml(text)) is not None:
            return ForeignFrontMatter(_plain_mapping(plain), _key_lines(text, first))
        has_values = any(line.strip() and line.strip()[0] != "#" for line in text.split("\n"))
        if not has_values or not problems:
            return ForeignFrontMatter()
        error = f"its front matter: {problems[-1].message}"
        return ForeignFrontMatter(error=error, error_line=problems[-1].location.line)
    lines = {key.text: key.location.line for key, _ in mapping.pairs}
    values = {key.text: plain_value(node) for key, node in mapping.pairs}
    repeated = {
        each.message.partition(":")[0]: each.location.line
        for each in problems
        if each.code == "N108"
    }
    return ForeignFrontMatter(values, lines, repeated=repeated)


def _key_lines(text: str, first: int) -> dict[str, int]:
    return {
        match["key"]: first + number
        for number, line in enumerate(text.split("\n"))
        if (match := _FLAT_KEY.match(line))
    }


def plain_value(node: Node) -> Plain:
    """Return the value of a node."""
    if isinstance(node, ScalarNode):
        return "" if node.is_empty else node.text or node.comment
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    assert isinstance(node, MappingNode)
    return {key.text: plain_value(value) for key, value in node.pairs}


def _plain_mapping(data: object) -> dict[str, Plain]:
    value = _plain(data)
    if isinstance(value, dict):
        return value
    return {"items": value} if isinstance(value, list) else {}


def _plain(data: object) -> Plain:
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_plain(item) for item in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, (datetime, date, time)):
        return data.isoformat()
    return "" if data is None else str(data)


def _leading_json(text: str) -> ForeignFrontMatter:
    start = len(text) - len(text.lstrip())
    try:
        data, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as failure:
        line = getattr(failure, "lineno", 1)
        reason = getattr(failure, "msg", "nested too deeply")
        error = f"its JSON is wrong ({reason}): mend it in the file"
        return ForeignFrontMatter(error=error, error_line=line)
    line = text[:end].count("\n") + 1
    return ForeignFrontMatter(_plain_mapping(data), {}, text[end:], line)


def _html_head(text: str) -> ForeignFrontMatter:
    """Return what the head of a page of HTML says, as Pelican reads it."""
    values: dict[str, Plain] = {}
    places: dict[str, int] = {}
    body = _HTML_BODY.search(text)
    head = text[: body.start()] if body else text
    if title := _HTML_TITLE.search(head):
        values["title"] = html.unescape(title[1]).strip()
    for meta in _META.finditer(head):
        said = {each[1].casefold(): each[2] or each[3] or "" for each in _SAID.finditer(meta[1])}
        key = said.get("name", "").casefold()
        if key in _META_NAMES:
            values[key] = html.unescape(said.get("content") or said.get("contents") or "").strip()
            places[key] = text[: meta.start()].count("\n") + 1
    if not body or not places:
        return ForeignFrontMatter(body=text)
    end = text.casefold().rfind("</body")
    inner = text[body.end() : end if end > 0 else len(text)]
    return ForeignFrontMatter(values, places, inner, text[: body.end()].count("\n") + 1)


def _lines_above_text(text: str) -> ForeignFrontMatter:
    """Return what lines above a text say; a text without any is all body."""
    lines = text.split("\n")
    head = read_header_lines(lines)
    if head is None:
        return ForeignFrontMatter(body=text)
    body = "\n".join(lines[head.end :])
    values: dict[str, Plain] = dict(head.values)
    places = dict(head.places)
    if head.is_comment and "subject" in values:  # the title of a text without a heading
        has_title = "title" in values or without_title(body, "")[0]
        key = "original_subject" if has_title else "title"
        values[key], places[key] = values.pop("subject"), places["subject"]
    return ForeignFrontMatter(values, places, body, head.end + 1)
