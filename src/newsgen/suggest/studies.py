"""Studies the plain texts of articles for names, over processes.

Takes articles; gives for each chunk of them, in their order, what their texts say of names. A text
is what an article shows in words: title, dateline and summary, and its body where that is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC
from functools import partial
from unicodedata import normalize

from newsgen.content.names.fold import NAME_BREAK
from newsgen.content.names.html_text import read_html_text
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
"""Times that two words stand together in a chunk to be counted: a rare pair says nothing."""


class StudyBatch(Value, frozen=True, array_like=True):
    """What some articles say. lowercase_counts: how often words in them are in lower case."""

    studies: tuple[NameStudy, ...]
    lowercase_counts: dict[str, int]


class StudySettings(Value, frozen=True):
    """What names are recognized by."""

    options: ParseOptions
    authorities: tuple[Authority, ...]


class ArticleText(Value, frozen=True, array_like=True):
    """What the text of an article is made of.

    Attributes:
        head: Title, dateline and summary.
        body_html: Empty for an article that was withdrawn, or of which not all may be shown.
        name_lines: The names it declares, one a line.
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
        """Return the text of an article; raises as `BodyStore.html` does."""
        return _plain_text(self._article_text(article))

    def study(
        self, articles: tuple[Article, ...], progress: Callable[[int], None]
    ) -> Iterator[StudyBatch]:
        """Study all articles. progress: is called with the number of those done."""
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
        body = article.html_digest
        html = self._bodies.html(body, article.path) if body else ""
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
        # What is not shown may mention every name.
        studies.append(study if article.body_html else replace(study, unmentioned_entries=()))
        words.update(lowercase_ngrams(text))
    counts = {
        word: count for word, count in words.items() if " " not in word or count >= _MIN_PAIR_COUNT
    }
    return StudyBatch(tuple(studies), counts)


STUDY_JOB = Job(_setup_study, StudySettings, ArticleText, StudyBatch)


def _plain_text(article: ArticleText) -> str:
    head = "".join(normalize("NFC", text) + NAME_BREAK for text in article.head)
    return head + (read_html_text(article.body_html).text if article.body_html else "")
