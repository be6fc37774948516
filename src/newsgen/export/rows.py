"""Builds the rows of all tables: articles oldest first, names by kind and identity.

A row holds no more than the rights let the article's page show; of a withdrawn article it holds the
title, days, source and note.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from newsgen.archive.archive import Archive, ListedTerm
from newsgen.content.markdown import FILE_PREFIX, ROOT_PREFIX
from newsgen.export.columns import NAMES, Cell, Row, Table
from newsgen.model.article import Article
from newsgen.model.authority import Authority
from newsgen.model.config import Config
from newsgen.model.kind import ENTITY_KINDS, Kind, Name
from newsgen.model.search_words import count_words
from newsgen.pages.cards import article_address, term_address
from newsgen.pages.links import absolute_url
from newsgen.pages.plan_inputs import path_on_disk, tag_uri

_RELATIONS = {
    Kind.SOURCE: "source",
    Kind.AUTHOR: "author",
    Kind.SECTION: "section",
    Kind.TAG: "tag",
    **dict.fromkeys(ENTITY_KINDS, "about"),
}
_UNKNOWN_LANGUAGE = "und"
"""BCP 47's code of an unknown language."""


def articles_by_year(archive: Archive) -> dict[str, tuple[Article, ...]]:
    """Return all articles by year, oldest first, so that a new one is at the end of its file."""
    all_articles = sorted(
        (*archive.articles, *archive.withdrawn_articles), key=lambda article: article.sort_key
    )
    grouped = groupby(all_articles, key=lambda article: f"{article.moment.day.year:04}")
    return {year: tuple(articles) for year, articles in grouped}


def _name_id(term: ListedTerm) -> str:
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

    def __init__(self, archive: Archive, config: Config, files: Container[str]) -> None:
        """Prepare what rows share. files: the paths of files that articles may show."""
        self._archive = archive
        self._files = files
        self._base_url = config.base_url
        self._id_authority = config.id_authority

        def name_cells(line: str) -> _NameCells:
            term = archive.term(Name.from_line(line))
            return _NameCells(term.kind.value, term.text, _RELATIONS[term.kind], _name_id(term))

        # A large archive has a million names, which are some ten thousand different texts.
        self._name_cells: Callable[[str], _NameCells] = cache(name_cells)

    def rows(self, articles: Iterable[Article], texts: Iterable[str]) -> tuple[Row, ...]:
        """Return a row for each article. texts: of their bodies; empty where none may be shown."""
        return tuple(map(self._article_row, articles, texts))

    def appearance_rows(self, articles: Iterable[Article]) -> tuple[Row, ...]:
        """Return a row for each name of each article: declared ones first, then mentions."""
        return tuple(row for article in articles for row in self._appearance_rows(article))

    def _article_row(self, article: Article, plain_text: str) -> Row:
        gone = article.withdrawn
        shown = None if gone else article
        original = shown and self._archive.articles_by_path.get(shown.translation_of)
        text = plain_text if shown and shown.rights == "full" else ""
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
            article.language,
            "withdrawn" if gone else "published",
            article.rights,
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
            (shown and shown.archived_url) or None,
            shown.retrieved.isoformat() if shown and shown.retrieved else None,
            *_address_cells(article_address(article), self._base_url),
            count_words(text) if text else None,
            text or None,
        )

    def _appearance_rows(self, article: Article) -> Iterator[Row]:
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


def name_rows(archive: Archive, base_url: str) -> Iterator[Row]:
    """Yield a row of `names` for each name that has a page."""
    for term in archive.terms.values():
        broader = archive.broader_term(term)
        yield (
            _name_id(term),
            term.kind.value,
            term.text,
            *_authority_cells(term.authority),
            _name_id(broader) if broader else None,
            len(term.articles),
            len(term.mentions),
            *_first_and_last_day(term),
            *_address_cells(term_address(term), base_url),
        )


def kind_rows(table: Table, rows_of_names: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of `tags` or `sources`, which are parts of those of all names."""
    kind, *positions = map(NAMES.column_names.index, ("kind", *table.column_names))
    return tuple(
        tuple(row[at] for at in positions) for row in rows_of_names if row[kind] == table.name
    )


def _authority_cells(entry: Authority | None) -> tuple[Cell, ...]:
    """Return the cells from `description` to `ended`, which only an authority file fills."""
    if entry is None:
        return (None,) * 7
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
    )


def _first_and_last_day(term: ListedTerm) -> tuple[str | None, str | None]:
    """Return the days of the oldest and the newest article a name appears in."""
    lists = (term.articles, term.mentions)
    ends = [article for articles in lists for article in (articles[:1] + articles[-1:])]
    days = [article.moment.day.isoformat() for article in ends]
    return min(days, default=None), max(days, default=None)
