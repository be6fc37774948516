"""Shortcodes and tags of other generators: Hugo's {{< … >}} and {{% … %}}, Liquid's {% … %}.

Takes a source; gives its text without them and a problem for each. Code keeps what it shows, the
text between an opening and a closing form stays, and so does Liquid's {{ … }}, which may be prose.
"""

import re

from newsgen.content.markdown.source_map import MARK, Source
from newsgen.model.problem import Problem, problem

# One that is not closed ends where the next begins.
_SHORTCODE = re.compile(
    r"\{\{<(?:[^>{]++|>(?!\}\})|\{(?!\{[<%]|%))*+>\}\}"
    r"|\{\{%(?:[^%{]++|%(?!\}\})|\{(?!\{[<%]|%))*+%\}\}"
    r"|\{%(?:[^%{]++|%(?!\})|\{(?!\{[<%]|%))*+%\}"
)
_NAME = re.compile(r"[{<%/\s*-]*([^\s<>%{}/]*)")
_ALONE = re.compile(rf"^[ \t]*{MARK}[{MARK} \t]*$", re.MULTILINE)

_HINTS = (
    (("ref", "relref", "link", "post_url"), "link to the article's file: [text](other.md)"),
    (("img", "image", "figure", "picture"), "write it as ![what it shows](picture.jpg)"),
    (("highlight",), "put the code between two lines of ```"),
)
_OTHERWISE = "say it in Markdown"


def leave_out(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The text with MARK for each shortcode in a line, nothing for those that fill their lines.

    A link to a MARK is thus known to have lost its target, whatever stands around it.
    """
    text = source.text
    if "{" not in text or ("{{<" not in text and "{%" not in text):
        return text, ()
    outside = source.outside()
    pieces: list[str] = []
    problems: dict[tuple[str, int], Problem] = {}
    done = 0
    for match in _SHORTCODE.finditer(text):
        start = match.start()
        if outside[start] != "{":
            continue
        pieces += text[done:start], MARK
        done = match.end()
        place = source.at(start)
        name = _name(match.group())
        problems.setdefault((name, place.line), _problem(match.group(), name, source, start))
    return _ALONE.sub("", "".join(pieces) + text[done:]), tuple(problems.values())


def _name(shortcode: str) -> str:
    match = _NAME.match(shortcode)
    return match.group(1) if match else ""


def _problem(shortcode: str, name: str, source: Source, offset: int) -> Problem:
    opening = "{%" if shortcode.startswith("{%") else shortcode[:3]
    closing = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}[opening]
    slash = "/" if shortcode[len(opening) :].lstrip().startswith("/") else ""
    return problem(
        "N206",
        source.at(offset),
        f"{opening} {slash}{name} {closing} is another generator's shortcode; it is left out",
        _hint(name),
    )


def _hint(name: str) -> str:
    words = set(re.split(r"[-_]", name)) | {name}
    return next((hint for names, hint in _HINTS if words & set(names)), _OTHERWISE)
