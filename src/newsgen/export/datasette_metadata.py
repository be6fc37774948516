"""Writes metadata.json for Datasette (https://docs.datasette.io/en/stable/metadata.html)."""

from typing import Any

from newsgen.export.columns import TABLES, Table
from newsgen.export.csv_jsonl import indented_json, without_empty
from newsgen.model.config import Config
from newsgen.model.license import license_of

DATABASE_NAME = "archive"
"""What Datasette calls the file archive.db."""

_PAGE_SIZE = 50
"""Rows on a page."""

_SQL_VIEW_METADATA: dict[str, dict[str, Any]] = {
    # Lists take long to count where each row has its text; here they are counted without.
    "articles_with_names": {
        "title": "Articles by their names",
        "description": "Every article without its text: whom and what it is about, to narrow by.",
        "facets": [{"array": kind} for kind in ("tags", "people", "organizations", "places")],
        "sort_desc": "date",
        "fts_table": "articles_fts",
        "fts_pk": "number",
        "size": _PAGE_SIZE,
    },
    "names_by_year": {
        "title": "Names by year",
        "description": "In how many articles of each year a name appears, and is only mentioned.",
        "facets": ["year", "kind"],
        "sort_desc": "articles",
    },
}


def metadata_text(config: Config) -> str:
    """Return the content of the file that Datasette takes with `--metadata`."""
    heading = {"title": config.title, "description": config.tagline}
    if config.base_url:
        heading |= {"source": config.title, "source_url": config.base_url}
    if terms := license_of(config.license):
        heading |= {"license": terms.label, "license_url": terms.url}
    heading = without_empty(heading)
    tables = {table.name: _table_metadata(table) for table in TABLES} | _SQL_VIEW_METADATA
    return indented_json({**heading, "databases": {DATABASE_NAME: {**heading, "tables": tables}}})


def _table_metadata(table: Table) -> dict[str, Any]:
    return without_empty(
        {
            "title": table.title,
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            "sort_desc": table.sort,
            "size": _PAGE_SIZE,
            "facets": table.facets,
            "label_column": table.label,
        }
    )
