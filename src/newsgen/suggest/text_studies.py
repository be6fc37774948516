"""Studies the texts of articles for names, in worker processes, and counts what is in them.

The text of an article is its title, dateline and summary, and its body if that is shown.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC
from functools import partial

from newsgen.content.names.html_text import read_headlines, read_html_text
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.runtime import clock
from newsgen.runtime.pool import Job
from newsgen.store.bodies import BodyStore
from newsgen.store.session import Session
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.name_study import NameStudy, lowercase_ngrams, study_text
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
    """

    head: tuple[str, ...]
    body_html: str
    name_lines: str
    language: str

    @property
    def plain_text(self) -> str:
        """The whole text, in NFC."""
        body = read_html_text(self.body_html).text if self.body_html else ""
        return read_headlines(self.head) + body


class TextStudies:
    """The texts of a site's articles."""

    def __init__(self, site: Site, session: Session) -> None:
        self._context = site.context
        self._session = session
        self._bodies = BodyStore(session.cache, site.folder, site.config.links_base)

    def text(self, article: Article) -> ArticleText:
        """Return the text of an article. Raises as `BodyStore.html` does."""
        head = (article.title, article.dateline, article.summary)
        digest = article.html_digest
        html = self._bodies.html(digest, article.path) if digest else ""
        return ArticleText(head, html, article.name_lines, article.language)

    def count(self, articles: tuple[Article, ...], progress: Progress) -> CandidateCounts:
        """Return the counts of all texts; an article's number is its position."""
        tuning, counts = self._session.tuning, CandidateCounts()
        for _, batch in self._session.pool.run(
            STUDY_JOB,
            StudySettings(self._context.options, self._context.authorities.entries),
            map(self.text, articles),
            chunk_size=tuning.texts_per_chunk,
            serial_limit=tuning.serial_texts,
            local_function=partial(_study, self._context, EntityRecognizers()),
        ):
            for study in batch.studies:
                counts.add(counts.article_count, study)
                progress("study", counts.article_count, len(articles))
            counts.count_lowercase(batch.lowercase_counts)
        return counts


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
        text = article.plain_text
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
