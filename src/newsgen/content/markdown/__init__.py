"""Converts Markdown to safe HTML.

Takes an article's body as typed. Gives HTML that can be published inside <main><article> under a
strict content security policy, the plain text, the internal links, and the problems. Removes and
reports scripts, forms, frames, styles, and the shortcodes of other generators.
"""

from newsgen.content.markdown.body import Body
from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.insert_addresses import insert_addresses, symbolic_targets
from newsgen.content.markdown.link_targets import (
    ARTICLE_PREFIX,
    FILE_PREFIX,
    ROOT_PREFIX,
    LinkTarget,
    resolve_target,
)
from newsgen.content.markdown.plain_text import lead_text
from newsgen.model.article import Reference

__all__ = [
    "ARTICLE_PREFIX",
    "FILE_PREFIX",
    "ROOT_PREFIX",
    "Body",
    "LinkTarget",
    "Reference",
    "convert_markdown",
    "insert_addresses",
    "lead_text",
    "resolve_target",
    "symbolic_targets",
]
