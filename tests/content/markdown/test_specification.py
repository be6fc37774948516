"""Markdown is read as CommonMark and GitHub read it; where it is not, a problem says so."""

import re

import pytest

from newsgen.content.markdown.convert import convert_markdown
from newsgen.content.markdown.normalize_html import normalize_html
from newsgen.content.markdown.sanitize import sanitize
from newsgen.content.markdown.source_map import SourceMap
from newsgen.model.problem import Location
from support.commonmark import Example, examples
from support.github_markdown import github_examples

LOCATION = Location("articles/talks.md", 1, 1)


def intended_html(html: str) -> str:
    """Return HTML of the specification as newsgen means it (writing.md, "otherwise on purpose").

    A picture alone in its paragraph, with a title, is a figure with a caption. A backslash in the
    path of an address is a slash, as browsers read it (URL Standard).
    """
    html = re.sub(
        r'<p>(<img [^>]*?) title="([^"]*)" /></p>',
        r"<figure>\1 /><figcaption>\2</figcaption></figure>",
        html,
    )
    return re.sub(r'href="https:[^"?#]*', lambda match: match[0].replace("%5C", "/"), html)


def published(html: str) -> str:
    """Return HTML as newsgen publishes it, without what nobody sees.

    The HTML of the specification goes the way that the HTML of Markdown goes: ranks of headings,
    addresses and what may not be published are the same then.
    """
    source = SourceMap(html, LOCATION)
    return _visible(sanitize(normalize_html(html, source, "/").html))


def _visible(html: str) -> str:
    """Return HTML without white space that is not shown. Code keeps its own."""
    parts = re.split(r"(<pre>.*?</pre>)", html, flags=re.DOTALL)
    for at in range(0, len(parts), 2):
        inline = r"a|abbr|b|bdi|bdo|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u"
        block = rf"</?(?!(?:{inline})\b)[a-z][^>]*>"
        text = re.sub(r"\s+", " ", parts[at])
        parts[at] = re.sub(rf"\s*({block})\s*", r"\1", text).strip()
    return "".join(parts)


def difference(example: Example) -> str:
    """Return what is published instead of what the example says; empty if it is the same."""
    html = convert_markdown(example.markdown, LOCATION).html
    return "" if _visible(html) == published(intended_html(example.html)) else html


ALL = examples()


@pytest.mark.parametrize("example", ALL, ids=lambda example: str(example.number))
def test_an_example_of_commonmark_is_published_so_or_has_a_problem(example: Example) -> None:
    html = difference(example)
    assert not html or convert_markdown(example.markdown, LOCATION).problems, html


def test_nearly_all_of_commonmark_is_the_same() -> None:
    """The others are told: numbers that begin a line, and addresses with spaces in them."""
    different = {example.number for example in ALL if difference(example)}
    assert different == {41, 265, 267, 268, 291, 297, 302, 305, 488}


@pytest.mark.parametrize("example", github_examples(), ids=lambda example: str(example.number))
def test_an_extension_of_github_works_or_has_a_problem(example: Example) -> None:
    assert not difference(example) or convert_markdown(example.markdown, LOCATION).problems
