"""Converts a body: Markdown as typed → HTML, text, references and problems."""

import html
import re
from collections.abc import Iterable, Iterator

from newsgen.content.markdown.code_tags import fence_code_tags
from newsgen.content.markdown.dialect import render_markdown
from newsgen.content.markdown.foreign_marks import find_foreign_marks
from newsgen.content.markdown.normalize_html import Body, normalize_html
from newsgen.content.markdown.rules.finding import Finding
from newsgen.content.markdown.sanitize import sanitize
from newsgen.content.markdown.shortcodes import remove_shortcodes
from newsgen.content.markdown.source_map import SourceMap
from newsgen.content.markdown.tree_builder import TooDeepError
from newsgen.content.page_leftovers import leftover_lines
from newsgen.model.problem import Location, Problem, problem
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
    source = fence_code_tags(SourceMap(body, location))
    text, shortcodes = remove_shortcodes(source)
    problems = (*source.problems, *shortcodes, *find_foreign_marks(source))
    problems += tuple(_leftovers(source))
    try:
        markup, findings = render_markdown(text)
        problems += tuple(_place(findings, source))
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


def _leftovers(source: SourceMap) -> Iterator[Problem]:
    """Yield a problem for each line that was copied from below an article of a web page (N125)."""
    lines = source.text_without_code.split("\n")
    for number in leftover_lines(lines):
        line = lines[number].strip()
        location = source.location_in_line(number, line, 0)
        message = f'"{line}" is what web pages have around an article'
        yield problem("N125", location, message, "delete it, and what belongs to it")


def _place(findings: Iterable[Finding], source: SourceMap) -> Iterator[Problem]:
    """Yield findings as problems of the file, each once a line."""
    seen: set[tuple[int, str]] = set()
    for found in findings:
        if (found.line, found.message) not in seen:
            seen.add((found.line, found.message))
            location = source.location_in_line(found.line, found.near, found.column)
            yield problem(found.code, location, found.message, found.hint)


def _as_paragraphs(text: str) -> str:
    """Return a text as HTML paragraphs; no mark in it is read as Markdown or HTML."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip(), quote=False))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
