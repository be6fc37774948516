"""An article as a small HTML document that Pagefind indexes.

Pagefind takes the words from what is marked `data-pagefind-body`, filters and what results show
from the attributes named beside them (https://pagefind.app/docs/).
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from newsgen.archive.shards import Shard
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.cards import article_address, name_link, name_links
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.search import FILTER_KINDS

_TAG = re.compile(r"<[^>]*>")


class SearchDocument(Value, frozen=True, array_like=True):
    """What a search can find and show of an article.

    address: its root address; moment: by which results are ordered, a day, or RFC 3339 where a time
    was written; source: as it is shown; text: plain, instead of the body; body: digest of its HTML;
    path: the file that is from; filters: values by the name of the filter.
    """

    address: str
    language: str
    title: str
    moment: str
    source: str
    text: str
    body_digest: str
    path: str
    filters: Mapping[str, tuple[str, ...]]


def search_documents(inputs: PlanInputs, shard: Shard) -> Iterator[SearchDocument]:
    """What a search finds of the articles of a shard; no more than their rights let pages show."""
    for article in shard.articles:
        yield SearchDocument(
            address=article_address(article),
            language=shard.language,
            title=article.title,
            # Of a day alone the instant is midnight somewhere, and another day elsewhere.
            moment=article.moment.isoformat(),
            source=name_link(inputs, article.source).label,
            text=_indexed_text(article),
            body_digest=article.html_digest if article.rights == "full" else "",
            path=article.path,
            filters=_filter_values(inputs, article),
        )


def _indexed_text(article: Article) -> str:
    return "\n".join((article.summary, article.excerpt if article.rights == "excerpt" else ""))


def _filter_values(inputs: PlanInputs, article: Article) -> dict[str, tuple[str, ...]]:
    found = {
        kind.value: tuple(link.label for link in name_links(inputs, article.names(kind)))
        for kind in (*FILTER_KINDS, Kind.SOURCE)
    }
    return {**found, "month": (article.moment.day.isoformat()[:7],)}


def pagefind_html(document: SearchDocument, body_html: str) -> str:
    """The document of an article. html: its body, sanitised.

    An article without a word, as one of a picture alone may be, is found by its day.
    """
    filters = (
        f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
        for name, values in document.filters.items()
        for value in values
    )
    day = (
        "" if _has_words(f"{document.title} {document.text} {body_html}") else document.moment[:10]
    )
    shown = {"date": document.moment, "source": document.source, "lang": document.language}
    metas = (
        f'<i data-pagefind-meta="{name}[title]" title="{escape(value)}"></i>'
        for name, value in shown.items()
    )
    return (
        f'<!doctype html><html lang="{escape(document.language)}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(document.title)}</h1>'
        f"<p>{escape(document.text)}</p>"
        f"{body_html}<p>{day}</p>{''.join(filters)}{''.join(metas)}"
        f'<i data-pagefind-sort="date[title]" title="{escape(document.moment)}"></i></body></html>'
    )


def _has_words(html: str) -> bool:
    """Whether there is a letter or a number; without one, Pagefind makes no index of an article."""
    text = unescape(_TAG.sub(" ", html))
    return any(sign.isalpha() or sign.isdecimal() for sign in text)


def placeholder_html(language: str) -> str:
    """A document of one word, for what searches is not made without one; none of a shard."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>'
        "<p>newsgen</p></body></html>"
    )
