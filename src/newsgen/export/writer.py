"""Writes the files of an export, each only if what it is made from has changed.

Takes a site, its archive and the entries of the manifest; gives an entry for each file, with the
new files staged. Reads the texts of articles only where a file needs them: that takes the most
time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

from newsgen.archive.archive import Archive
from newsgen.content.site import Site
from newsgen.export.article_rows import ArticleRows, articles_by_year
from newsgen.export.columns import APPEARANCES, ARTICLES, NAMES, SOURCES, TAGS, Row, Table
from newsgen.export.csv_jsonl import csv_text, jsonl_text
from newsgen.export.data_package import TableFile, package_text
from newsgen.export.datasette_metadata import metadata_text
from newsgen.export.name_rows import kind_rows, name_rows
from newsgen.export.plain_texts import plain_texts
from newsgen.export.sqlite_writer import SQLITE_VERSION, DatabaseWriter, create_database
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.progress import Progress
from newsgen.publish import inspection
from newsgen.publish.export_files import EXPORT_FOLDER
from newsgen.publish.manifest import EXPORT_KEY_PREFIX, ManifestEntry
from newsgen.publish.staging import reserve_staging_path, stage_bytes, stage_in_place
from newsgen.runtime import codec
from newsgen.store.program_digest import program_digest
from newsgen.store.session import Session

_DATABASE_PATH = f"{EXPORT_FOLDER}/archive.db"

TABLE_FORMATS: Mapping[str, Callable[[Table, Iterable[Row]], str]] = {
    "csv": csv_text,
    "jsonl": jsonl_text,
}


class ExportWriter:
    """The export of one archive into an output. made_count: how many files had to be made."""

    def __init__(
        self,
        out: Path,
        site: Site,
        archive: Archive,
        previous_entries: Mapping[str, ManifestEntry],
        session: Session,
        progress: Progress,
    ) -> None:
        self._out = out
        self._site = site
        self._previous_entries = previous_entries
        self._session = session
        self._progress = progress
        base_url = self._site.config.base_url
        self._articles_by_year = articles_by_year(archive)
        self._rows = ArticleRows(archive, base_url)
        self._undivided_tables: tuple[tuple[Table, tuple[Row, ...]], ...] = (
            (NAMES, tuple(name_rows(archive, base_url))),
            (TAGS, tuple(kind_rows(archive, Kind.TAG, base_url))),
            (SOURCES, tuple(kind_rows(archive, Kind.SOURCE, base_url))),
        )
        self._entries: dict[str, ManifestEntry] = {}
        self._files: list[TableFile] = []
        self.made_count = 0

    @property
    def paths(self) -> list[str]:
        """The paths of all files in the output."""
        yearly = [
            _table_path(table, form, year)
            for year, _ in self._articles_by_year
            for table in (ARTICLES, APPEARANCES)
            for form in TABLE_FORMATS
        ]
        undivided = [
            _table_path(table, form)
            for table, _ in self._undivided_tables
            for form in TABLE_FORMATS
        ]
        others = (
            f"{EXPORT_FOLDER}/datapackage.json",
            f"{EXPORT_FOLDER}/metadata.json",
            _DATABASE_PATH,
        )
        return [*yearly, *undivided, *others]

    def write_files(self) -> tuple[ManifestEntry, ...]:
        """Return an entry for every file; those that had to be made are staged."""
        # Of a year's rows, with the digests of texts: the texts themselves need not be read.
        keys = {year: self._keys_of_year(articles) for year, articles in self._articles_by_year}
        undivided = [
            (table, rows, _file_key(table.name, rows)) for table, rows in self._undivided_tables
        ]
        all_keys = [
            *(key for pair in keys.values() for key in pair),
            *(key for *_, key in undivided),
        ]
        database_key = _file_key(SQLITE_VERSION, *all_keys)
        is_database_outdated = not self._is_current(_DATABASE_PATH, database_key)
        stale = [
            year
            for year, (key, _) in keys.items()
            if is_database_outdated
            or not all(
                self._is_current(_table_path(ARTICLES, form, year), key) for form in TABLE_FORMATS
            )
        ]
        texts = self._plain_texts(
            [
                article
                for year, articles in self._articles_by_year
                if year in stale
                for article in articles
            ]
        )
        with (
            create_database(reserve_staging_path(self._out, _DATABASE_PATH))
            if is_database_outdated
            else nullcontext() as database
        ):
            # Names first, since rows of the other tables refer to them.
            for table, rows, key in undivided:
                self._add_table(table, rows, key, database)
            for year, articles in self._articles_by_year:
                texts_of_year = islice(texts, len(articles)) if year in stale else ()
                self._add_year(f"{year:04}", articles, tuple(texts_of_year), keys[year], database)
            if database:
                database.finish()
        self._add_database(database_key, is_new=is_database_outdated)
        for name, text in (
            ("metadata.json", metadata_text(self._site.config)),
            ("datapackage.json", package_text(self._site.config, self._files)),
        ):
            self._add_file(f"{EXPORT_FOLDER}/{name}", _file_key(text), text.encode)
        return tuple(self._entries.values())

    def _keys_of_year(self, articles: tuple[Article, ...]) -> tuple[str, str]:
        rows = [self._rows.article_row(article, article.html_digest) for article in articles]
        appearances = [row for article in articles for row in self._rows.appearance_rows(article)]
        return _file_key(ARTICLES.name, rows), _file_key(APPEARANCES.name, appearances)

    def _plain_texts(self, articles: list[Article]) -> Iterator[str]:
        texts = plain_texts(self._site, self._session, articles)
        for done, text in enumerate(texts, start=1):
            yield text
            self._progress("export", done, len(articles))

    def _add_year(
        self,
        year: str,
        articles: tuple[Article, ...],
        texts: tuple[str, ...],
        keys: tuple[str, str],
        database: DatabaseWriter | None,
    ) -> None:
        """Add the files of a year. texts: of all its articles, or none where no file needs them."""
        pairs = zip(articles, texts, strict=True) if texts else ()
        rows = tuple(self._rows.article_row(*pair) for pair in pairs)
        self._add_table(ARTICLES, rows, keys[0], database, year)
        appearances = tuple(
            row for article in articles for row in self._rows.appearance_rows(article)
        )
        self._add_table(APPEARANCES, appearances, keys[1], database, year)

    def _add_table(
        self,
        table: Table,
        rows: tuple[Row, ...],
        key: str,
        database: DatabaseWriter | None,
        year: str = "",
    ) -> None:
        if database:
            database.add(table, rows)
        for form, text in TABLE_FORMATS.items():
            path = _table_path(table, form, year)
            self._add_file(path, key, partial(_encode_table, text, table, rows))
            name = path.removeprefix(f"{EXPORT_FOLDER}/")
            self._files.append(TableFile(name, table, form, year, self._entries[path].size))

    def _add_file(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Add a file: the one in the output, or a new one."""
        if self._is_current(path, key):
            self._entries[path] = self._previous_entries[path]
        else:
            self.made_count += 1
            self._entries[path] = stage_bytes(
                self._out, path, make(), key, self._previous_hash(path)
            )

    def _add_database(self, key: str, *, is_new: bool) -> None:
        """Add the database: the one in the output, or the one just made."""
        if not is_new:
            self._entries[_DATABASE_PATH] = self._previous_entries[_DATABASE_PATH]
        else:
            self.made_count += 1
            previous_hash = self._previous_hash(_DATABASE_PATH)
            self._entries[_DATABASE_PATH] = stage_in_place(
                self._out, _DATABASE_PATH, key, previous_hash
            )

    def _previous_hash(self, path: str) -> str | None:
        entry = self._previous_entries.get(path)
        return entry.hash if entry else None

    def _is_current(self, path: str, key: str) -> bool:
        """Return whether a file is what it would be; one that somebody altered is not."""
        entry = self._previous_entries.get(path)
        if entry is None or entry.key != key:
            return False
        return inspection.has_content(self._out, path, entry.size, entry.hash)


def _table_path(table: Table, file_format: str, year: str | int = "") -> str:
    number = f"-{int(year):04}" if year != "" else ""
    return f"{EXPORT_FOLDER}/{table.name}{number}.{file_format}"


def _encode_table(
    format_table: Callable[[Table, Iterable[Row]], str], table: Table, rows: tuple[Row, ...]
) -> bytes:
    return format_table(table, rows).encode()


def _file_key(*inputs: object) -> str:
    """Return the key of a file: equal keys mean equal bytes."""
    return EXPORT_KEY_PREFIX + digest(codec.encode((program_digest(), inputs)))
