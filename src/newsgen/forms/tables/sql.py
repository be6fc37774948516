"""The tables as SQL: what makes archive.db, in SQLite's words.

Table by table what it is made by, then what is made once all rows are there: indexes, views, and a
full-text index of articles that Datasette finds by itself (its content is the table of articles).
"""

from newsgen.forms.tables.columns import TABLES, Column, Table

_TYPES = {"integer": "INTEGER"}

LABELS = {"articles": "title", "names": "name", "tags": "name", "sources": "name"}
"""The column of each table by which people know its rows."""

SEARCHED = ("title", "summary", "excerpt", "text")
"""The columns of articles in which words are found."""

_LEADS = {("articles", "translation_of"): "articles"}
"""References that hold only where all years are in one table."""

_INDEXED = (
    *(("articles", name) for name in ("date", "source", "section", "year", "language")),
    ("articles", "translation_of"),
    ("appearances", "name_id"),
    ("appearances", "date"),
    ("names", "kind"),
    ("names", "part_of"),
)


def create(table: Table) -> str:
    """What makes a table, empty."""
    columns = [_column(table, column) for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join((*columns, f"PRIMARY KEY ({key})"))})'


def insert(table: Table) -> str:
    """What puts a row into a table."""
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _column(table: Table, column: Column) -> str:
    words = [f'"{column.name}"', _TYPES.get(column.type, "TEXT")]
    if column.required:
        words.append("NOT NULL")
    if target := column.target or _LEADS.get((table.name, column.name)):
        words.append(f'REFERENCES "{target}" ("id")')
    return " ".join(words)


_NAMED = "\n".join(
    f"""  (SELECT json_group_array("name") FROM "appearances" AS "n"
   WHERE "n"."article" = "a"."id" AND "n"."kind" = '{kind}' AND "n"."relation" = 'about')
   AS "{kind}","""
    for kind in ("people", "organizations", "places", "events")
)

VIEWS = {
    "articles_with_names": f"""CREATE VIEW "articles_with_names" AS
SELECT "a"."id", "a"."title", "a"."date", "a"."source", "a"."section",
{_NAMED}
  "a"."tags", "a"."authors", "a"."language", "a"."url"
FROM "articles" AS "a\"""",
    "names_by_year": """CREATE VIEW "names_by_year" AS
SELECT "name_id", "kind", "name", CAST(substr("date", 1, 4) AS INTEGER) AS "year",
  count(DISTINCT "article") AS "articles",
  count(DISTINCT CASE WHEN "relation" = 'mentions' THEN "article" END) AS "mentions"
FROM "appearances" GROUP BY "name_id", "year\"""",
    "names_together": """CREATE VIEW "names_together" AS
SELECT "one"."name_id" AS "name_id", "one"."name" AS "name",
  "other"."name_id" AS "with_id", "other"."name" AS "with_name", count(*) AS "articles"
FROM "appearances" AS "one" JOIN "appearances" AS "other"
  ON "one"."article" = "other"."article" AND "one"."name_id" < "other"."name_id"
WHERE "one"."relation" IN ('about', 'mentions') AND "other"."relation" IN ('about', 'mentions')
GROUP BY "one"."name_id", "other"."name_id\"""",
}
"""Questions that come up, answered: every one by its name."""

_SEARCH = ", ".join(f'"{name}"' for name in SEARCHED)

FINISH = (
    *(f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")' for table, name in _INDEXED),
    *VIEWS.values(),
    # The double quotes around the table's name are what Datasette looks for.
    f'CREATE VIRTUAL TABLE "articles_fts" USING fts5({_SEARCH}, content="articles",'
    " tokenize='unicode61 remove_diacritics 2')",
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'rebuild\')',
    'INSERT INTO "articles_fts" ("articles_fts") VALUES (\'optimize\')',
)
"""What is left to be done when all rows are there, in this order."""

CREATE = tuple(map(create, TABLES))
