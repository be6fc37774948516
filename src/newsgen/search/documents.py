"""An article as a search can find and show it, and the small HTML document that Pagefind indexes.

Pagefind gets words that are cut and folded by newsgen's own rule (`model/search_words.py`), one for
each piece of the text, so that the place of a word is the place of its piece. What results show is
written into Pagefind's files afterwards, piece by piece.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape, unescape

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.search_words import (
    BOUNDARY,
    UNSPACED,
    SearchWords,
    search_words,
    very_form,
)
from newsgen.model.value import Value
from newsgen.pages.cards import article_address
from newsgen.pages.search_pages import SEARCHABLE_KINDS

PIECE_SEPARATOR = "\u2063"
"""Stands between the pieces of a text in Pagefind's files: nobody sees it, and texts lose it."""

UNSTEMMED_LANGUAGE = "unknown"
"""The language of documents whose words Pagefind shall leave as they are."""

_CUT_ANEW = frozenset(["zh", "ja", "th"])
"""Languages whose questions Pagefind's script would cut into words of its own."""

_MARK = re.compile(r'<sup id="fnref.*?</sup>', re.DOTALL)
_ELEMENT = re.compile(r"""</?([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>""")
_INLINE_ELEMENT = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|"
    "sup|time|u|var|wbr",
    re.IGNORECASE,
)


class SearchDocument(Value, frozen=True, array_like=True):
    """What a search can find and show of an article.

    Attributes:
        moment: What results are ordered by: what is known of the date, in EDTF; or RFC 3339 where
            a time was written.
        months: The first and the last month that the date may be in.
        text: Plain text that is found beside the body, or instead of it.
        body_html: Empty where the article's rights let pages show no body.
        labels: The names on its page, which are found as the text is.
        filters: Names by which a search can be narrowed, by kind.
    """

    address: str
    language: str
    title: str
    moment: str
    months: tuple[str, str]
    source: str
    text: str
    body_html: str
    labels: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]


def search_document(
    archive: ArchiveQuestions, article: Article, read_body: Callable[[str, str], str]
) -> SearchDocument:
    """Return the document of an article, with no more than its rights let pages show.

    `store.search_days` makes its key: of all that is read here.

    read_body: gives the HTML of a text, by its digest and the path of its file.
    """
    declared = archive.names_of(article, *Kind)
    text, body_html = shown_texts(article, read_body)
    return SearchDocument(
        address=article_address(article),
        language=article.language.lower(),
        title=article.title,
        # Of a day alone the instant is midnight somewhere, and another day elsewhere.
        moment=article.moment.edtf(),
        months=(
            article.moment.calendar_date.months[0],
            article.moment.calendar_date.months[-1],
        ),
        source=declared[0].text,
        text=text,
        body_html=body_html,
        labels=tuple(term.text for kind in Kind for term in declared if term.kind is kind),
        filters=_filters((*declared, *archive.mentions_of(article))),
    )


def shown_texts(article: Article, read_body: Callable[[str, str], str]) -> tuple[str, str]:
    """Return the `text` and `body_html` of an article's document. read_body: as above."""
    excerpt = article.excerpt if article.rights == "excerpt" else ""
    text = "\n".join((article.summary, excerpt, *_captions(article)))
    is_shown = article.rights == "full" and article.html_digest
    return text, read_body(article.html_digest, article.path) if is_shown else ""


def _captions(article: Article) -> Iterator[str]:
    """Yield the captions and credits of an article's pictures."""
    for image in article.images:
        yield from filter(None, (image.caption, image.credit))


def _filters(terms: tuple[Term, ...]) -> dict[str, tuple[str, ...]]:
    """Return the names by which a search for an article can be narrowed, by kind."""
    filters = {}
    for kind in SEARCHABLE_KINDS:
        if labels := tuple(dict.fromkeys(term.text for term in terms if term.kind is kind)):
            filters[kind.value] = labels
    return filters


def pagefind_language(language: str, index_name: str = "") -> str:
    """Return the language that Pagefind is told: it decides what are forms of one word.

    Pagefind takes no notice of the name of the index at its end, but begins the ids of articles
    with all of it, so no two indexes have one id.
    """
    known = UNSTEMMED_LANGUAGE if language.split("-")[0] in _CUT_ANEW else language
    return f"{known}-{index_name}" if index_name else known


def pagefind_document(document: SearchDocument, index_name: str) -> tuple[str, dict[str, object]]:
    """Return the HTML of a document, and what Pagefind's file of it is to hold instead of words."""
    title = search_words(document.title)
    shown = (*document.text.split("\n"), *paragraphs(document.body_html))
    texts = [words for text in shown if (words := search_words(text)).words]
    names = [search_words(label) for label in document.labels]
    if not title.words and not texts:
        # One without a word, such as a picture, is found by its day.
        names.append(search_words(document.moment[:10]))
    contents: dict[str, object] = {
        "url": document.address,
        "content": PIECE_SEPARATOR.join(_pieces((title, *texts))),
        "meta": {
            "title": document.title,
            "date": document.moment,
            "source": document.source,
            "lang": document.language,
        },
        "title_pieces": len(title.pieces),
    }
    found = (title, *texts, *names)
    joined = dict.fromkeys(word for words in found for word in words.joined)
    unseen = " ".join((*_word_lists(names), *joined, *_form_lists(found)))
    # The digest is in what Pagefind makes the file's name of: another text is another name.
    version = digest("\0".join(map(str, contents.values())).encode())[:16]
    html = (
        f'<!doctype html><html lang="{escape(pagefind_language(document.language, index_name))}">'
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{" ".join(_word_lists([title]))}'
        f"</h1><p>{' '.join(_word_lists(texts))}</p><p>{unseen}</p>"
        f'<i data-pagefind-meta="version[title]" title="{version}"></i></body></html>'
    )
    return html, contents


def _word_lists(texts: Iterable[SearchWords]) -> Iterator[str]:
    """Yield the words of each text, and after each what no phrase spans."""
    for text in texts:
        yield from text.words
        yield BOUNDARY


def _form_lists(texts: Iterable[SearchWords]) -> Iterator[str]:
    """Yield the very forms of the words of each text in their order, for phrases of them."""
    for text in texts:
        forms = tuple(map(very_form, text.words))
        if not any(forms):
            continue
        for form, word in zip(forms, text.words, strict=True):
            yield form or (BOUNDARY if UNSPACED.match(word) else word)
        yield BOUNDARY


def _pieces(texts: Iterable[SearchWords]) -> Iterator[str]:
    """Yield a piece for each word, as `_word_lists` does."""
    for text in texts:
        yield from (piece.replace(PIECE_SEPARATOR, "") for piece in text.pieces)
        yield ""


def paragraphs(html: str) -> Iterator[str]:
    """Yield the paragraphs of a body as plain text, without the marks of footnotes."""
    text = _ELEMENT.sub(
        lambda element: "" if _INLINE_ELEMENT.fullmatch(element[1]) else "\n",
        _MARK.sub("", html).replace("\n", " "),
    )
    yield from (unescape(paragraph) for paragraph in text.split("\n"))
