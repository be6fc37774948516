"""Writes metadata.json for Datasette (https://docs.datasette.io/en/stable/metadata.html).

Takes the settings of the archive; gives titles and descriptions of the tables in archive.db, their
facets and order, and the column that labels a row where another table refers to it.
"""

from typing import Any

from newsgen.export.columns import TABLES, Table
from newsgen.export.csv_jsonl import indented_json, without_empty
from newsgen.export.sql import LABEL_COLUMNS
from newsgen.model.config import Config

DATABASE_NAME = "archive"
"""What Datasette calls the file archive.db."""

_FACETS: dict[str, list[Any]] = {
    "articles": ["year", "source", "section", "language", "rights"],
    "appearances": ["kind", "relation", "name_id"],
    "names": ["kind"],
}
_SORT_COLUMNS = {"articles": "date", "appearances": "date", "names": "articles"}
_SQL_VIEW_METADATA: dict[str, dict[str, Any]] = {
    # Lists take long to count where each row has its text; here they are counted without.
    "articles_with_names": {
        "title": "Articles by their names",
        "description": "Every article without its text: whom and what it is about, to narrow by.",
        "facets": [{"array": kind} for kind in ("tags", "people", "organizations", "places")],
        "sort_desc": "date",
        "fts_table": "articles_fts",
        "fts_pk": "number",
        "size": 50,
    },
    "names_by_year": {
        "title": "Names by year",
        "description": "In how many articles of each year a name appears, and is only mentioned.",
        "facets": ["year", "kind"],
        "sort_desc": "articles",
    },
}
_PAGE_SIZE = 50
"""Rows on a page."""


def metadata_text(config: Config) -> str:
    """Return the content of the file that Datasette takes with `--metadata`."""
    source = {"source": config.title, "source_url": config.base_url}
    heading = {
        "title": config.title,
        "description": config.tagline,
        **(source if config.base_url else {}),
    }
    heading = without_empty(heading)
    tables = {table.name: _table_metadata(table) for table in TABLES} | _SQL_VIEW_METADATA
    return indented_json({**heading, "databases": {DATABASE_NAME: {**heading, "tables": tables}}})


def _table_metadata(table: Table) -> dict[str, Any]:
    return without_empty(
        {
            "title": table.title,
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            "sort_desc": _SORT_COLUMNS.get(table.name, "articles"),
            "size": _PAGE_SIZE,
            "facets": _FACETS.get(table.name),
            "label_column": LABEL_COLUMNS.get(table.name),
        }
    )
