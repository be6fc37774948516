"""Converts Markdown to safe HTML.

The HTML can be published inside <main><article> under a strict content security policy. Scripts,
forms, frames, styles, and the shortcodes of other generators are removed and reported.
"""

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses, symbolic_targets
from newsgen.content.markdown.link_targets import (
    ARTICLE_PREFIX,
    FILE_PREFIX,
    ROOT_PREFIX,
    LinkTarget,
    resolve_target,
)
from newsgen.content.markdown.normalize_html import Body
from newsgen.content.markdown.plain_text import lead_text

__all__ = [
    "ARTICLE_PREFIX",
    "FILE_PREFIX",
    "ROOT_PREFIX",
    "Body",
    "LinkTarget",
    "convert_markdown",
    "insert_addresses",
    "lead_text",
    "resolve_target",
    "symbolic_targets",
]
