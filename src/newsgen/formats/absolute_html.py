"""Texts of articles for those who read them elsewhere than on their pages."""

import re
from collections.abc import Callable
from html import escape

from newsgen.content.markdown import fill
from newsgen.pages.links import absolute
from newsgen.pages.machine_views import Item
from newsgen.pages.views import ArticleView

Texts = Callable[[str, str], str]
"""Gives the HTML with a digest, which is that of the file at a path."""

_WITHIN = re.compile(r'(<a\b[^>]*? href=")(?=#)')


def away(article: ArticleView | Item, path: str, texts: Texts, base_url: str) -> str:
    """The HTML of an article with whole addresses, those of places in it too. path: its source."""
    targets = {
        symbol: absolute(address, base_url) if address else None
        for symbol, address in article.targets
    }
    page = escape(absolute(article.address, base_url))
    html = fill(texts(article.body, path), targets)
    return _WITHIN.sub(lambda found: found[1] + page, html)
