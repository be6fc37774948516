"""The article of a page, as a tree of its own.

Scores find it; where it is a small part of the sentences of its page, trafilatura is asked, too.
"""

from copy import deepcopy
from typing import NamedTuple

from newsgen.importing.markup.tree import HtmlElement, body_of, elements, new_element, words_of
from newsgen.importing.page.article_additions import cut_additions
from newsgen.importing.page.article_cuts import cut_article, cut_page
from newsgen.importing.page.article_scores import ArticleScores
from newsgen.importing.page.trafilatura_text import element_around, text_by_trafilatura

_ENOUGH = 500
"""Characters of an article with which nothing else is tried."""

_SURE = 0.5
"""The part of the sentences of a page that an article has which is surely found."""

_WHOLE = 2000
"""Characters of a text that is an article by itself, though it is a part of a longer one."""

_SENTENCE = 80
"""Characters of a paragraph that is likely to hold sentences."""


class PageArticle(NamedTuple):
    """The article of a page; empty if there is none.

    originals: The elements of the page that it has copies of.
    """

    tree: HtmlElement
    originals: frozenset[HtmlElement]


def find_article(root: HtmlElement) -> PageArticle:
    """Return what of a page is its article."""
    scored = _by_scores(root)
    article = scored.tree
    if len(words_of(article)) < _ENOUGH or _sentences(article) < _SURE * _sentences(root):
        lines = text_by_trafilatura(root)
        size = sum(map(len, lines))
        own = words_of(article)
        shared = sum(len(line) for line in lines if line[:_SENTENCE] in own)
        is_part = len(own) > _WHOLE and shared > _SURE * len(own)
        if size > max(_ENOUGH, 2 * len(own)) and shared < _SURE * size and not is_part:
            other = _around(root, lines)
            if other is not None:
                return other
    return scored


class _BodyCopy:
    """A copy of the body of a page. It knows of which element each of its own is a copy."""

    def __init__(self, root: HtmlElement) -> None:
        self._originals = list(body_of(root).iter())
        self.body = deepcopy(body_of(root))
        self._copies = list(self.body.iter())

    def originals_of(self, article: HtmlElement) -> frozenset[HtmlElement]:
        """Return the elements of which an article has the copies."""
        inside = set(article.iter())
        pairs = zip(self._originals, self._copies, strict=True)
        return frozenset(original for original, copy in pairs if copy in inside)


def _by_scores(root: HtmlElement) -> PageArticle:
    attempts = []
    for is_strict, is_cut in ((True, True), (False, True), (False, False)):
        copy = _BodyCopy(root)
        cut_page(copy.body, is_strict)
        scores = ArticleScores(copy.body)
        article = _framed(scores.siblings(scores.best()))
        if is_cut:
            cut_article(article)
            cut_additions(article)
        attempt = PageArticle(article, copy.originals_of(article))
        length = len(words_of(article))
        if length >= _ENOUGH:
            return attempt
        attempts.append((length, attempt))
    return max(attempts, key=lambda pair: pair[0])[1]


def _around(root: HtmlElement, lines: list[str]) -> PageArticle | None:
    copy = _BodyCopy(root)
    cut_page(copy.body, is_strict=False)
    element = element_around(copy.body, lines)
    if element is None:
        return None
    article = _framed([element])
    whole = PageArticle(deepcopy(article), copy.originals_of(article))
    cut_article(article)
    cut_additions(article)
    if len(words_of(article)) < _SURE * len(words_of(whole.tree)):
        return whole
    return PageArticle(article, copy.originals_of(article))


def _framed(parts: list[HtmlElement]) -> HtmlElement:
    article = new_element("div")
    for element in parts:
        if element.tag == "body":
            element.tag = "div"
        element.tail = None
        article.append(element)
    return article


def _sentences(element: HtmlElement) -> int:
    lengths = (len(words_of(each)) for each in elements(element, "p"))
    return sum(length for length in lengths if length >= _SENTENCE)
