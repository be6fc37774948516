"""Writes the files of an export, each only if what it is made from has changed.

Gives a manifest entry for each file, with the new files staged. Rows are made one after the other
and none is kept, so an archive of any size takes little memory. Reads the texts of articles only
where a file needs them: that takes the most time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import cache
from itertools import chain, islice
from typing import Protocol

from newsgen.archive.questions import ArchiveQuestions, Timeline
from newsgen.content.site import Site
from newsgen.export.columns import APPEARANCES, ARTICLES, NAMES, SOURCES, TAGS, Row, Table
from newsgen.export.csv_jsonl import csv_text, jsonl_text
from newsgen.export.data_package import TableFile, package_text
from newsgen.export.database import SQLITE_VERSION, create_database
from newsgen.export.datasette_metadata import metadata_text
from newsgen.export.plain_texts import plain_texts
from newsgen.export.rows import ArticleRows, NameRows
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.publish.export_files import EXPORT_FOLDER
from newsgen.publish.manifest import EXPORT_KEY_PREFIX, ManifestEntry
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import reserve_staging_path, stage_bytes, stage_in_place
from newsgen.runtime import codec, fs
from newsgen.store.command_session import Session
from newsgen.store.program_digest import program_digest

_DATABASE = f"{EXPORT_FOLDER}/archive.db"
_METADATA = f"{EXPORT_FOLDER}/metadata.json"
_DATA_PACKAGE = f"{EXPORT_FOLDER}/datapackage.json"

_NAME_TABLES = (NAMES, TAGS, SOURCES)
_ROWS_AT_ONCE = 500


class _TableFormat(Protocol):
    def __call__(self, table: Table, rows: Iterable[Row], *, is_first: bool = True) -> str: ...


TABLE_FORMATS: Mapping[str, _TableFormat] = {"csv": csv_text, "jsonl": jsonl_text}


class _TablePlan:
    """A table, of one year if it is a yearly one, with its key and the number of its rows."""

    def __init__(self, table: Table, year: str = "") -> None:
        self.table = table
        self.year = year
        self.key = ""
        self.count = 0

    def add(self, row: Row) -> None:
        """Take a row into the key."""
        self.key = digest(self.key, codec.encode(row))
        self.count += 1

    @property
    def paths(self) -> dict[str, str]:
        """The paths of its files in the output, by format."""
        name = f"{self.table.name}-{self.year}" if self.year else self.table.name
        return {form: f"{EXPORT_FOLDER}/{name}.{form}" for form in TABLE_FORMATS}


class ExportWriter:
    """The export of one archive into an output. made_count: how many files had to be made."""

    def __init__(
        self,
        out: OutputTree,
        site: Site,
        questions: ArchiveQuestions,
        previous_entries: Mapping[str, ManifestEntry],
        session: Session,
    ) -> None:
        self._out = out
        self._site = site
        self._questions = questions
        self._previous_entries = previous_entries
        self._session = session
        self._article_rows = ArticleRows(questions, site.config, site.other_files)
        self._name_rows = NameRows(questions, site.config.base_url)
        # Names first, since rows of the other tables refer to them.
        self._plans = {(table, ""): _TablePlan(table) for table in _NAME_TABLES}
        timelines = (Timeline("articles"), Timeline("withdrawn"))
        years = {period for each in timelines for period, _ in questions.tally(each, "year")}
        self._years = {f"{period.first.year:04}": period for period in sorted(years)}
        for year in self._years:
            for table in (ARTICLES, APPEARANCES):
                self._plans[table, year] = _TablePlan(table, year)
        self._entries: dict[str, ManifestEntry] = {}
        self._files: list[TableFile] = []
        self._is_current = cache(self._has_current_file)
        self.made_count = 0

    @property
    def paths(self) -> list[str]:
        """The paths of all files in the output."""
        paths = [path for plan in self._plans.values() for path in plan.paths.values()]
        return [*paths, _DATA_PACKAGE, _METADATA, _DATABASE]

    def write_files(self) -> tuple[ManifestEntry, ...]:
        """Return an entry for every file; those that had to be made are staged."""
        self._make_keys()
        plans = self._plans.values()
        database_key = _file_key(SQLITE_VERSION, *(plan.key for plan in plans))
        is_database_new = not self._is_current(_DATABASE, database_key)
        stale = [plan for plan in plans if is_database_new or self._stale_forms(plan)]
        texts = self._articles_with_texts([plan for plan in stale if plan.table is ARTICLES])
        with (
            create_database(reserve_staging_path(self._out.root, _DATABASE))
            if is_database_new
            else nullcontext() as add_rows
        ):
            for plan in stale:
                self._write_table(plan, self._rows(plan, texts), add_rows)
        for plan in plans:
            for form, path in plan.paths.items():
                self._add_file(path, plan.key)
                name = path.removeprefix(f"{EXPORT_FOLDER}/")
                size = self._entries[path].size
                self._files.append(TableFile(name, plan.table, form, plan.year, size))
        self._add_file(_DATABASE, database_key)
        metadata = metadata_text(self._site.config)
        self._add_file(_METADATA, _file_key(metadata), metadata)
        package = package_text(self._site.config, self._files)
        self._add_file(_DATA_PACKAGE, _file_key(package), package)
        return tuple(self._entries.values())

    def _make_keys(self) -> None:
        """Make the keys of all tables of their rows; digests of texts stand for the texts."""
        for year, period in self._years.items():
            articles, appearances = self._plans[ARTICLES, year], self._plans[APPEARANCES, year]
            for article in self._questions.articles(period):
                articles.add(self._article_rows.article_row(article, article.html_digest))
                rows = tuple(self._article_rows.appearance_rows(article))
                self._name_rows.count(article, rows)
                for row in rows:
                    appearances.add(row)
        for table in _NAME_TABLES:
            for row in self._name_rows.rows(table):
                self._plans[table, ""].add(row)
        for plan in self._plans.values():
            plan.key = _file_key(plan.table.name, plan.key)

    def _stale_forms(self, plan: _TablePlan) -> list[str]:
        return [form for form, path in plan.paths.items() if not self._is_current(path, plan.key)]

    def _articles_with_texts(self, plans: list[_TablePlan]) -> Iterator[tuple[Article, str]]:
        years = (self._questions.articles(self._years[plan.year]) for plan in plans)
        count = sum(plan.count for plan in plans)
        return plain_texts(self._site, self._session, chain.from_iterable(years), count)

    def _rows(self, plan: _TablePlan, texts: Iterator[tuple[Article, str]]) -> Iterator[Row]:
        """Yield the rows of a table. texts: gives the articles of this and of later years."""
        if plan.table in _NAME_TABLES:
            yield from self._name_rows.rows(plan.table)
        elif plan.table is ARTICLES:
            for article, text in islice(texts, plan.count):
                yield self._article_rows.article_row(article, text)
        else:
            for article in self._questions.articles(self._years[plan.year]):
                yield from self._article_rows.appearance_rows(article)

    def _write_table(
        self,
        plan: _TablePlan,
        rows: Iterator[Row],
        add_rows: Callable[[Table, Iterable[Row]], None] | None,
    ) -> None:
        """Write a table into the database, if that is made, and into files that are outdated."""
        table = plan.table
        files = {
            form: reserve_staging_path(self._out.root, plan.paths[form])
            for form in self._stale_forms(plan)
        }
        is_first = True
        while (chunk := tuple(islice(rows, _ROWS_AT_ONCE))) or is_first:
            if add_rows:
                add_rows(table, chunk)
            for form, file in files.items():
                fs.append(file, TABLE_FORMATS[form](table, chunk, is_first=is_first).encode())
            is_first = False

    def _add_file(self, path: str, key: str, text: str | None = None) -> None:
        """Add a file: the one in the output, or a new one. text: of it, unless it is written."""
        previous = self._previous_entries.get(path)
        if previous and self._is_current(path, key):
            self._entries[path] = previous
            return
        self.made_count += 1
        old = previous.hash if previous else None
        self._entries[path] = (
            stage_in_place(self._out, path, key, old)
            if text is None
            else stage_bytes(self._out, path, text.encode(), key, old)
        )

    def _has_current_file(self, path: str, key: str) -> bool:
        """Return whether a file is what it would be; one that somebody altered is not."""
        entry = self._previous_entries.get(path)
        if entry is None or entry.key != key:
            return False
        return self._out.has_content(path, entry.size, entry.hash)


def _file_key(*inputs: object) -> str:
    """Return the key of a file: equal keys mean equal bytes."""
    return EXPORT_KEY_PREFIX + digest(codec.encode((program_digest(), inputs)))
