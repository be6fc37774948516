"""Markdown in, safe HTML out.

Takes an article's body as it was typed; gives HTML that can be published inside <main><article>
under a strict content security policy, the plain text, the links into the site, and the problems.
Refuses scripts, forms, frames, styles and other generators' shortcodes: they are left out and told.
"""

from newsgen.model.article import Reference
from newsgen.reading.markup.body import Body
from newsgen.reading.markup.convert import convert
from newsgen.reading.markup.filling import fill, symbols
from newsgen.reading.markup.opening import opening
from newsgen.reading.markup.targets import ARTICLE, FILE, ROOT, Link, resolve

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
