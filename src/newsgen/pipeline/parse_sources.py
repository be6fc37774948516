"""Parses source files of a site, over processes, or takes their records from the cache."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import ParsedFile, SourceFile
from newsgen.content.site import Site
from newsgen.model.authority import Authorities, Authority, SpellingIndex
from newsgen.model.digest import digest
from newsgen.model.value import Value, replace
from newsgen.pipeline.scan import ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import FileChanged, unreadable_file
from newsgen.runtime.job import Job
from newsgen.store.cache import Cache, NewRows
from newsgen.store.cache_rows import CacheRows
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from newsgen.store.outdated_names import OutdatedNames
from newsgen.store.parse_cache import ParseRecords, StoredRecord
from newsgen.store.parse_memo import MadeRecord, ParseMemo, ParseRecord, rules_digest

T = TypeVar("T")

_BATCH = 4096
"""Sources that are asked for together, of which the cache may have records."""


class ParseSettings(Value, frozen=True):
    """The settings of a worker. cache_folder: empty where the cache has no texts."""

    options: ParseOptions
    authorities: tuple[Authority, ...]
    authorities_digest: str
    authorities_index: SpellingIndex
    cache_folder: str


class ParsedChunk(Value, frozen=True):
    """The record of each source, None if its names were not looked up; new rows of the cache."""

    records: tuple[MadeRecord | None, ...]
    rows: NewRows


class ParsedSource(Value, frozen=True):
    """A source that was read. content_digest: empty if it could not be read."""

    content_digest: str
    file: ParsedFile


def _setup(settings: ParseSettings) -> tuple[ParseContext, Cache | None]:
    zone = clock.time_zone(settings.options.timezone) or UTC
    authorities = Authorities(
        settings.authorities, settings.authorities_digest, settings.authorities_index
    )
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
    context.finder.expect(len(sources))
    return ParsedChunk(tuple(map(memo.parse, sources)), rows.take_new())


def _resolve_chunk(
    context: ParseContext, cache: Cache | None, stored: tuple[StoredRecord, ...]
) -> ParsedChunk:
    rows = CacheRows(cache)
    finder = context.finder.narrowed(each.signature for each in stored)
    finder.expect(len(stored))
    memo = ParseMemo(rows, replace(context, finder=finder))
    records = (memo.resolve(each.record, each.content_digest) for each in stored)
    return ParsedChunk(tuple(records), rows.take_new())


RESOLVE_JOB = Job(_setup_resolver, ParseSettings, StoredRecord, ParsedChunk)
PARSE_JOB = Job(_setup_parser, ParseSettings, SourceFile, ParsedChunk)


def prestart_workers(scanned_files: ScannedFiles, session: Session) -> None:
    """Start worker processes where there are many files and the cache has no records."""
    many = scanned_files.site_listing.count() > session.tuning.serial_sources
    if many and scanned_files.is_site and session.cache.is_empty("records"):
        session.pool.start_workers(PARSE_JOB)


class ParseStage:
    """Gives the parsed sources of a site."""

    def __init__(
        self, site: Site, file_digests: FileDigests, session: Session, *, is_sure: bool = True
    ) -> None:
        """is_sure: As in `OutdatedNames`."""
        self._site = site
        self.file_digests = file_digests
        self._session = session
        self.names = OutdatedNames(session.cache, site.context.authorities, is_sure=is_sure)
        self._records = ParseRecords(session.cache, rules_digest(site.context), self.names)

    def parse(self, paths: Iterable[str]) -> Iterator[ParsedSource]:
        """Give the sources at these paths, each once, in no particular order."""
        if self._session.cache.is_empty("records"):
            yield from self._parse_all(paths)
            return
        remaining = iter(paths)
        while batch := list(islice(remaining, _BATCH)):
            yield from self._parse_known(batch)

    def read(self, path: str, content_digest: str) -> ParsedFile:
        """Return a source that was parsed before with this content.

        Raises FileChanged if it has another by now.
        """
        if record := self._records.get(path, content_digest):
            return record.parsed_file
        for source in self._parse_known([path]):
            if source.content_digest == content_digest:
                return source.file
        raise FileChanged(path)

    def content_digest(self, path: str) -> str | None:
        """Return the digest of a source's content; None if only reading it can tell."""
        # What stands for a file is no content of that file, of which alone digests are kept.
        stand_in = self._site.stand_ins.get(path)
        return self.file_digests.get(path) if stand_in is None else digest(stand_in)

    def _parse_known(self, paths: list[str]) -> Iterator[ParsedSource]:
        """Give sources of which the cache may have records."""
        stand_ins = self._site.stand_ins
        own = [path for path in paths if path not in stand_ins]
        self.file_digests.read_missing(self._site.folder, own, self._session.pool)
        outdated: list[StoredRecord] = []
        missing: dict[str, None] = {}
        for path in paths:
            content = self.content_digest(path) or ""
            if record := content and self._records.get(path, content):
                yield ParsedSource(content, record.parsed_file)
            elif stored := content and self._records.get_outdated(path, content):
                outdated.append(stored)
            else:
                missing[path] = None
        # The search for names is prepared for each chunk.
        chunk_size = self._session.tuning.serial_sources
        for jobs, parsed in self._run(RESOLVE_JOB, _resolve_chunk, outdated, chunk_size):
            missing |= {
                job.record.parsed_file.path: None
                for job, made in zip(jobs, parsed.records, strict=True)
                if made is None
            }
            yield from self._keep(parsed)
        yield from self._parse_all(missing)

    def _parse_all(self, paths: Iterable[str]) -> Iterator[ParsedSource]:
        unreadable: list[ParsedSource] = []
        sources, chunk_size = self._read(paths, unreadable), self._session.tuning.sources_per_chunk
        for _, parsed in self._run(PARSE_JOB, _parse_chunk, sources, chunk_size):
            self._session.cache.put_all(parsed.rows)
            yield from self._keep(parsed)
        yield from unreadable

    def _keep(self, parsed: ParsedChunk) -> Iterator[ParsedSource]:
        records = [made for made in parsed.records if made]
        self._records.put(records)
        for made in records:
            if made.path not in self._site.stand_ins:
                self.file_digests.add(made.path, made.content_digest)
            file = codec.decode(made.record, ParseRecord).parsed_file
            yield ParsedSource(made.content_digest, file)

    def _read(self, paths: Iterable[str], unreadable: list[ParsedSource]) -> Iterator[SourceFile]:
        stand_ins = self._site.stand_ins
        for path in paths:
            stand_in = stand_ins.get(path)
            try:
                data = (self._site.folder / path).read_bytes() if stand_in is None else stand_in
                yield SourceFile(path, data)
            except OSError as error:
                file = ParsedFile(path, None, None, (unreadable_file(path, error),))
                unreadable.append(ParsedSource("", file))

    def _run(
        self,
        job: Job[ParseSettings, T, ParsedChunk],
        function: Callable[[ParseContext, Cache | None, tuple[T, ...]], ParsedChunk],
        items: Iterable[T],
        chunk_size: int,
    ) -> Iterator[tuple[tuple[T, ...], ParsedChunk]]:
        cache, context, tuning = self._session.cache, self._site.context, self._session.tuning
        known_texts = None if cache.is_empty("texts") else cache
        is_shared = known_texts and not self._session.pool.is_remote
        settings = ParseSettings(
            context.options,
            context.authorities.entries,
            context.authorities.files_digest,
            context.authorities.index,
            str(cache.folder or "") if is_shared else "",
        )
        return self._session.pool.run(
            job,
            settings,
            items,
            chunk_size=chunk_size,
            serial_limit=tuning.serial_sources,
            local_function=partial(function, context, known_texts),
        )

    def save(self, removed_paths: Iterable[str], count: int) -> None:
        """Save the digests of files; remove rows of the cache that no source needs.

        Args:
            removed_paths: Of sources that are no more.
            count: Of all sources.
        """
        self.file_digests.save()
        self._records.remove(removed_paths)
        self._records.sweep(count, self._site.sources)
