"""An article as a small HTML document that Pagefind indexes.

Pagefind takes the words from what is marked `data-pagefind-body`, filters and what results show
from the attributes named beside them (https://pagefind.app/docs/).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

from newsgen.archive.search_shards import Shard
from newsgen.model.article import Article
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.cards import article_address, name_link, name_links
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.service_pages import FILTER_KINDS

_TAG = re.compile(r"<[^>]*>")


class SearchDocument(Value, frozen=True, array_like=True):
    """What a search can find and show of an article.

    Attributes:
        address: From the root of the archive.
        moment: What results are ordered by: a day, or RFC 3339 where a time was written.
        source: As pages show it.
        text: Plain text that is found beside the body, or instead of it.
        body_html: Empty where the article's rights let pages show no body.
        filters: Values by the name of the filter.
    """

    address: str
    language: str
    title: str
    moment: str
    source: str
    text: str
    body_html: str
    filters: Mapping[str, tuple[str, ...]]


def search_documents(
    inputs: PlanInputs, shard: Shard, read_body: Callable[[str, str], str]
) -> Iterator[SearchDocument]:
    """Give the documents of a shard, with no more than the articles' rights let pages show.

    Args:
        read_body: Gives the HTML of a text, by its digest and the path of its file.
    """
    for article in shard.articles:
        yield SearchDocument(
            address=article_address(article),
            language=shard.language,
            title=article.title,
            # Of a day alone the instant is midnight somewhere, and another day elsewhere.
            moment=article.moment.isoformat(),
            source=name_link(inputs, article.source).label,
            text=_indexed_text(article),
            body_html=read_body(article.html_digest, article.path)
            if article.rights == "full" and article.html_digest
            else "",
            filters=_filter_values(inputs, article),
        )


def _indexed_text(article: Article) -> str:
    return "\n".join((article.summary, article.excerpt if article.rights == "excerpt" else ""))


def _filter_values(inputs: PlanInputs, article: Article) -> dict[str, tuple[str, ...]]:
    values = {
        kind.value: tuple(link.label for link in name_links(inputs, article.names(kind)))
        for kind in (*FILTER_KINDS, Kind.SOURCE)
    }
    return {**values, "month": (article.moment.day.isoformat()[:7],)}


def pagefind_html(document: SearchDocument) -> str:
    """Return the HTML of a document. One without a word, such as a picture, is found by its day."""
    filters = (
        f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
        for name, values in document.filters.items()
        for value in values
    )
    day = (
        ""
        if _has_words(f"{document.title} {document.text} {document.body_html}")
        else document.moment[:10]
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
        f"{document.body_html}<p>{day}</p>{''.join(filters)}{''.join(metas)}"
        f'<i data-pagefind-sort="date[title]" title="{escape(document.moment)}"></i></body></html>'
    )


def _has_words(html: str) -> bool:
    """Return whether there is a letter or a number; Pagefind indexes no document without one."""
    text = unescape(_TAG.sub(" ", html))
    return any(sign.isalpha() or sign.isdecimal() for sign in text)


def placeholder_html(language: str) -> str:
    """Return a document of one word: without any, Pagefind does not write its runtime."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><body data-pagefind-body>'
        "<p>newsgen</p></body></html>"
    )
