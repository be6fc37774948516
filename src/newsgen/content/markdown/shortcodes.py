"""Removes shortcodes of other generators: Hugo's {{< … >}} and {{% … %}}, Liquid's {% … %}.

Keeps shortcodes in code, the text between an opening and a closing one, and Liquid's {{ … }}, which
may be prose.
"""

import re

from newsgen.content.markdown.source_map import SHORTCODE_MARKER, SourceMap
from newsgen.model.problem import Problem, problem

# An unclosed shortcode ends where the next begins.
_SHORTCODE = re.compile(
    r"\{\{<(?:[^>{]++|>(?!\}\})|\{(?!\{[<%]|%))*+>\}\}"
    r"|\{\{%(?:[^%{]++|%(?!\}\})|\{(?!\{[<%]|%))*+%\}\}"
    r"|\{%(?:[^%{]++|%(?!\})|\{(?!\{[<%]|%))*+%\}"
)
_NAME = re.compile(r"[{<%/\s*-]*([^\s<>%{}/]*)")
_MARKER_LINE = re.compile(rf"^[ \t]*{SHORTCODE_MARKER}[{SHORTCODE_MARKER} \t]*$", re.MULTILINE)

_HINTS = (
    (("ref", "relref", "link", "post_url"), "link to the article's file: [text](other.md)"),
    (("img", "image", "figure", "picture"), "write it as ![what it shows](picture.jpg)"),
    (("highlight",), "put the code between two lines of ```"),
)


def remove_shortcodes(source_map: SourceMap) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with SHORTCODE_MARKER for each shortcode, and a problem for each."""
    text = source_map.text
    if "{" not in text or ("{{<" not in text and "{%" not in text):
        return text, ()
    outside = source_map.text_without_code
    pieces: list[str] = []
    problems: dict[tuple[str, int], Problem] = {}
    done = 0
    for match in _SHORTCODE.finditer(text):
        start = match.start()
        if outside[start] != "{":
            continue
        pieces += text[done:start], SHORTCODE_MARKER
        done = match.end()
        line = source_map.location_at(start).line
        name = _NAME.findall(match.group())[0]
        problems.setdefault((name, line), _problem(match.group(), name, source_map, start))
    return _MARKER_LINE.sub("", "".join(pieces) + text[done:]), tuple(problems.values())


def _problem(shortcode: str, name: str, source_map: SourceMap, offset: int) -> Problem:
    opening = "{%" if shortcode.startswith("{%") else shortcode[:3]
    closing = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}[opening]
    slash = "/" if shortcode[len(opening) :].lstrip().startswith("/") else ""
    message = f"{opening} {slash}{name} {closing} is another generator's shortcode; it is left out"
    words = set(re.split(r"[-_]", name)) | {name}
    hint = next((hint for names, hint in _HINTS if words & set(names)), "say it in Markdown")
    return problem("N206", source_map.location_at(offset), message, hint)
