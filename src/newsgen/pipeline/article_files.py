"""All articles that the files of an archive hold, published or not, for commands that ask of them.

A build shows fewer: no drafts, none that are embargoed or expired, and one of two at one address.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from newsgen.archive.infer_translations import infer_translations
from newsgen.content.parse_file import ParsedFile
from newsgen.content.site import Site
from newsgen.model.article import Article
from newsgen.model.problem import Problem, apply_severities, errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import Value
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.parse import lacks_authority_file
from newsgen.pipeline.parse_sources import ParseStage, prestart_workers
from newsgen.pipeline.request import BuildRequest
from newsgen.pipeline.scan import scan_site
from newsgen.pipeline.site_loader import load_site
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import FileChanged
from newsgen.runtime.job import Job
from newsgen.runtime.system import gc_disabled
from newsgen.store.command_session import Session
from newsgen.store.file_digests import FileDigests
from newsgen.store.parse_cache import BodyStore

T = TypeVar("T")

_ATTEMPTS = 3


class UnreadableArchive(Exception):
    """An archive of which not even the settings or the authority files can be read."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


class ArticleFiles(Value, frozen=True):
    """The articles of an archive's files, while its cache is open.

    Attributes:
        articles: By path.
        unread_paths: The files that are no articles because of what is wrong in them.
        now: The time that the command counts as.
    """

    site: Site
    articles: tuple[Article, ...]
    unread_paths: tuple[str, ...]
    now: datetime
    session: Session

    def body(self, article: Article) -> str:
        """Return the HTML of an article's text. Raises as `BodyStore.html` does."""
        if not article.html_digest:
            return ""
        bodies = BodyStore(self.session.cache, self.site)
        return bodies.html(article.html_digest, article.path)


def map_bodies(
    files: ArticleFiles, job: Job[None, str, tuple[T, ...]], articles: Sequence[Article]
) -> Iterator[T]:
    """Yield what a job makes of the HTML of each article, in worker processes.

    Raises as `ArticleFiles.body` does.
    """
    session = files.session
    done = 0
    for chunk, results in session.pool.run(
        job,
        None,
        map(files.body, articles),
        chunk_size=session.tuning.texts_per_chunk,
        serial_limit=session.tuning.serial_texts,
    ):
        yield from results
        done += len(chunk)
        session.progress("study", done, len(articles))


def read_article_files(
    request: BuildRequest, step: Callable[[ArticleFiles], T], progress: Progress
) -> T:
    """Return what a step makes of an archive's articles; it is run anew if a file changes.

    Raises UnreadableArchive.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return _run(request, step, progress)
        except FileChanged:  # as when an editor saves a file
            continue
    return _run(request, step, progress)


def _run(request: BuildRequest, step: Callable[[ArticleFiles], T], progress: Progress) -> T:
    scanned = scan_site(request.site)
    with gc_disabled(), open_session(request, Stopwatch(), progress, persistent=False) as session:
        prestart_workers(scanned, session)
        site, problems = load_site(scanned, session.cache)
        if site is None:
            raise UnreadableArchive(apply_severities(problems, {}))
        problems = apply_severities(problems, site.config.problems)
        if lacks_authority_file(errors_in(problems)):
            raise UnreadableArchive(problems)
        stage = ParseStage(
            site, FileDigests(session.cache, site.listing, scanned.listed_at), session
        )
        files = list(_with_progress(stage, site, progress))
        articles = infer_translations(
            tuple(file.article for file in files if file.article),
            site.config.language,
            site.config.languages_in_addresses,
        )
        return step(
            ArticleFiles(
                site,
                tuple(sorted(articles, key=lambda article: article.path)),
                tuple(sorted(file.path for file in files if not file.article and not file.page)),
                request.effective_time(site.context.zone),
                session,
            )
        )


def _with_progress(stage: ParseStage, site: Site, progress: Progress) -> Iterator[ParsedFile]:
    count = len(site.sources)
    for number, source in enumerate(stage.parse(site.sources), 1):
        yield source.file
        progress("prepare", number, count)
