"""The sketches of the texts of many articles, made in worker processes."""

from collections.abc import Callable, Iterable, Iterator

from newsgen.archive.similar_texts import text_sketch
from newsgen.content.names.html_text import read_html_text
from newsgen.model.article import Article
from newsgen.model.value import Value
from newsgen.runtime.pool import Job
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore


class _Body(Value, frozen=True, array_like=True):
    html: str


def sketch_texts(
    articles: Iterable[Article], bodies: BodyStore, session: Session
) -> Iterator[tuple[Article, bytes]]:
    """Yield each article that has a text with the sketch of it. Raises as `BodyStore.html` does."""
    with_text = [article for article in articles if article.html_digest]
    items = (_Body(bodies.html(each.html_digest, each.path)) for each in with_text)
    remaining = iter(with_text)
    for _, sketches in session.pool.run(
        SKETCH_JOB,
        0,
        items,
        chunk_size=session.tuning.texts_per_chunk,
        serial_limit=session.tuning.serial_texts,
    ):
        yield from ((next(remaining), sketch) for sketch in sketches)


def _setup_sketches(_settings: int) -> Callable[[tuple[_Body, ...]], tuple[bytes, ...]]:
    return _sketch_chunk


def _sketch_chunk(bodies: tuple[_Body, ...]) -> tuple[bytes, ...]:
    return tuple(text_sketch(read_html_text(body.html).text) for body in bodies)


SKETCH_JOB = Job(_setup_sketches, int, _Body, tuple[bytes, ...])
