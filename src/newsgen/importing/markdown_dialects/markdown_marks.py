"""Marks that newsgen would not see, or would tell of → those that say the same to it."""

import html
import re
from collections.abc import Callable

from rich.emoji import Emoji

from newsgen.content.markdown.attribute_filter import filter_attributes
from newsgen.content.markdown.dialect import render_markdown
from newsgen.content.markdown.html_tokens import HtmlTag
from newsgen.content.markdown.tree_builder import TooDeepError
from newsgen.content.text import one_line
from newsgen.importing.draft import Loss
from newsgen.importing.markdown_links import replace_outside_code

_STRONG = re.compile(
    r"(?<![*\\])\*\*(?!\*)"
    r"(?P<words>(?:\\.|[^*\n\\]|\n(?![ \t]*\n)|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*))+?)"
    r"(?<!\\)\*\*(?!\*)"
)
_EMPHASIZED = re.compile(
    r"(?<![*\\])\*(?![*\s])(?P<words>(?:\\.|[^*\n\\]|\n(?![ \t]*\n))+?)"
    r"(?<![\\\s])\*(?!\*)"
)
_CODE = re.compile(r"(?<!>)<code>([^<>`*_\[\]\n]*[^<>`*_\[\]\s])</code\s*>", re.IGNORECASE)
_FIGURE = re.compile(
    r"[ \t]*(?:<figure\b[^<>]*>\s*)?!\[(?P<alt>[^\[\]]*)\]\((?P<src>[^()\s]+)\)\s*"
    r"<figcaption\b[^<>]*>(?P<caption>(?:[^<]|<(?!/?figcaption\b))*)</figcaption\s*>(?:\s*</figure\s*>)?",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"(?<![\w:/.]):[a-z0-9_+-]+:(?![\w:/])")
