"""The story of a body: from Markdown as typed to HTML, text, references and problems.

Takes the text, its place and what root-relative links mean; reads no file and remembers nothing.
What is too tangled for any parser is shown as plain text, with a problem that says so.
"""

import html
import re

from newsgen.content.markdown.body import Body
from newsgen.content.markdown.complexity_guard import is_too_complex
from newsgen.content.markdown.normalize import normalize_html
from newsgen.content.markdown.python_markdown import render_markdown, render_without_fast_paths
from newsgen.content.markdown.sanitize import sanitize
from newsgen.content.markdown.shortcodes import remove_shortcodes
from newsgen.content.markdown.source_map import SourceMap
from newsgen.content.markdown.tree_builder import TooDeepError
from newsgen.content.markdown.unrecognized_lists import find_unrecognized_lists
from newsgen.model.problem import Location, problem


def convert_markdown(
    body: str, location: Location, links_base: str = "/", fast_paths: bool = True
) -> Body:
    """The body of an article or page, ready to publish but for its symbolic targets.

    place: the file, relative to the site's folder, and the line (from 1) of the body's first line.
    base: links.base of newsgen.yml, see `targets.resolve`.
    shortcuts: without them it takes longer, and the same comes out.
    """
    source = SourceMap(body, location)
    text, shortcodes = remove_shortcodes(source)
    problems = (*source.problems, *shortcodes, *find_unrecognized_lists(source))
    try:
        if is_too_complex(text):
            raise TooDeepError
        markup = render_markdown(text) if fast_paths else render_without_fast_paths(text)
        mended = normalize_html(markup, source, links_base, fast_paths)
    except (TooDeepError, RecursionError):
        mended = normalize_html(_as_paragraphs(text), source, links_base)
        message = "is nested too deeply to be read as Markdown; it is shown as plain text"
        problems += (
            problem("N205", source.start_location, message, "take out some of the nesting"),
        )
    return Body(sanitize(mended.html), mended.text, mended.references, problems + mended.problems)


def _as_paragraphs(text: str) -> str:
    """Text as paragraphs of HTML, nothing of it read as Markdown or HTML."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip(), quote=False))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
