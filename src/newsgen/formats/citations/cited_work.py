"""The facts of an article that citations are made of, each in one line.

Of a person's name each word is in Latin letters and has a capital, or is a particle such as *van*.
"Writer, A." is split at its comma; in a name of two to four words the last word, with its
particles, is the family name. Every other name stays whole: those of organizations, and of people
whose family name comes first.
"""

import re
from datetime import date

from newsgen.formats.xml import remove_forbidden
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages.links import absolute_url
from newsgen.pages.views import ArticleView, Chrome

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of months; all styles are English."""

_MAX_SLUG_LENGTH = 30
"""The most letters of a slug in a citation key."""

_DIGEST_LENGTH = 4
"""Hex digits that are added where two articles might get one key."""

_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "ten", "van", "von")
)
_ORGANIZATION_WORDS = frozenset(
    ("agency", "bureau", "desk", "editors", "news", "press", "service", "staff", "team", "writers")
)
"""Words that only names of organizations end with."""

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ.'’\-]+")


class AuthorName(Value, frozen=True):
    """The name of an author; `given_name` is empty where the name is whole."""

    family_name: str
    given_name: str = ""

    @property
    def inverted_name(self) -> str:
        """Writer, Anna"""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    @property
    def natural_name(self) -> str:
        """Anna Writer"""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def name_with_initials(self) -> str:
        """Writer, A. M."""
        letters = (
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given_name.replace(".", ". ").split()
        )
        return ", ".join(filter(None, (self.family_name, " ".join(letters))))


class CitedWork(Value, frozen=True):
    """The facts of an article.

    Its URL is where it was first published, else that in the archive; both may be unknown.
    """

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
        """The URL in the archive, where the citation names another."""
        return self.archive_url if self.archive_url != self.url else ""


def cited_work(view: ArticleView, chrome: Chrome) -> CitedWork:
    """Return the facts of an article that citations are made of."""
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
    """Return a text in one line, without the characters that XML forbids."""
    return " ".join(remove_forbidden(text).split())


def _citation_key(view: ArticleView) -> str:
    """Return a key in ASCII, as BibTeX wants it: `xi-putin-samarkand-2022-09-13`."""
    slug = view.address.rstrip("/").rpartition("/")[2]
    words = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:_MAX_SLUG_LENGTH].strip("-")
    key = f"{words or 'article'}-{view.moment.day.isoformat()}"
    # Two slugs may differ only in what was left out.
    return key if words == slug else f"{key}-{digest(view.address)[:_DIGEST_LENGTH]}"


def parse_author_name(name: str) -> AuthorName:
    """Return the parts of a name as an article gives it."""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = name.replace(",", " ").split()
    if (
        not words
        or not all(map(_is_person_word, words))
        or words[-1].lower() in _ORGANIZATION_WORDS
    ):
        return AuthorName(name)
    if comma and family and given and "," not in given:
        return AuthorName(family, given)
    if comma or not 2 <= len(words) <= 4:
        return AuthorName(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return AuthorName(" ".join(words[start:]), " ".join(words[:start]))


def _is_person_word(word: str) -> bool:
    return bool(_LATIN_WORD.fullmatch(word)) and (word[0].isupper() or word in _PARTICLES)
