"""An article as a small HTML document that Pagefind indexes.

Pagefind takes the words from what is marked `data-pagefind-body`, filters and what results show
from the attributes named beside them (https://pagefind.app/docs/).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape, unescape

from newsgen.archive.search_shards import Shard
from newsgen.model.kind import Kind
from newsgen.model.value import Value
from newsgen.pages.cards import article_address, name_link, name_links
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pages.service_pages import FILTER_KINDS

_TAG = re.compile(r"<[^>]*>")


class SearchDocument(Value, frozen=True, array_like=True):
    """What a search can find and show of an article.

    Attributes:
        moment: What results are ordered by: what is known of the date, in EDTF; or RFC 3339 where
            a time was written.
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

    read_body: gives the HTML of a text, by its digest and the path of its file.
    """
    for article in shard.articles:
        excerpt = article.excerpt if article.rights == "excerpt" else ""
        filters = {
            kind.value: tuple(link.label for link in name_links(inputs, article.names(kind)))
            for kind in (*FILTER_KINDS, Kind.SOURCE)
        }
        yield SearchDocument(
            address=article_address(article),
            language=shard.language,
            title=article.title,
            # Of a day alone the instant is midnight somewhere, and another day elsewhere.
            moment=article.moment.edtf(),
            source=name_link(inputs, article.source).label,
            text=f"{article.summary}\n{excerpt}",
            body_html=read_body(article.html_digest, article.path)
            if article.rights == "full" and article.html_digest
            else "",
            filters={**filters, "month": article.moment.calendar_date.months},
        )


def pagefind_html(document: SearchDocument) -> str:
    """Return the HTML of a document. One without a word, such as a picture, is found by its day."""
    text = f"{document.title} {document.text} {document.body_html}"
    # Pagefind indexes no document without a letter or a number.
    has_words = any(sign.isalpha() or sign.isdecimal() for sign in unescape(_TAG.sub(" ", text)))
    day = "" if has_words else document.moment[:10]
    filters = ((name, value) for name, values in document.filters.items() for value in values)
    shown = {"date": document.moment, "source": document.source, "lang": document.language}
    marks = "".join((*_marks("filter", filters), *_marks("meta", shown.items())))
    return (
        f'<!doctype html><html lang="{escape(document.language)}"><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(document.title)}</h1>'
        f"<p>{escape(document.text)}</p>"
        f"{document.body_html}<p>{day}</p>{marks}"
        f'<i data-pagefind-sort="date[title]" title="{escape(document.moment)}"></i></body></html>'
    )


def _marks(use: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in values:
        yield f'<i data-pagefind-{use}="{name}[title]" title="{escape(value)}"></i>'
