"""Markdown of other generators → Markdown of newsgen: marks, comments and HTML within it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from newsgen.content.markdown.source_map import blank_code
from newsgen.content.text import one_line
from newsgen.importing.draft import Loss
from newsgen.importing.markdown_dialects.foreign_html import (
    PICTURE_TAG,
    html_as_markdown,
    html_attributes,
)
from newsgen.importing.markdown_dialects.markdown_marks import caption_pictures, exchange_marks
from newsgen.importing.markdown_dialects.straighten_lists import straighten_lists
from newsgen.importing.markdown_dialects.typed_code import fence_typed_code
from newsgen.importing.markdown_links import replace_outside_code
from newsgen.importing.quotation_marks import mark_quotations, quoted
from newsgen.importing.site_shortcodes.shortcode_arguments import markdown_picture

_BLOCK_NAMES = (
    "address|article|aside|blockquote|center|dd|details|dir|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h[1-6]|header|hr|iframe|li|main|nav|noscript|object|embed|ol|p|pre|section|script"
    "|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|picture|svg|button|input"
)
_BLOCK = re.compile(rf"[ \t]*</?(?:{_BLOCK_NAMES})\b", re.IGNORECASE)
_JOINED = re.compile(
    r"<(/?)(table|ul|ol|dl|pre|blockquote|figure|iframe|script|style|video|audio|object|form|svg)\b",
    re.IGNORECASE,
)
_BREAK_ABOVE_BLOCK = re.compile(
    rf"(?m)^[ \t]*<br[ \t]*/?>[ \t]*\n(?={_BLOCK.pattern})", re.IGNORECASE
)
_END_OF_HTML = re.compile(rf"(?mi)^[^\n]*</(?:{_BLOCK_NAMES})>[ \t]*\n(?=[^\s<])")
_BLOCK_TAG = re.compile(rf"<(/?)(?:{_BLOCK_NAMES})\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(
    r"[ \t]?<!--(?!>).*?-->|\{::comment\}.*?\{:/(?:comment)?\}|(?<=\n)\^(?=\n|\Z)", re.DOTALL
)
_LINK = re.compile(
    r"<a\b(?P<attributes>[^<>]*)>(?P<words>(?:(?!</?a\b|\n[ \t]*\n).)*?)</a\s*>",
    re.DOTALL | re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:font|span|center|o:p|big|tt|blink|nobr|figure|figcaption|u|picture|source"
    r"|caption)\b[^<>]*>",
    re.IGNORECASE,
)
_INLINE_BLOCK = re.compile(
    r"<(?P<name>iframe|script|style|video|audio|object|svg|button|form)\b[^<>]*>"
    r".*?</(?P=name)\s*>|<(?:embed|input|link|meta)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MARKED_LINE = re.compile(r"(?m)^[ \t]*\{:[^{}\n]*\}[ \t]*$\n?")
_MARK = re.compile(r"[ \t]?\{:[^{}\n]*\}")
_HEADING_ID = re.compile(r"(?m)^(#{1,6}[^\n]*?)[ \t]*\{[#.][^{}\n]*\}[ \t]*$")
_NAMED_HEADING = re.compile(
    r"(?m)^#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*\{[^{}\n]*?#([\w:.-]+)[^{}\n]*\}[ \t]*$"
)
_NAMED_PLACE = re.compile(
    r"<a\s+(?:name|id)\s*=\s*[\"']?(?P<name>[\w:.-]+)[\"']?\s*(?:/>|>(?P<words>[^<\n]*)</a\s*>)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?mi)^(?:[*-][ \t]+\S[^\n]*\n\{:[ \t]*toc[^{}\n]*\}|\[TOC\]|\[\[_?toc_?\]\])[ \t]*$"
)
_SIZE = re.compile(r"(?<=\S)[ \t]+=\d*%?x?\d*%?(?=\s*\))")
_STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])([^~\n]*[^\s~])~~(?!~)")
_TASK = re.compile(r"(?m)^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t]+\S)")
_BARE_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.+\-/@:<>\[\]\"'=])(?<!\]\()(?<!\]:\s)"
    r"https?://(?=\w)(?:[^\s<>\[\]`()\u3000-\u303f\uff00-\uffef]|\([^\s<>()]*\))+"
    r"(?<![.,;:!?\"'*_~\u2018-\u201d])"
)
_DEFINITION = re.compile(
    r"(?m)^( *)(?!(?:[-*+>#|:<!\[]|\d+[.)]))(\S[^\n:|]*)\n(?:[ \t]*\n)?"
    r"((?:\1 {0,3}:[ \t]+\S[^\n]*\n?)+)"
)
_ABBREVIATION = re.compile(r"(?m)^[ \t]*\*\[([^\[\]\n]+)\]:[^\n]*\n?")
_ADMONITION = re.compile(
    r"(?m)^(?:!!!|\?\?\?\+?)[ \t]+([a-z][\w-]*)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*\n"
    r"((?:(?: {4}|\t)[^\n]*\n?|[ \t]*\n)+)"
)
_ALERT = re.compile(r"(?m)^([ \t>]*>[ \t]*)\[!(\w+)\][ \t]*$")
_BOX_LINE = re.compile(r"(?m)^:{3,}[^\n]*\n?")
_TWO_SPACES = re.compile(r"\n{3,}")


def convert_foreign_markdown(text: str) -> tuple[str, tuple[Loss, ...]]:
    """Return a text as newsgen's Markdown, and what was lost."""
    losses: list[Loss] = []
    text = fence_typed_code(text)
    whole = text
    text = replace_outside_code(_COMMENT, text, lambda match: "")
    text = replace_outside_code(_NAMED_PLACE, text, lambda match: _named_place(match, whole))
    text = replace_outside_code(_BREAK_ABOVE_BLOCK, text, lambda match: "")
    text = replace_outside_code(_END_OF_HTML, text, _ended_html)
    text = mark_quotations(text)
    pieces = []
    for is_code, block in _blocks(straighten_lists(text)):
        if _BLOCK.match(block) and not is_code:
            pieces.append(_html_block(block, losses))
        else:
            pieces.append(_markdown_block(block, losses))
    whole = quoted("\n\n".join(piece for piece in pieces if piece.strip()))
    whole, more = exchange_marks(whole)
    losses += more
    return _TWO_SPACES.sub("\n\n", whole).strip("\n"), tuple(dict.fromkeys(losses))


