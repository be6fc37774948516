"""Shortcodes of Hugo, Liquid, Nunjucks, Zola and Nikola → Markdown that says the same.

Pictures become pictures, videos and posts of other sites links, highlighted code a block of code,
references addresses. Of what has no counterpart the text inside is kept.
"""

import re
from collections.abc import Mapping
from itertools import islice
from posixpath import normpath

from newsgen.content.markdown.shortcodes import SHORTCODE
from newsgen.content.markdown.source_map import blank_code
from newsgen.importing.draft import DRAFT_LINK, Loss
from newsgen.importing.markup.loss_counter import LossCounter
from newsgen.importing.plain_to_markdown import escape_signs
from newsgen.importing.quotation_marks import CLOSING, OPENING, quoted
from newsgen.importing.site_shortcodes.file_shortcodes import FILE_SHORTCODES, shown_file
from newsgen.importing.site_shortcodes.liquid_values import LiquidValues
from newsgen.importing.site_shortcodes.shortcode_arguments import (
    EMBEDDED,
    embedded_address,
    picture_html,
    shortcode_arguments,
)
from newsgen.importing.site_shortcodes.shortcode_code import shortcode_code
from newsgen.importing.site_shortcodes.shortcode_words import quoted_words, shortcode_markdown
from newsgen.importing.site_shortcodes.site_words import SiteWords
from newsgen.model.value import Value, replace

