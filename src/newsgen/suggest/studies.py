"""The plain texts of articles, and the study of each over processes.

Takes articles; gives for each chunk of them, in their order, what their texts tell of names. A text
is what an article shows in words: title, dateline and summary, and its body where that is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC
from functools import partial
from pathlib import Path
from unicodedata import normalize

from newsgen.content.names.folding import NAME_BREAK
from newsgen.content.names.html_text import read_html_text
from newsgen.content.parse_context import ParseContext, ParseOptions
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.value import Value, replace
from newsgen.runtime import clock, codec
from newsgen.runtime.pool import ChunkFunction, batches
from newsgen.store.bodies import BodyStore
from newsgen.store.cache import Cache
from newsgen.store.session import Session
from newsgen.suggest.candidates import NameStudy, lowercase_ngrams, study_text
from newsgen.suggest.ner_spacy import EntityRecognizers

_MIN_PAIR_COUNT = 2
"""Times that two words stand together in a chunk to be told: what is rare tells nothing."""


class StudyBatch(Value, frozen=True, array_like=True):
    """What some articles tell. small: how often words in them are written small."""

    studies: tuple[NameStudy, ...]
    lowercase_counts: dict[str, int]


class _StudySettings(Value, frozen=True):
    folder: str
    cache_folder: str
    conventions: ParseOptions
    authorities: tuple[Authority, ...]


class _TextParts(Value, frozen=True, array_like=True):
    """Of an article, what its text is made of."""

    path: str
    body: str
    head: tuple[str, ...]
    declared: str
    language: str


class NameStudies:
    """The texts of a site's articles."""

    def __init__(self, site: Site, session: Session) -> None:
        self._site = site
        self._cache = cache = session.cache
        self._pool = session.pool
        self._tuning = session.tuning
        self._bodies = BodyStore(cache, site.folder, site.config.links_base)

    def text(self, article: Article) -> str:
        """The text of one; raises as `Bodies.html` does."""
        return _text(_text_parts(article), self._bodies)

    def study(
        self, articles: tuple[Article, ...], progress: Callable[[int], None]
    ) -> Iterator[StudyBatch]:
        """What all of them tell. told: hears how many are done."""
        together = batches(map(_text_parts, articles), self._tuning.texts_per_chunk)
        chunks = map(codec.encode, together)
        alone = len(articles) <= self._tuning.serial_texts
        heard = 0
        for answer in self._pool.map_chunks(
            _worker, self._settings, chunks, serial=alone, local_worker=self._local_worker()
        ):
            studied = codec.decode(answer, StudyBatch)
            for _ in studied.studies:
                heard += 1
                progress(heard)
            yield studied

    def _settings(self) -> bytes:
        context, folder = self._site.context, str(self._site.folder)
        memory = str(self._cache.folder or "")
        return codec.encode(
            _StudySettings(folder, memory, context.options, context.authorities.entries)
        )

    @contextmanager
    def _local_worker(self) -> Iterator[ChunkFunction]:
        yield partial(_study_chunk, self._site.context, self._bodies, EntityRecognizers())


def _text_parts(article: Article) -> _TextParts:
    head = (article.title, article.dateline, article.summary)
    return _TextParts(article.path, article.html_digest, head, article.name_lines, article.language)


@contextmanager
def _worker(data: bytes) -> Iterator[ChunkFunction]:
    settings = codec.decode(data, _StudySettings)
    zone = clock.time_zone(settings.conventions.timezone) or UTC
    context = ParseContext.create(settings.conventions, Authorities(settings.authorities), zone)
    with closing(Cache(Path(settings.cache_folder) if settings.cache_folder else None)) as cache:
        bodies = BodyStore(cache, Path(settings.folder), settings.conventions.links_base)
        yield partial(_study_chunk, context, bodies, EntityRecognizers())


def _study_chunk(
    context: ParseContext, bodies: BodyStore, models: EntityRecognizers, chunk: bytes
) -> bytes:
    studies = []
    words: Counter[str] = Counter()
    for told in codec.decode(chunk, tuple[_TextParts, ...]):
        text = _text(told, bodies)
        declared = told.declared.split("\n")
        names = models.find_entities(text, told.language)
        found = study_text(text, context.finder, declared, told.language, names)
        # What is not shown may say it all.
        studies.append(found if told.body else replace(found, unmentioned_entries=()))
        words.update(lowercase_ngrams(text))
    kept = {
        word: times for word, times in words.items() if " " not in word or times >= _MIN_PAIR_COUNT
    }
    return codec.encode(StudyBatch(tuple(studies), kept))


def _text(parts: _TextParts, bodies: BodyStore) -> str:
    head = "".join(normalize("NFC", text) + NAME_BREAK for text in parts.head)
    # An article that was withdrawn, or of which not all may be shown, has no body.
    return head + (read_html_text(bodies.html(parts.body, parts.path)).text if parts.body else "")
