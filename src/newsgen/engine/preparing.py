"""The map step over processes: every source of a site read and prepared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from newsgen.engine import clock, wire
from newsgen.engine.pool import Work, spread
from newsgen.engine.site import Site, unreadable
from newsgen.model.authority import Authorities, Authority
from newsgen.model.config import Config
from newsgen.reading.context import Context
from newsgen.reading.prepare import Prepared, Source, prepare

T = TypeVar("T")

CHUNK = 64
"""Sources a worker is given at once."""


@dataclass(frozen=True, slots=True)
class _Settings:
    folder: str
    config: Config
    authorities: tuple[Authority, ...]


def prepare_all(site: Site, workers: int) -> Iterator[Prepared]:
    """Every source of the site, prepared, in the order of their paths."""
    config, authorities = site.context.config, site.context.authorities
    settings = _Settings(str(site.folder), config, authorities.entries)
    chunks = (wire.encode(paths) for paths in batches(site.sources, CHUNK))
    few = len(site.sources) <= 2 * CHUNK
    for result in spread(_worker, wire.encode(settings), chunks, 1 if few else workers):
        yield from wire.decode(result, tuple[Prepared, ...])


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Items in tuples of a size, the last one shorter."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _worker(data: bytes) -> Work:
    settings = wire.decode(data, _Settings)
    zone = clock.zone(settings.config.timezone) or UTC
    context = Context(settings.config, Authorities.of(settings.authorities), zone)
    return partial(_work, Path(settings.folder), context)


def _work(folder: Path, context: Context, chunk: bytes) -> bytes:
    paths = wire.decode(chunk, tuple[str, ...])
    return wire.encode(tuple(_prepare(folder, context, path) for path in paths))


def _prepare(folder: Path, context: Context, path: str) -> Prepared:
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        return Prepared(path, None, None, "", (unreadable(path, error),))
    return prepare(Source(path, data), context)
