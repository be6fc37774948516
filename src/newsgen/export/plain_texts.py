"""The plain texts of bodies, over processes: what an export holds of them.

Takes articles; gives the text of each in their order, empty where its rights let none be shown.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from newsgen.content.markdown.plain_text import plain
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.runtime.pool import Work, batches
from newsgen.store.bodies import Bodies
from newsgen.store.cache import Cache
from newsgen.store.session import Workshop

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
    chunks = map(codec.encode, batches(wanted, _CHUNK))
    alone = len(wanted) <= 4 * _CHUNK
    for answer in work.pool.spread(_worker, lambda: codec.encode(settings), chunks, alone=alone):
        yield from codec.decode(answer, tuple[str, ...])


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = codec.decode(data, _Settings)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        yield partial(_work, Bodies(cache, Path(settings.folder), settings.base))


def _work(bodies: Bodies, chunk: bytes) -> bytes:
    wanted = codec.decode(chunk, tuple[tuple[str, str], ...])
    return codec.encode(tuple(plain(bodies.html(*each)) if each[0] else "" for each in wanted))
