"""Writes the files of an export, each only if what it is made from has changed.

Gives a manifest entry for each file, with the new files staged. Reads the texts of articles only
where a file needs them: that takes the most time.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from functools import cache, partial
from itertools import chain, islice

from newsgen.archive.archive import Archive
from newsgen.content.site import Site
from newsgen.export.columns import APPEARANCES, ARTICLES, NAMES, SOURCES, TAGS, Row, Table
from newsgen.export.csv_jsonl import csv_text, jsonl_text
from newsgen.export.data_package import TableFile, package_text
from newsgen.export.database import SQLITE_VERSION, create_database
from newsgen.export.datasette_metadata import metadata_text
from newsgen.export.plain_texts import plain_texts
from newsgen.export.rows import ArticleRows, articles_by_year, kind_rows, name_rows
from newsgen.model.digest import digest
from newsgen.publish.export_files import EXPORT_FOLDER
from newsgen.publish.manifest import EXPORT_KEY_PREFIX, ManifestEntry
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import reserve_staging_path, stage_bytes, stage_in_place
from newsgen.runtime import codec
from newsgen.store.command_session import Session
from newsgen.store.program_digest import program_digest

_DATABASE = f"{EXPORT_FOLDER}/archive.db"
_METADATA = f"{EXPORT_FOLDER}/metadata.json"
_DATA_PACKAGE = f"{EXPORT_FOLDER}/datapackage.json"

TABLE_FORMATS: Mapping[str, Callable[[Table, Iterable[Row]], str]] = {
    "csv": csv_text,
    "jsonl": jsonl_text,
}


class ExportWriter:
    """The export of one archive into an output. made_count: how many files had to be made."""

    def __init__(
        self,
        out: OutputTree,
        site: Site,
        archive: Archive,
        previous_entries: Mapping[str, ManifestEntry],
        session: Session,
    ) -> None:
        self._out = out
        self._site = site
        self._previous_entries = previous_entries
        self._session = session
        base_url = site.config.base_url
        self._articles_by_year = articles_by_year(archive)
        self._article_rows = ArticleRows(archive, site.config, site.other_files)
        names = tuple(name_rows(archive, base_url))
        undivided = (
            (NAMES, names),
            *((table, kind_rows(table, names)) for table in (TAGS, SOURCES)),
        )
        self._undivided_tables: tuple[tuple[Table, tuple[Row, ...]], ...] = undivided
        self._entries: dict[str, ManifestEntry] = {}
        self._files: list[TableFile] = []
        self._is_current = cache(self._has_current_file)
        self.made_count = 0

    @property
    def paths(self) -> list[str]:
        """The paths of all files in the output."""
        tables = [(table, "") for table, _ in self._undivided_tables]
        for year in self._articles_by_year:
            tables += ((ARTICLES, year), (APPEARANCES, year))
        paths = [_table_path(table, year, form) for table, year in tables for form in TABLE_FORMATS]
        return [*paths, _DATA_PACKAGE, _METADATA, _DATABASE]

    def write_files(self) -> tuple[ManifestEntry, ...]:
        """Return an entry for every file; those that had to be made are staged."""
        keys = {
            (table.name, ""): _file_key(table.name, rows) for table, rows in self._undivided_tables
        }
        for year, articles in self._articles_by_year.items():
            # The digests of texts stand for the texts, which need not be read.
            digests = (article.html_digest for article in articles)
            rows = self._article_rows.rows(articles, digests)
            keys["articles", year] = _file_key("articles", rows)
            rows = self._article_rows.appearance_rows(articles)
            keys["appearances", year] = _file_key("appearances", rows)
        database_key = _file_key(SQLITE_VERSION, *keys.values())
        is_database_new = not self._is_current(_DATABASE, database_key)
        stale_articles = {
            year: articles
            for year, articles in self._articles_by_year.items()
            if is_database_new
            or not all(
                self._is_current(_table_path(ARTICLES, year, form), keys["articles", year])
                for form in TABLE_FORMATS
            )
        }
        all_stale = tuple(chain.from_iterable(stale_articles.values()))
        texts = plain_texts(self._site, self._session, all_stale)
        with (
            create_database(reserve_staging_path(self._out.root, _DATABASE))
            if is_database_new
            else nullcontext() as add_rows
        ):
            # Names first, since rows of the other tables refer to them.
            for table, rows in self._undivided_tables:
                self._add_table(table, "", keys[table.name, ""], rows, add_rows)
            for year, articles in self._articles_by_year.items():
                stale = stale_articles.get(year, ())
                rows = self._article_rows.rows(stale, islice(texts, len(stale)))
                self._add_table(ARTICLES, year, keys["articles", year], rows, add_rows)
                rows = self._article_rows.appearance_rows(articles)
                self._add_table(APPEARANCES, year, keys["appearances", year], rows, add_rows)
        self._add_file(_DATABASE, database_key)
        metadata = metadata_text(self._site.config)
        self._add_file(_METADATA, _file_key(metadata), lambda: metadata)
        package = package_text(self._site.config, self._files)
        self._add_file(_DATA_PACKAGE, _file_key(package), lambda: package)
        return tuple(self._entries.values())

    def _add_table(
        self,
        table: Table,
        year: str,
        key: str,
        rows: tuple[Row, ...],
        add_rows: Callable[[Table, Iterable[Row]], None] | None,
    ) -> None:
        """Add the files of a table. rows: may be none where no file needs them."""
        if add_rows:
            add_rows(table, rows)
        for form, format_table in TABLE_FORMATS.items():
            path = _table_path(table, year, form)
            self._add_file(path, key, partial(format_table, table, rows))
            name = path.removeprefix(f"{EXPORT_FOLDER}/")
            self._files.append(TableFile(name, table, form, year, self._entries[path].size))

    def _add_file(self, path: str, key: str, make: Callable[[], str] | None = None) -> None:
        """Add a file: the one in the output, or a new one. make: gives its text, if not staged."""
        previous = self._previous_entries.get(path)
        if previous and self._is_current(path, key):
            self._entries[path] = previous
            return
        self.made_count += 1
        old = previous.hash if previous else None
        self._entries[path] = (
            stage_bytes(self._out, path, make().encode(), key, old)
            if make
            else stage_in_place(self._out, path, key, old)
        )

    def _has_current_file(self, path: str, key: str) -> bool:
        """Return whether a file is what it would be; one that somebody altered is not."""
        entry = self._previous_entries.get(path)
        if entry is None or entry.key != key:
            return False
        return self._out.has_content(path, entry.size, entry.hash)


def _table_path(table: Table, year: str, file_format: str) -> str:
    name = f"{table.name}-{year}" if year else table.name
    return f"{EXPORT_FOLDER}/{name}.{file_format}"


def _file_key(*inputs: object) -> str:
    """Return the key of a file: equal keys mean equal bytes."""
    return EXPORT_KEY_PREFIX + digest(codec.encode((program_digest(), inputs)))