_MARKED_LINE = re.compile(r"(?m)^[ \t]*\{[#.][A-Za-z][^{}\n]*\}[ \t]*$\n?")
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]?\{[#.][A-Za-z][^{}\n]*\}")
_UNDERLINED = re.compile(
    r"(?m)(?:(?<=\n\n)|\A)(?P<words>[^\s>#*+|`~<:\-\[][^\n|]*?)[ \t]*\n(?P<line>=+|-+)[ \t]*$"
)
"""A heading with a line below it; newsgen tells of those that look like sentences."""

_MAIL = re.compile(r"(?<![\w.+\-/@:<>\[\]\"'=(%])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]+(?![\w-])")
_WEB_HOST = re.compile(
    r"(?<![\w.+\-/@:<>\[\]\"'=])(?<!\]\()www\.\w[^\s<>\[\]()*`]*[^\s<>\[\]().,;:!?\"'*_~`]"
)
_BULLET = re.compile(r"(?m)^([ \t>]*)[•·●▪◦‣∙■□⁃][ \t]*(?=\S)")
_SPACED_ADDRESS = re.compile(
    r"(?<=\]\()[ \t]*(?:(?:https?|ftp)://|mailto:|/|\.{1,2}/)[^()<>\n\"']*[ \t][^()<>\n\"']*(?=\))"
)
_MAIL_GAP = re.compile(r"(?i)(?<=\bmailto:)(?:%20|[ \t])+(?=\S)")
_TAG = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>\s[^<>]*)>")
_ATTRIBUTE = re.compile(r"\s+([^\s/<>=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>]+))?")
_NUMBER = re.compile(r"(?m)^[ \t>]*\d{1,9}[.)][ \t]")
_MOST_PASSES = 3
"""Over a text: a number that becomes text may part a list, whose next number is then told."""
_LINK_WORDS = re.compile(r"\[(?:\\.|!?\[[^\[\]]*\]|[^\[\]\\])*\](?=[(\[])")


def exchange_marks(text: str) -> tuple[str, tuple[Loss, ...]]:
    """Return a text with marks that newsgen reads, and what was lost."""
    losses: list[Loss] = []

    def tag(match: re.Match[str]) -> str:
        name = match["name"].lower()
        _, removed = filter_attributes(HtmlTag(name, False, match["attributes"], match[0]), name)
        losses.extend(
            Loss(f"the attribute {each} of HTML was taken out", what=each) for each in removed
        )
        kept = _ATTRIBUTE.sub(
            lambda one: "" if one[1].lower() in removed else one[0], match["attributes"]
        )
        return f"<{match['name']}{kept}>" if removed else match[0]

    text = replace_outside_code(_TAG, text, tag)
    text = replace_outside_code(_CODE, text, lambda match: f"`{html.unescape(match[1]).strip()}`")
    text = replace_outside_code(_UNDERLINED, text, _heading)
    text = replace_outside_code(_MARKED_LINE, text, lambda match: "")
    text = replace_outside_code(_ATTRIBUTES, text, lambda match: "")
    text = replace_outside_code(_BULLET, text, lambda match: f"{match[1]}- ")
    text = replace_outside_code(_MAIL_GAP, text, lambda match: "")
    text = replace_outside_code(_SPACED_ADDRESS, text, _joined_address)
    text = replace_outside_code(_STRONG, text, _strong)
    text = replace_outside_code(_EMPHASIZED, text, lambda match: _marked(match, "em"))
    text = _outside_links(_MAIL, text, lambda match: f"<{match[0]}>")
    text = _outside_links(_WEB_HOST, text, lambda match: f"[{match[0]}](http://{match[0]})")
    return plain_numbers(text), tuple(losses)


def _heading(match: re.Match[str]) -> str:
    return f"{'#' if match['line'][0] == '=' else '##'} {match['words']}"


def plain_numbers(text: str) -> str:
    """Return a text whose numbers at the beginning of lines count items, or are plainly text."""
    lines = text.split("\n")
    for _ in range(_MOST_PASSES if _NUMBER.search(text) else 0):
        try:
            _, findings = render_markdown("\n".join(lines))
        except (TooDeepError, RecursionError):
            return text
        numbers = [found for found in findings if found.code == "N208"]
        for found in numbers:
            written = re.match(r"write (\d+\\?[.)])", found.hint)
            if written:
                lines[found.line] = lines[found.line].replace(found.near, written[1], 1)
        if not numbers:
            break
    return "\n".join(lines)


def draw_emoji(text: str) -> str:
    """Return a text with small pictures for their names, as in :tada:."""
    return replace_outside_code(_EMOJI, text, lambda match: Emoji.replace(match[0]))


def caption_pictures(text: str) -> str:
    """Return a text with pictures that have the words of <figcaption> as their captions."""
    return replace_outside_code(_FIGURE, text, _captioned_picture)


def _captioned_picture(match: re.Match[str]) -> str:
    """Return a picture with its caption; in a paragraph of its own, if it ends one of words."""
    title = one_line(re.sub(r"<[^<>]+>", "", match["caption"])).replace('"', '\\"')
    picture = f'![{match["alt"]}]({match["src"]} "{title}")'
    line = match.string[: match.start()].rpartition("\n")[2]
    is_apart = bool(line.strip()) and line[:1].isalpha()
    blanks = match[0][: len(match[0]) - len(match[0].lstrip(" \t"))]
    return f"\n\n{picture}\n\n" if is_apart else f"{blanks}{picture}"


def _outside_links(
    pattern: re.Pattern[str], text: str, replacement: Callable[[re.Match[str]], str]
) -> str:
    """Return a text with matches replaced that stand neither in code nor in words of a link."""
    if not pattern.search(text):
        return text
    places = [match.span() for match in _LINK_WORDS.finditer(text)]

    def replace(match: re.Match[str]) -> str:
        is_linked = any(start <= match.start() < end for start, end in places)
        return match[0] if is_linked else replacement(match)

    return replace_outside_code(pattern, text, replace)


def _strong(match: re.Match[str]) -> str:
    """Return strong words with marks that newsgen sees: no blanks between mark and words."""
    words = match["words"]
    inner = words.strip()
    begins, ends = words[0].isspace(), words[-1].isspace()
    if begins == ends or not inner[:1].isalnum():
        return _marked(match, "strong")
    is_begun = not match.string[: match.start()][-1:].strip()
    if begins:
        return f"**{inner}**" if is_begun else match[0]
    return f"**{inner}** "


def _marked(match: re.Match[str], name: str) -> str:
    """Return words in marks; with tags, if punctuation hides the marks beside letters."""
    words = match["words"]
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    opens = words[0].isalnum() or not before.isalnum()
    closes = words[-1].isalnum() or not after.isalnum()
    is_seen = (opens and closes) or words[0].isspace() or words[-1].isspace()
    is_whole = words.count("[") == words.count("]")
    return match[0] if is_seen or not is_whole else f"<{name}>{words}</{name}>"


def _joined_address(match: re.Match[str]) -> str:
    return re.sub(r"[ \t]", "%20", match[0].strip())
