"""Converts a body: Markdown as typed → HTML, text, references and problems."""

import html
import re

from newsgen.content.markdown.complexity_guard import is_too_complex
from newsgen.content.markdown.normalize_html import Body, normalize_html
from newsgen.content.markdown.python_markdown import render_markdown, render_without_fast_paths
from newsgen.content.markdown.sanitize import sanitize
from newsgen.content.markdown.shortcodes import remove_shortcodes
from newsgen.content.markdown.source_map import SourceMap
from newsgen.content.markdown.tree_builder import TooDeepError
from newsgen.content.markdown.unrecognized_lists import find_unrecognized_lists
from newsgen.model.problem import Location, problem
from newsgen.model.value import replace


def convert_markdown(
    body: str, location: Location, links_base: str = "/", fast_paths: bool = True
) -> Body:
    """Return the body of an article or page, ready to publish except for its symbolic targets.

    Args:
        location: the file, relative to the site's folder, and the line of the body's first line.
        links_base: see `resolve_target`.
        fast_paths: False takes longer and gives the same.
    """
    source = SourceMap(body, location)
    text, shortcodes = remove_shortcodes(source)
    problems = (*source.problems, *shortcodes, *find_unrecognized_lists(source))
    try:
        if is_too_complex(text):
            raise TooDeepError
        markup = render_markdown(text) if fast_paths else render_without_fast_paths(text)
        normalized = normalize_html(markup, source, links_base, fast_paths)
    except (TooDeepError, RecursionError):
        normalized = normalize_html(_as_paragraphs(text), source, links_base)
        message = "is nested too deeply to be read as Markdown; it is shown as plain text"
        problems += (
            problem("N205", source.start_location, message, "take out some of the nesting"),
        )
    return replace(
        normalized, html=sanitize(normalized.html), problems=problems + normalized.problems
    )


def _as_paragraphs(text: str) -> str:
    """Return a text as HTML paragraphs; no mark in it is read as Markdown or HTML."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip(), quote=False))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