def heading_names(text: str) -> dict[str, str]:
    """Return the words of headings by the names that are typed behind them: `## Words {#name}`."""
    return {match[2]: match[1] for match in _NAMED_HEADING.finditer(text)}


def _named_place(match: re.Match[str], text: str) -> str:
    """Return what a place with a name becomes: itself, if the text links to it."""
    is_used = re.search(rf"#{re.escape(match['name'])}(?![\w-])", text)
    return (
        f'<a id="{match["name"]}"></a>{match["words"] or ""}' if is_used else match["words"] or ""
    )


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text between blank lines, and whether each has code in fences.

    Blank lines in fenced code, and in tables, lists and the like of HTML, part nothing.
    """
    outside = blank_code(text)
    lines, plain = text.split("\n"), outside.split("\n")
    block: list[str] = []
    depth = 0
    has_code = False
    for line, seen, opened in zip(lines, plain, _opened_elements(plain), strict=True):
        is_code = bool(line.strip()) and not seen.strip()
        if is_code and block and not has_code and not block[-1].strip():
            block = block[:]
        has_code = has_code or (
            is_code and line.lstrip(" \t>*+-0123456789.)").startswith(("```", "~~~"))
        )
        is_gap = not seen.strip() and not is_code and not line.strip()
        if is_gap and depth <= 0 and not _is_in_fence(block):
            if block:
                yield has_code, "\n".join(block)
            block, depth, has_code = [], 0, False
            continue
        if not block or _BLOCK.match(block[0]):
            depth += opened
        block.append(line)
    if block:
        yield has_code, "\n".join(block)


def _opened_elements(lines: list[str]) -> list[int]:
    """Return how many elements each line opens, less those that it closes.

    An element without an end is not counted, or it would take in all that follows.
    """
    numbers = [0] * len(lines)
    ends: Counter[str] = Counter()
    for number in reversed(range(len(lines))):
        for match in reversed(list(_JOINED.finditer(lines[number]))):
            name = match[2].casefold()
            if match[1]:
                ends[name] += 1
                numbers[number] -= 1
            elif ends[name]:
                ends[name] -= 1
                numbers[number] += 1
    return numbers


def _is_in_fence(block: list[str]) -> bool:
    fence = ""
    for line in block:
        match = re.match(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})([^`]*)$", line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
    return bool(fence)


def _ended_html(match: re.Match[str]) -> str:
    """Return the last line of a block of HTML, with a blank line that ends it for CommonMark."""
    text = match.string
    above = text[text.rfind("\n\n", 0, match.start()) + 1 : match.end()].lstrip("\n")
    is_html = match[0].startswith("<") or above.startswith("<")
    signs = [tag[1] for tag in _BLOCK_TAG.finditer(above)]
    is_whole = signs.count("") == signs.count("/") or text.startswith(("```", "~~~"), match.end())
    return f"{match[0]}\n" if is_html and is_whole else match[0]


def _html_block(block: str, losses: list[Loss]) -> str:
    if re.search(r"\bmarkdown\s*=\s*[\"']?(?:1|block|span)", block):
        inner = re.sub(rf"</?(?:{_BLOCK_NAMES})\b[^<>]*>", "", block, flags=re.IGNORECASE)
        return _markdown_block(inner.strip("\n"), losses)
    text, more = html_as_markdown(block)
    losses += more
    return text


def _markdown_block(block: str, losses: list[Loss]) -> str:
    """Return a part of a text that is Markdown, with HTML only within its lines."""

    def link(match: re.Match[str]) -> str:
        attributes = html_attributes(match["attributes"])
        words = one_line(match["words"])
        address = re.sub(r"\s*\n\s*", "", attributes.get("href", ""))
        if "id" in attributes and not words:
            return match[0]
        if words == address:
            return f"<{address}>"
        if not words or not address:
            return words
        return (
            f"[{words}](<{address}>)" if re.search(r"[\s()]", address) else f"[{words}]({address})"
        )

    def image(match: re.Match[str]) -> str:
        attributes = html_attributes(match["attributes"])
        if {"0", "1"} & {attributes.get(key, "") for key in ("width", "height")}:
            return ""
        src = attributes.get("data-src") or attributes.get("src", "")
        alt = attributes.get("alt", "")
        return markdown_picture(src, alt, attributes.get("title", "")) if src else ""

    def embedded(match: re.Match[str]) -> str:
        text, more = html_as_markdown(match[0])
        losses.extend(more)
        if match["name"] and match["name"].casefold() in ("script", "object", "svg", "form"):
            losses.append(Loss(f"a <{match['name'].casefold()}> was taken out"))
        return f" {text} " if text else ""

    text = replace_outside_code(_INLINE_BLOCK, block, embedded)
    text = replace_outside_code(PICTURE_TAG, text, image)
    text = caption_pictures(text)
    text = replace_outside_code(_LINK, text, link)
    text = replace_outside_code(_INLINE_TAG, text, lambda match: "")
    for pattern, replacement in (
        (_CONTENTS, ""),
        (_MARKED_LINE, ""),
        (_HEADING_ID, r"\1"),
        (_MARK, ""),
        (_SIZE, ""),
        (_STRUCK, r"<del>\1</del>"),
        (_BARE_ADDRESS, r"<\g<0>>"),
        (_ABBREVIATION, ""),
        (_ALERT, r"\1**\2:**"),
        (_BOX_LINE, ""),
    ):
        text = replace_outside_code(pattern, text, partial(_expand, replacement))
    text = replace_outside_code(
        _TASK, text, lambda match: f"{match[1]}{'☐' if match[2] == ' ' else '☑'}"
    )
    text = replace_outside_code(_DEFINITION, text, _definition)
    return replace_outside_code(_ADMONITION, text, _admonition)


def _expand(template: str, match: re.Match[str]) -> str:
    return match.expand(template)


def _definition(match: re.Match[str]) -> str:
    meanings = [line.strip().removeprefix(":").strip() for line in match[3].strip().split("\n")]
    parts = [f"{match[1]}{part}" for part in (f"**{match[2].strip()}**", *meanings)]
    return ("\n" if match[1] else "") + "\n\n".join(parts) + "\n"


def _admonition(match: re.Match[str]) -> str:
    title = match[2] if match[2] is not None else match[1].capitalize()
    lines = re.sub(r"(?m)^(?: {4}|\t)", "", match[3]).strip("\n").split("\n")
    head = [f"> **{title}**", ">"] if title else []
    return "\n".join((*head, *(f"> {line}".rstrip() for line in lines))) + "\n"
