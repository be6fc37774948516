"""The tables of the archive database, the SQL of their rows, and the checksum of rows."""

import sqlite3
from collections.abc import Mapping
from functools import cache, partial
from typing import Any
from zlib import adler32, crc32

from newsgen.runtime import codec

MODULUS = 1 << 128
"""By which sums of checksums are equal."""

_BATCH = 20_000
"""Rows that are read at once."""

TABLES: Mapping[str, tuple[str, int]] = {
    "sources": ("path TEXT PRIMARY KEY, position, value", 1),
    "header": ("name TEXT PRIMARY KEY, value", 1),
    "articles": ("place INTEGER PRIMARY KEY, path, face, own, badge, is_news", 1),
    "memberships": ("place INTEGER PRIMARY KEY, lists", 1),
    "places": ("path TEXT PRIMARY KEY, place", 1),
    "entries": ("list INTEGER, place INTEGER, listed, PRIMARY KEY (list, place)", 2),
    "terms": ("id INTEGER PRIMARY KEY, value", 1),
    "term_ids": ("kind TEXT, name TEXT, id, PRIMARY KEY (kind, name)", 2),
    "keys": ("list TEXT, key BLOB, value, PRIMARY KEY (list, key)", 2),
    "groups": ("id INTEGER PRIMARY KEY, kind, name, pages, reads", 1),
    "group_ids": ("kind TEXT, name TEXT, id, PRIMARY KEY (kind, name)", 2),
    "list_reads": (
        "list INTEGER, low INTEGER, high INTEGER, page_group INTEGER, level, "
        "PRIMARY KEY (list, low, high, page_group)",
        4,
    ),
    "key_reads": (
        "list TEXT, low BLOB, high BLOB, page_group INTEGER, level, "
        "PRIMARY KEY (list, low, high, page_group)",
        4,
    ),
    "search_documents": ("place INTEGER PRIMARY KEY, language, path, latest, digest, rights", 1),
    "search_days": (
        "day INTEGER, language TEXT, latest, count, digest, PRIMARY KEY (day, language)",
        2,
    ),
    "pages": ("path TEXT PRIMARY KEY, address, page_group INTEGER, template", 1),
}
"""The columns of each table, and how many of them are its key, which begin them."""


def _columns(table: str) -> list[str]:
    columns = TABLES[table][0].split(", PRIMARY")[0].split(", ")
    return [column.split()[0] for column in columns]


def _condition(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in _columns(table)[: TABLES[table][1]])


def _values(table: str) -> list[str]:
    return _columns(table)[TABLES[table][1] :]


def _create(table: str, columns: str) -> str:
    ending = "" if "INTEGER PRIMARY KEY" in columns else " WITHOUT ROWID"
    return f"CREATE TABLE {table} ({columns}){ending}"


CREATE_TABLES = (
    "CREATE TABLE sums (name TEXT PRIMARY KEY, value TEXT)",
    *(_create(table, columns) for table, (columns, _) in TABLES.items()),
)
SELECT_VALUES = {
    table: f"SELECT {', '.join(_values(table))} FROM {table} WHERE {_condition(table)}"
    for table in TABLES
}
DELETE_ROW = {table: f"DELETE FROM {table} WHERE {_condition(table)}" for table in TABLES}
INSERT_ROW = {
    table: f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(_columns(table)))})"
    for table in TABLES
}


@cache
def tables_in(query: str) -> tuple[str, ...]:
    """Return the tables that a query may read."""
    return tuple(table for table in TABLES if table in query)


def have_sums(database: sqlite3.Connection, sums: Mapping[str, int]) -> bool:
    """Return whether tables have these sums of the checksums of their rows, others no rows."""
    for table in TABLES:
        rows = database.execute(f"SELECT * FROM {table}")
        if table not in sums and rows.fetchone():
            return False
        found = sum(map(checksum, iter(partial(rows.fetchmany, _BATCH), [])))
        if (found - sums.get(table, 0)) % MODULUS:
            return False
    return True


def checksum(rows: list[tuple[Any, ...]]) -> int:
    """Return the sum of the checksums of rows: two of 32 bits each, made for speed."""
    encoded = list(map(codec.encode, rows))
    return sum(map(crc32, encoded)) + (sum(map(adler32, encoded)) << 64)
