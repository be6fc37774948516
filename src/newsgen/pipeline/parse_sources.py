"""Parses every source file of a site, over processes, or takes its record from the cache."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TypeVar

from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import ParsedFile, SourceFile
from newsgen.content.site import Site
from newsgen.model.authority import Authorities, Authority
from newsgen.model.digest import digest
from newsgen.model.value import Value, replace
from newsgen.pipeline.scan import ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.pool import Job
from newsgen.store.cache import Cache, NewRows
from newsgen.store.cache_rows import CacheRows
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from newsgen.store.parse_cache import ParseRecords, StoredRecord
from newsgen.store.parse_memo import ParseMemo, ParseRecord, rules_digest

T = TypeVar("T")


class ParseSettings(Value, frozen=True):
    """The settings of a worker. cache_folder: empty where the cache has no texts."""

    options: ParseOptions
    authorities: tuple[Authority, ...]
    authorities_digest: str
    cache_folder: str


class ParsedChunk(Value, frozen=True):
    """The digest of each source's content with its record, encoded; and new rows of the cache.

    A record whose names could not be looked up is empty.
    """

    records: tuple[tuple[str, bytes], ...]
    rows: NewRows


def _setup(settings: ParseSettings) -> tuple[ParseContext, Cache | None]:
    zone = clock.time_zone(settings.options.timezone) or UTC
    authorities = Authorities(settings.authorities, settings.authorities_digest)
    context = ParseContext.create(settings.options, authorities, zone)
    # A source must be read to say which rows it needs, so they cannot be sent with it.
    return context, Cache(Path(settings.cache_folder)) if settings.cache_folder else None


def _setup_parser(settings: ParseSettings) -> Callable[[tuple[SourceFile, ...]], ParsedChunk]:
    return partial(_parse_chunk, *_setup(settings))


def _setup_resolver(settings: ParseSettings) -> Callable[[tuple[StoredRecord, ...]], ParsedChunk]:
    return partial(_resolve_chunk, *_setup(settings))


def _parse_chunk(
    context: ParseContext, cache: Cache | None, sources: tuple[SourceFile, ...]
) -> ParsedChunk:
    rows = CacheRows(cache)
    memo = ParseMemo(rows, context)
    digests = [digest(source.data) for source in sources]
    records = tuple(zip(digests, map(memo.parse, sources, digests), strict=True))
    return ParsedChunk(records, rows.take_new())


def _resolve_chunk(
    context: ParseContext, cache: Cache | None, stored: tuple[StoredRecord, ...]
) -> ParsedChunk:
    rows = CacheRows(cache)
    finder = context.finder.narrowed(each.record.signature for each in stored)
    memo = ParseMemo(rows, replace(context, finder=finder))
    records = (
        (each.content_digest, memo.resolve(each.record, each.content_digest)) for each in stored
    )
    return ParsedChunk(tuple(records), rows.take_new())


RESOLVE_JOB = Job(_setup_resolver, ParseSettings, StoredRecord, ParsedChunk)
PARSE_JOB = Job(_setup_parser, ParseSettings, SourceFile, ParsedChunk)


def prestart_workers(scanned_files: ScannedFiles, session: Session) -> None:
    """Start worker processes where there are many files and the cache has no records."""
    many = scanned_files.site_listing.count() > session.tuning.serial_sources
    if many and scanned_files.is_site and session.cache.count("records") == 0:
        session.pool.start_workers(PARSE_JOB)


class ParseStage:
    """The parsed sources of a site, each once; those that the cache has come first."""

    def __init__(self, site: Site, file_digests: FileDigests, session: Session) -> None:
        self._site = site
        self.file_digests = file_digests
        self._session = session
        authorities = site.context.authorities
        self._records = ParseRecords(session.cache, rules_digest(site.context), authorities)

    def __iter__(self) -> Iterator[ParsedFile]:
        # What stands for a file is no content of that file, of which alone digests are kept.
        stand_ins = self._site.stand_ins
        missing = dict.fromkeys(path for path in self._site.sources if path not in stand_ins)
        if self._session.cache.count("records"):
            self.file_digests.read_missing(self._site.folder, missing, self._session.pool)
            for record in self._records.load_valid(self.file_digests):
                if record.parsed_file.path in missing:
                    del missing[record.parsed_file.path]
                    yield record.parsed_file
            yield from self._resolve(missing)
        unreadable: list[ParsedFile] = []
        yield from self._parse(self._read(missing, unreadable))
        yield from unreadable
        yield from self._parse(SourceFile(*pair) for pair in stand_ins.items())

    def _read(self, paths: Iterable[str], unreadable: list[ParsedFile]) -> Iterator[SourceFile]:
        for path in paths:
            try:
                yield SourceFile(path, (self._site.folder / path).read_bytes())
            except OSError as error:
                unreadable.append(ParsedFile(path, None, None, (unreadable_file(path, error),)))

    def _resolve(self, missing: dict[str, None]) -> Iterator[ParsedFile]:
        """Look names up anew, for sources that are not missing then."""
        outdated = self._records.load_outdated(self.file_digests, missing)
        for _, parsed in self._run(RESOLVE_JOB, _resolve_chunk, outdated):
            found = [pair for pair in parsed.records if pair[1]]
            if found:
                self._records.put(found)
            for _, record in found:
                parsed_file = codec.decode(record, ParseRecord).parsed_file
                if parsed_file.path in missing:
                    del missing[parsed_file.path]
                    yield parsed_file

    def _run(
        self,
        job: Job[ParseSettings, T, ParsedChunk],
        function: Callable[[ParseContext, Cache | None, tuple[T, ...]], ParsedChunk],
        items: Iterable[T],
    ) -> Iterator[tuple[tuple[T, ...], ParsedChunk]]:
        cache, context, tuning = self._session.cache, self._site.context, self._session.tuning
        known_texts = cache if cache.count("texts") else None
        settings = ParseSettings(
            context.options,
            context.authorities.entries,
            context.authorities.files_digest,
            str(cache.folder or "") if known_texts else "",
        )
        return self._session.pool.run(
            job,
            settings,
            items,
            chunk_size=tuning.sources_per_chunk,
            serial_limit=tuning.serial_sources,
            local_function=partial(function, context, known_texts),
        )

    def _parse(self, sources: Iterator[SourceFile]) -> Iterator[ParsedFile]:
        for chunk, parsed in self._run(PARSE_JOB, _parse_chunk, sources):
            self._session.cache.put_all(parsed.rows)
            self._records.put(parsed.records)
            for source, (content_digest, record) in zip(chunk, parsed.records, strict=True):
                if source.path not in self._site.stand_ins:
                    self.file_digests.add(source.path, content_digest)
                yield codec.decode(record, ParseRecord).parsed_file

    def save(self) -> None:
        """Save the digests of files; remove rows of the cache that no source needs, if many."""
        self.file_digests.save()
        self._records.save()
        count, cache = len(self._site.sources), self._session.cache
        full = cache.needs_sweep("texts", count) or cache.needs_sweep("bodies", count)
        if full or self._records.needs_sweep(count):
            for table, keys in self._records.compact(self.file_digests).items():
                cache.sweep(table, keys)
