"""Mistakes inside one value of YAML, in an editor's words: rules for the line that it stands in."""

import re
from collections.abc import Callable

from newsgen.content.yaml.picture_marks import marked_picture, picture_form
from newsgen.content.yaml.quote import yaml_scalar
from newsgen.model.kind import TYPED_ENTITY_KINDS
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.value import Value

_KEY = r"(?P<key>[^\s:#\"'\[{](?>(?:[^\s:#]|\s+(?![\s:]))*))\s*+"
KEY_AND_VALUE = lazy_pattern(rf"^(?P<lead>\s*+(?>(?:-\s++)*){_KEY}:\s+)(?P<value>\S.*)$")
KEY_WITHOUT_VALUE = lazy_pattern(rf"^\s*+(?>(?:-\s++)*){_KEY}:\s*$")

CONFLICT_MARK = lazy_pattern(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
"""A line that git writes where it could not join two versions of a file."""

_COLON_MESSAGE = "the value holds a colon, which would make it a key"
_COMMENT_IN_LIST = lazy_pattern(r"\[(?:[^\]\"'#]*[\s\[])?#")
_PAIR_IN_BRACES = lazy_pattern(r"(?<=[{,])\s*(?P<key>[\w-]+):\s+(?P<value>[^\s,{}][^,{}]*)")

_KINDS = "|".join(TYPED_ENTITY_KINDS)
_INNER_KEYS = {"entities": _KINDS}
_INNER_KEYS |= dict.fromkeys(("image", "images"), "src|alt|caption|credit")
_INNER_KEYS |= dict.fromkeys(("corrections", "withdrawn"), "date|note")
LIST_KEYS = frozenset(
    ("tags", "authors", "aliases", "also", "former", "notations", "urls", "sections", "extra")
).union(TYPED_ENTITY_KINDS, ["entities"])
"""Keys that hold a list of texts, so that commas part its items."""

_ADDRESS_KEYS = frozenset(
    ("source_url", "archived_url", "base_url", "url", "urls", "translation_of")
)
_LINK = lazy_pattern(r"!?\[[^\[\]]*\]\(\s*<?(?P<target>[^\s()<>]+)")
_FLOW_ITEM = (
    r"""(?:"(?>(?:[^"\\]|\\.)*)"|'(?>(?:[^']|'')*)'|[^\s,\[\]{}"'#&*!|>%@`][^,\[\]{}]*+)\s*+"""
)
_FLOW_LIST = lazy_pattern(
    rf"\[\s*+(?:{_FLOW_ITEM}(?>(?:,\s*+{_FLOW_ITEM})*)(?:,\s*+)?)?\]\s*+(?:#|$)"
)
_ITEM_TEXT = lazy_pattern(
    r"""(?P<quoted>"[^"]*"|'[^']*'(?=\s*(?:[,;\[\]}]|$)))|[^\s,;.\[\]{}()"'][^,;\[\]{}()"]*"""
)

_QUOTE_ALL = "put quotes around all of it"
_UNQUOTED_VALUES = (
    (
        r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#].*""",
        "the value starts with a quote and goes on after the closing one",
        _QUOTE_ALL,
    ),
    (
        r"\[[^\]]*\]\s*[^\s#,\]}]|\{[^}]*\}\s*[^\s#,\]}]",
        "a value that starts with {} is read as a list or as keys",
        _QUOTE_ALL,
    ),
    (
        r"[*&!%@`]|[|>](?=[^\n]*\w)|[-?](?=\s)",
        "a value cannot start with {}",
        _QUOTE_ALL,
    ),
    (
        r"(?![\"'\[{|>]).*?:(?:\s|$)",
        _COLON_MESSAGE,
        "put quotes around it",
    ),
)
"""The form of a value that needs quotes, the message ({} is its first character), and the hint."""

SyntaxExplanation = tuple[str, str, int]
"""Message, hint, and the column from 0, in the line that the rule looked at."""


class SuspectLine(Value, frozen=True):
    """A line that may hold the mistake. previous: the last one before it that is not blank."""

    text: str
    previous: str = ""
    error: str = ""
    example: str = ""

    @property
    def key_and_value(self) -> re.Match[str] | None:
        """Its parts `lead` (all before the value), `key` and `value`, if it has both."""
        return KEY_AND_VALUE.match(self.text)

    @property
    def is_key(self) -> bool:
        """Whether a key stands in it, with or without a value."""
        return bool(self.key_and_value or KEY_WITHOUT_VALUE.match(self.text))


def quoted_value(value: str) -> str:
    """Return a value in quotes, after removing those it has at both ends."""
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    if "'" in value and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _invalid_escape(line: SuspectLine) -> SyntaxExplanation | None:
    escape = re.search(r'"[^"]*?(\\[^\\"/abefnrtvxuUNLP_0 \t])', line.text)
    if "escape" not in line.error or not escape:
        return None
    message = f"{escape[1]} means nothing inside double quotes"
    return message, "put the value in single quotes instead", escape.start(1)


def _unquoted_value(line: SuspectLine) -> SyntaxExplanation | None:
    parts = line.key_and_value
    for pattern, message, hint in _UNQUOTED_VALUES if parts else ():
        if parts and re.match(pattern, parts["value"]):
            message = f"{parts['key']}: {message.format(parts['value'][0])}"
            fixed_line = f"{parts['key']}: {quoted_value(parts['value'].rstrip())}"
            return message, f"{hint}: {fixed_line}", len(parts["lead"])
    return None


def unclosed_quote(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain a quote that opens in a line and is not closed there."""
    parts = line.key_and_value
    quote = parts["value"][0] if parts else ""
    if not parts or quote not in "\"'" or parts["value"].count(quote) % 2 == 0:
        return None
    message = f"{parts['key']}: the quote that opens here is never closed"
    return message, "close it on the same line", len(parts["lead"])


def _conflict_mark(line: SuspectLine) -> SyntaxExplanation | None:
    if not CONFLICT_MARK.match(line.text):
        return None
    message = "git could not join two versions of this file, and left both from this line on"
    return message, "keep one of them, and take out the lines of <<<<<<<, ======= and >>>>>>>", 0


def _number_sign_in_list(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain `[#Council, #Bridge]`, where all from the # on is a comment."""
    parts = line.key_and_value
    value = parts["value"] if parts else ""
    if not parts or value[0] != "[" or not (sign := _COMMENT_IN_LIST.match(value)):
        return None
    items = [item.strip(" #[]") for item in value.split(",")]
    message = f"{parts['key']}: all from this # on counts as a comment, not as part of the list"
    hint = f"write {parts['key']}: [{', '.join(filter(None, items))}]"
    return message, hint, len(parts["lead"]) + sign.end() - 1


def _picture_in_marks(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain `image: ![The fair](fair.jpg)`, which is how a text shows a picture."""
    parts = line.key_and_value
    picture = parts and parts["key"] in ("image", "src", "logo") and marked_picture(parts["value"])
    if not parts or not picture:
        return None
    is_whole = parts["key"] == "image"
    form = picture_form(*picture) if is_whole else yaml_scalar(picture[0])
    message = f"{parts['key']}: the marks of a text do not show a picture here"
    return message, f"write {parts['key']}: {form}", len(parts["lead"])


def _link_for_address(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain `source_url: [The plan](https://example.org/)`."""
    parts = line.key_and_value
    link = parts and parts["key"] in _ADDRESS_KEYS and _LINK.match(parts["value"])
    if not parts or not link:
        return None
    message = f"{parts['key']}: the marks of a text make no address here"
    return message, f"write {parts['key']}: {link['target']}", len(parts["lead"])


def _keys_in_line(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain `image: src: fair.jpg, alt: The fair` and `entities: {people [Zoë Müller]}`."""
    parts = line.key_and_value
    inner_keys = parts and _INNER_KEYS.get(parts["key"])
    if not parts or not inner_keys:
        return None
    key, value, column = parts["key"], parts["value"].rstrip(), len(parts["lead"])
    if not re.match(rf"(?:{inner_keys})\s*:\s", value):
        mended = re.sub(rf"(?<=[{{,\s])({inner_keys})\s*+(?:=\s*+)?(?=\[)", r"\1: ", value)
        message = f"{key}: there is no colon after a key in the braces"
        return (message, f"write {key}: {mended}", column) if mended != value else None
    pairs = re.sub(r"\[[^\[\]]*\]|\"[^\"]*\"", "", value).split(",")
    hint = f"put each of them on a line of its own below {key}:, after two blanks"
    if all(re.match(rf"\s*(?:{inner_keys})\s*:\s[^:]*$", pair) for pair in pairs):
        hint = f"write {key}: {{{value}}}"
    return f"{key}: keys in the same line need braces around them", hint, column


def _broken_list(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain a list whose brackets, quotes or commas do not fit, as in `[Council,, Bridge]`."""
    parts = line.key_and_value
    if not parts or parts["key"] not in LIST_KEYS:
        return None
    key, value, column = parts["key"], parts["value"], len(parts["lead"])
    texts = (
        match[0] if match["quoted"] else yaml_scalar(match[0].strip())
        for match in _ITEM_TEXT.finditer(value)
    )
    form = f"write {key}: [{', '.join(texts)}]"
    if re.match(r"[-*]\s", value):
        message = f"{key}: a list with dashes begins on the line below its key"
        form = f"write {key}: [{yaml_scalar(value[1:].strip())}]"
        return message, f"put it there, or {form}", column
    is_broken = {
        "[": not _FLOW_LIST.match(value) and re.search(r"[\]})]", value),
        "{": "}" not in value and "]" in value and not re.search(r":\s", value),
        '"': re.match(r'"[^"]*"\s*[,;]', value),
        "'": re.match(r"'[^']*'\s*[,;]", value),
    }
    if not is_broken.get(value[0]):
        return None
    return f"{key}: brackets, quotes and commas make no list here", form, column


def _colon_in_braces(line: SuspectLine) -> SyntaxExplanation | None:
    """Explain `{alt: The fair: a view}`, whose second colon would make another key."""
    parts = line.key_and_value
    value = parts["value"] if parts else ""
    if not parts or value[0] != "{":
        return None
    for pair in _PAIR_IN_BRACES.finditer(value):
        if re.search(r":\s", pair["value"]) and pair["value"][0] not in "\"'[{":
            message = f"{pair['key']}: {_COLON_MESSAGE}"
            hint = f"put quotes around it: {pair['key']}: {quoted_value(pair['value'].rstrip())}"
            return message, hint, len(parts["lead"]) + pair.start("value")
    return None


SyntaxRule = Callable[[SuspectLine], SyntaxExplanation | None]

VALUE_RULES: tuple[SyntaxRule, ...] = (
    _conflict_mark,
    _invalid_escape,
    _number_sign_in_list,
    _picture_in_marks,
    _link_for_address,
    _keys_in_line,
    _broken_list,
    _colon_in_braces,
    _unquoted_value,
    unclosed_quote,
)
"""For mistakes inside one value. These rules come first, for the line and the one before."""
