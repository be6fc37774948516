"""Code that stands in <pre> and <code> as it is typed, with signs that HTML would read → fences."""

import html
import re

from newsgen.importing.markdown_links import replace_outside_code

_CODE = re.compile(
    r"<(?P<name>pre|code)\b(?P<attributes>[^<>]*)>(?P<code>.*?)</(?P=name)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE = re.compile(r"\b(?:lang|language)\s*=\s*[\"']?([\w+#-]+)", re.IGNORECASE)
_COLOURED = re.compile(r"<(?:span|code)\b", re.IGNORECASE)
_PRE_IN_CODE = re.compile(
    r"<code>\s*(?P<pre><pre\b.*?</pre\s*>)\s*</code\s*>", re.IGNORECASE | re.DOTALL
)


def fence_typed_code(text: str) -> str:
    """Return Markdown in which code of several lines is fenced, if it is typed and no HTML.

    It is if its element names a language, as colouring plug-ins read it, or if it begins a program
    (`<?php`), or if its element is <code>, which does not keep lines.
    """
    text = replace_outside_code(_PRE_IN_CODE, text, lambda match: match["pre"])
    return replace_outside_code(_CODE, text, _fenced)


def _fenced(match: re.Match[str]) -> str:
    code = match["code"]
    language = _LANGUAGE.search(match["attributes"])
    is_pre = match["name"].casefold() == "pre"
    is_block = is_pre or "\n" in code.strip()
    is_typed = bool(language) or "<?" in code or "<%" in code or not is_pre
    is_coloured = not re.search("<[?%]", code) and _COLOURED.search(code)
    if not is_block or not is_typed or is_coloured:
        return match[0]
    plain = html.unescape(code) if "&lt;" in code else code
    longest = max((len(run) for run in re.findall(r"`{3,}", plain)), default=2)
    fence = "`" * (longest + 1)
    name = language[1].casefold() if language else ""
    return f"\n\n{fence}{name}\n{plain.strip(chr(10)).rstrip()}\n{fence}\n\n"
