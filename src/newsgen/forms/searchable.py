"""An article as a small HTML document that Pagefind indexes.

Pagefind takes the words from what is marked `data-pagefind-body`, filters and what results show
from the attributes named beside them (https://pagefind.app/docs/).
"""

import re
from html import escape, unescape

from newsgen.pages.search import Searchable

_TAG = re.compile(r"<[^>]*>")


def document(article: Searchable, html: str) -> str:
    """The document of an article. html: its body, sanitised.

    An article without a word, as one of a picture alone may be, is found by its day.
    """
    filters = (
        f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
        for name, values in article.filters.items()
        for value in values
    )
    day = "" if _has_words(f"{article.title} {article.text} {html}") else article.moment[:10]
    shown = {"date": article.moment, "source": article.source, "lang": article.language}
    metas = (
        f'<i data-pagefind-meta="{name}[title]" title="{escape(value)}"></i>'
        for name, value in shown.items()
    )
    return (
        f'<!doctype html><html lang="{escape(article.language)}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(article.title)}</h1><p>{escape(article.text)}</p>'
        f"{html}<p>{day}</p>{''.join(filters)}{''.join(metas)}"
        f'<i data-pagefind-sort="date[title]" title="{escape(article.moment)}"></i></body></html>'
    )


def _has_words(html: str) -> bool:
    """Whether there is a letter or a number; without one, Pagefind makes no index of an article."""
    text = unescape(_TAG.sub(" ", html))
    return any(sign.isalpha() or sign.isdecimal() for sign in text)


def stand_in(language: str) -> str:
    """A document of one word, for what searches is not made without one; none of a shard."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>'
        "<p>newsgen</p></body></html>"
    )
