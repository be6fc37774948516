"""An article as a small HTML document that Pagefind indexes.

Pagefind takes the words from what is marked `data-pagefind-body`, filters and what results show
from the attributes named beside them (https://pagefind.app/docs/).
"""

from html import escape

from newsgen.pages.search import Searchable


def document(article: Searchable, html: str) -> str:
    """The document of an article. html: its body, sanitised."""
    filters = (
        f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
        for name, values in article.filters.items()
        for value in values
    )
    shown = {"date": article.moment, "source": article.source, "lang": article.language}
    metas = (
        f'<i data-pagefind-meta="{name}[title]" title="{escape(value)}"></i>'
        for name, value in shown.items()
    )
    return (
        f'<!doctype html><html lang="{escape(article.language)}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(article.title)}</h1><p>{escape(article.text)}</p>'
        f"{html}{''.join(filters)}{''.join(metas)}"
        f'<i data-pagefind-sort="date[title]" title="{escape(article.moment)}"></i></body></html>'
    )


def stand_in(language: str) -> str:
    """A document of one word, for what searches is not made without one; none of a shard."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>'
        "<p>newsgen</p></body></html>"
    )
