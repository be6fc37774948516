"""The tables of an archive: each column with its type and what it means.

The only description of the data: its files, data package, database and metadata are made by it.
"""

from collections.abc import Mapping
from typing import Literal

from newsgen.model.kind import ENTITY_KINDS, TYPED_ENTITY_KINDS
from newsgen.model.value import Value

Cell = str | int | float | tuple[object, ...] | Mapping[str, object] | None
Row = tuple[Cell, ...]
"""The cells of a row, in the order of a table's columns; None where nothing is known."""

ColumnType = Literal["string", "integer", "number", "date", "datetime", "array", "object"]
"""As the Table Schema of Frictionless names them."""


class Column(Value, frozen=True):
    """One column. target: the table whose `id` it refers to, of any year, if it is a reference."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    target: str = ""


class Table(Value, frozen=True):
    """One table.

    Attributes:
        primary_key: The columns that identify a row.
        yearly: Whether each year has a file.
        label: The column by which people recognize a row.
        indexes: The columns that the database has an index of.
        facets: The columns by which Datasette counts rows.
        sort: The column by which Datasette sorts rows, highest first.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ("id",)
    yearly: bool = False
    label: str = "name"
    indexes: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    sort: str = "articles"

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


_ID = Column(
    "id", "string", "What it is known by here: its root address without the slashes.", True
)
_NAME = Column("name", "string", "The name, as the archive shows it.", True)
_ADDRESS = Column("address", "string", "Where its page is, from the root of the archive.", True)
_URL = Column("url", "string", "The same, as an absolute address; empty if base_url is not set.")
_DESCRIPTION = Column("description", "string", "What the authority file says of it.")
_ARTICLE_COUNT = Column("articles", "integer", "How many articles declare it.", True)
_FIRST = Column("first", "date", "Day of the oldest article it appears in.")
_LAST = Column("last", "date", "Day of the newest article it appears in.")

ARTICLES = Table(
    "articles",
    "Articles",
    "One row for each article, the withdrawn ones included, oldest first.",
    (
        Column("id", "string", "The permanent id of the article.", True),
        Column("uri", "string", "The same as a tag URI, as feeds have it, if id_authority is set."),
        Column("title", "string", "The title.", True),
        Column(
            "date",
            "date",
            "The day, as it was written; the first of the month or year where no more is known.",
            True,
        ),
        Column("datetime", "datetime", "The time, where one was written (RFC 3339)."),
        Column(
            "edtf",
            "string",
            "The date as far as it is known, in EDTF: 2022-09-13, 1912-05, 1912, 1900~ (about).",
            True,
        ),
        Column("year", "integer", "The year of the day.", True),
        Column("source", "string", "Where it was first published.", True),
        Column("section", "string", "The section of the archive."),
        Column("series", "string", "The series it is a part of."),
        Column("language", "string", "The language of the article (BCP 47).", True),
        Column("status", "string", "published, or withdrawn: then no text is given.", True),
        Column("rights", "string", "How much may be shown: full, excerpt or metadata.", True),
        Column("license", "string", "The licence of its text: an SPDX code, or an address."),
        Column("authors", "array", "The authors, in their order."),
        Column("tags", "array", "The tags, in their order."),
        *(
            Column(kind.value, "array", f"The {kind.value} it is about, in their order.")
            for kind in ENTITY_KINDS
        ),
        Column("dateline", "string", "The place and day that the text begins with."),
        Column("summary", "string", "The editor's summary."),
        Column("excerpt", "string", "The first words, where rights are excerpt."),
        Column("updated", "string", "When it was last changed: a day, or a time (RFC 3339)."),
        Column(
            "pictures",
            "array",
            "The pictures above and below the text: src (the address), alt, caption and credit.",
        ),
        Column("corrections", "array", "What was put right, newest first: date and note of each."),
        Column("withdrawn", "date", "Since when the text is withdrawn."),
        Column("withdrawn_note", "string", "Why the text is withdrawn."),
        Column(
            "translation_of",
            "string",
            "The id of the article it is a translation of, which may be of another year.",
            target="articles",
        ),
        Column("source_url", "string", "Where it was first published, as an address."),
        Column("archived_url", "string", "A copy of that kept by a web archive."),
        Column("retrieved", "date", "When it was taken from there."),
        _ADDRESS,
        _URL,
        Column("words", "integer", "How many words the text has; of Chinese and kin, characters."),
        # The last, so that SQLite need not read through it for what comes after.
        Column("text", "string", "The whole text, a line a paragraph, where rights are full."),
    ),
    yearly=True,
    label="title",
    indexes=("date", "source", "section", "series", "year", "language", "translation_of"),
    facets=("year", "source", "section", "language", "rights"),
    sort="date",
)

APPEARANCES = Table(
    "appearances",
    "Appearances",
    "Who and what appears in which article, and how.",
    (
        Column("article", "string", "The id of the article.", True, "articles"),
        Column("date", "date", "The day of the article.", True),
        Column("kind", "string", "The kind of name, such as people.", True),
        _NAME,
        Column(
            "relation",
            "string",
            "about or mentions; source, author, section, series or tag for these kinds of names.",
            True,
        ),
        Column("name_id", "string", "The id of the name.", True, "names"),
    ),
    primary_key=("article", "relation", "name_id"),
    yearly=True,
    label="",
    indexes=("date", "kind", "relation"),
    facets=("kind", "relation", "name_id"),
    sort="date",
)

NAMES = Table(
    "names",
    "Names",
    f"Every name that has a page: {', '.join(TYPED_ENTITY_KINDS)}, other entities, tags, sources, "
    "authors, sections and series.",
    (
        _ID,
        Column("kind", "string", "The kind of name, such as people.", True),
        _NAME,
        _DESCRIPTION,
        Column("identifiers", "object", "Its codes in public registers, by register."),
        Column("aliases", "object", "Other spellings, by language; und where nobody said which."),
        Column("former", "array", "Names that were merged into it."),
        Column("urls", "array", "Addresses of its own elsewhere."),
        Column("began", "string", "Birth, founding or first day: a year, month or day (EDTF)."),
        Column("ended", "string", "Death, end or last day: a year, month or day (EDTF)."),
        Column("latitude", "number", "Of a place, degrees north of the equator (WGS 84)."),
        Column("longitude", "number", "Of a place, degrees east of Greenwich."),
        Column("part_of", "string", "The id of the larger name it is part of.", target="names"),
        _ARTICLE_COUNT,
        Column("mentions", "integer", "How many more only mention it.", True),
        _FIRST,
        _LAST,
        _ADDRESS,
        _URL,
    ),
    indexes=("kind", "part_of"),
    facets=("kind",),
)

_KIND_COLUMNS = (_ID, _NAME, _DESCRIPTION, _ARTICLE_COUNT, _FIRST, _LAST, _ADDRESS, _URL)

TAGS = Table("tags", "Tags", "Every tag, with how much there is of it.", _KIND_COLUMNS)

SOURCES = Table(
    "sources",
    "Sources",
    "Every source that articles were first published by, with how much there is of it.",
    _KIND_COLUMNS,
)

TABLES = (ARTICLES, APPEARANCES, NAMES, TAGS, SOURCES)
