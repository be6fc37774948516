"""Converts the bodies of articles into plain text for an export, over processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from newsgen.content.markdown.plain_text import html_to_text
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.runtime.job import Job
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore


def plain_texts(
    site: Site, session: Session, articles: Iterable[Article], count: int
) -> Iterator[tuple[Article, str]]:
    """Yield each article with its text; empty where its rights let none be shown.

    Raises as `BodyStore.html` does. count: of the articles.
    """
    bodies = BodyStore(session.cache, site)
    waiting: deque[Article] = deque()

    def htmls() -> Iterator[str]:
        for article in articles:
            waiting.append(article)
            # An article that was withdrawn, or of which not all may be shown, has no body.
            has_text = article.rights == "full" and article.html_digest
            yield bodies.html(article.html_digest, article.path) if has_text else ""

    done = 0
    for _, texts in session.pool.run(
        PLAIN_TEXT_JOB,
        None,
        htmls(),
        chunk_size=session.tuning.texts_per_chunk,
        serial_limit=session.tuning.serial_texts,
    ):
        for text in texts:
            yield waiting.popleft(), text
            done += 1
            session.progress("export", done, count)


def _setup(_: None) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    return lambda htmls: tuple(html_to_text(html) if html else "" for html in htmls)


PLAIN_TEXT_JOB = Job(_setup, type(None), str, tuple[str, ...])
