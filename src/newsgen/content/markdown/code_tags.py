"""Turns the tags that other generators put around code into Markdown's own marks.

{% highlight ruby %} … {% endhighlight %} of Jekyll and {{< highlight go >}} … {{< /highlight >}} of
Hugo become a fenced block, or a code span if both stand in one line. All lines keep their numbers.
"""

import re

from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.lazy_pattern import lazy_pattern

_TAG = lazy_pattern(
    r"\{%-?[ \t]*(?:highlight\b[ \t]*(?P<jekyll>[\w#.+-]*)[^%\n]*|(?P<end>endhighlight)[ \t]*)%\}"
    r"|\{\{(?P<sign>[<%])[ \t]*(?:highlight\b[ \t]*\"?(?P<hugo>[\w#.+-]*)[^<>%\n]*"
    r"|(?P<close>/[ \t]*highlight)[ \t]*)[>%]\}\}"
)
_BACKTICKS = lazy_pattern("`+")
_LINE_START = lazy_pattern(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]+)*")


def fence_code_tags(source_map: SourceMap) -> SourceMap:
    """Return the text with Markdown's marks for pairs of such tags outside code."""
    if "highlight" not in source_map.text:
        return source_map
    text, outside = source_map.text, source_map.text_without_code
    pieces: list[str] = []
    done = 0
    opening: re.Match[str] | None = None
    for tag in _TAG.finditer(text):
        if outside[tag.start()] != "{":
            continue
        if not (tag["end"] or tag["close"]):
            opening = tag
        elif opening:
            marks = _code_marks(text, opening, tag)
            if marks:
                code = text[opening.end() : tag.start()]
                pieces += text[done : opening.start()], marks[0], code, marks[1]
                done = tag.end()
            opening = None
    return source_map.with_text("".join(pieces) + text[done:]) if pieces else source_map


def _code_marks(
    text: str, opening: re.Match[str], closing: re.Match[str]
) -> tuple[str, str] | None:
    """Return what to write for two tags; None if they stand neither alone nor in one line."""
    code = text[opening.end() : closing.start()]
    run = max((len(match[0]) for match in _BACKTICKS.finditer(code)), default=0)
    if "\n" not in code:
        ticks = "`" * (run + 1)
        return (f"{ticks} ", f" {ticks}") if code.strip() else None
    before = text[text.rfind("\n", 0, opening.start()) + 1 : opening.start()]
    first, *_, last = code.split("\n")
    after = text[closing.end() :].partition("\n")[0]
    if not _LINE_START.fullmatch(before) or first.strip() or last.strip(" \t>") or after.strip():
        return None
    ticks = "`" * max(3, run + 1)
    return f"{ticks}{opening['jekyll'] or opening['hugo'] or ''}", ticks
