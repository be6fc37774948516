"""Writes datapackage.json, a Frictionless data package (https://specs.frictionlessdata.io).

It describes each file with its size, and each column with its type, meaning and keys. Its licence
is that of the archive; articles may have others, which are in a column.
"""

from collections.abc import Iterable
from typing import Any

from newsgen.export.columns import Column, Table
from newsgen.export.csv_jsonl import indented_json, without_empty
from newsgen.model.config import Config
from newsgen.model.license import license_of
from newsgen.model.value import Value

MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl"}


class TableFile(Value, frozen=True):
    """A file of a table. year: of its rows; empty for all. size: in bytes."""

    name: str
    table: Table
    file_format: str
    year: str
    size: int


def package_text(config: Config, files: Iterable[TableFile]) -> str:
    """Return the content of datapackage.json."""
    publisher = {"title": config.publisher.name, "path": config.publisher.url, "role": "publisher"}
    descriptor = {
        "name": "archive",
        "title": config.title,
        "description": config.tagline,
        "homepage": config.base_url,
        "contributors": [without_empty(publisher)] if config.publisher.name else [],
        "licenses": _licenses(config),
        # JSON Lines without a line show no columns.
        "resources": [_resource(file) for file in files if file.size],
    }
    return indented_json(without_empty(descriptor))


def _licenses(config: Config) -> list[dict[str, Any]]:
    terms = license_of(config.license)
    if terms is None:
        return []
    return [without_empty({"name": terms.code, "path": terms.url, "title": terms.label})]


def _resource(file: TableFile) -> dict[str, Any]:
    table = file.table
    resource: dict[str, Any] = {
        "name": file.name.removesuffix(".csv").replace(".", "-"),
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
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'}
    links = [
        {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
        for column in table.columns
        if (target := _reference(table, column, file.year)) is not None
    ]
    schema: dict[str, Any] = {
        "fields": [_field_descriptor(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    return {**resource, "schema": {**schema, "foreignKeys": links} if links else schema}


def _field_descriptor(column: Column, table: Table) -> dict[str, Any]:
    constraints = {"required": column.required, "unique": table.primary_key == (column.name,)}
    return without_empty(
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            "constraints": without_empty(constraints),
        }
    )


def _reference(table: Table, column: Column, year: str) -> str | None:
    """Return the resource that a column refers to: its own table, or the file of the same year."""
    if column.target == table.name:
        # What may be in the file of another year cannot be referred to.
        return None if table.yearly else ""
    return f"{column.target}-{year}" if column.target == "articles" else column.target or None
