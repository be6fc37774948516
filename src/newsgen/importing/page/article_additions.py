"""Takes out of an article what a site adds to it: blocks by their names, and lists at its end."""

import re

from newsgen.importing.leftover_kinds import kind_by_names
from newsgen.importing.markup.tree import HtmlElement, classes_of, drop, elements, words_of
from newsgen.importing.page.article_scores import link_density

_BLOCKS = (
    *("div", "section", "aside", "ul", "ol", "dl", "li", "p", "table", "figure", "span", "a"),
    *("h2", "h3", "h4", "h5"),
)
_KINDS = frozenset(("comments", "subscription", "advertisement", "footer", "cookie words"))
_RELATED = re.compile(
    r"related|recommend|read-?(?:more|also|next)|more-?(?:from|stories|news|on|articles)"
    r"|most-?(?:read|popular|viewed)|trending|similar|see-?also"
)
_MOST = 0.25
"""The part of an article's text that an addition has at most."""

_HEADING = re.compile(
    r"(?:related|recommended|similar|popular|latest|trending|more|most read)"
    r" (?:articles?|stor(?:y|ies)|posts?|news|reading|content|topics|videos?|from .{2,30})"
    r"|(?:you (?:may|might) (?:also )?like|read (?:more|next|also)).{0,30}|see also|further reading"
    r"|.{0,20}könnte(?:n)? .{0,30}interessieren.*|auch interessant.{0,20}|mehr zum thema.{0,30}"
    r"|weitere (?:artikel|beiträge|nachrichten|meldungen|themen).{0,30}|passend dazu"
    r"|ähnliche (?:artikel|beiträge|themen)|lesen sie (?:auch|mehr).{0,30}"
    r"|à lire aussi.{0,30}|sur le même sujet|articles? liés?"
    r"|(?:noticias|artículos|notas) relacionad[ao]s|te puede interesar|lea también"
    r"|похожие (?:статьи|новости|материалы)|читайте также|по теме"
    r"|相关(?:阅读|文章|新闻)|延伸(?:阅读|閱讀)"
    r"|(?:\d+ )?(?:comments?|kommentare?|comentarios?|commentaires?)(?: \(?\d+\)?)?"
    r"|(?:leave|post|write) a (?:comment|reply)|kommentar (?:schreiben|hinterlassen|verfassen)",
    re.IGNORECASE,
)
_HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "span", "b", "legend", "li")
_LONGEST_HEADING = 60
_FIRST_PLACE = 0.5
"""The part of an article before which nothing is its end."""

_LARGEST_END = 0.4
_SENTENCES = 150
"""Characters of a paragraph with which an article goes on."""


def cut_additions(article: HtmlElement) -> None:
    """Take out of an article blocks that are named for something else, and what follows it."""
    size = len(words_of(article))
    for element in elements(article, *_BLOCKS):
        is_addition = element.getparent() is not None and _is_named_so(element)
        if is_addition and len(words_of(element)) < _MOST * size and not elements(element, "h1"):
            drop(element)
    for heading in _headings_at_end(article):
        if heading.getparent() is not None:
            _cut_from(heading, article)


def _is_named_so(element: HtmlElement) -> bool:
    names = classes_of(element)
    if not names.strip():
        return False
    is_related = _RELATED.search(names.replace("_", "-"))
    return bool(is_related) or kind_by_names("", "", names) in _KINDS


def _headings_at_end(article: HtmlElement) -> list[HtmlElement]:
    size = sum(map(len, article.itertext()))
    headings, before = [], 0
    for element in article.iter():
        if before > _FIRST_PLACE * size and element.tag in _HEADING_TAGS:
            words = words_of(element)
            if len(words) <= _LONGEST_HEADING and _HEADING.fullmatch(words.strip(" :…»>")):
                headings.append(element)
        before += len(element.text or "") + len(element.tail or "")
    return headings


def _cut_from(heading: HtmlElement, article: HtmlElement) -> None:
    """Take out a heading and what follows it, up to the next heading or long paragraph."""
    words = words_of(heading)
    size = _LARGEST_END * len(words_of(article))
    top, frame = heading, heading.getparent()
    while frame is not None and frame is not article:
        text = words_of(frame)
        if not text.startswith(words) or len(text) > size:
            break
        top, frame = frame, frame.getparent()
    parts = [top]
    for following in top.itersiblings():
        is_text = following.tag == "p" and len(words_of(following)) > _SENTENCES
        if following.tag in ("h1", "h2") or (is_text and link_density(following) < _MOST):
            if len(parts) == 1:
                return  # It is the heading of a part of the text.
            break
        parts.append(following)
    if sum(len(words_of(part)) for part in parts) <= size:
        for part in parts:
            drop(part)
