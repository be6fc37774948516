"""The plain texts of bodies, over processes: what an export holds of them.

Takes articles; gives the text of each in their order, empty where its rights let none be shown.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from newsgen.content.markdown.plain_text import html_to_text
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime import codec
from newsgen.runtime.pool import ChunkFunction, batches
from newsgen.store.bodies import BodyStore
from newsgen.store.cache import Cache
from newsgen.store.session import Session


class _PlainTextSettings(Value, frozen=True):
    folder: str
    cache_folder: str
    links_base: str


def plain_texts(site: Site, session: Session, articles: Iterable[Article]) -> Iterator[str]:
    """The text of each. Raises as `Bodies.html` does."""
    # An article that was withdrawn, or of which not all may be shown, has no body.
    wanted = tuple(
        (each.html_digest, each.path) if each.rights == "full" else ("", "") for each in articles
    )
    settings = _PlainTextSettings(
        str(site.folder), str(session.cache.folder or ""), site.config.links_base
    )
    chunks = map(codec.encode, batches(wanted, session.tuning.texts_per_chunk))
    alone = len(wanted) <= session.tuning.serial_texts
    for answer in session.pool.map_chunks(
        _worker, lambda: codec.encode(settings), chunks, serial=alone
    ):
        yield from codec.decode(answer, tuple[str, ...])


@contextmanager
def _worker(data: bytes) -> Iterator[ChunkFunction]:
    settings = codec.decode(data, _PlainTextSettings)
    with closing(Cache(Path(settings.cache_folder) if settings.cache_folder else None)) as cache:
        yield partial(_convert_chunk, BodyStore(cache, Path(settings.folder), settings.links_base))


def _convert_chunk(bodies: BodyStore, chunk: bytes) -> bytes:
    wanted = codec.decode(chunk, tuple[tuple[str, str], ...])
    return codec.encode(
        tuple(html_to_text(bodies.html(*each)) if each[0] else "" for each in wanted)
    )
