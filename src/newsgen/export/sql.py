"""The SQL statements that make archive.db.

First those that create the tables; then those for when all rows are there: indexes, views, and a
full-text index of articles that Datasette finds by itself (its content is the table of articles).
"""

from newsgen.export.columns import ARTICLES, TABLES, Column, Table

_TYPES = {"integer": "INTEGER"}

LABEL_COLUMNS = {"articles": "title", "names": "name", "tags": "name", "sources": "name"}
"""The column of each table by which people recognize a row."""

SEARCH_COLUMNS = ("title", "summary", "excerpt", "text")
"""The columns of articles that full-text search looks into."""

_FOREIGN_KEYS = {("articles", "translation_of"): "articles"}
"""References that hold only where all years are in one table."""

_INDEXES = (
    *(("articles", name) for name in ("date", "source", "section", "year", "language")),
    ("articles", "translation_of"),
    ("appearances", "date"),
    ("appearances", "kind"),
    ("appearances", "relation"),
    ("names", "kind"),
    ("names", "part_of"),
)


_YEAR_SQL = 'CAST(substr("date", 1, 4) AS INTEGER)'


def create_statement(table: Table) -> str:
    """Return the statement that creates a table."""
    columns = [_column_definition(table, column) for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    return f'CREATE TABLE "{table.name}" ({", ".join((*columns, f"PRIMARY KEY ({key})"))})'


def insert_statement(table: Table) -> str:
    """Return the statement that inserts a row into a table."""
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _column_definition(table: Table, column: Column) -> str:
    parts = [f'"{column.name}"', _TYPES.get(column.type, "TEXT")]
    if column.required:
        parts.append("NOT NULL")
    if target := column.target or _FOREIGN_KEYS.get((table.name, column.name)):
        parts.append(f'REFERENCES "{target}" ("id")')
    return " ".join(parts)


SQL_VIEWS = {
    # Without texts: to tell rows apart by a list, Datasette compares them whole.
    "articles_with_names": f"""CREATE VIEW "articles_with_names" AS
SELECT {", ".join(f'"{column.name}"' for column in ARTICLES.columns if column.name != "text")},
  "rowid" AS "number"
FROM "articles\"""",
    "names_by_year": f"""CREATE VIEW "names_by_year" AS
SELECT "name_id", "kind", "name", {_YEAR_SQL} AS "year",
  count(*) AS "articles", sum("relation" = 'mentions') AS "mentions"
FROM "appearances" GROUP BY "name_id", {_YEAR_SQL}""",
}
"""Views that answer frequent questions, by name."""

_SEARCH_COLUMNS_SQL = ", ".join(f'"{name}"' for name in SEARCH_COLUMNS)

FINAL_STATEMENTS = (
    *(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")' for table, name in _INDEXES),
    f'CREATE INDEX "appearances_name_id" ON "appearances" ("name_id", {_YEAR_SQL})',
    *SQL_VIEWS.values(),
    # The double quotes around the table's name are what Datasette looks for.
    f'CREATE VIRTUAL TABLE "articles_fts" USING fts5({_SEARCH_COLUMNS_SQL}, content="articles",'
    " tokenize='unicode61 remove_diacritics 2')",
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'rebuild\')',
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'optimize\')',
)
"""The statements for when all rows are there, in this order."""

CREATE_STATEMENTS = tuple(map(create_statement, TABLES))
