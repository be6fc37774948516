"""The sketches of the texts of many articles, made in worker processes."""

from collections.abc import Callable, Iterator, Sequence

from newsgen.archive.similar_texts import text_sketch
from newsgen.content.markdown.plain_text import html_to_text
from newsgen.model.article import Article
from newsgen.pipeline.article_files import ArticleFiles, map_bodies
from newsgen.runtime.job import Job


def sketch_texts(files: ArticleFiles, articles: Sequence[Article]) -> Iterator[bytes]:
    """Return the sketch of the text of each article. Raises as `ArticleFiles.body` does."""
    return map_bodies(files, SKETCH_JOB, articles)


def _setup(_: None) -> Callable[[tuple[str, ...]], tuple[bytes, ...]]:
    return lambda htmls: tuple(text_sketch(html_to_text(html)) for html in htmls)


SKETCH_JOB = Job(_setup, type(None), str, tuple[bytes, ...])
