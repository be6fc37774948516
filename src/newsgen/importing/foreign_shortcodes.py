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
from newsgen.importing.shortcode_arguments import (
    EMBEDDED,
    embedded_address,
    picture_html,
    shortcode_arguments,
)
from newsgen.importing.site_words import SiteWords
from newsgen.model.value import Value, replace

_NAME = re.compile(r"[{<%/\s*+!-]*([^\s<>%{}/(\"'=]*)")
_PICTURE_WORDS = frozenset(
    ("figure", "fig", "img", "image", "picture", "photo", "thumbnail", "thumb", "imgproc")
)
_LINK_NAMES = ("ref", "relref", "link", "post_url", "tmp", "internal_link")
_QUOTES = ("quote", "blockquote", "pullquote", "quote-block")
_SITE_ADDRESS = re.compile(
    r"\{\{-?\s*(?:[\"'](?P<path>[^\"'{}]*)[\"']|(?P<value>[\w.]+))"
    r"(?P<filters>(?:\s*\|\s*[^{}|]*)*)\s*-?\}\}"
)
_ADDRESS_FILTERS = re.compile(
    r"\|\s*(?:url|relative_url|absolute_url|relURL|absURL|prepend|append|escape|uri_escape|safe"
    r"|htmlBaseUrl|asset_path|trim)\b"
)
_ESCAPED = re.compile(r"\{\{(?P<mark>[<%])/\*(?P<words>.*?)\*/[>%]\}\}", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_SITE_VALUES = ("site.url", "site.baseurl", "siteurl", "site_url", "config.base_url", "baseurl")
_PAIRED_CODE = ("highlight", "codeblock", "code", "prism", "raw", "comment", "verbatim")


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
    converted = _Conversion(text, words, line).convert()
    return replace(converted, text=_ESCAPED.sub(_unescaped, converted.text))


def _unescaped(match: re.Match[str]) -> str:
    """Return the shortcode that an escaped one of Hugo shows, as in `{{</* map */>}}`."""
    return f"{{{{{match['mark']}{match['words']}{match['mark'].replace('<', '>')}}}}}"


class _Conversion:
    def __init__(self, text: str, words: SiteWords, line: int) -> None:
        self._text = text
        self._outside = blank_code(text)
        self._words = words
        self._line = line
        self._losses = LossCounter()
        self._ended: dict[str, bool] = {}
        self._unclosed: set[str] = set()

    def convert(self) -> ConvertedText:
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
                pieces.append(_code_block(name, match[0], inner, pieces))
                done = closing.end()
                continue
            done = match.end()
            pieces.append(self._replacement(match, name, "".join(pieces[-6:])[-30:]))
        text = "".join((*pieces, self._text[done:]))
        return ConvertedText(quoted(text), self._losses.losses())

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
            return self._value(shortcode, match.start())
        is_end = inner.startswith("/") or name.startswith("end")
        rest = inner.lstrip("/")[len(name) :].strip().rstrip("/").strip()
        if name == "include" or name == "render" or name == "partial":
            file, _, rest = rest.partition(" ")
            name = file.strip("\"'").rpartition("/")[2].partition(".")[0]
        arguments, positions = shortcode_arguments(rest)
        base = name.casefold()
        words = set(re.split(r"[-_]", base)) | {base}
        if base in _QUOTES:
            return f"\n\n{CLOSING if is_end else OPENING}\n\n"
        if is_end and base.removeprefix("end") in _QUOTES:
            return f"\n\n{CLOSING}\n\n"
        if is_end:
            return ""
        if base in _LINK_NAMES:
            return self._reference(arguments, positions, rest, before)
        if words & _PICTURE_WORDS and (picture := picture_html(arguments, positions)):
            return self._block(picture, match)
        embedded = next((each for each in EMBEDDED if each in words), "")
        if embedded and (address := embedded_address(embedded, arguments, positions)):
            return self._block(f'<a href="{address}">{address}</a>', match)
        if base in ("comment", "endcomment", "more", "toc", "else", "endraw"):
            return "<!--more-->" if base == "more" else ""
        shown = _shown(shortcode, name)
        if address := next(filter(_WEB_ADDRESS.fullmatch, (*arguments.values(), *positions)), ""):
            self._lose(f"the shortcode {shown} is a link now", shown, match.start())
            return self._block(f'<a href="{address}">{address}</a>', match)
        lost = f"the shortcode {shown} has no counterpart"
        if self._has_end(name):
            lost = f"{lost}; the text in it was kept"
        self._lose(lost, shown, match.start())
        return ""

    def _value(self, shortcode: str, offset: int) -> str:
        """Return what a value of Liquid or Nunjucks stands for; empty, and lost, if unknown."""
        if self._words.is_hugo:
            return f"`{shortcode}`"
        match = _SITE_ADDRESS.fullmatch(shortcode)
        if match:
            filters = match["filters"].strip()
            are_known = not filters or all(
                _ADDRESS_FILTERS.match(f"|{each}") for each in filters.split("|")[1:]
            )
            if match["path"] is not None and (are_known or not filters):
                return match["path"]
            if match["value"] in _SITE_VALUES:
                return ""
            if match["value"] in self._words.values and not filters:
                return escape_signs(self._words.values[match["value"]])
        shown = " ".join(shortcode.split())[:60]
        self._lose(f"the value {shown} is not known", shown, offset)
        return ""

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
        if re.search(r"(?:\(\s*<?|=\s*[\"']?|\]:\s*<?)$", before):
            return address
        words = escape_signs(bare or target)
        return f"[{words}](<{address}>)" if key else words

    def _block(self, markdown: str, match: re.Match[str]) -> str:
        """Return Markdown in a paragraph of its own, if its shortcode stood alone in a line."""
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


def _shown(shortcode: str, name: str) -> str:
    opening = "{%" if shortcode.startswith("{%") else shortcode[:3]
    closing = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}.get(opening, "}}")
    return f"{opening if closing != '}}' else '{{'} {name} {closing}"


def _code_block(name: str, opening: str, inner: str, pieces: list[str]) -> str:
    """Return what a shortcode around code becomes."""
    if name == "comment":
        return ""
    if name in ("raw", "verbatim"):
        return inner if "`" in "".join(pieces)[-2:] or _is_fenced(inner) else _as_code(inner)
    rest = opening.strip("{}<>%- \t\n")[len(name) :]
    _, positions = shortcode_arguments(rest)
    language = positions[0] if positions and re.fullmatch(r"[\w+#-]+", positions[0]) else ""
    fence = "````" if "```" in inner else "```"
    return f"\n\n{fence}{language}\n{inner.strip(chr(10)).rstrip()}\n{fence}\n\n"


def _is_fenced(text: str) -> bool:
    return "```" in text or "~~~" in text or "`" in text


def _as_code(text: str) -> str:
    """Return text with signs that would be commands as code, where it has such signs."""
    if "{{" not in text and "{%" not in text:
        return text
    return f"`{text}`" if "\n" not in text.strip() else f"\n\n```\n{text.strip(chr(10))}\n```\n\n"
