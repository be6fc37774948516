"""What a citation of an article says, in clean lines: what is left of an article's page for it."""

import re
from datetime import date

from newsgen.formats.citations.person_names import Byline, byline
from newsgen.formats.xml import allowed
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.links import absolute
from newsgen.pages.views import ArticleView, Chrome

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, as the styles are."""


_LONGEST = 30
"""Letters of a slug in a key."""

_TELLING = 4
"""Hex digits that tell articles apart whose keys would be one."""


class Cited(Value, frozen=True):
    """What is cited, in clean lines. url: where; empty if nobody knows; archive_url: here."""

    title: str
    authors: tuple[Byline, ...]
    source: str
    day: date
    url: str
    archive: str
    archive_url: str
    accessed: date | None
    language: str
    key: str

    @property
    def elsewhere(self) -> str:
        """The article's address in the archive, where another is cited."""
        return self.archive_url if self.archive_url != self.url else ""


def cited(view: ArticleView, chrome: Chrome) -> Cited:
    """What is cited of an article; where it was first published, or here if that is not known."""
    here = absolute(view.address, chrome.base_url) if chrome.base_url else ""
    first = absolute(view.source_url, chrome.base_url) if view.source_url else ""
    return Cited(
        title=_line(view.title),
        authors=tuple(byline(_line(author.label)) for author in view.authors),
        source=_line(view.source.label),
        day=view.moment.day,
        url=first or here,
        archive=_line(chrome.title),
        archive_url=here,
        accessed=view.retrieved if first else None,
        language=view.language,
        key=_key(view),
    )


def _line(text: str) -> str:
    """Without line breaks, and what no format can hold."""
    return " ".join(allowed(text).split())


def _key(view: ArticleView) -> str:
    """samarkand2022-xi-putin: ASCII, since BibTeX knows no other keys."""
    slug = view.address.rstrip("/").rpartition("/")[2]
    own = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:_LONGEST].strip("-")
    key = f"{own or 'article'}-{view.moment.day.isoformat()}"
    # What was left out may be all that tells two articles apart.
    return key if own == slug else f"{key}-{digest(view.address)[:_TELLING]}"
