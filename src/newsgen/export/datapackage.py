"""The tables as a Frictionless data package (https://specs.frictionlessdata.io): datapackage.json.

Takes the settings of the archive and the files there are; gives the descriptor: each file with its
size, and each column with its type, its meaning, and the key it is or leads to. What may be done
with articles differs from one to the next, and is for their sources to say: no licence is claimed.
"""

from collections.abc import Iterable
from typing import Any

from newsgen.export.columns import Column, Table
from newsgen.export.csv_jsonl import indented_json
from newsgen.model.config import Config
from newsgen.model.value import Value

MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}


class TableFile(Value, frozen=True):
    """A file of a table. name: its path in the folder; form: as in MEDIA; year: empty for all."""

    name: str
    table: Table
    file_format: str
    year: str
    size: int


def package_text(config: Config, files: Iterable[TableFile]) -> str:
    """The descriptor as a file holds it."""
    described = {
        "name": "archive",
        "title": config.title,
        "description": config.tagline,
        "homepage": config.base_url,
        "contributors": _contributors(config),
        # JSON Lines without a line have no columns to be told.
        "resources": [_resource(file) for file in files if file.size],
    }
    return indented_json({key: value for key, value in described.items() if value})


def _contributors(config: Config) -> list[dict[str, str]]:
    known = {"title": config.publisher.name, "path": config.publisher.url, "role": "publisher"}
    return [{key: value for key, value in known.items() if value}] if config.publisher.name else []


def _resource(file: TableFile) -> dict[str, Any]:
    table = file.table
    described: dict[str, Any] = {
        "name": file.name.replace(".", "-")
        if file.file_format != "csv"
        else _resource_name(table, file.year),
        "path": file.name,
        "title": f"{table.title} {file.year}".strip(),
        "description": table.description,
        "format": file.file_format,
        "mediatype": MEDIA_TYPES[file.file_format],
        "encoding": "utf-8",
        "bytes": file.size,
    }
    # To the specification JSON Lines are no tabular data, though its software reads them as such.
    if file.file_format == "csv":
        described["profile"] = "tabular-data-resource"
        described["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'}
    return {**described, "schema": _table_schema(table, file.year)}


def _resource_name(table: Table, year: str) -> str:
    return f"{table.name}-{year}" if table.yearly and year else table.name


def _table_schema(table: Table, year: str) -> dict[str, Any]:
    links = [_foreign_key(table, column, year) for column in table.columns if column.target]
    schema: dict[str, Any] = {
        "fields": [_field_descriptor(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    return {**schema, "foreignKeys": links} if links else schema


def _field_descriptor(column: Column, table: Table) -> dict[str, Any]:
    bounds = {
        "required": column.required,
        "unique": table.primary_key == (column.name,),
    }
    told = {key: value for key, value in bounds.items() if value}
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    return {**field, "constraints": told} if told else field


def _foreign_key(table: Table, column: Column, year: str) -> dict[str, Any]:
    """Where a column leads: within a table, or to the file of the same year."""
    target = column.target
    named = "" if target == table.name else f"{target}-{year}" if target == "articles" else target
    return {"fields": [column.name], "reference": {"resource": named, "fields": ["id"]}}
