"""Studies the texts of articles for names, in worker processes.

Takes articles; gives a `StudyBatch` for each chunk of them, in order. The text of an article is its
title, dateline and summary, and its body if that is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC
from functools import partial

from newsgen.content.names.html_text import read_headlines, read_html_text
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.value import Value, replace
from newsgen.runtime import clock
from newsgen.runtime.pool import Job
from newsgen.store.bodies import BodyStore
from newsgen.store.session import Session
from newsgen.suggest.candidates import NameStudy, lowercase_ngrams, study_text
from newsgen.suggest.ner_spacy import EntityRecognizers

_MIN_PAIR_COUNT = 2
"""A pair of words counts if a chunk has it this often: rare pairs say nothing."""


class StudyBatch(Value, frozen=True, array_like=True):
    """The studies of some articles, and how often words in them are written in lower case."""

    studies: tuple[NameStudy, ...]
    lowercase_counts: dict[str, int]


class StudySettings(Value, frozen=True):
    """What a worker needs to recognize names."""

    options: ParseOptions
    authorities: tuple[Authority, ...]


class ArticleText(Value, frozen=True, array_like=True):
    """The parts of the text of an article.

    Attributes:
        head: Its title, dateline and summary.
        body_html: Empty if the article was withdrawn, or not all of it may be shown.
        name_lines: The names it declares, one a line.
        language: Its language, or an empty text.
    """

    head: tuple[str, ...]
    body_html: str
    name_lines: str
    language: str


class NameStudies:
    """The texts of a site's articles."""

    def __init__(self, site: Site, session: Session) -> None:
        self._context = site.context
        self._session = session
        self._bodies = BodyStore(session.cache, site.folder, site.config.links_base)

    def text(self, article: Article) -> str:
        """Return the text of an article. Raises as `BodyStore.html` does."""
        return _plain_text(self._article_text(article))

    def study(
        self, articles: tuple[Article, ...], progress: Callable[[int], None]
    ) -> Iterator[StudyBatch]:
        """Study all articles. progress: called with the number of articles done."""
        tuning, done = self._session.tuning, 0
        for chunk, batch in self._session.pool.run(
            STUDY_JOB,
            StudySettings(self._context.options, self._context.authorities.entries),
            map(self._article_text, articles),
            chunk_size=tuning.texts_per_chunk,
            serial_limit=tuning.serial_texts,
            local_function=partial(_study, self._context, EntityRecognizers()),
        ):
            for _ in chunk:
                done += 1
                progress(done)
            yield batch

    def _article_text(self, article: Article) -> ArticleText:
        head = (article.title, article.dateline, article.summary)
        digest = article.html_digest
        html = self._bodies.html(digest, article.path) if digest else ""
        return ArticleText(head, html, article.name_lines, article.language)


def _setup_study(settings: StudySettings) -> Callable[[tuple[ArticleText, ...]], StudyBatch]:
    zone = clock.time_zone(settings.options.timezone) or UTC
    context = ParseContext.create(settings.options, Authorities(settings.authorities), zone)
    return partial(_study, context, EntityRecognizers())


def _study(
    context: ParseContext, recognizers: EntityRecognizers, articles: tuple[ArticleText, ...]
) -> StudyBatch:
    studies = []
    words: Counter[str] = Counter()
    for article in articles:
        text = _plain_text(article)
        entities = recognizers.find_entities(text, article.language)
        declared = article.name_lines.split("\n")
        study = study_text(text, context.finder, declared, article.language, entities)
        # A body that is not shown may mention every name.
        studies.append(study if article.body_html else replace(study, unmentioned_entries=()))
        words.update(lowercase_ngrams(text))
    counts = {
        word: count for word, count in words.items() if " " not in word or count >= _MIN_PAIR_COUNT
    }
    return StudyBatch(tuple(studies), counts)


STUDY_JOB = Job(_setup_study, StudySettings, ArticleText, StudyBatch)


def _plain_text(article: ArticleText) -> str:
    body = read_html_text(article.body_html).text if article.body_html else ""
    return read_headlines(article.head) + body
