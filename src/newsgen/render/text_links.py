"""Completes the text of a page: links to names, addresses of targets, sizes of pictures.

Each paragraph gets an id, `p1` and so on, so that it can be cited; headings have theirs already.
"""

import re
from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from markupsafe import Markup, escape

from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.content.names import NAME_PREFIX, insert_name_links
from newsgen.pages.page import Page
from newsgen.pages.view_components import Picture
from newsgen.pages.views import ArticleView, PlainPageView

_TEXT_WIDTH = "(min-width: 40rem) 36rem, 100vw"
"""How wide a text is, as the theme's style sheet says: its `--measure`."""


_PARAGRAPH = re.compile("<p>")
_HEADING = re.compile(r'<h2 [^>]*?id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FOOTNOTE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>')
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')


class TextHeading(NamedTuple):
    """A heading of the highest level in a text: its id, and its words as HTML without elements."""

    id: str
    words: Markup


class PageText(NamedTuple):
    """The text of a page as HTML, with its headings."""

    html: Markup
    headings: tuple[TextHeading, ...]


def complete_text(page: Page, body: str, link: Callable[[str], str]) -> PageText:
    """Return a page's text with a link at each of its marks and the addresses of its targets."""
    view = page.view
    targets: dict[str, str | None] = {}
    attributes: dict[str, str] = {}
    if isinstance(view, ArticleView) and view.marks:
        spans = [(mark.start, mark.end, mark.address[1:]) for mark in view.marks]
        body = insert_name_links(body, spans)
        targets = {f"{NAME_PREFIX}{mark.address[1:]}": link(mark.address) for mark in view.marks}
    if isinstance(view, ArticleView | PlainPageView):
        for symbol, address in view.targets:
            targets[symbol] = link(address) if address else None
        attributes = {each.target: _attributes(each.picture, link) for each in view.text_pictures}
    html, numbers = insert_addresses(body, targets, attributes), count(1)
    html = _PARAGRAPH.sub(lambda _: f'<p id="p{next(numbers)}">', html)
    found = _HEADING.findall(html) if "<h2 " in html else ()
    headings = (TextHeading(name, Markup(_words(inner))) for name, inner in found)
    return PageText(Markup(html), tuple(heading for heading in headings if heading.words))


def _words(inner: str) -> str:
    """Return the words of a heading: of pictures their descriptions, and no marks of footnotes."""
    inner = _PICTURE.sub(r"\1", _FOOTNOTE.sub("", inner))
    return _TAG.sub("", inner).strip()


def _attributes(picture: Picture, link: Callable[[str], str]) -> str:
    """Return the attributes of a picture besides its address, as parts/picture.html gives them."""
    html = f' width="{picture.width}" height="{picture.height}"'
    if picture.sources:
        sources = (f"{link(source.address)} {source.width}w" for source in picture.sources)
        html += f' srcset="{escape(", ".join(sources))}" sizes="{_TEXT_WIDTH}"'
    return f'{html} loading="lazy" decoding="async"'
