"""Pages that have no article: each is told by what it is, with a way out."""

import re

from newsgen.importing.markup.tree import HtmlElement, elements, words_of
from newsgen.importing.page.article_scores import link_density
from newsgen.importing.page.page_head import PageHead

_FEW_WORDS = 120
"""Words of a text that may be the teaser before a wall, or what an error page says."""

_WORDS_OF_LOGIN = 40
"""Words that the page of a login has at most; a short article may stand below such fields."""

_ERROR = re.compile(
    r"\b40[34]\b|\b50[0234]\b|not found|access denied"
    r"|page (?:can.?t|cannot|could not) be found|forbidden|seite nicht gefunden"
    r"|page (?:non trouvée|introuvable)|página no encontrada"
    r"|страница не найдена|页面(?:不存在|未找到)|找不到(?:网页|頁面)|الصفحة غير موجودة"
    r"|just a moment|are you a robot|attention required|service unavailable",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"subscribe (?:now |today )?(?:to|for) (?:continue|read|keep|full)|to (?:continue|keep) reading"
    r"|subscribers? only|already a (?:subscriber|member)|for subscribers|sign (?:in|up) to read"
    r"|(?:this|the) (?:article|story|content) is (?:only )?(?:for|available to|reserved)"
    r"|jetzt (?:abonnieren|weiterlesen)|weiterlesen mit|nur für abonnenten|mit .{2,20} plus lesen"
    r"|réservé aux abonnés|il vous reste .{1,40} à lire|abonnez-vous pour|déjà abonné"
    r"|(?:solo|exclusivo) para suscriptores|suscríbete para|только для подписчиков"
    r"|оформите подписку|仅限订阅|訂閱.{0,6}(?:閱讀|全文)|订阅.{0,6}(?:阅读|全文)|للمشتركين",
    re.IGNORECASE,
)
_ENTRIES = 5
"""Headings with links of which a page is a list."""

_TEASER = 400
"""Characters of sentences that a list has for each of its entries, at most."""

_FEW_SIGNS = 500
_SENTENCE = 80
_MOST_LINKED = 0.4


def why_no_article(root: HtmlElement, article: HtmlElement, head: PageHead) -> str:
    """Return why a page has no article, in a sentence; empty if it has one.

    Args:
        root: The page.
        article: What was found in it.
        head: What it says of itself.
    """
    page = words_of(root)
    text = words_of(article)
    count = _count_words(text)
    titles = " ".join(words_of(each) for each in elements(root, "title", "h1")[:3])
    if count < _FEW_WORDS and _ERROR.search(titles):
        return (
            f'it is the error page "{titles[:60]}": save the page itself, or its copy in an archive'
        )
    if count < _FEW_WORDS and (_is_walled(head) or _WALL.search(page)):
        return "it ends at a paywall: log in and save it again, or copy its text"
    passwords = [e for e in elements(root, "input") if e.get("type") == "password"]
    if passwords and count < _WORDS_OF_LOGIN:
        return "it is the page of a login: log in, and save the page of the article"
    if _is_list(root, article, head):
        return "it is a list of articles: save the page of each one"
    if not text:
        return "there is no text in it: save it with SingleFile, which waits for scripts"
    return ""


def _is_walled(head: PageHead) -> bool:
    value = head.article.get("isAccessibleForFree")
    return str(value).casefold() == "false"


def _is_list(root: HtmlElement, article: HtmlElement, head: PageHead) -> bool:
    """Return whether a page leads to articles: headings with links, and hardly a text without."""
    sentences = [
        words_of(each)
        for each in elements(article, "p", "div")
        if link_density(each) < 0.2 and not elements(each, "p", "div", "ul", "table")
    ]
    length = sum(len(text) for text in sentences if len(text) > _SENTENCE)
    if head.meta("og:type") == "article" or (head.article and length > _FEW_SIGNS):
        return False
    inside, outside = len(_entries(article)), len(_entries(root))
    is_made_of_entries = inside >= _ENTRIES and length < inside * _TEASER
    has_links = link_density(article) > _MOST_LINKED and len(elements(article, "a")) > 10
    is_empty = length < _FEW_SIGNS and (outside >= _ENTRIES or has_links or head.is_list)
    return is_made_of_entries or is_empty


def _entries(root: HtmlElement) -> list[HtmlElement]:
    """Return the headings that lead to other pages."""
    return [
        heading
        for heading in elements(root, "h2", "h3", "h4")
        if words_of(heading)
        and (link_density(heading) > 0.8 or next(heading.iterancestors("a"), None) is not None)
    ]


def _count_words(text: str) -> int:
    """Return the number of words; two signs of Chinese or Japanese are one."""
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    return len(re.findall(r"\w+", re.sub(r"[\u3040-\u30ff\u3400-\u9fff]", " ", text))) + wide // 2
