"""What Datasette is told of archive.db: metadata.json (https://docs.datasette.io/en/stable/metadata.html).

Takes the settings of the archive; gives titles and descriptions, what each table can be narrowed by
and how it is sorted, and which columns stand for a row where another table refers to it.
"""

from typing import Any

from newsgen.export.columns import TABLES, Table
from newsgen.export.csv_jsonl import indented_json
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
"""Rows that are shown at once."""


def metadata_text(config: Config) -> str:
    """The file as it is given to Datasette with `--metadata`."""
    source = {"source": config.title, "source_url": config.base_url}
    head = {
        "title": config.title,
        "description": config.tagline,
        **(source if config.base_url else {}),
    }
    told = {key: value for key, value in head.items() if value}
    tables = {table.name: _table_metadata(table) for table in TABLES} | _SQL_VIEW_METADATA
    return indented_json({**told, "databases": {DATABASE_NAME: {**told, "tables": tables}}})


def _table_metadata(table: Table) -> dict[str, Any]:
    facets = _FACETS.get(table.name)
    described: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
        "sort_desc": _SORT_COLUMNS.get(table.name, "articles"),
        "size": _PAGE_SIZE,
    }
    if facets:
        described["facets"] = facets
    if table.name in LABEL_COLUMNS:
        described["label_column"] = LABEL_COLUMNS[table.name]
    return described
