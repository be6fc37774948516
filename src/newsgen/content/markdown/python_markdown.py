"""Renders Markdown to HTML, which is not safe yet, with the fast paths or without them.

Takes a text that `complexity_guard` accepts. Raises RecursionError for text that is nested too
deeply. Tests ensure that both ways give the same HTML for every text.
"""

import markdown

from newsgen.content.markdown.dialect import make_converter
from newsgen.content.markdown.fast_paths.extension import FastPaths

TESTED_VERSIONS = ("3.11.2", "3.11.3")
"""The versions of Python-Markdown that the fast paths were tested with; others work without."""

_idle_converters: list[markdown.Markdown] = []
"""Converters that no call uses. A converter that failed is dropped: its state is unknown."""


def render_markdown(text: str) -> str:
    """Return the HTML of a text, with the fast paths if they know the library's version."""
    if _idle_converters:
        converter = _idle_converters.pop()
    elif markdown.__version__ in TESTED_VERSIONS:
        converter = make_converter(FastPaths())
    else:
        converter = make_converter()
    rendered = converter.reset().convert(text)
    _idle_converters.append(converter)
    return rendered


def render_without_fast_paths(text: str) -> str:
    """Return the HTML of a text as Python-Markdown makes it by itself."""
    return make_converter().convert(text)
