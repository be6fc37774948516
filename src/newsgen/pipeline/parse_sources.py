"""Parses every source file of a site, over processes, or takes its record from the cache.

Takes a loaded site; gives articles, plain pages, what is left out and why, and the problems. A
source whose stamp is unchanged is not opened; one whose content is unchanged is only read.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from functools import partial
from pathlib import Path

from newsgen.content.authorities import AUTHORITY_FILES
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.parse_file import ParsedFile, SourceFile
from newsgen.content.site import Site
from newsgen.model.article import Article, PlainPage, Reference
from newsgen.model.authority import Authorities, Authority
from newsgen.model.digest import digest
from newsgen.model.omission import Omission
from newsgen.model.problem import Problem
from newsgen.model.problem_codes import PROBLEM_CODES
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.scan import ScannedFiles
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable_file
from newsgen.runtime.pool import Job
from newsgen.store.cache import Cache
from newsgen.store.cache_rows import CacheRows, NewRows, keep_rows
from newsgen.store.file_digests import FileDigests
from newsgen.store.parse_memo import ParseMemo, rules_digest
from newsgen.store.parse_records import ParseRecord, ParseRecords, encode_bundle
from newsgen.store.session import Session

_UNREADABLE_CODES = frozenset(("N109", "N112", "N114", "N118"))
"""Problems that keep a file from being read at all."""


class ParsedContent(Value, frozen=True):
    """The articles, plain pages, omissions and problems of all sources of a site.

    Attributes:
        orphan_references: The links of files that became neither article nor page, by path.
    """

    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    omissions: tuple[Omission, ...]
    problems: tuple[Problem, ...]
    orphan_references: tuple[tuple[str, tuple[Reference, ...]], ...]


class ParseSettings(Value, frozen=True):
    """The settings of a worker. cache_folder: empty where the cache has no texts."""

    options: ParseOptions
    authorities: tuple[Authority, ...]
    authorities_digest: str
    cache_folder: str


class ParsedChunk(Value, frozen=True):
    """The digest of each source's content with its record, encoded; and new rows of the cache."""

    records: tuple[tuple[str, bytes], ...]
    rows: NewRows


def _setup_parser(settings: ParseSettings) -> Callable[[tuple[SourceFile, ...]], ParsedChunk]:
    zone = clock.time_zone(settings.options.timezone) or UTC
    authorities = Authorities(settings.authorities, settings.authorities_digest)
    context = ParseContext.create(settings.options, authorities, zone)
    # A source must be read to say which rows it needs, so they cannot be sent with it.
    cache = Cache(Path(settings.cache_folder)) if settings.cache_folder else None
    return partial(_parse_chunk, context, cache)


def _parse_chunk(
    context: ParseContext, cache: Cache | None, sources: tuple[SourceFile, ...]
) -> ParsedChunk:
    rows = CacheRows(cache)
    memo = ParseMemo(rows, context)
    digests = (digest(source.data) for source in sources)
    records = tuple(
        (content_digest, memo.parse(source, content_digest))
        for source, content_digest in zip(sources, digests, strict=True)
    )
    return ParsedChunk(records, rows.take_new())


PARSE_JOB = Job(_setup_parser, ParseSettings, SourceFile, ParsedChunk)


def prestart_workers(scanned_files: ScannedFiles, session: Session) -> None:
    """Start worker processes where there are many files and the cache has no records."""
    many = len(scanned_files.site_listing.files) > session.tuning.serial_sources
    is_site = scanned_files.config_stamp is not None
    if many and is_site and session.cache.count("records") == 0:
        session.pool.start_workers(PARSE_JOB)


