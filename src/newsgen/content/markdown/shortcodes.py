"""Removes shortcodes of other generators: Hugo's {{< … >}}, {{% … %}}, Liquid's {% … %}, {{ … }}.

Keeps them in code and between {% raw %} and {% endraw %}, and keeps the text between an opening and
a closing one. Addresses in Liquid with one meaning, as {{ site.baseurl }}/about/, are replaced.
"""

import re

from newsgen.content.markdown.source_map import SHORTCODE_MARKER, SourceMap
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.model.problem import Problem, problem

# An unclosed shortcode ends where the next begins.
SHORTCODE = lazy_pattern(
    r"\{\{<(?>(?:[^>{]++|>(?!\}\})|\{(?!\{[<%]|%))*)>\}\}"
    r"|\{\{%(?>(?:[^%{]++|%(?!\}\})|\{(?!\{[<%]|%))*)%\}\}"
    r"|\{%(?>(?:[^%{]++|%(?!\})|\{(?!\{[<%]|%))*)%\}"
    r"|\{\{(?![<%{])(?>(?:[^{}\n]++|\}(?!\}))+)\}\}"
)
_NAME = lazy_pattern(r"[{<%/\s*-]*([^\s<>%{}/]*)")
_MARKER_LINE = lazy_pattern(rf"^[ \t]*{SHORTCODE_MARKER}[{SHORTCODE_MARKER} \t]*$", re.MULTILINE)

_HINTS = (
    (("ref", "relref", "link", "post_url"), "link to the article's file: [text](other.md)"),
    (("img", "image", "figure", "picture"), "write it as ![what it shows](picture.jpg)"),
    (("highlight",), "put the code between two lines of ```"),
)
_SITE_ROOT = lazy_pattern(r"\{\{-?\s*(?:site\.(?:url|baseurl)\s*)+-?\}\}")
_SITE_ADDRESS = lazy_pattern(
    r"\{\{-?\s*([\"'])(?P<path>/[^\"'{}\s]*)\1\s*\|\s*(?:url|relative_url|absolute_url|relURL|absURL)\s*-?\}\}"
)
_BEFORE_ADDRESS = lazy_pattern(r"(?:\(\s*<?|=\s*[\"']|\]:\s*<?)$")
_VALUE_HINT = "write what it stands for, or put ` around it if it is meant as text"


def remove_shortcodes(source_map: SourceMap) -> tuple[str, tuple[Problem, ...]]:
    """Return the text with SHORTCODE_MARKER for each shortcode, and a problem for each."""
    text = source_map.text
    if "{" not in text or ("{{" not in text and "{%" not in text):
        return text, ()
    outside = source_map.text_without_code
    pieces: list[str] = []
    problems: dict[tuple[str, int], Problem] = {}
    done = 0
    is_raw = False
    for match in SHORTCODE.finditer(text):
        start, shortcode = match.start(), match[0]
        if outside[start] != "{":
            continue
        name = _NAME.findall(shortcode)[0]
        is_liquid_tag = shortcode.startswith("{%")
        if is_liquid_tag and name == ("endraw" if is_raw else "raw"):
            is_raw = not is_raw
        elif is_raw:
            continue
        elif (address := _site_address(shortcode, text, start)) is not None:
            pieces += text[done:start], address
            done = match.end()
            continue
        else:
            line = source_map.location_at(start).line
            problems.setdefault((name, line), _problem(shortcode, name, source_map, start))
        # A line for each, so that all lines keep their numbers.
        pieces += text[done:start], "\n".join(SHORTCODE_MARKER for _ in shortcode.split("\n"))
        done = match.end()
    return _MARKER_LINE.sub("", "".join(pieces) + text[done:]), tuple(problems.values())


def _site_address(shortcode: str, text: str, start: int) -> str | None:
    """Return the address that a command of Liquid gives, where an address is expected."""
    if not _BEFORE_ADDRESS.search(text, max(0, start - 20), start):
        return None
    if _SITE_ROOT.fullmatch(shortcode):
        return "" if text.startswith("/", start + len(shortcode)) else "/"
    match = _SITE_ADDRESS.fullmatch(shortcode)
    return match["path"] if match else None


def _problem(shortcode: str, name: str, source_map: SourceMap, offset: int) -> Problem:
    location = source_map.location_at(offset)
    if shortcode.startswith("{{") and shortcode[2] not in "<%":
        words = " ".join(shortcode.split())
        words = words if len(words) <= 40 else words[:39] + "…"
        message = f"{words} is a value of another generator; it is left out"
        return problem("N206", location, message, _VALUE_HINT)
    opening = "{%" if shortcode.startswith("{%") else shortcode[:3]
    closing = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}[opening]
    slash = "/" if shortcode[len(opening) :].lstrip().startswith("/") else ""
    message = f"{opening} {slash}{name} {closing} is another generator's shortcode; it is left out"
    parts = set(re.split(r"[-_]", name)) | {name}
    hint = next((hint for names, hint in _HINTS if parts & set(names)), "say it in Markdown")
    return problem("N206", location, message, hint)
