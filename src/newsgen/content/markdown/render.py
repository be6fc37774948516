"""Markdown → the HTML it stands for, not safe at all, with the shortcuts or without.

Takes a text in which nothing is too tangled; raises RecursionError if it is all the same. `render`
is `by_the_library` and quicker: the tests hold that they give the same for every text.
"""

from markdown import Markdown

from newsgen.content.markdown.dialect import dialect
from newsgen.content.markdown.fast_paths.extension import Shortcuts

_idle: list[Markdown] = []
"""Converters not in use. One that failed is in a state nobody knows, and is dropped."""


def render(text: str) -> str:
    """The HTML of a text, by the shortest way."""
    converter = _idle.pop() if _idle else dialect(Shortcuts())
    rendered = converter.reset().convert(text)
    _idle.append(converter)
    return rendered


def by_the_library(text: str) -> str:
    """The HTML of a text as Python-Markdown makes it by itself."""
    return dialect().convert(text)
