"""The facts of an article that citations are made of, each in one line."""

import re
from datetime import date

from newsgen.formats.xml import remove_forbidden
from newsgen.model.author_name import AuthorName
from newsgen.model.digest import digest
from newsgen.model.period import Period
from newsgen.model.value import Value, replace
from newsgen.pages.chrome_view import Chrome
from newsgen.pages.links import absolute_url
from newsgen.pages.views import ArticleView

_MAX_SLUG_LENGTH = 30
"""The most letters of a slug in a citation key."""

_DIGEST_LENGTH = 4
"""Hex digits that are added where two articles might get one key."""


class CitedWork(Value, frozen=True):
    """The facts of an article.

    Its URL is where it was first published, else that in the archive; both may be unknown.
    """

    title: str
    authors: tuple[AuthorName, ...]
    source: str
    publication_date: Period
    url: str
    accessed: date | None
    language: str
    key: str
    summary: str = ""
    keywords: tuple[str, ...] = ()


def cited_work(view: ArticleView, chrome: Chrome) -> CitedWork:
    """Return the facts of an article that citations are made of."""
    here = absolute_url(view.address, chrome.base_url) if chrome.base_url else ""
    first = absolute_url(view.source_url, chrome.base_url) if view.source_url else ""
    return CitedWork(
        title=_clean_line(view.title),
        authors=tuple(_clean_name(author.parts) for author in view.authors),
        source=_clean_line(view.source.label),
        publication_date=view.moment.calendar_date,
        url=first or here,
        accessed=view.retrieved if first else None,
        language=view.language,
        key=_citation_key(view),
        summary=_clean_line(view.summary),
        keywords=tuple(_clean_line(tag.label) for tag in view.tags),
    )


def _clean_line(text: str) -> str:
    """Return a text in one line, without the characters that XML forbids."""
    return " ".join(remove_forbidden(text).split())


def _clean_name(name: AuthorName) -> AuthorName:
    parts = (name.family_name, name.given_name, name.suffix)
    family, given, suffix = map(_clean_line, parts)
    return replace(name, family_name=family, given_name=given, suffix=suffix)


def _citation_key(view: ArticleView) -> str:
    """Return a key in ASCII, as BibTeX wants it: `xi-putin-samarkand-2022-09-13`."""
    slug = view.address.rstrip("/").rpartition("/")[2]
    words = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:_MAX_SLUG_LENGTH].strip("-")
    key = f"{words or 'article'}-{view.moment.period.isoformat()}"
    # Two slugs may differ only in what was left out.
    return key if words == slug else f"{key}-{digest(view.address)[:_DIGEST_LENGTH]}"
