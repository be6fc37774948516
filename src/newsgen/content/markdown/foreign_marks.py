"""Finds what other programs than newsgen read as Markdown, or what nearly is Markdown.

It is shown as typed, and each has a problem that says what to write instead.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference

from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.problem import Problem, problem


class _ForeignMark(NamedTuple):
    """A mark, and what to say of it.

    Attributes:
        triggers: texts of which one is in every match; they are searched for first.
        pattern: the problem is where its last group begins, or the match.
        message: with {} for the match.
    """

    code: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    hint: str


def _mark(code: str, triggers: str, pattern: str, message: str, hint: str) -> _ForeignMark:
    compiled = re.compile(pattern, re.MULTILINE)
    return _ForeignMark(code, tuple(triggers.split("|")), compiled, message, hint)


_LINE = r"^[ \t>]*"
_ITEM = rf"{_LINE}(?:[-*+]|\d{{1,9}}[.)])[ \t]+"
_AS_TYPED = "is shown as typed"

_MARKS = (
    _mark(
        "N213",
        "<<<<<<<|>>>>>>>",
        r"^(?:<{7}|>{7})[ \t]+\S[^\n]*$",
        "{} is a mark of git, which found two versions of this text",
        "keep one of them, and delete the lines of <<<<<<<, ======= and >>>>>>>",
    ),
    _mark(
        "N207",
        "•|·|●|▪|◦|‣|∙|■|□|⁃",
        rf"{_LINE}([•·●▪◦‣∙■□⁃])(?=[ \t]*\S)",
        "{} is no mark of a list; the items are shown in one paragraph",
        "begin each item with - and a space",
    ),
    _mark(
        "N209",
        "##",
        rf"{_LINE}(#{{2,6}})(?=[^\s#])",
        "{} is shown as typed: a heading needs a space after it",
        "put a space after the last #",
    ),
    _mark(
        "N209",
        "＃",
        rf"{_LINE}(＃+)",
        "{} is not the sign # and makes no heading",
        "write # and a space",
    ),
    _mark(
        "N209",
        "] |]\t",
        r"\[[^\[\]\n]+(\][ \t]+\((?:https?:|mailto:|www\.|/|\.{1,2}/|[\w/-]+\.md)[^\s)]*\))",
        "{} is no link, since a space stands between ] and (",
        "take the space out",
    ),
    _mark(
        "N210",
        "[!",
        r"^[ \t]*>[ \t>]*(\[![A-Za-z]+\])",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "begin the quotation with a word such as **Note:**",
    ),
    _mark(
        "N210",
        "!!!|???",
        rf"{_LINE}((?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*)",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "write a quotation: > **Note:** …",
    ),
    _mark(
        "N210",
        ":::",
        rf"{_LINE}(:{{3,}}[ \t]*\{{?[\w .-]*)",
        "{} makes a box elsewhere; here it " + _AS_TYPED,
        "write a quotation: > **Note:** …",
    ),
    _mark(
        "N210",
        "~~",
        r"(?<![~\\])(~~(?=[^\s~])[^~\n]*[^\s~]~~)(?!~)",
        "{} strikes words out elsewhere; here it " + _AS_TYPED,
        "write <del>words</del>",
    ),
    _mark(
        "N210",
        "==",
        r"(?<![=\\])(==(?=[^\s=])[^=\n]*[^\s=]==)(?!=)",
        "{} marks words elsewhere; here it " + _AS_TYPED,
        "write <mark>words</mark>",
    ),
    _mark(
        "N210",
        "[ ]|[x]|[X]",
        rf"{_ITEM}(\[[ xX]\])(?=[ \t]+\S)",
        "{} is a box to tick elsewhere; here it " + _AS_TYPED,
        "write ☐ or ☑",
    ),
    _mark(
        "N210",
        "$",
        r"(\$\$[^$\n]+\$\$|^[ \t]*\$\$[ \t]*$"
        r"|(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{}][^$\n]*\$(?![\w$]))",
        "{} is a formula elsewhere; here it " + _AS_TYPED,
        "write it with <sup>, <sub> and signs such as ×, or as a picture",
    ),
    _mark(
        "N210",
        "\n:|\n :|\n  :|\n   :",
        r"^(?![ \t]*(?:[-*+>#|:<!\[]|\d+[.)]))(?=[ \t]*[^\s:|])[^\n:|]*\n(?:[ \t]*\n)?"
        r"( {0,3}:[ \t]{1,3}(?=\S))",
        "a line that begins with : describes the words above elsewhere; here it " + _AS_TYPED,
        "write <dl><dt>word</dt><dd>what it means</dd></dl>",
    ),
    _mark(
        "N210",
        "{:|{#|{.",
        r"(\{(?::[^{}\n]*|[#.][A-Za-z][^{}\n]*)\})",
        "{} sets attributes elsewhere; here it " + _AS_TYPED,
        "take it out",
    ),
    _mark(
        "N210",
        "*[",
        rf"{_LINE}(\*\[[^\[\]\n]+\]:)",
        "{} explains an abbreviation elsewhere; here it " + _AS_TYPED,
        'write <abbr title="long form">abbreviation</abbr> where it stands first',
    ),
    _mark(
        "N210",
        "[TOC]|[[toc]]|[[_TOC_]]",
        rf"{_LINE}(\[TOC\]|\[\[toc\]\]|\[\[_TOC_\]\])[ \t]*$",
        "{} makes a table of contents elsewhere; here it " + _AS_TYPED,
        "take it out",
    ),
    _mark(
        "N210",
        ":",
        r"(:(?<![\w:/.]:)(?:[a-z]+_)*[a-z]{3,}:)(?![\w:/])",
        "{} is a small picture elsewhere; here it " + _AS_TYPED,
        "write the picture itself, such as ☺",
    ),
    _mark(
        "N210",
        "http|www.|ftp:",
        # What may not stand before it is asked after its first letter: such a letter is found fast.
        r"((?:h(?=ttps?://\w)|f(?=tp://\w)|w(?=ww\.\w))"
        r"(?<![\w.+\-/@:<>\[\]\"'=].)(?<!\]\(.)(?<!\][: ][ (].)"
        r"[^\s<>]*[^\s<>.,;:!?)\"'*_~])",
        "{} is a link elsewhere; here it " + _AS_TYPED,
        "put < and > around it, or write [words](address)",
    ),
    _mark(
        "N210",
        "@",
        r"(?<![\w.+\-/@:<>\[\]\"'=])(?<!\]\()(?<!\][: ][ (])"
        r"([\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]+(?![\w-]))",
        "{} is a link elsewhere; here it " + _AS_TYPED,
        "put < and > around it, or write [words](address)",
    ),
    _mark(
        "N212",
        "![",
        r"!\[\s*\](?=[(\[])",
        "this picture has no description for readers who do not see it",
        "say in the brackets what it shows",
    ),
    _mark(
        "N212",
        "<img|<IMG",
        r"<[iI][mM][gG]\b(?![^<>]*\balt[ \t\n]*=)[^<>]*>",
        "this picture has no description for readers who do not see it",
        'say in alt="…" what it shows',
    ),
)
_WIKI_LINK = re.compile(r"(?<!\\)(!?\[\[[^\[\]\n]+\]\])(?![(\[:])")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]\n]+)\]:", re.MULTILINE)


def find_foreign_marks(source_map: SourceMap) -> Iterator[Problem]:
    """Yield a problem for each such mark, one a line and kind."""
    text = source_map.text_without_code
    for mark in _MARKS:
        if not any(map(text.__contains__, mark.triggers)):
            continue
        last_line = -1
        for match in mark.pattern.finditer(text):
            group = match.lastindex or 0
            location = source_map.location_at(match.start(group))
            # Of lines one below the other only the first has a problem.
            if location.line > last_line + (mark.code == "N207"):
                message = mark.message.replace("{}", _shorten(match[group]))
                yield problem(mark.code, location, message, mark.hint)
            last_line = location.line
    if "[[" in text:
        yield from _wiki_links(source_map, text)


def _wiki_links(source_map: SourceMap, text: str) -> Iterator[Problem]:
    labels = {normalizeReference(label) for label in _DEFINITION.findall(text)}
    for match in _WIKI_LINK.finditer(text):
        if normalizeReference(match[1].strip("![]")) in labels or "TOC" in match[1].upper():
            continue
        message = f"{_shorten(match[1])} is a link in wikis; here it is shown as typed"
        hint = "write [words](file.md)"
        yield problem("N210", source_map.location_at(match.start()), message, hint)


def _shorten(typed: str) -> str:
    typed = " ".join(typed.split())
    return typed if len(typed) <= 40 else typed[:39] + "…"
