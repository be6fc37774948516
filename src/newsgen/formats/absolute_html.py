"""The HTML of an article with absolute URLs, for feeds and JSON."""

from collections.abc import Callable
from html import escape

from newsgen.content.markdown.insert_addresses import insert_addresses
from newsgen.model.lazy_pattern import lazy_pattern
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.machine_views import FeedItem
from newsgen.pages.views import ArticleView

ReadHtml = Callable[[str], str]
"""Returns the HTML with a digest."""

_FRAGMENT_LINK = lazy_pattern(r'(<a\b[^>]*? href=")(?=#)')


def absolute_html(article: ArticleView | FeedItem, read_html: ReadHtml, chrome: Chrome) -> str:
    """Return the HTML of an article; links to parts of the article itself get its URL too."""
    targets = {
        symbol: chrome.absolute_url(address) if address else None
        for symbol, address in article.targets
    }
    page = escape(chrome.absolute_url(article.address))
    html = insert_addresses(read_html(article.body), targets)
    return _FRAGMENT_LINK.sub(lambda match: match[1] + page, html)
