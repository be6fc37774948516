"""The map step over processes: every source of a site read and prepared, or remembered.

A source whose stamp is as it was is not even opened; one whose content is as it was is only read.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC
from functools import partial
from pathlib import Path

from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import ParsedFile, SourceFile
from newsgen.content.site import Site
from newsgen.model.authority import Authorities, Authority
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pipeline.scan import ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.pool import ChunkFunction, batches
from newsgen.store.cache import Cache
from newsgen.store.file_digests import FileDigests
from newsgen.store.parse_memo import ParseMemo, rules_digest
from newsgen.store.parse_records import ParseRecord, ParseRecords
from newsgen.store.session import Session


class _ParseSettings(Value, frozen=True):
    folder: str
    cache_folder: str
    conventions: ParseOptions
    authorities: tuple[Authority, ...]
    essence: str


class _SourceResult(Value, frozen=True):
    """record: encoded; content: empty for a file that cannot be read."""

    path: str
    content_digest: str
    record: bytes


def prestart_workers(scanned_files: ScannedFiles, session: Session) -> None:
    """Start processes where many files are there and nothing is remembered of any."""
    many = len(scanned_files.site_listing.files) > session.tuning.serial_sources
    if many and scanned_files.config_stamp is not None and session.cache.count("records") == 0:
        session.pool.start_workers(_worker)


class ParseStage:
    """Every source of a site, prepared, each once; those that are remembered come first.

    contents: learns the digest of every source that is read.
    """

    def __init__(self, site: Site, file_digests: FileDigests, session: Session) -> None:
        self._site = site
        self._cache = cache = session.cache
        self._contents = file_digests
        self._pool = session.pool
        self._tuning = session.tuning
        self._records = ParseRecords(cache, rules_digest(site.context))

    def __iter__(self) -> Iterator[ParsedFile]:
        missing = dict.fromkeys(self._site.sources)
        if self._records.has_any():
            self._contents.read_missing(self._site.folder, missing, self._pool)
            for record in self._records.load_valid(self._contents):
                if record.parsed_file.path in missing:
                    del missing[record.parsed_file.path]
                    yield record.parsed_file
        chunks = (codec.encode(paths) for paths in batches(missing, self._tuning.sources_per_chunk))
        alone = len(missing) <= self._tuning.serial_sources
        spread = self._pool.map_chunks
        for answer in spread(
            _worker, self._settings, chunks, serial=alone, local_worker=self._local_worker()
        ):
            for result in codec.decode(answer, tuple[_SourceResult, ...]):
                if result.content_digest:
                    self._contents.add(result.path, result.content_digest)
                yield codec.decode(result.record, ParseRecord).parsed_file

    def sweep(self) -> None:
        """Forget what none of the sources needs any more, once there is much of it."""
        sources, cache = len(self._site.sources), self._cache
        full = cache.needs_sweep("texts", sources) or cache.needs_sweep("bodies", sources)
        if full or self._records.needs_sweep(sources):
            used = self._records.compact(self._contents)
            cache.sweep("texts", used["texts"])
            cache.sweep("bodies", used["bodies"])

    def _settings(self) -> bytes:
        context = self._site.context
        known = context.authorities
        folder, memory = str(self._site.folder), str(self._cache.folder or "")
        return codec.encode(
            _ParseSettings(folder, memory, context.options, known.entries, known.parse_digest)
        )

    @contextmanager
    def _local_worker(self) -> Iterator[ChunkFunction]:
        yield partial(_parse_chunk, self._site.folder, ParseMemo(self._cache, self._site.context))


@contextmanager
def _worker(data: bytes) -> Iterator[ChunkFunction]:
    settings = codec.decode(data, _ParseSettings)
    zone = clock.time_zone(settings.conventions.timezone) or UTC
    known = Authorities(settings.authorities, settings.essence)
    context = ParseContext.create(settings.conventions, known, zone)
    with closing(Cache(Path(settings.cache_folder) if settings.cache_folder else None)) as cache:
        yield partial(_parse_chunk, Path(settings.folder), ParseMemo(cache, context))


def _parse_chunk(folder: Path, memo: ParseMemo, chunk: bytes) -> bytes:
    results = tuple(
        _parse_source(folder, memo, path) for path in codec.decode(chunk, tuple[str, ...])
    )
    memo.save()
    return codec.encode(results)


def _parse_source(folder: Path, memo: ParseMemo, path: str) -> _SourceResult:
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        lost = ParsedFile(path, None, None, (unreadable_file(path, error),))
        return _SourceResult(path, "", codec.encode(ParseRecord(lost, "")))
    content = digest(data)
    return _SourceResult(path, content, memo.parse(SourceFile(path, data), content))
