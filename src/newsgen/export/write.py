"""The files of an export, each made only if it is not what it would be.

Takes a site, its archive and what the manifest says; gives an entry for each file, those that had
to be made staged. Texts are asked for where a file needs them: most of an export is reading them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

from newsgen.archive.archive import Archive
from newsgen.content.site import Site
from newsgen.export.columns import APPEARANCES, ARTICLES, NAMES, SOURCES, TAGS, Row, Table
from newsgen.export.csv_jsonl import csv_text, jsonl_text
from newsgen.export.database import MADE_WITH, Database, new_database
from newsgen.export.datapackage import File, package_text
from newsgen.export.datasette_metadata import metadata_text
from newsgen.export.name_rows import counted, name_rows
from newsgen.export.plain_texts import plain_texts
from newsgen.export.rows import Rows, years
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.kind import Kind
from newsgen.model.progress import Progress
from newsgen.publish.manifest import EXPORTED, Entry
from newsgen.publish.ownership import FOLDER
from newsgen.publish.staging import room, stage, stage_in_place
from newsgen.runtime import codec, inspection
from newsgen.store.fingerprint import itself
from newsgen.store.session import Workshop

_DATABASE = f"{FOLDER}/archive.db"

FORMS: Mapping[str, Callable[[Table, Iterable[Row]], str]] = {"csv": csv_text, "jsonl": jsonl_text}


class Tables:
    """The data of one archive on its way into an output. made: how many files had to be made."""

    def __init__(
        self,
        out: Path,
        site: Site,
        archive: Archive,
        old: Mapping[str, Entry],
        work: Workshop,
        told: Progress,
    ) -> None:
        self._out = out
        self._site = site
        self._old = old
        self._work = work
        self._told = told
        base_url = self._site.config.base_url
        self._years = years(archive)
        self._rows = Rows(archive, base_url)
        self._whole: tuple[tuple[Table, tuple[Row, ...]], ...] = (
            (NAMES, tuple(name_rows(archive, base_url))),
            (TAGS, tuple(counted(archive, Kind.TAG, base_url))),
            (SOURCES, tuple(counted(archive, Kind.SOURCE, base_url))),
        )
        self._entries: dict[str, Entry] = {}
        self._files: list[File] = []
        self.made = 0

    @property
    def paths(self) -> list[str]:
        """Where all files are to be."""
        yearly = [
            _path(table, form, year)
            for year, _ in self._years
            for table in (ARTICLES, APPEARANCES)
            for form in FORMS
        ]
        whole = [_path(table, form) for table, _ in self._whole for form in FORMS]
        others = (f"{FOLDER}/datapackage.json", f"{FOLDER}/metadata.json", _DATABASE)
        return [*yearly, *whole, *others]

    def write(self) -> tuple[Entry, ...]:
        """Every file; those that had to be made are staged."""
        # What a year's files are made from, its texts by their digests: far less than the texts.
        keys = {year: self._year_keys(articles) for year, articles in self._years}
        whole = [(table, rows, _key(table.name, rows)) for table, rows in self._whole]
        flat = [*(key for pair in keys.values() for key in pair), *(key for *_, key in whole)]
        database_key = _key(MADE_WITH, *flat)
        make = not self._stands(_DATABASE, database_key)
        stale = [
            year
            for year, (key, _) in keys.items()
            if make or not all(self._stands(_path(ARTICLES, form, year), key) for form in FORMS)
        ]
        texts = self._texts([each for year, them in self._years if year in stale for each in them])
        with new_database(room(self._out, _DATABASE)) if make else nullcontext() as database:
            # Names first: whom others refer to.
            for table, rows, key in whole:
                self._table(table, rows, key, database)
            for year, articles in self._years:
                own = islice(texts, len(articles)) if year in stale else ()
                self._year(f"{year:04}", articles, tuple(own), keys[year], database)
            if database:
                database.finish()
        self._database(database_key, made=make)
        for name, text in (
            ("metadata.json", metadata_text(self._site.config)),
            ("datapackage.json", package_text(self._site.config, self._files)),
        ):
            self._file(f"{FOLDER}/{name}", _key(text), text.encode)
        return tuple(self._entries.values())

    def _year_keys(self, articles: tuple[Article, ...]) -> tuple[str, str]:
        facts = [self._rows.article(each, each.body) for each in articles]
        appearances = [row for each in articles for row in self._rows.appearances(each)]
        return _key(ARTICLES.name, facts), _key(APPEARANCES.name, appearances)

    def _texts(self, articles: list[Article]) -> Iterator[str]:
        texts = plain_texts(self._site, self._work, articles)
        for done, text in enumerate(texts, start=1):
            yield text
            self._told("export", done, len(articles))

    def _year(
        self,
        year: str,
        articles: tuple[Article, ...],
        texts: tuple[str, ...],
        keys: tuple[str, str],
        database: Database | None,
    ) -> None:
        """The files of a year. texts: of all its articles, or none where no file needs them."""
        pairs = zip(articles, texts, strict=True) if texts else ()
        rows = tuple(self._rows.article(*pair) for pair in pairs)
        self._table(ARTICLES, rows, keys[0], database, year)
        appearing = tuple(row for each in articles for row in self._rows.appearances(each))
        self._table(APPEARANCES, appearing, keys[1], database, year)

    def _table(
        self,
        table: Table,
        rows: tuple[Row, ...],
        key: str,
        database: Database | None,
        year: str = "",
    ) -> None:
        if database:
            database.add(table, rows)
        for form, text in FORMS.items():
            path = _path(table, form, year)
            self._file(path, key, partial(_encoded, text, table, rows))
            name = path.removeprefix(f"{FOLDER}/")
            self._files.append(File(name, table, form, year, self._entries[path].size))

    def _file(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """A file: as it stands, or made."""
        if self._stands(path, key):
            self._entries[path] = self._old[path]
        else:
            self.made += 1
            self._entries[path] = stage(self._out, path, make(), key, self._hash(path))

    def _database(self, key: str, *, made: bool) -> None:
        """The database: as it stands, or as it was made."""
        if not made:
            self._entries[_DATABASE] = self._old[_DATABASE]
        else:
            self.made += 1
            was = self._hash(_DATABASE)
            self._entries[_DATABASE] = stage_in_place(self._out, _DATABASE, key, was)

    def _hash(self, path: str) -> str | None:
        known = self._old.get(path)
        return known.hash if known else None

    def _stands(self, path: str, key: str) -> bool:
        """Whether a file is what it would be; one that somebody altered is not."""
        known = self._old.get(path)
        if known is None or known.key != key:
            return False
        return inspection.holds(self._out, path, known.size, known.hash)


def _path(table: Table, form: str, year: str | int = "") -> str:
    number = f"-{int(year):04}" if year != "" else ""
    return f"{FOLDER}/{table.name}{number}.{form}"


def _encoded(
    text: Callable[[Table, Iterable[Row]], str], table: Table, rows: tuple[Row, ...]
) -> bytes:
    return text(table, rows).encode()


def _key(*facts: object) -> str:
    """The key of a file: with equal keys, it has the same bytes."""
    return EXPORTED + digest(codec.encode((itself(), facts)))
