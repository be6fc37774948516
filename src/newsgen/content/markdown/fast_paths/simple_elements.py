"""Recognizes paragraphs and list items in Markdown's HTML that need no normalizing, as most.

They hold nothing but text, emphasis and links, none of them empty. Then only the addresses of the
links remain to be resolved.
"""

from newsgen.content.markdown.html_tokens import control_references
from newsgen.content.markdown.source_map import SHORTCODE_MARKER
from newsgen.model.lazy_pattern import lazy_pattern

MAX_SIMPLE_DEPTH = 4
"""The deepest nesting of simple elements, the paragraph included."""

SIMPLE_LINK = lazy_pattern(r'<a href=("[^"]*+")>')
"""The start tag of a link in them. The group is its address in quotes."""

# Text that is not blank.
_NONBLANK = r"\s*+(?:[^\s<&]|&(?!nbsp;|#160;))[^<]*+"
_EMPHASIZED = rf"<em>{_NONBLANK}</em>|<strong>{_NONBLANK}</strong>"
_LINK = rf"<a href=\"[^\"<>]++\">(?:{_NONBLANK}|\s*+(?=<[es]))(?>(?:[^<]++|{_EMPHASIZED})*)</a>"
_INNER = rf"(?:{_NONBLANK}|\s*+(?=<[aes]))(?>(?:[^<]++|{_LINK}|{_EMPHASIZED})*)"
_INLINE = rf"{_LINK}|<em>{_INNER}</em>|<strong>{_INNER}</strong>"
# At once, since all are parsed again if one link among them cannot be resolved.
_MAX_ELEMENTS = 20
_SIMPLE_ELEMENTS = {
    name: lazy_pattern(
        rf"(?>(?:<{name}>(?:{_NONBLANK}|\s*+(?=<[aes]))(?>(?:[^<]++|{_INLINE})*)</{name}>"
        rf"(?>(?:\n(?=<{name}>))?)){{1,{_MAX_ELEMENTS}}})"
    )
    for name in ("p", "li")
}
TAG = lazy_pattern(r"<[^>]*+>")


def simple_elements(name: str, markup: str, offset: int) -> str:
    """Return the HTML of the simple elements that begin at an offset; empty if there are none."""
    match = _SIMPLE_ELEMENTS[name].match(markup, offset)
    if not match:
        return ""
    html = match.group()
    return "" if SHORTCODE_MARKER in html or ("&" in html and control_references(html)) else html
