"""The plain texts of bodies, over processes: what an export holds of them.

Takes articles; gives the text of each in their order, empty where its rights let none be shown.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from newsgen.engine import wire
from newsgen.engine.cache import Cache
from newsgen.engine.folder.site import Site
from newsgen.engine.pool import Work, batches
from newsgen.engine.sources.bodies import Bodies
from newsgen.engine.workshop import Workshop
from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.reading.markup.plain import plain

_CHUNK = 128


class _Settings(Value, frozen=True):
    folder: str
    memory: str
    base: str


def plain_texts(site: Site, work: Workshop, articles: Iterable[Article]) -> Iterator[str]:
    """The text of each. Raises as `Bodies.html` does."""
    # An article that was withdrawn, or of which not all may be shown, has no body.
    wanted = tuple(
        (each.body, each.path) if each.rights == "full" else ("", "") for each in articles
    )
    settings = _Settings(str(site.folder), str(work.cache.folder or ""), site.config.links_base)
    chunks = map(wire.encode, batches(wanted, _CHUNK))
    alone = len(wanted) <= 4 * _CHUNK
    for answer in work.pool.spread(_worker, lambda: wire.encode(settings), chunks, alone=alone):
        yield from wire.decode(answer, tuple[str, ...])


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = wire.decode(data, _Settings)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        yield partial(_work, Bodies(cache, Path(settings.folder), settings.base))


def _work(bodies: Bodies, chunk: bytes) -> bytes:
    wanted = wire.decode(chunk, tuple[tuple[str, str], ...])
    return wire.encode(tuple(plain(bodies.html(*each)) if each[0] else "" for each in wanted))
