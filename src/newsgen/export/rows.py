"""Articles → rows of `articles` and of `appearances`, a year at a time, oldest first.

Takes the archive and an article; says no more of it than its rights let its page say: of a
withdrawn one that it was, when, where it came from, and the note.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from newsgen.archive.archive import Archive, Term
from newsgen.export.columns import Row
from newsgen.model.article import Article, Correction
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.pages.cards import article_address
from newsgen.pages.links import absolute_url

ArticlesByYear = tuple[tuple[int, tuple[Article, ...]], ...]

_RELATIONS = {
    Kind.SOURCE: "source",
    Kind.AUTHOR: "author",
    Kind.SECTION: "section",
    Kind.TAG: "tag",
    **dict.fromkeys(ENTITY_KINDS, "about"),
}


def articles_by_year(archive: Archive) -> ArticlesByYear:
    """All articles with their years, oldest first: a new one stands at the end of its file."""
    everyone = sorted(
        (*archive.articles, *archive.withdrawn_articles), key=lambda each: each.sort_key
    )
    grouped = groupby(everyone, key=lambda each: each.moment.day.year)
    return tuple((year, tuple(articles)) for year, articles in grouped)


def name_id(term: Term) -> str:
    """people/xi-jinping, which no other name has (N302)."""
    return f"{term.kind.value}/{term.slug}"


def address_cells(address: str, base_url: str) -> tuple[str, str | None]:
    """An address and, if it is known where the archive is published, the whole of it."""
    return address, absolute_url(address, base_url) if base_url else None


class _NameCells(NamedTuple):
    """What rows say of a name."""

    kind: str
    text: str
    relation: str
    id: str

    @classmethod
    def of(cls, term: Term) -> "_NameCells":
        return cls(term.kind.value, term.text, _RELATIONS[term.kind], name_id(term))


class ArticleRows:
    """The rows of an archive's articles."""

    def __init__(self, archive: Archive, base_url: str) -> None:
        self._archive = archive
        self._base_url = base_url
        # A million names in a large archive are a few ten thousand texts.
        self._name_cells: Callable[[str], _NameCells] = cache(
            lambda line: _NameCells.of(archive.term(Name.from_line(line)))
        )

    def article_row(self, article: Article, plain_text: str) -> Row:
        """The row of an article. text: its body as plain text; empty where none may be shown."""
        gone = article.withdrawn
        shown = None if gone else article
        return (
            article.id,
            article.title,
            article.moment.day.isoformat(),
            article.moment.local.isoformat() if article.moment.timed else None,
            article.moment.day.year,
            self._name_cells(article.name_lines.partition("\n")[0]).text,
            next(iter(self._name_texts(shown, Kind.SECTION)), None),
            article.language,
            "withdrawn" if gone else "published",
            article.rights,
            self._name_texts(shown, Kind.AUTHOR) or None,
            self._name_texts(shown, Kind.TAG) or None,
            *(self._name_texts(shown, kind) or None for kind in ENTITY_KINDS),
            (shown and shown.dateline) or None,
            (shown and shown.summary) or None,
            (shown and shown.rights == "excerpt" and shown.excerpt) or None,
            shown.updated.isoformat() if shown and shown.updated else None,
            tuple(map(_correction_object, shown.corrections)) or None if shown else None,
            gone.day.isoformat() if gone else None,
            (gone and gone.note) or None,
            self._original_id(shown) if shown else None,
            (shown and shown.source_url) or None,
            (shown and shown.archived_url) or None,
            shown.retrieved.isoformat() if shown and shown.retrieved else None,
            *address_cells(article_address(article), self._base_url),
            (shown and shown.rights == "full" and plain_text) or None,
        )

    def appearance_rows(self, article: Article) -> Iterator[Row]:
        """Who and what appears in an article: what it declares first, then what it mentions."""
        lines = article.name_lines.split("\n")
        declared = dict.fromkeys(map(self._name_cells, lines[:1] if article.withdrawn else lines))
        entries = self._archive.authorities.entries
        mentioned = (
            self._name_cells(entries[number].name_line)
            for number in article.mentioned_entry_numbers
        )
        own, day = article.id, article.moment.day.isoformat()
        for name in declared:
            yield own, day, name.kind, name.text, name.relation, name.id
        for name in () if article.withdrawn else mentioned:
            if name not in declared:
                yield own, day, name.kind, name.text, "mentions", name.id

    def _name_texts(self, article: Article | None, kind: Kind) -> tuple[str, ...]:
        names = article.names(kind) if article else ()
        return tuple(dict.fromkeys(self._name_cells(name.line).text for name in names))

    def _original_id(self, article: Article) -> str | None:
        original = self._archive.articles_by_path.get(article.translation_of)
        return original.id if original else None


def _correction_object(correction: Correction) -> dict[str, str]:
    return {"date": correction.day.isoformat(), "note": correction.note}
