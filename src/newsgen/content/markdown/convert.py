"""The story of a body: from Markdown as typed to HTML, text, references and problems.

Takes the text, its place and what root-relative links mean; reads no file and remembers nothing.
What is too tangled for any parser is shown as plain text, with a problem that says so.
"""

import html
import re

from newsgen.content.markdown.body import Body
from newsgen.content.markdown.complexity_guard import tangled
from newsgen.content.markdown.lists import unseen
from newsgen.content.markdown.normalize import mend
from newsgen.content.markdown.render import by_the_library, render
from newsgen.content.markdown.sanitize import sanitize
from newsgen.content.markdown.shortcodes import leave_out
from newsgen.content.markdown.source_map import Source
from newsgen.content.markdown.tree_builder import TooDeepError
from newsgen.model.problem import Place, problem


def convert(body: str, place: Place, base: str = "/", shortcuts: bool = True) -> Body:
    """The body of an article or page, ready to publish but for its symbolic targets.

    place: the file, relative to the site's folder, and the line (from 1) of the body's first line.
    base: links.base of newsgen.yml, see `targets.resolve`.
    shortcuts: without them it takes longer, and the same comes out.
    """
    source = Source(body, place)
    text, shortcodes = leave_out(source)
    problems = (*source.problems, *shortcodes, *unseen(source))
    try:
        if tangled(text):
            raise TooDeepError
        markup = render(text) if shortcuts else by_the_library(text)
        mended = mend(markup, source, base, shortcuts)
    except (TooDeepError, RecursionError):
        mended = mend(_plainly(text), source, base)
        message = "is nested too deeply to be read as Markdown; it is shown as plain text"
        problems += (problem("N205", source.first, message, "take out some of the nesting"),)
    return Body(sanitize(mended.html), mended.text, mended.references, problems + mended.problems)


def _plainly(text: str) -> str:
    """Text as paragraphs of HTML, nothing of it read as Markdown or HTML."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip(), quote=False))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
