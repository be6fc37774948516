"""The search stage: makes the outdated search indexes anew and keeps the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import count

from newsgen.model.article import Article
from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location, problem
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pipeline.build_state import StagedFiles
from newsgen.pipeline.index_files import INDEX_FOLDER, OutputIndexes, index_key, is_index_file
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import BuildRequest, Explanation
from newsgen.pipeline.search_plan import IndexPlan, PlannedIndex, plan_indexes
from newsgen.pipeline.word_index import (
    PlannedWords,
    WordPlan,
    keep_counted_days,
    make_word_files,
    plan_words,
)
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.publish.transaction import OutputChanges
from newsgen.runtime import codec
from newsgen.search.documents import SearchDocument, search_document
from newsgen.search.pagefind import (
    IndexingFailed,
    SearchIndex,
    index_shards,
    recent_file,
)
from newsgen.search.recent_changes import IndexedArticle
from newsgen.search.word_counts import PrintedText, printed_text
from newsgen.store.archive_database import DatabaseDamaged
from newsgen.store.cache import Cache
from newsgen.store.command_session import Session
from newsgen.store.finished_indexes import FinishedIndexes
from newsgen.store.parse_cache import BodyStore
from newsgen.store.search_days import SearchDays
from newsgen.store.stored_archive import StoredArchive

_FEW_INDEXES = 2
"""As many are made again in seconds, as after an edit: they are not kept for a stopped build."""


def index_site(
    plan: SitePlan, output: OutputState, request: BuildRequest, session: Session, tree: OutputTree
) -> StagedFiles:
    """Make every search index that is outdated.

    A request without `index` leaves shards that have an index as they are; articles that have
    changed in them are found all the same.
    """
    site, database = plan.site, plan.build_state.database
    if not site.config.search:
        stale = [entry.path for entry in output.below(INDEX_FOLDER) if is_index_file(entry)]
        return StagedFiles(OutputChanges(removed_paths=tuple(stale)))
    indexes = OutputIndexes(output)
    search_days = SearchDays(database)
    index_plan = plan_indexes(
        search_days,
        indexes,
        session.cache,
        request.tuning,
        at_once=not request.index,
        anew=request.verify,
    )
    word_plan = plan_words(
        search_days,
        indexes,
        session.cache,
        at_once=not request.index,
        anew=request.verify,
    )
    outdated = index_plan.outdated
    staging = _Staging(tree)
    archive = StoredArchive(database, site.context.authorities, reads_all=False)
    documents = _Documents(archive, BodyStore(session.cache, site))
    finished = FinishedIndexes(session.cache.folder if len(outdated) > _FEW_INDEXES else None)
    total = sum(len(planned.paths) for planned in outdated)
    total += sum(2 * planned.article_count for planned in word_plan.outdated)
    done = count(1)

    def step() -> None:
        session.progress("search", next(done), total)

    try:
        for planned, index in _make_indexes(outdated, finished, documents, session):
            folder = planned.job.address.lstrip("/")
            files = {folder + name: data for name, data in index.files}
            staging.replace(indexes.files(planned.job.address), files, planned.job.key)
            _keep_contents(session.cache, planned, index.ids)
            for _ in planned.paths:
                step()
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        failed = problem("N702", Location(CONFIG_FILE), f"search: {failure}", hint)
        return StagedFiles(problems=(failed,))
    for words in word_plan.outdated:
        texts = partial(documents.texts, search_days, words, step)
        word_files = make_word_files(words, texts, session.pool, request.tuning)
        staging.replace(indexes.files(words.address), word_files, words.key)
        keep_counted_days(session.cache, search_days, words)
    planned_addresses = {
        *index_plan.current,
        *word_plan.current,
        *(planned.job.address for planned in outdated),
        *(planned.address for planned in word_plan.outdated),
    }
    for address in indexes.addresses():
        if address not in planned_addresses:
            staging.replace(indexes.files(address), {}, "")
    _sweep_contents(session.cache, index_plan, word_plan)
    recent = recent_file(index_plan.recent)
    key = index_key("recent", recent)
    path = routes.SEARCH_RECENT.lstrip("/")
    entry = output.entry(path)
    if entry is None or entry.key != key or path in output.faults:
        staging.replace({path: entry} if entry else {}, {path: recent}, key)
    made = planned_addresses - {*index_plan.current, *word_plan.current}
    explanations = tuple(
        Explanation(address.lstrip("/"), "what is searched") for address in sorted(made)
    )
    return StagedFiles(
        staging.changes(),
        staging.new_count,
        len(staging.entries),
        explanations if request.explain else (),
        search_outdated=index_plan.is_behind or word_plan.is_behind,
        has_recent_index=bool(index_plan.recent),
    )


class _Staging:
    """What changes in the output.

    new_count: How many files come that it does not have.
    """

    def __init__(self, tree: OutputTree) -> None:
        self._tree = tree
        self.entries: list[ManifestEntry] = []
        self.new_count = 0
        self._removed_paths: list[str] = []

    def replace(
        self, earlier: Mapping[str, ManifestEntry], files: Mapping[str, bytes], key: str
    ) -> None:
        """Stage the files of an index in the place of the earlier ones."""
        for path, data in files.items():
            previous = earlier.get(path)
            self.new_count += previous is None
            old_hash = previous.hash if previous else None
            self.entries.append(stage_bytes(self._tree, path, data, key, old_hash))
        gone = (entry for path, entry in earlier.items() if path not in files)
        self._removed_paths += (entry.path for entry in gone if is_index_file(entry))

    def changes(self) -> OutputChanges:
        return OutputChanges(
            tuple(entry for entry in self.entries if entry.staged),
            tuple(entry for entry in self.entries if not entry.staged),
            tuple(sorted(self._removed_paths)),
        )


class _Documents:
    """Reads documents from the stored archive."""

    def __init__(self, archive: StoredArchive, bodies: BodyStore) -> None:
        self._archive = archive
        self._bodies = bodies

    def of(self, paths: Iterable[str]) -> Iterator[SearchDocument]:
        """Yield those of articles."""
        for article in self._articles(paths):
            yield search_document(self._archive, article, self._bodies.html)
            self._archive.notes.take()  # what indexes have read is noted nowhere

    def texts(
        self, search_days: SearchDays, words: PlannedWords, step: Callable[[], None]
    ) -> Iterator[PrintedText]:
        """Yield the texts of all articles of a language; call `step` for each."""
        days = words.days
        keys = search_days.documents(days[0].language, (day.day for day in days))
        for article in self._articles(path for path, _ in keys):
            step()
            yield printed_text(article, self._bodies.html)

    def _articles(self, paths: Iterable[str]) -> Iterator[Article]:
        for path in paths:
            article = self._archive.article(path)
            if article is None:
                raise DatabaseDamaged("an article is missing")
            yield article


def _make_indexes(
    outdated: tuple[PlannedIndex, ...],
    finished: FinishedIndexes,
    documents: _Documents,
    session: Session,
) -> Iterator[tuple[PlannedIndex, SearchIndex]]:
    """Give each planned index: those of a build that was stopped, then the others, newest first."""
    pending = []
    for planned in outdated:
        index = None
        if row := finished.get(planned.job.key):
            with suppress(codec.DecodeError):
                index = codec.decode(row, SearchIndex)
        if index is None:
            pending.append(planned)
        else:
            yield planned, index
    # Jobs get their documents one by one: these take much more memory than paths.
    jobs = (replace(one.job, articles=tuple(documents.of(one.paths))) for one in pending)
    indexes = index_shards(jobs, session.pool, serial_limit=session.tuning.serial_indexes)
    for planned, index in zip(pending, indexes, strict=True):
        finished.put(planned.job.key, codec.encode(index))
        yield planned, index


def _keep_contents(cache: Cache, planned: PlannedIndex, ids: tuple[str, ...]) -> None:
    """Keep which articles the index of a shard holds, so that later builds see what changed."""
    if planned.keys:
        indexed = list(map(IndexedArticle, planned.paths, planned.keys, ids))
        cache.put("search_indexes", [(planned.job.key.encode(), codec.encode(indexed))])


def _sweep_contents(cache: Cache, indexes: IndexPlan, words: WordPlan) -> None:
    made = (planned.job.key for planned in indexes.outdated if planned.keys)
    counted = (planned.key for planned in words.outdated)
    keys = (*indexes.current.values(), *made, *words.current.values(), *counted)
    cache.sweep("search_indexes", [key.encode() for key in keys])
