"""The headline of a page without the name of its site, and that name."""

import re

from newsgen.content.text import one_line
from newsgen.importing.markup.tree import HtmlElement, elements, words_of
from newsgen.importing.page.page_head import PageHead, text_of_data

_SEPARATOR = re.compile(r"\s+[|–—·•»«/\\<>:@_-]+\s+|\s*[|_]\s*")
_METAS = (
    *("dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title"),
    *("parsely-title", "sailthru:title", "twitter:title", "title", "headline"),
)
_SITE_METAS = ("og:site_name", "application-name", "dc:publisher", "citation_journal_title")
_LONGEST_SITE = 60
_LONGEST = 300


def find_site_name(head: PageHead) -> str:
    """Return the name of the site of a page, which is its publisher; empty if it says none."""
    publisher = head.article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = head.names.get(str(publisher.get("@id")), "")
    names = [*(head.meta(key) for key in _SITE_METAS), one_line(text_of_data(publisher))]
    return next((name for name in names if name and len(name) <= _LONGEST_SITE), "")


def find_title(root: HtmlElement, head: PageHead, site_name: str) -> str:
    """Return the headline of a page; empty if it has none.

    Args:
        root: The page.
        head: What it says of itself.
        site_name: The name of its site, which browsers show beside the headline.
    """
    title = one_line("".join(words_of(each) for each in elements(root, "title")[:1]))
    headings = [words_of(each) for each in elements(root, "h1", "h2")]
    said = (*(head.meta(key) for key in _METAS), head.data("headline"), head.data("name"))
    texts = [text for text in said if text and _key(text) != _key(site_name)]
    seen = {_key(title), *map(_key, headings)}
    confirmed = (text for text in texts if any(_key(text) in each for each in seen))
    text = next(confirmed, "") or next(iter(texts), "")
    if text:
        return without_site(text, site_name, headings)[:_LONGEST]
    headline = without_site(title, site_name, headings)
    if headline == title and _key(title) not in seen - {_key(title)}:
        headline = _without_last_part(title)
    return headline[:_LONGEST] or next(iter(headings), "")


def without_site(title: str, site_name: str, headings: list[str]) -> str:
    """Return a title without the name of its site at its end or start.

    Args:
        title: As the page has it.
        site_name: Empty if it is not known.
        headings: Those of the page: one that is a part of the title is the headline.
    """
    cuts = list(_SEPARATOR.finditer(title))
    keys = {_key(heading) for heading in headings}
    for cut in (*cuts[:1], *reversed(cuts)):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        for headline, rest in ((before, after), (after, before)):
            is_site = bool(site_name) and _key(rest) == _key(site_name)
            is_heading = _key(headline) in keys and len(headline) > max(10, len(rest))
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


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
