"""Who wrote a page: names from its data or its byline, without what stands around them."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from newsgen.content.text import one_line
from newsgen.importing.markup.tree import HtmlElement, classes_of, words_of
from newsgen.importing.page.page_head import PageHead, text_of_data
from newsgen.importing.page.page_title import letters_of
from newsgen.model.slug import identity

_BY = re.compile(
    r"^(?:(?:story|article|text|words|photos?|posted|published|written|reported|report|edited"
    r"|a review)\s+)?(?:by|von|par|por|di|автор(?:ы)?|作者|記者|记者|от|author|door|af|av)\b"
    r"\s*[:：]?\s*"
    r"|^(?:作者|文|記者|记者|責任編輯|责任编辑)\s*[:：/]?\s*|^(?:follow|about)\s+"
    r"|^(?:veröffentlicht|publiziert|geschrieben|verfasst|gepostet|text|interview)\s+von\b\s*"
    r"|^(?:autor(?:in)?|auteure?|redakteur(?:in)?|text|interview|words)\s*[:：]\s*"
    r"|^(?:zeige alle beiträge von|view all posts by|posted on .{6,24} by|publié par|escrito por"
    r"|publicado por|posted by)\b\s*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:[;|•·/]|\s[–—-](?=\s)|\n|(?<!\w)(?:and|und|et|y|with|avec|mit)(?!\w)|&|、|，)\s*", re.I
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|correspondent|reporter|writer|editor|columnist|contributor|bureau"
    r"|special to|political|korrespondent\w*|redakt\w+|rédact\w+|journalist\w*|periodista|director"
    r"|professor|ph\.?d|m\.?d|m\.?a|news|author|username|updated|posted|published|follow|games"
    r"|contributing|редактор|корреспондент|agencies|health|médico)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\s*(?:[(,|–—-]\s*)?\b(?:(?:jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zäé]*\.?"
    r"\s+\d|\d{1,2}[.\s/-]|\d{4}\b|\d+\s*(?:min|h|day|ago)).*$",
    re.IGNORECASE | re.DOTALL,
)
_BYLINE = re.compile(
    r"byline|(?<![a-z])(?:author|autor|auteur|redakteur|contributor|verfasser|writer)|written-?by"
    r"|posted-?by|post-?author"
)
_BYLINE_OF_LINE = re.compile(
    r"(?i:(?:by|von|par|por|text von|words by)\s|(?:text|autor(?:in)?|auteur|автор|作者) ?[:：])\s*"
    r"((?:[A-ZÀ-ÞĀ-ŽА-Я][\w.’'-]*\s?){2,4}|[\u4e00-\u9fff]{2,4})(?:,.{0,40})?",
)
"""A paragraph of its own that names a person after a word for it; names begin with capitals."""
_MOST_NAMES = 6
_NO_BYLINE = re.compile(r"author-?(?:bio|box|info|description|avatar|image|photo)|comment|related")
_BYLINE_TAGS = (
    *("a", "span", "p", "div", "address", "li", "em", "cite", "td", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "time", "small", "strong", "b", "dd"),
)
_DESK = re.compile("(?:our|the) ", re.IGNORECASE)
_NO_NAMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|(?:veröffentlicht|publiziert|geschrieben|posted|published|updated|aktualisiert)"
    r"(?: (?:von|am|on|by|in))?|(?:foto|photo|bild|image|illustration|video|quelle|source)s?\b.*"
    r"|hace|publicado hace|stand|tiempo de lectura|text|interview|von|admin|www\..*|http.*",
    re.IGNORECASE,
)
"""What stands in bylines beside names."""

_SEPARATED = re.compile(r"\s*,\s*")
_LONGEST = 100
_METAS = (
    *("dc:creator", "dcterm:creator", "dcterms:creator", "author", "parsely-author"),
    *("sailthru:author", "byl", "article:author", "article:author_name", "citation_author"),
    *("og:article:author", "book:author", "cxenseparse:author", "twitter:data1"),
)


def find_authors(root: HtmlElement, head: PageHead, site: frozenset[str]) -> tuple[str, ...]:
    """Return the names of who wrote a page.

    Args:
        root: The page.
        head: What it says of itself.
        site: What it calls its publisher, who counts as an author only if nobody else is named.
    """
    sources = (
        partial(_names_of_data, head),
        partial(_names_of_metas, head),
        partial(_names_of_byline, root),
        partial(_names_of_lines, root),
    )
    publisher: tuple[str, ...] = ()
    for source in sources:
        names = _unique(source())
        people = tuple(name for name in names if letters_of(name) not in site)
        if people:
            return people
        publisher = publisher or names
    return publisher


def split_authors(text: str) -> list[str]:
    """Return the names in a byline, each by itself."""
    text = _BY.sub("", " ".join(text.split(" ")).strip())
    names: list[str] = []
    for part in _AND.split(text):
        words = _BY.sub("", _DATE.sub("", part).strip(" ,.:-–—"))
        pieces = _SEPARATED.split(words)
        if len(pieces) == 2 and len(pieces[0].split()) == 1 and len(pieces[1].split()) <= 2:
            is_inverted = not _ROLE.search(pieces[1]) and pieces[1][:1].isalpha()
            pieces = [f"{pieces[1]} {pieces[0]}"] if is_inverted else pieces
        for number, piece in enumerate(pieces):
            name = _clean(piece)
            if name and not (number and _ROLE.search(name)):
                names.append(name)
    return names


def _clean(text: str) -> str:
    text = re.sub(r"\s*[(<\[].*$|https?://\S+|\S+@\S+|^@|\s@\w+|\s+im gespräch$", "", text).strip(
        " ,.:;-–—*\"'"
    )
    match = None if _DESK.match(text) else _ROLE.search(text)
    if match and match.start() and len(text[: match.start()].split()) >= 2:
        text = text[: match.start()].strip(" ,.:;-–—")
    elif match and not match.start() and len(text.split()) <= 3:
        return ""
    words = [] if _NO_NAMES.fullmatch(text) else text.split()
    is_name = 0 < len(words) <= 6 and any(sign.isalpha() for sign in text)
    return one_line(text) if is_name and len(text) < 60 and not text.isdigit() else ""


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    by_identity: dict[str, str] = {}
    for name in names:
        key = identity(name)
        old = by_identity.get(key)
        if old is None or (old.isupper() and not name.isupper()):
            by_identity[key] = name
    return tuple(by_identity.values())


def _names_of_data(head: PageHead) -> list[str]:
    value = head.article.get("author") or head.article.get("creator")
    entries = value if isinstance(value, list) else [value]
    names: list[str] = []
    for entry in entries:
        text = text_of_data(entry)
        if isinstance(entry, dict):
            names += _names_of_entry(entry, head)
        elif text and not urlsplit(text).scheme:
            names += split_authors(text)
    return names


def _names_of_entry(entry: dict[str, Any], head: PageHead) -> list[str]:
    value = entry.get("name") or head.names.get(str(entry.get("@id")), "")
    texts = value if isinstance(value, list) else [value]
    names: list[str] = []
    for text in filter(None, map(text_of_data, texts)):
        is_organization = entry.get("@type") == "Organization"
        names += [one_line(text)] if is_organization else split_authors(text)
    return names


def _names_of_metas(head: PageHead) -> list[str]:
    for key in _METAS:
        texts = [text for text in head.metas.get(key, ()) if not urlsplit(text).scheme]
        names = [name for text in texts for name in split_authors(text)]
        if names:
            return names
    return []


def _names_of_byline(root: HtmlElement) -> list[str]:
    """Return the names of the first byline after the headline; else of the first of all."""
    first: list[str] = []
    is_below = False
    for element in root.iter(*_BYLINE_TAGS):
        is_below = is_below or element.tag == "h1"
        if not _is_byline(element):
            continue
        links = [a for a in element.iter("a") if a is not element and _is_author_link(a)]
        texts = map(words_of, links) if links else map(str.strip, element.itertext())
        text = words_of(element) if len(element) == 0 else "\n".join(filter(None, texts))
        names = split_authors(text) if 0 < len(text) < _LONGEST else []
        is_name = bool(links) or _is_author_link(element) or not any(map(str.islower, names))
        if 0 < len(names) <= _MOST_NAMES and is_name:
            if is_below:
                return names
            first = first or names
    return first


def _names_of_lines(root: HtmlElement) -> list[str]:
    """Return the names of the first line below the headline that says who wrote the text."""
    is_below = False
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "em", "i", "li"):
        is_below = is_below or element.tag == "h1"
        if is_below and len(element) < 3:
            line = words_of(element)
            match = _BYLINE_OF_LINE.fullmatch(line) if len(line) < _LONGEST else None
            if match and (names := split_authors(match[1])):
                return names
    return []


def _is_author_link(element: HtmlElement) -> bool:
    is_card = element.tag == "a" and "fn" in (element.get("class") or "").split()
    return is_card or "author" in (element.get("rel") or "").split()


def _is_byline(element: HtmlElement) -> bool:
    names = classes_of(element)
    return (
        _is_author_link(element)
        or "author" in (element.get("itemprop") or "").split()
        or bool(_BYLINE.search(names) and not _NO_BYLINE.search(names))
    )
