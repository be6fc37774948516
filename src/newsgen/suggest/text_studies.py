"""Studies the texts of articles for names, in worker processes, and counts what is in them.

The text of an article is its title, dateline and summary, the captions of its pictures, and its
body if that is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from newsgen.content.names import NameFinder
from newsgen.content.names.html_text import read_headlines, read_html_text
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.value import Value, replace
from newsgen.runtime.job import Job
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore
from newsgen.suggest.candidate_counts import CandidateCounts
from newsgen.suggest.candidates.name_study import NameStudy, lowercase_ngrams, study_text
from newsgen.suggest.ner_spacy import EntityRecognizers

_MIN_PAIR_COUNT = 2
"""A pair of words counts if a chunk has it this often: rare pairs say nothing."""


StudyBatch = tuple[tuple[NameStudy, ...], dict[str, int]]
"""The studies of some articles, and how often words in them are written in lower case."""


class ArticleText(Value, frozen=True, array_like=True):
    """The parts of the text of an article.

    Attributes:
        head: Its title, dateline and summary, and the captions of pictures beside the text.
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


def read_text(bodies: BodyStore, article: Article) -> ArticleText:
    """Return the text of an article. Raises as `BodyStore.html` does."""
    captions = (picture.caption for picture in article.images)
    head = (article.title, article.dateline, article.summary, *filter(None, captions))
    html = bodies.html(article.html_digest, article.path) if article.html_digest else ""
    return ArticleText(head, html, article.name_lines, article.language)


def count_candidates(
    texts: Iterable[ArticleText], authorities: Authorities, session: Session, total: int
) -> CandidateCounts:
    """Return the counts of texts, which are numbered in their order. total: how many they are."""
    counts = CandidateCounts()
    for _, (studies, lowercase_counts) in session.pool.run(
        STUDY_JOB,
        authorities.entries,
        texts,
        chunk_size=session.tuning.texts_per_chunk,
        serial_limit=session.tuning.serial_texts,
    ):
        for study in studies:
            counts.add(counts.article_count, study)
            session.progress("study", counts.article_count, total)
        counts.count_lowercase(lowercase_counts)
    return counts


def _setup_study(entries: tuple[Authority, ...]) -> Callable[[tuple[ArticleText, ...]], StudyBatch]:
    return partial(_study, NameFinder(Authorities(entries)), EntityRecognizers())


def _study(
    finder: NameFinder, recognizers: EntityRecognizers, articles: tuple[ArticleText, ...]
) -> StudyBatch:
    studies = []
    words: Counter[str] = Counter()
    for article in articles:
        text = article.plain_text
        entities = recognizers.find_entities(text, article.language)
        declared = article.name_lines.split("\n")
        study = study_text(text, finder, declared, article.language, entities)
        # A body that is not shown may mention every name.
        studies.append(study if article.body_html else replace(study, unmentioned_entries=()))
        words.update(lowercase_ngrams(text))
    return tuple(studies), {
        word: count for word, count in words.items() if " " not in word or count >= _MIN_PAIR_COUNT
    }


STUDY_JOB = Job(
    _setup_study,
    tuple[Authority, ...],
    ArticleText,
    tuple[tuple[NameStudy, ...], dict[str, int]],
)
