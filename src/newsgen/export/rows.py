"""Builds the rows of all tables: articles oldest first, names by kind and identity.

A row holds no more than the rights let the article's page show; of a withdrawn article it holds the
title, days, source and note.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from newsgen.archive.questions import ArchiveQuestions
from newsgen.archive.term import Term
from newsgen.content.kept_copies import public_copy
from newsgen.content.markdown.link_targets import FILE_PREFIX, ROOT_PREFIX
from newsgen.export.columns import NAMES, Cell, Row, Table
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.config import Config
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.model.search_words import count_words
from newsgen.pages.article_license import article_license
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.links import absolute_url
from newsgen.pages.plan_inputs import path_on_disk, tag_uri

_RELATIONS = {
    Kind.SOURCE: "source",
    Kind.AUTHOR: "author",
    Kind.SECTION: "section",
    Kind.SERIES: "series",
    Kind.TAG: "tag",
    **dict.fromkeys(ENTITY_KINDS, "about"),
}
_UNKNOWN_LANGUAGE = "und"
"""BCP 47's code of an unknown language."""


def _name_id(term: Term) -> str:
    """Return the id of a name, such as people/xi-jinping; no other name has it (N302)."""
    return f"{term.kind.value}/{term.slug}"


def _address_cells(address: str, base_url: str) -> tuple[str, str | None]:
    """Return an address, and as an absolute URL if it is known where the archive is published."""
    return address, absolute_url(address, base_url) if base_url else None


class _NameCells(NamedTuple):
    """The cells of a name in rows of appearances."""

    kind: str
    text: str
    relation: str
    id: str


class ArticleRows:
    """The rows of an archive's articles."""

    def __init__(self, questions: ArchiveQuestions, config: Config, files: Container[str]) -> None:
        """Prepare what rows share. files: the paths of files that articles may show."""
        self._questions = questions
        self._files = files
        self._base_url = config.base_url
        self._id_authority = config.id_authority
        self._license = config.license

        def name_cells(line: str) -> _NameCells:
            name = Name.from_line(line)
            term = questions.term(name.kind, name.text)
            assert term
            return _NameCells(term.kind.value, term.text, _RELATIONS[term.kind], _name_id(term))

        # A large archive has a million names, which are some ten thousand different texts.
        self._name_cells: Callable[[str], _NameCells] = cache(name_cells)

    def article_row(self, article: Article, plain_text: str) -> Row:
        """Return the row of an article. plain_text: its body; empty where none may be shown."""
        gone = article.withdrawn
        shown = None if gone else article
        original = None
        if shown and shown.translation_of:
            original = self._questions.article(shown.translation_of)
        text = plain_text if shown and shown.rights == "full" else ""
        license_ = article_license(self._questions, article, self._license) if shown else None
        return (
            article.id,
            tag_uri(self._id_authority, article.id) or None,
            article.title,
            article.moment.day.isoformat(),
            article.moment.local.isoformat() if article.moment.timed else None,
            article.moment.calendar_date.edtf(),
            article.moment.day.year,
            self._name_cells(article.name_lines.partition("\n")[0]).text,
            next(iter(self._name_texts(shown, Kind.SECTION) or ()), None),
            next(iter(self._name_texts(shown, Kind.SERIES) or ()), None),
            article.language,
            "withdrawn" if gone else "published",
            article.rights,
            (license_.code or license_.url) if license_ else None,
            self._name_texts(shown, Kind.AUTHOR),
            self._name_texts(shown, Kind.TAG),
            *(self._name_texts(shown, kind) for kind in ENTITY_KINDS),
            (shown and shown.dateline) or None,
            (shown and shown.summary) or None,
            (shown and shown.rights == "excerpt" and shown.excerpt) or None,
            shown.updated.isoformat() if shown and shown.updated else None,
            tuple(self._picture_cells(shown) if shown else ()) or None,
            tuple(
                {"date": correction.day.isoformat(), "note": correction.note}
                for correction in (shown.corrections if shown else ())
            )
            or None,
            gone.day.isoformat() if gone else None,
            (gone and gone.note) or None,
            original.id if original else None,
            (shown and shown.source_url) or None,
            (shown and public_copy(shown)) or None,
            shown.retrieved.isoformat() if shown and shown.retrieved else None,
            *_address_cells(article_address(article), self._base_url),
            count_words(text) if text else None,
            text or None,
        )

    def appearance_rows(self, article: Article) -> Iterator[Row]:
        """Yield a row for each name of an article: declared ones first, then mentions."""
        lines = article.name_lines.split("\n")
        declared = dict.fromkeys(map(self._name_cells, lines[:1] if article.withdrawn else lines))
        own, day = article.id, article.moment.day.isoformat()
        for name in declared:
            yield own, day, *name
        for line in () if article.withdrawn else article.mentioned_lines:
            name = self._name_cells(line)
            if name not in declared:
                yield own, day, *name._replace(relation="mentions")

    def _picture_cells(self, article: Article) -> Iterator[dict[str, str]]:
        """Yield the pictures of an article that its page shows."""
        for image in article.images:
            path = image.src.removeprefix(FILE_PREFIX)
            src = image.src.removeprefix(ROOT_PREFIX.removesuffix("/"))
            if path != image.src:
                name = PurePosixPath(path_on_disk(path, self._files) or "").name
                src = f"{article_address(article)}{name}" if name else ""
            if src:
                words = {"alt": image.alt, "caption": image.caption, "credit": image.credit}
                url = absolute_url(src, self._base_url) if self._base_url else src
                yield {"src": url} | words

    def _name_texts(self, article: Article | None, kind: Kind) -> tuple[str, ...] | None:
        """Return the names of a kind; None if there are none."""
        names = article.names(kind) if article else ()
        return tuple(dict.fromkeys(self._name_cells(name.line).text for name in names)) or None


