"""Markdown in, safe HTML out.

Takes an article's body as it was typed; gives HTML that can be published inside <main><article>
under a strict content security policy, the plain text, the links into the site, and the problems.
Refuses scripts, forms, frames, styles and other generators' shortcodes: they are left out and told.
"""

from newsgen.content.markdown.body import Body
from newsgen.content.markdown.convert import convert
from newsgen.content.markdown.lead_text import opening
from newsgen.content.markdown.link_targets import ARTICLE, FILE, ROOT, Link, resolve
from newsgen.content.markdown.resolve_links import fill, symbols
from newsgen.model.article import Reference

__all__ = [
    "ARTICLE",
    "FILE",
    "ROOT",
    "Body",
    "Link",
    "Reference",
    "convert",
    "fill",
    "opening",
    "resolve",
    "symbols",
]
