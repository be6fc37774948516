"""`newsgen import`: reads documents, and writes those as articles that the archive lacks.

Documents are read in worker processes. All articles have their places before the first is written,
because they may link to each other. No file is ever replaced, but with `update` those of articles
that the documents are the sources of.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from newsgen.commands.draft_pictures import fetch_drafts_pictures, picture_client
from newsgen.commands.import_result import (
    ImportedArticle,
    ImportRequest,
    ImportResult,
    KnownDocument,
)
from newsgen.commands.import_writer import ImportWriter, ReservedPlace, is_content_of
from newsgen.commands.imported_names import find_imported_names
from newsgen.importing.complete import Ask, CompleteDraft, Completion
from newsgen.importing.document import Document, ImportSettings
from newsgen.importing.draft import Draft, Refusal
from newsgen.importing.find_documents import Sources, find_documents, find_sources
from newsgen.importing.known_archive import KnownArchive
from newsgen.importing.placement import Placement
from newsgen.importing.read_documents import READ_JOB, DocumentReading
from newsgen.links.polite_client import PoliteClient
from newsgen.model.command_error import CommandError
from newsgen.model.problem import errors_in
from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.article_files import (
    ArticleFiles,
    UnreadableArchive,
    read_article_files,
)
from newsgen.pipeline.open_session import open_session
from newsgen.pipeline.sketch_texts import sketch_texts
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.system import gc_disabled
from newsgen.store.command_session import Session

_CHUNK_SIZE = 8
_SERIAL_LIMIT = 16
"""Documents that this process reads alone: as many as others take to start."""

_NEARLY_SAME = 0.85
"""The part of the word sequences of a text that make it the text of another article."""


def import_articles(
    request: ImportRequest, progress: Progress, ask: Ask, client: PoliteClient | None = None
) -> ImportResult:
    """Import documents, and return what came of them.

    Args:
        ask: Asks the editor what a document does not say.
        client: Fetches pictures; None for one that asks the network.

    Raises:
        CommandError: The archive cannot be read.
    """
    try:
        archive = read_article_files(request.build, _known_archive, progress)
    except UnreadableArchive as error:
        raise CommandError(str(errors_in(error.problems)[0])) from None
    with (
        gc_disabled(),
        open_session(request.build, Stopwatch(), progress, persistent=False) as session,
    ):
        work = _Import(request, archive, ask)
        sources = find_sources(request.inputs, str(request.build.site))
        settings = ImportSettings(
            sources.sites,
            archive.config.language,
            archive.config.timezone,
            request.retrieved,
            request.url,
        )
        for reading in _read(request, sources, settings, session):
            work.add(reading)
        if request.with_pictures and not request.dry_run:
            work.fetch(client or picture_client(archive.config), progress)
        articles, failure = work.write()
        result = ImportResult(
            tuple(articles),
            tuple(work.known_documents),
            tuple(work.refusals),
            site_notes=_site_notes(sources),
            failure=failure,
        )
        if request.dry_run or not articles:
            return result
        return find_imported_names(replace(request.build, drafts=True), session, result)


def _known_archive(files: ArticleFiles) -> KnownArchive:
    """Return what an import has to know of an archive."""
    site, articles = files.site, files.articles
    paths = (*site.sources, *site.other_files)
    archive = KnownArchive(
        site.config, site.context.authorities, site.context.zone, articles, paths
    )
    for article, sketch in zip(articles, sketch_texts(files, articles), strict=True):
        archive.similar.add(article.path, sketch)
    return archive


def _read(
    request: ImportRequest, sources: Sources, settings: ImportSettings, session: Session
) -> Iterator[DocumentReading]:
    """Yield what comes of all documents, in their order."""
    refusals: list[Refusal] = []

    def documents() -> Iterator[Document]:
        for each in find_documents(sources, request.standard_input):
            if isinstance(each, Refusal):
                refusals.append(each)
            else:
                yield each

    count, total = 0, len(sources.files)
    chunks = session.pool.run(
        READ_JOB, settings, documents(), chunk_size=_CHUNK_SIZE, serial_limit=_SERIAL_LIMIT
    )
    for _, readings in chunks:
        for reading in readings:
            count += 1
            session.progress("import", count, max(total, count))
            yield reading
    yield DocumentReading(tuple(refusals), (b"",) * len(refusals))


class _Import:
    """One import: takes readings, and writes articles when all are there."""

    def __init__(self, request: ImportRequest, archive: KnownArchive, ask: Ask) -> None:
        self._request = request
        self._archive = archive
        self._completion = Completion(archive, request.choices, ask)
        self._silent_completion = Completion(archive, request.choices, lambda _origin, _what: "")
        site = request.build.site
        self._placement = Placement(
            archive,
            publish=request.publish,
            with_pictures=request.with_pictures,
            is_there=partial(is_content_of, site),
        )
        self._writer = ImportWriter(
            site, self._placement, archive.config.rename, is_dry=request.dry_run
        )
        self._places: list[ReservedPlace] = []
        self._new_paths: set[str] = set()
        self._refreshed: dict[str, ReservedPlace] = {}
        self.known_documents: list[KnownDocument] = []
        self.refusals: list[Refusal] = []

    def add(self, document: DocumentReading) -> None:
        """Add what came of a document: its drafts get their places."""
        for reading, sketch in zip(document.readings, document.sketches, strict=True):
            if isinstance(reading, Refusal):
                self.refusals.append(reading)
                continue
            known = self._find_known(reading, sketch)
            if known:
                self._add_known(known, reading)
                continue
            complete = self._completion.complete(reading)
            if isinstance(complete, Refusal):
                self.refusals.append(complete)
                continue
            path, identifier, notes = self._placement.reserve(complete.draft)
            self._new_paths.add(path)
            self._archive.similar.add(path, sketch)
            self._places.append(
                ReservedPlace(complete.draft, path, identifier, (*complete.notes, *notes))
            )

    def _find_known(self, draft: Draft, sketch: bytes) -> KnownDocument | None:
        """Return why the archive has a draft already; None if it does not.

        Articles of an old site may share an address elsewhere, and even a text: what they are known
        by are their own addresses. Only other articles are compared with them by their texts.
        """
        for alias in draft.aliases:
            path = self._archive.path_of_alias(alias)
            if path and path not in self._new_paths:
                return KnownDocument(draft.origin, path, f"its old address {alias} leads there")
        if not draft.aliases and (path := self._archive.path_of_url(draft.source_url)):
            return KnownDocument(draft.origin, path, "its source_url is the same")
        nearest = None if self._request.with_copies else self._archive.similar.nearest(sketch)
        if nearest is None or nearest[1] < _NEARLY_SAME:
            return None
        if draft.aliases and nearest[0] in self._new_paths:
            return None
        share = f"{nearest[1]:.0%}".replace("%", " %")
        return KnownDocument(draft.origin, nearest[0], f"{share} of its text is the same")

    def _add_known(self, known: KnownDocument, draft: Draft) -> None:
        """Add a document that the archive has: its article is to be refreshed, or it is told."""
        path = known.path
        self._placement.add_known(draft, path)
        is_other = self._archive.is_from_elsewhere(path, draft.source_url)
        is_done = path in self._new_paths or path in self._refreshed
        if not self._request.update or is_other or is_done:
            self.known_documents.append(known)
            return
        complete = self._silent_completion.complete(draft)
        if isinstance(complete, CompleteDraft):
            draft = complete.draft
        self._refreshed[path] = ReservedPlace(draft, path, "", ())

    def fetch(self, client: PoliteClient, progress: Progress) -> None:
        """Fetch the pictures of all articles that lie on the web; those that fail are noted."""
        drafts = [place.draft for place in (*self._places, *self._refreshed.values())]
        pictures, reasons = fetch_drafts_pictures(drafts, client, progress)
        self._places = [_with_pictures(place, pictures, reasons) for place in self._places]
        for path, place in self._refreshed.items():
            self._refreshed[path] = _with_pictures(place, pictures, reasons)

    def write(self) -> tuple[list[ImportedArticle], str]:
        """Write all articles; return them, and why it stopped early; empty if it did not."""
        articles: list[ImportedArticle] = []
        try:
            for place in self._places:
                articles.append(self._writer.write(place))
            for place in self._refreshed.values():
                match self._writer.refresh(place):
                    case ImportedArticle() as article:
                        articles.append(article)
                    case KnownDocument() as known:
                        self.known_documents.append(known)
                    case refusal:
                        self.refusals.append(refusal)
        except OSError as error:
            reason = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
            total = len(self._places) + len(self._refreshed)
            left = f"{total - len(articles):,} of {total:,} articles are not written"
            return articles, f"{reason}; {left}: mend that, and import again for the rest"
        return articles, ""


def _with_pictures(
    place: ReservedPlace, pictures: Mapping[str, bytes], reasons: Mapping[str, str]
) -> ReservedPlace:
    """Return a draft with the content of its pictures, and notes on those that failed."""
    attachments = tuple(
        replace(each, content=pictures[each.url]) if each.url in pictures else each
        for each in place.draft.attachments
    )
    notes = (
        f"the picture {each.url} stays where it is: {reasons[each.url]}"
        for each in place.draft.attachments
        if each.url in reasons
    )
    draft = replace(place.draft, attachments=attachments)
    return replace(place, draft=draft, notes=(*place.notes, *notes))


def _site_notes(sources: Sources) -> tuple[str, ...]:
    """Return sentences about what an editor named."""
    notes = [
        f"{site.origin} is a site of {site.kind.capitalize()}, by its {site.evidence or 'folders'}"
        f"{site.note and f'; {site.note}'}"
        for site in sources.sites
    ]
    return (*notes, *sources.notes)
