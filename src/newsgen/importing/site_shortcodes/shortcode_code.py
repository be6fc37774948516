"""Shortcodes around code, such as `highlight` and `raw` → code in Markdown."""

import re
from collections.abc import Sequence

from newsgen.importing.plain_to_markdown import escape_signs
from newsgen.importing.site_shortcodes.shortcode_arguments import shortcode_arguments


def shortcode_code(name: str, opening: str, inner: str, pieces: Sequence[str]) -> str:
    """Return what a shortcode around code becomes."""
    if name == "comment":
        return ""
    if name in ("raw", "verbatim"):
        return inner if "`" in "".join(pieces)[-2:] or _is_fenced(inner) else _as_code(inner)
    rest = opening.strip("{}<>%- \t\n")[len(name) :]
    arguments, positions = shortcode_arguments(rest)
    language = positions[0] if positions and re.fullmatch(r"[\w+#-]+", positions[0]) else ""
    title = ""
    if name == "codeblock":
        language = arguments.get("lang", "")
        words = " ".join(each for each in positions if not each.startswith(("http://", "https://")))
        title = f"\n\n{escape_signs(words)}" if words else ""
    fence = "````" if "```" in inner else "```"
    return f"{title}\n\n{fence}{language}\n{inner.strip(chr(10)).rstrip()}\n{fence}\n\n"


def _is_fenced(text: str) -> bool:
    return "```" in text or "~~~" in text or "`" in text


def _as_code(text: str) -> str:
    """Return text with signs that would be commands as code, where it has such signs."""
    if "{{" not in text and "{%" not in text:
        return text
    return f"`{text}`" if "\n" not in text.strip() else f"\n\n```\n{text.strip(chr(10))}\n```\n\n"
