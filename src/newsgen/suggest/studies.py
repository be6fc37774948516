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

from newsgen.content.context import Context, Conventions
from newsgen.content.names.folding import BREAK
from newsgen.content.names.html_text import page
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.authority import Authorities, Authority
from newsgen.model.value import Value, replace
from newsgen.runtime import clock, codec
from newsgen.runtime.pool import Pool, Work, batches
from newsgen.store.bodies import Bodies
from newsgen.store.cache import Cache
from newsgen.suggest.candidates import Study, small, study
from newsgen.suggest.ner_spacy import Models

_CHUNK = 64

_OFTEN = 2
"""Times that two words stand together in a chunk to be told: what is rare tells nothing."""


class Studied(Value, frozen=True, array_like=True):
    """What some articles tell. small: how often words in them are written small."""

    studies: tuple[Study, ...]
    small: dict[str, int]


class _Settings(Value, frozen=True):
    folder: str
    memory: str
    conventions: Conventions
    authorities: tuple[Authority, ...]


class _Told(Value, frozen=True, array_like=True):
    """Of an article, what its text is made of."""

    path: str
    body: str
    head: tuple[str, ...]
    declared: str
    language: str


class Texts:
    """The texts of a site's articles."""

    def __init__(self, site: Site, cache: Cache, pool: Pool) -> None:
        self._site = site
        self._cache = cache
        self._pool = pool
        self._bodies = Bodies(cache, site.folder, site.config.links_base)

    def text(self, article: Article) -> str:
        """The text of one; raises as `Bodies.html` does."""
        return _text(_told(article), self._bodies)

    def study(
        self, articles: tuple[Article, ...], told: Callable[[int], None]
    ) -> Iterator[Studied]:
        """What all of them tell. told: hears how many are done."""
        chunks = (codec.encode(batch) for batch in batches(map(_told, articles), _CHUNK))
        alone = len(articles) <= 4 * _CHUNK
        heard = 0
        for answer in self._pool.spread(
            _worker, self._settings, chunks, alone=alone, here=self._here()
        ):
            studied = codec.decode(answer, Studied)
            for _ in studied.studies:
                heard += 1
                told(heard)
            yield studied

    def _settings(self) -> bytes:
        context, folder = self._site.context, str(self._site.folder)
        memory = str(self._cache.folder or "")
        return codec.encode(
            _Settings(folder, memory, context.conventions, context.authorities.entries)
        )

    @contextmanager
    def _here(self) -> Iterator[Work]:
        yield partial(_work, self._site.context, self._bodies, Models())


def _told(article: Article) -> _Told:
    head = (article.title, article.dateline, article.summary)
    return _Told(article.path, article.body, head, article.declared, article.language)


@contextmanager
def _worker(data: bytes) -> Iterator[Work]:
    settings = codec.decode(data, _Settings)
    zone = clock.zone(settings.conventions.timezone) or UTC
    context = Context.of(settings.conventions, Authorities(settings.authorities), zone)
    with closing(Cache(Path(settings.memory) if settings.memory else None)) as cache:
        bodies = Bodies(cache, Path(settings.folder), settings.conventions.links_base)
        yield partial(_work, context, bodies, Models())


def _work(context: Context, bodies: Bodies, models: Models, chunk: bytes) -> bytes:
    studies = []
    words: Counter[str] = Counter()
    for told in codec.decode(chunk, tuple[_Told, ...]):
        text = _text(told, bodies)
        declared = told.declared.split("\n")
        names = models.names(text, told.language)
        found = study(text, context.finder, declared, told.language, names)
        # What is not shown may say it all.
        studies.append(found if told.body else replace(found, unsaid=()))
        words.update(small(text))
    kept = {word: times for word, times in words.items() if " " not in word or times >= _OFTEN}
    return codec.encode(Studied(tuple(studies), kept))


def _text(told: _Told, bodies: Bodies) -> str:
    head = "".join(normalize("NFC", text) + BREAK for text in told.head)
    # An article that was withdrawn, or of which not all may be shown, has no body.
    return head + (page(bodies.html(told.body, told.path)).text if told.body else "")
