"""Markdown → the HTML it stands for, not safe at all, with the shortcuts or without.

Takes a text in which nothing is too tangled; raises RecursionError if it is all the same. `render`
is `by_the_library` and quicker: the tests hold that they give the same for every text.
"""

from markdown import Markdown

from newsgen.content.markdown.dialect import make_converter
from newsgen.content.markdown.fast_paths.extension import FastPaths

_idle_converters: list[Markdown] = []
"""Converters not in use. One that failed is in a state nobody knows, and is dropped."""


def render_markdown(text: str) -> str:
    """The HTML of a text, by the shortest way."""
    converter = _idle_converters.pop() if _idle_converters else make_converter(FastPaths())
    rendered = converter.reset().convert(text)
    _idle_converters.append(converter)
    return rendered


def render_without_fast_paths(text: str) -> str:
    """The HTML of a text as Python-Markdown makes it by itself."""
    return make_converter().convert(text)