class ParseStage:
    """The parsed sources of a site, each once; those that the cache has come first.

    Args:
        file_digests: Learns the digest of every source that is read.
    """

    def __init__(self, site: Site, file_digests: FileDigests, session: Session) -> None:
        self._site = site
        self._file_digests = file_digests
        self._session = session
        self._rules = rules_digest(site.context)
        self._records = ParseRecords(session.cache, self._rules)

    def __iter__(self) -> Iterator[ParsedFile]:
        missing = dict.fromkeys(self._site.sources)
        if self._records.has_any():
            self._file_digests.read_missing(self._site.folder, missing, self._session.pool)
            for record in self._records.load_valid(self._file_digests):
                if record.parsed_file.path in missing:
                    del missing[record.parsed_file.path]
                    yield record.parsed_file
        unreadable: list[ParsedFile] = []
        yield from self._parse(self._read(missing, unreadable))
        yield from unreadable

    def _read(self, paths: Iterable[str], unreadable: list[ParsedFile]) -> Iterator[SourceFile]:
        for path in paths:
            try:
                yield SourceFile(path, (self._site.folder / path).read_bytes())
            except OSError as error:
                unreadable.append(ParsedFile(path, None, None, (unreadable_file(path, error),)))

    def _parse(self, sources: Iterator[SourceFile]) -> Iterator[ParsedFile]:
        cache, context, tuning = self._session.cache, self._site.context, self._session.tuning
        known_texts = cache if cache.count("texts") else None
        settings = ParseSettings(
            context.options,
            context.authorities.entries,
            context.authorities.parse_digest,
            str(cache.folder or "") if known_texts else "",
        )
        for chunk, parsed in self._session.pool.run(
            PARSE_JOB,
            settings,
            sources,
            chunk_size=tuning.sources_per_chunk,
            serial_limit=tuning.serial_sources,
            local_function=partial(_parse_chunk, context, known_texts),
        ):
            keep_rows(cache, parsed.rows)
            cache.put("records", [encode_bundle(self._rules, parsed.records)])
            for source, (content_digest, record) in zip(chunk, parsed.records, strict=True):
                self._file_digests.add(source.path, content_digest)
                yield codec.decode(record, ParseRecord).parsed_file

    def sweep(self) -> None:
        """Remove rows of the cache that no source needs, once there are many of them."""
        count, cache = len(self._site.sources), self._session.cache
        full = cache.needs_sweep("texts", count) or cache.needs_sweep("bodies", count)
        if full or self._records.needs_sweep(count):
            used = self._records.compact(self._file_digests)
            cache.sweep("texts", used["texts"])
            cache.sweep("bodies", used["bodies"])


def collect(parsed_files: Iterable[ParsedFile], total: int, progress: Progress) -> ParsedContent:
    """Gather parsed files, which may come in any order. total: how many there are."""
    articles: list[Article] = []
    pages: list[PlainPage] = []
    omissions: list[Omission] = []
    problems: list[Problem] = []
    orphan_references: list[tuple[str, tuple[Reference, ...]]] = []
    for done, parsed in enumerate(parsed_files, start=1):
        problems += parsed.problems
        if parsed.orphan_references:
            orphan_references.append((parsed.path, parsed.orphan_references))
        if parsed.article:
            articles.append(parsed.article)
        elif parsed.page:
            pages.append(parsed.page)
        else:
            omissions.append(Omission(parsed.path, _omission_reason(parsed.problems)))
        progress("prepare", done, total)
    return ParsedContent(
        tuple(articles), tuple(pages), tuple(omissions), tuple(problems), tuple(orphan_references)
    )


def drop_unknown_name_problems(
    problems: Iterable[Problem], blocking_problems: Iterable[Problem]
) -> Iterator[Problem]:
    """Leave out unknown names (N304) where an authority file that cannot be read stops the build.

    Args:
        blocking_problems: The errors that stop the build.
    """
    unreadable = any(
        problem.code in _UNREADABLE_CODES and problem.location.path in AUTHORITY_FILES
        for problem in blocking_problems
    )
    return (problem for problem in problems if not (unreadable and problem.code == "N304"))


def _omission_reason(problems: tuple[Problem, ...]) -> str:
    """Return why an article is left out: the first of its problems that can be a reason."""
    reasons = (
        problem for problem in problems if "left out" in PROBLEM_CODES[problem.code].warning_effect
    )
    reason = next(reasons, problems[0])
    return f"{reason.message} [{reason.code}]"
