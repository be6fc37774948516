"""Texts of articles for those who read them elsewhere than on their pages."""

import re
from collections.abc import Callable
from html import escape

from newsgen.content.markdown import insert_addresses
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import FeedItem
from newsgen.pages.views import ArticleView

AbsoluteHtml = Callable[[str, str], str]
"""Gives the HTML with a digest, which is that of the file at a path."""

_FRAGMENT_LINK = re.compile(r'(<a\b[^>]*? href=")(?=#)')


def absolute_html(
    article: ArticleView | FeedItem, path: str, read_html: AbsoluteHtml, base_url: str
) -> str:
    """The HTML of an article with whole addresses, those of places in it too. path: its source."""
    targets = {
        symbol: absolute_url(address, base_url) if address else None
        for symbol, address in article.targets
    }
    page = escape(absolute_url(article.address, base_url))
    html = insert_addresses(read_html(article.body, path), targets)
    return _FRAGMENT_LINK.sub(lambda found: found[1] + page, html)
