"""The map step over processes: every source of a site read and prepared, or remembered.

A source whose stamp is as it was is not even opened; one whose content is as it was is only read.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC
from functools import partial
from pathlib import Path

from newsgen.content.context import Context, Conventions
from newsgen.content.parse_file import Prepared, Source
from newsgen.content.site import Site
from newsgen.model.authority import Authorities, Authority
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pipeline.scan import Inputs
from newsgen.runtime import clock, codec
from newsgen.runtime.file_errors import unreadable
from newsgen.runtime.pool import Pool, Work, batches
from newsgen.store.cache import Cache
from newsgen.store.file_hashes import Contents
from newsgen.store.parse_memo import Memory, rules
from newsgen.store.parse_records import BUNDLE, Record, Records

CHUNK = BUNDLE
"""Sources a worker is given at once."""


class _Settings(Value, frozen=True):
    folder: str
    memory: str
    conventions: Conventions
    authorities: tuple[Authority, ...]
    essence: str


class _Result(Value, frozen=True):
    """record: encoded; content: empty for a file that cannot be read."""

    path: str
    content: str
    record: bytes


def expect(inputs: Inputs, cache: Cache, pool: Pool) -> None:
    """Start processes where many files are there and nothing is remembered of any."""
    many = len(inputs.own.files) > 2 * CHUNK
    if many and inputs.config is not None and cache.count("records") == 0:
        pool.start(_worker)


class Preparation:
    """Every source of a site, prepared, each once; those that are remembered come first.

    contents: learns the digest of every source that is read.
    """

    def __init__(self, site: Site, cache: Cache, contents: Contents, pool: Pool) -> None:
        self._site = site
        self._cache = cache
        self._contents = contents
        self._pool = pool
        self._records = Records(cache, rules(site.context))

    def __iter__(self) -> Iterator[Prepared]:
        missing = dict.fromkeys(self._site.sources)
        if self._records.any():
            self._contents.ask(self._site.folder, missing, self._pool)
            for record in self._records.recall(self._contents):
                if record.prepared.path in missing:
                    del missing[record.prepared.path]
                    yield record.prepared
        chunks = (codec.encode(paths) for paths in batches(missing, CHUNK))
        alone = len(missing) <= 2 * CHUNK
        spread = self._pool.spread
        for answer in spread(_worker, self._settings, chunks, alone=alone, here=self._here()):
            for result in codec.decode(answer, tuple[_Result, ...]):
                if result.content:
                    self._contents.learn(result.path, result.content)
                yield codec.decode(result.record, Record).prepared

    def sweep(self) -> None:
        """Forget what none of the sources needs any more, once there is much of it."""
        sources, cache = len(self._site.sources), self._cache
        full = cache.crowded("texts", sources) or cache.crowded("bodies", sources)
        if full or self._records.crowded(sources):
            used = self._records.tidy(self._contents)
            cache.sweep("texts", used["texts"])
            cache.sweep("bodies", used["bodies"])

    def _settings(self) -> bytes:
        context = self._site.context
        known = context.authorities
        folder, memory = str(self._site.folder), str(self._cache.folder or "")
        return codec.encode(
            _Settings(folder, memory, context.conventions, known.entries, known.essence)
        )

    @contextmanager
    def _here(self) -> Iterator[Work]:
        yield partial(_work, self._site.folder, Memory(self._cache, self._site.context))


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = codec.decode(data, _Settings)
    zone = clock.zone(settings.conventions.timezone) or UTC
    known = Authorities(settings.authorities, settings.essence)
    context = Context.of(settings.conventions, known, zone)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        yield partial(_work, Path(settings.folder), Memory(cache, context))


def _work(folder: Path, memory: Memory, chunk: bytes) -> bytes:
    results = tuple(_prepare(folder, memory, path) for path in codec.decode(chunk, tuple[str, ...]))
    memory.keep()
    return codec.encode(results)


def _prepare(folder: Path, memory: Memory, path: str) -> _Result:
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        lost = Prepared(path, None, None, (unreadable(path, error),))
        return _Result(path, "", codec.encode(Record(lost, "")))
    content = digest(data)
    return _Result(path, content, memory.record(Source(path, data), content))
