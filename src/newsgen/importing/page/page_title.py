"""The headline of a page without the name of its site, and that name."""

import re

from newsgen.content.text import one_line
from newsgen.importing.markup.tree import HtmlElement, elements, words_of
from newsgen.importing.page.page_head import PageHead, text_of_data

_SEPARATOR = re.compile(r"\s+[|│–—·•»«›‹/\\<>:@_-]+\s+|\s*[|│_]\s*")
_METAS = (
    *("dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title"),
    *("parsely-title", "sailthru:title", "twitter:title", "title", "headline"),
)
_SITE_METAS = ("og:site_name", "application-name", "dc:publisher", "citation_journal_title")
_LONGEST_SITE = 60
_LONGEST = 300
_FEWEST_WORDS = 3
"""Words of the one main heading of a page that is surely its headline, not its section."""

_NO_HEADLINES = frozenset(
    ("home", "homepage", "startseite", "accueil", "inicio", "главная", "首页")
)


def find_site_name(head: PageHead) -> str:
    """Return the name of the site of a page, which is its publisher; empty if it says none."""
    publisher = head.article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = head.names.get(str(publisher.get("@id")), "")
    names = [*(head.meta(key) for key in _SITE_METAS), one_line(text_of_data(publisher))]
    return next((name for name in names if name and len(name) <= _LONGEST_SITE), "")


def site_keys(site_name: str, host: str) -> frozenset[str]:
    """Return what a page calls its site: its name, its host, and the host without what is common.

    Args:
        host: As in `www.example.org`; empty if it is not known.
    """
    own = host.casefold().removeprefix("www.")
    labels = own.split(".")
    names = (site_name, own, own.rpartition(".")[0], labels[-2] if len(labels) > 1 else "")
    return frozenset(filter(None, map(letters_of, names)))


def find_title(root: HtmlElement, head: PageHead, site: frozenset[str]) -> str:
    """Return the headline of a page; empty if it has none.

    Args:
        root: The page.
        head: What it says of itself.
        site: What it calls its site, which browsers show beside the headline: see site_keys.
    """
    title = one_line("".join(words_of(each) for each in elements(root, "title")[:1]))
    main = [words_of(each) for each in elements(root, "h1")]
    headings = [*main, *(words_of(each) for each in elements(root, "h2"))]
    said = (*(head.meta(key) for key in _METAS), head.data("headline"), head.data("name"))
    texts = [text for text in said if text and letters_of(text) not in site]
    seen = {letters_of(title), *map(letters_of, headings)}
    confirmed = (text for text in texts if any(letters_of(text) in each for each in seen))
    text = next(confirmed, "") or next(iter(texts), "")
    headline = without_site(text or title, site, headings)
    if not text and headline == title and letters_of(title) not in seen - {letters_of(title)}:
        headline = _without_last_part(title)
    return _as_shown(headline, site, main, headings)[:_LONGEST]


def _as_shown(headline: str, site: frozenset[str], main: list[str], headings: list[str]) -> str:
    """Return a headline as the page shows it: whole, and without what stands around it."""
    own = [text for text in headings if letters_of(text) and letters_of(text) not in site]
    if not headline or letters_of(headline) in site or headline.casefold() in _NO_HEADLINES:
        return next((text for text in own if " " in text), headline or next(iter(own), ""))
    if headline.endswith(("…", "...")):
        return next((t for t in own if letters_of(t).startswith(letters_of(headline))), headline)
    shown = {letters_of(text): text for text in main if text in own}
    if len(shown) == 1:
        ((key, text),) = shown.items()
        if key in letters_of(headline) and len(text.split()) >= _FEWEST_WORDS:
            return text
    return headline


def without_site(title: str, site: frozenset[str], headings: list[str]) -> str:
    """Return a title without the name of its site at its end or start.

    Args:
        title: As the page has it.
        site: As of find_title.
        headings: Those of the page: one that is a part of the title is the headline.
    """
    cuts = list(_SEPARATOR.finditer(title))
    keys = {letters_of(heading) for heading in headings}
    for cut in (*cuts[:1], *reversed(cuts)):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        for headline, rest in ((before, after), (after, before)):
            is_site = letters_of(rest) in site
            is_heading = letters_of(headline) in keys and len(headline) > max(10, len(rest))
            if headline and (is_site or is_heading):
                return headline
    return title


def _without_last_part(title: str) -> str:
    """Return a title without a few words after its last separator: the name of a site."""
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts or ":" in cuts[-1][0]:
        return title
    headline, rest = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :]
    is_name = len(rest.split()) <= 3 and len(headline.split()) >= 4
    return headline if is_name else title


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, by which two spellings of a name are one."""
    return re.sub(r"\W+", "", text).casefold()