_NAME = re.compile(r"[{<%/\s*+!-]*([^\s<>%{}/(\"'=]*)")
_NAME_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_PICTURE_WORDS = frozenset(
    ("figure", "fig", "img", "image", "picture", "photo", "thumbnail", "thumb", "imgproc")
)
_LINK_NAMES = ("ref", "relref", "link", "post_url", "tmp", "internal_link")
_DESTINATION = re.compile(r"(?:\]\(\s*<?|=\s*[\"']?|\]:\s*<?)[^\s\"'()<>]*$")
"""The end of a text that goes on with the destination of a link or the value of an attribute."""
_SAYS_WHO = ("author", "by", "source", "cite", "attribution")
_QUOTES = ("quote", "blockquote", "pullquote", "quote-block")
_ZOLA_END = re.compile(r"\{%-?\s*end\s*-?%\}")
_ESCAPED = re.compile(r"\{(?P<mark>\{[<%]?|%)/\*(?P<words>.*?)\*/(?P<end>[>%]?\}|%)\}", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_PAIRED_CODE = ("highlight", "codeblock", "code", "prism", "raw", "comment", "verbatim", "capture")
_INCLUDES = ("include", "include_relative", "include_cached", "render", "partial")
_QUOTATION_MARKS = "\"'"
_LOGIC = re.compile(r"\{%-?\s*(?:if|for|unless|case|tablerow|cycle)\b")
_MAX_DEPTH = 4
"""Of texts that include others."""


class ConvertedText(Value, frozen=True):
    """A text, and what was lost of it."""

    text: str
    losses: tuple[Loss, ...] = ()


def convert_shortcodes(text: str, words: SiteWords, line: int = 1) -> ConvertedText:
    """Return a text without shortcodes.

    Args:
        line: Of the file on which the text starts.
    """
    if "{{" not in text and "{%" not in text:
        return ConvertedText(text)
    losses = LossCounter()
    converted = _Conversion(text, words, line, losses).convert()
    return ConvertedText(_ESCAPED.sub(_unescaped, converted), losses.losses())


def _unescaped(match: re.Match[str]) -> str:
    """Return the shortcode that an escaped one shows, as in `{{</* map */>}}`."""
    return f"{{{match['mark']}{match['words']}{match['end']}}}"


class _Conversion:
    """One conversion. depth: of an included text; 0 for the text of a document."""

    def __init__(
        self, text: str, words: SiteWords, line: int, losses: LossCounter, depth: int = 0
    ) -> None:
        self._text = text
        self._outside = blank_code(text)
        self._words = words
        self._line = line
        self._losses = losses
        self._depth = depth
        self._values = LiquidValues(words.values)
        self._open: list[tuple[str, str]] = []  # names, and by whom their words are
        self._ended: dict[str, bool] = {}
        self._unclosed: set[str] = set()

    def convert(self) -> str:
        matches = [one for one in SHORTCODE.finditer(self._text) if self._is_code(one.start())]
        pieces: list[str] = []
        done = number = 0
        while number < len(matches):
            match = matches[number]
            number += 1
            if match.start() < done:
                continue
            pieces.append(self._text[done : match.start()])
            if escaped := _ESCAPED.fullmatch(match[0]):
                pieces.append(f"`{_unescaped(escaped)}`")
                done = match.end()
                continue
            name = _name(match[0])
            closing = self._closing(matches, number, name) if name in _PAIRED_CODE else None
            if closing is not None and not match[0].lstrip("{<% -").startswith("/"):
                inner = self._text[match.end() : closing.start()]
                if name == "capture":
                    variable = match[0].strip("{}%- \t\n").removeprefix(name).strip()
                    self._values.capture(variable, inner.strip())
                else:
                    pieces.append(shortcode_code(name, match[0], inner, pieces))
                done = closing.end()
                continue
            done = match.end()
            pieces.append(self._replacement(match, name, "".join(pieces[-6:])[-200:]))
        text = "".join((*pieces, self._text[done:]))
        return quoted(text)

    def _is_code(self, offset: int) -> bool:
        return self._outside[offset] == "{"

    def _closing(
        self, matches: list[re.Match[str]], number: int, name: str
    ) -> re.Match[str] | None:
        ends = (f"end{name}", name) if name != "raw" else ("endraw",)
        if name in self._unclosed:
            return None
        for match in islice(matches, number, None):
            is_closing = match[0].lstrip("{<% -").startswith("/") or _name(match[0])[:3] == "end"
            if is_closing and _name(match[0]) in (*ends, "end") and "/*" not in match[0][:5]:
                return match
        self._unclosed.add(name)
        return None

    def _has_end(self, name: str) -> bool:
        """Return whether a shortcode of a name has an end somewhere in the text."""
        if name not in self._ended:
            end = rf"\{{[{{%][<%]?-?\s*(?:/\s*|end_?){re.escape(name)}\b"
            self._ended[name] = bool(re.search(end, self._text))
        return self._ended[name]

    def _replacement(self, match: re.Match[str], name: str, before: str) -> str:
        shortcode = match[0]
        is_value = shortcode.startswith("{{") and shortcode[2] not in "<%"
        inner = shortcode.strip("{}<>%- \t\n")
        if is_value and "(" not in name and not re.match(r"[\w-]+\s*\(", inner):
            return self._value(shortcode, match, before)
        is_end = inner.startswith("/") or name.startswith("end")
        rest = inner.lstrip("/")[len(name) :].strip().rstrip("/").strip()
        if name == "assign" and self._values.assign(rest):
            return ""
        file = ""
        if name in _INCLUDES:
            file, _, rest = rest.partition(" ")
            file = f"{'./' if name == 'include_relative' else ''}{file.strip(_QUOTATION_MARKS)}"
            name = file.rpartition("/")[2].partition(".")[0]
        base = name.casefold()
        if is_end:
            return self._end(base.removeprefix("end"))
        arguments, positions = shortcode_arguments(rest)
        if not is_value:
            by = next((arguments[key] for key in _SAYS_WHO if arguments.get(key)), "")
            self._open.append((base, by))
        if base in _QUOTES:
            return self._quotation(name, quoted_words(arguments, positions))
        if base in _LINK_NAMES:
            return self._reference(arguments, positions, rest, before)
        if base in ("comment", "more", "toc", "else"):
            return "<!--more-->" if base == "more" else ""
        words = {*map(str.casefold, _NAME_WORD.findall(name)), base, arguments.get("provider", "")}
        shown = picture_html(arguments, positions) if words & _PICTURE_WORDS else ""
        embedded = next((each for each in EMBEDDED if each in words), "")
        if embedded and not shown:
            shown = _link(embedded_address(embedded, arguments, positions))
        if file and not shown:
            shown = self._included(file, arguments, match.start())
        if not shown and _DESTINATION.search(before):
            return next(iter((*positions, *arguments.values())), "")
        return self._block(shown or self._remainder(name, arguments, positions, match), match)

    def _remainder(
        self, name: str, arguments: Mapping[str, str], positions: list[str], match: re.Match[str]
    ) -> str:
        """Return the file, the address or the text that any other shortcode shows."""
        shown = _shown(match[0], name)
        rest = match[0].strip("{}<>%- \t\n").removeprefix(name)
        if name in FILE_SHORTCODES and (text := shown_file(name, rest, self._words)):
            return text
        kept = shortcode_markdown(arguments, positions)
        lost = f"the shortcode {shown} has no counterpart"
        if kept.startswith("<"):
            lost = f"the shortcode {shown} is a link now"
        elif kept or self._has_end(name):
            lost = f"{lost}; the text in it was kept"
        self._lose(lost, shown, match.start())
        return kept

    def _included(self, file: str, arguments: Mapping[str, str], offset: int) -> str:
        """Return an included text, converted; empty if there is none, or it is a program."""
        text = self._words.included_text(file)
        if not text.strip() or _LOGIC.search(text) or self._depth > _MAX_DEPTH:
            return ""
        words = replace(self._words, values=self._values.including(arguments))
        line = self._line + self._text.count("\n", 0, offset)
        return _Conversion(text, words, line, self._losses, self._depth + 1).convert().strip("\n")

    def _quotation(self, name: str, words: str) -> str:
        """Return what begins a quotation, or all of it, if its words are arguments."""
        if self._has_end(name) or (not words and _ZOLA_END.search(self._text)):
            return f"\n\n{OPENING}\n\n"
        return f"\n\n{OPENING}\n\n{words}{self._end(name.casefold())}" if words else ""

    def _end(self, name: str) -> str:
        """Return what the end of a shortcode becomes. name: empty if it ends the last one."""
        opened = [by for each, by in self._open if each == name]
        if not name and self._open:
            name, by = self._open.pop()
        else:
            by = opened[-1] if opened else ""
        said_by = f"\n\n— {escape_signs(by)}" if by else ""
        return f"{said_by}\n\n{CLOSING}\n\n" if name in _QUOTES else ""

    def _value(self, shortcode: str, match: re.Match[str], before: str) -> str:
        """Return what a value of Liquid or Nunjucks stands for; empty, and lost, if unknown."""
        if self._words.has_plain_braces:
            return f"`{shortcode}`"
        value = self._values.find(shortcode)
        if value is not None:
            return value
        shown = " ".join(shortcode.split())[:60]
        text, filtered = self._values.before_filters(shortcode)
        if text and _DESTINATION.search(before):
            return text
        if _WEB_ADDRESS.fullmatch(text):
            words = next(filter(None, shortcode_arguments(filtered.partition(":")[2])[1]), text)
            self._lose(f"the value {shown} is a link now", shown, match.start())
            return self._block(f'<a href="{text}">{words}</a>', match)
        is_picture = {*map(str.casefold, _NAME_WORD.findall(filtered))} & _PICTURE_WORDS
        what = "plain text now" if text and not is_picture else "not known"
        self._lose(f"the value {shown} is {what}", shown, match.start())
        return "" if is_picture else escape_signs(text)

    def _reference(
        self, arguments: Mapping[str, str], positions: list[str], rest: str, before: str
    ) -> str:
        """Return the destination of a reference, or a link where no destination is expected."""
        target = arguments.get("path") or (positions[0] if positions else rest.strip("\"' "))
        path, mark, fragment = target.partition("#")
        file = path.strip("/").casefold()
        links = self._words.links
        short = file.rpartition("/")[2]
        bare = short.rpartition(".")[0] or short
        places = (normpath(f"{folder.casefold()}/{file}") for folder in self._words.folders)
        names = (*places, file, f"content/{file}", short, bare, file.rpartition(".")[0])
        key = next((links[f"file:{each}"] for each in names if f"file:{each}" in links), "")
        address = f"{DRAFT_LINK}{key}{mark}{fragment}" if key else target
        if _DESTINATION.search(before) or before.endswith("("):
            return address
        words = escape_signs(bare or target)
        return f"[{words}](<{address}>)" if key else words

    def _block(self, markdown: str, match: re.Match[str]) -> str:
        """Return Markdown in a paragraph of its own, if its shortcode stood alone in a line."""
        if not markdown:
            return ""
        start = self._text.rfind("\n", 0, match.start()) + 1
        end = self._text.find("\n", match.end())
        line = self._text[start : end if end >= 0 else len(self._text)]
        is_alone = not line.replace(match[0], "").strip()
        return f"\n\n{markdown}\n\n" if is_alone else markdown

    def _lose(self, message: str, what: str, offset: int) -> None:
        self._losses.add(message, what, self._line + self._text.count("\n", 0, offset))


def _name(shortcode: str) -> str:
    match = _NAME.match(shortcode)
    return match[1] if match else ""


def _link(address: str) -> str:
    return f'<a href="{address}">{address}</a>' if address else ""


def _shown(shortcode: str, name: str) -> str:
    opening = "{%" if shortcode.startswith("{%") else shortcode[:3]
    closing = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}.get(opening, "}}")
    return f"{opening if closing != '}}' else '{{'} {name} {closing}"
