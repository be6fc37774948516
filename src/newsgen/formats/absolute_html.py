"""The HTML of an article with absolute URLs, for feeds and JSON."""

import re
from collections.abc import Callable
from html import escape

from newsgen.content.markdown import insert_addresses
from newsgen.pages.links import absolute_url
from newsgen.pages.machine_views import FeedItem
from newsgen.pages.views import ArticleView

AbsoluteHtml = Callable[[str, str], str]
"""Returns the HTML with a digest; its source is the file at the path."""

_FRAGMENT_LINK = re.compile(r'(<a\b[^>]*? href=")(?=#)')


def absolute_html(
    article: ArticleView | FeedItem, path: str, read_html: AbsoluteHtml, base_url: str
) -> str:
    """Return the HTML of an article, whose source is at `path`, with absolute URLs.

    Links to parts of the article itself get its URL too.
    """
    targets = {
        symbol: absolute_url(address, base_url) if address else None
        for symbol, address in article.targets
    }
    page = escape(absolute_url(article.address, base_url))
    html = insert_addresses(read_html(article.body, path), targets)
    return _FRAGMENT_LINK.sub(lambda match: match[1] + page, html)
