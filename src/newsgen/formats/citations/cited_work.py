"""What a citation of an article says, in clean lines: what is left of an article's page for it."""

import re
from datetime import date

from newsgen.formats.citations.author_names import AuthorName, parse_author_name
from newsgen.formats.xml import remove_forbidden
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.links import absolute_url
from newsgen.pages.views import ArticleView, Chrome

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, as the styles are."""


_MAX_SLUG_LENGTH = 30
"""Letters of a slug in a key."""

_DIGEST_LENGTH = 4
"""Hex digits that tell articles apart whose keys would be one."""


class CitedWork(Value, frozen=True):
    """What is cited, in clean lines. url: where; empty if nobody knows; archive_url: here."""

    title: str
    authors: tuple[AuthorName, ...]
    source: str
    day: date
    url: str
    archive_title: str
    archive_url: str
    accessed: date | None
    language: str
    key: str

    @property
    def archive_location(self) -> str:
        """The article's address in the archive, where another is cited."""
        return self.archive_url if self.archive_url != self.url else ""


def cited_work(view: ArticleView, chrome: Chrome) -> CitedWork:
    """What is cited of an article; where it was first published, or here if that is not known."""
    here = absolute_url(view.address, chrome.base_url) if chrome.base_url else ""
    first = absolute_url(view.source_url, chrome.base_url) if view.source_url else ""
    return CitedWork(
        title=_clean_line(view.title),
        authors=tuple(parse_author_name(_clean_line(author.label)) for author in view.authors),
        source=_clean_line(view.source.label),
        day=view.moment.day,
        url=first or here,
        archive_title=_clean_line(chrome.title),
        archive_url=here,
        accessed=view.retrieved if first else None,
        language=view.language,
        key=_citation_key(view),
    )


def _clean_line(text: str) -> str:
    """Without line breaks, and what no format can hold."""
    return " ".join(remove_forbidden(text).split())


def _citation_key(view: ArticleView) -> str:
    """samarkand2022-xi-putin: ASCII, since BibTeX knows no other keys."""
    slug = view.address.rstrip("/").rpartition("/")[2]
    own = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:_MAX_SLUG_LENGTH].strip("-")
    key = f"{own or 'article'}-{view.moment.day.isoformat()}"
    # What was left out may be all that tells two articles apart.
    return key if own == slug else f"{key}-{digest(view.address)[:_DIGEST_LENGTH]}"
