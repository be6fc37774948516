"""Completes the text of a page: links to names, addresses of targets, sizes of pictures."""

from collections.abc import Callable

from markupsafe import Markup, escape

from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.content.names import NAME_PREFIX, insert_name_links
from newsgen.pages.page import Page
from newsgen.pages.view_components import Picture
from newsgen.pages.views import ArticleView, PlainPageView

_TEXT_WIDTH = "(min-width: 40rem) 36rem, 100vw"
"""How wide a text is, as the theme's style sheet says: its `--measure`."""


def resolve_links(page: Page, body: str, link: Callable[[str], str]) -> Markup:
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
    return Markup(insert_addresses(body, targets, attributes))


def _attributes(picture: Picture, link: Callable[[str], str]) -> str:
    """Return the attributes of a picture besides its address, as parts/picture.html gives them."""
    html = f' width="{picture.width}" height="{picture.height}"'
    if picture.sources:
        sources = (f"{link(source.address)} {source.width}w" for source in picture.sources)
        html += f' srcset="{escape(", ".join(sources))}" sizes="{_TEXT_WIDTH}"'
    return f'{html} loading="lazy" decoding="async"'