@dataclass(slots=True)
class _Appearances:
    """How many articles declare and mention a name, and the days of the oldest and the newest."""

    declared: int = 0
    mentioned: int = 0
    first: str | None = None
    last: str | None = None


class NameRows:
    """The rows of an archive's names, counted from those of appearances."""

    def __init__(self, questions: ArchiveQuestions, base_url: str) -> None:
        """Begin with nothing counted."""
        self._questions = questions
        self._base_url = base_url
        self._counts: dict[tuple[Cell, Cell], _Appearances] = defaultdict(_Appearances)

    def count(self, article: Article, appearance_rows: Iterable[Row]) -> None:
        """Count an article and its rows; a withdrawn one is no article of its source any more."""
        if article.withdrawn:
            return
        for _, _, kind, text, relation, _ in appearance_rows:
            counts, day = self._counts[kind, text], article.moment.day.isoformat()
            counts.declared += relation != "mentions"
            counts.mentioned += relation == "mentions"
            counts.first = min(counts.first or day, day)
            counts.last = max(counts.last or day, day)

    def rows(self, table: Table = NAMES) -> Iterator[Row]:
        """Yield a row for each name that has a page, by its key; of `TAGS` and `SOURCES` theirs."""
        for kind in sorted(Kind):
            if table is NAMES or kind.value == table.name:
                for term, _ in self._questions.terms(kind):
                    row = self._row(term)
                    yield row if table is NAMES else _cells_of(table, row)

    def _row(self, term: Term) -> Row:
        broader, authority = None, term.authority
        if authority and authority.part_of:
            broader = self._questions.term(term.kind, authority.part_of)
        counts = self._counts.get((term.kind.value, term.text), _Appearances())
        return (
            _name_id(term),
            term.kind.value,
            term.text,
            *_authority_cells(authority),
            _name_id(broader) if broader else None,
            counts.declared,
            counts.mentioned,
            counts.first,
            counts.last,
            *_address_cells(term_address(term), self._base_url),
        )


def _cells_of(table: Table, row: Row) -> Row:
    """Return those cells of a row of names that another table has."""
    return tuple(row[NAMES.column_names.index(name)] for name in table.column_names)


def _authority_cells(entry: Authority | None) -> tuple[Cell, ...]:
    """Return the cells from `description` to `longitude`, which only an authority file fills."""
    if entry is None:
        return (None,) * 9
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias in entry.aliases:
        aliases[alias.language or _UNKNOWN_LANGUAGE].append(alias.text)
    return (
        entry.description or None,
        {code.register_key: code.code for code in entry.identifiers} or None,
        dict(sorted(aliases.items())) or None,
        tuple(name.text for name in entry.former) or None,
        entry.urls or None,
        entry.began.edtf() if entry.began else None,
        entry.ended.edtf() if entry.ended else None,
        entry.coordinates.latitude if entry.coordinates else None,
        entry.coordinates.longitude if entry.coordinates else None,
    )
