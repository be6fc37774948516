"""The search stage: makes the outdated search indexes anew and keeps the others."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count

from newsgen.model.config import CONFIG_FILE
from newsgen.model.problem import Location, problem
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.build_state import StagedFiles
from newsgen.pipeline.index_files import INDEX_FOLDER, is_index_file
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import BuildRequest, Explanation
from newsgen.pipeline.search_plan import IndexPlan, PlannedIndex, index_key, plan_indexes
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.publish.transaction import OutputChanges
from newsgen.runtime import codec
from newsgen.search.documents import search_document
from newsgen.search.pagefind import (
    IndexingFailed,
    IndexJob,
    SearchIndex,
    index_shards,
    recent_file,
)
from newsgen.search.recent_changes import IndexedArticle
from newsgen.store.cache import Cache
from newsgen.store.command_session import Session
from newsgen.store.finished_indexes import FinishedIndexes
from newsgen.store.parse_cache import BodyStore

_FEW_INDEXES = 2
"""As many are made again in seconds, as after an edit: they are not kept for a stopped build."""


def index_site(
    plan: SitePlan, output: OutputState, request: BuildRequest, session: Session, tree: OutputTree
) -> StagedFiles:
    """Make every search index that is outdated.

    A request without `index` leaves shards that have an index as they are; articles that have
    changed in them are found all the same.
    """
    inputs = plan.inputs
    earlier = {entry.path for entry in output.below(INDEX_FOLDER) if is_index_file(entry)}
    if not inputs.config.search:
        return StagedFiles(OutputChanges(removed_paths=tuple(sorted(earlier))))
    indexes = plan_indexes(inputs, output, session.cache, at_once=not request.index)
    bodies = BodyStore(session.cache, plan.site)
    new_entries: list[ManifestEntry] = []
    outdated = indexes.outdated
    finished = FinishedIndexes(session.cache.folder if len(outdated) > _FEW_INDEXES else None)
    total = sum(len(planned.articles) for planned in outdated)
    done = count(1)

    def stage(path: str, data: bytes, key: str) -> None:
        previous = output.entry(path)
        old_hash = previous.hash if previous else None
        new_entries.append(stage_bytes(tree, path, data, key, old_hash))

    try:
        for planned, index in _make_indexes(outdated, finished, inputs, bodies, session):
            for name, data in index.files:
                stage(planned.job.address.lstrip("/") + name, data, planned.job.key)
            _keep_contents(session.cache, planned, index.ids)
            for _ in planned.articles:
                session.progress("search", next(done), total)
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        failed = problem("N702", Location(CONFIG_FILE), f"search: {failure}", hint)
        return StagedFiles(problems=(failed,))
    _sweep_contents(session.cache, indexes)
    recent = recent_file(indexes.recent)
    key = index_key("recent", recent)
    path = routes.SEARCH_RECENT.lstrip("/")
    entry = output.entry(path)
    is_current = entry is not None and entry.key == key and path not in output.faults
    if not is_current:
        stage(path, recent, key)
    folders = (planned.job.address.lstrip("/") for planned in outdated)
    explanations = tuple(Explanation(folder, "what is searched") for folder in folders)
    kept = {one.path for one in (*indexes.current, *new_entries)} | {path}
    return StagedFiles(
        OutputChanges(
            tuple(one for one in new_entries if one.staged),
            tuple(one for one in new_entries if not one.staged),
            tuple(sorted(earlier - kept)),
        ),
        sum(output.entry(one.path) is None for one in new_entries),
        len(new_entries),
        explanations if request.explain else (),
        search_outdated=indexes.is_behind,
    )


def _make_indexes(
    outdated: tuple[PlannedIndex, ...],
    finished: FinishedIndexes,
    inputs: PlanInputs,
    bodies: BodyStore,
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
    jobs = _with_documents(pending, inputs, bodies)
    indexes = index_shards(jobs, session.pool, serial_limit=session.tuning.serial_indexes)
    for planned, index in zip(pending, indexes, strict=True):
        finished.put(planned.job.key, codec.encode(index))
        yield planned, index


def _with_documents(
    outdated: Iterable[PlannedIndex], inputs: PlanInputs, bodies: BodyStore
) -> Iterator[IndexJob]:
    """Yield jobs with their documents, one by one: these take much more memory than articles."""
    for planned in outdated:
        documents = (search_document(inputs, article, bodies.html) for article in planned.articles)
        yield replace(planned.job, articles=tuple(documents))


def _keep_contents(cache: Cache, planned: PlannedIndex, ids: tuple[str, ...]) -> None:
    """Keep which articles the index of a shard holds, so that later builds see what changed."""
    if planned.keys:
        indexed = [
            IndexedArticle(article.path, key, own_id)
            for article, key, own_id in zip(planned.articles, planned.keys, ids, strict=True)
        ]
        cache.put("search_indexes", [(planned.job.key.encode(), codec.encode(indexed))])


def _sweep_contents(cache: Cache, indexes: IndexPlan) -> None:
    made = (planned.job.key for planned in indexes.outdated if planned.keys)
    cache.sweep("search_indexes", [key.encode() for key in (*indexes.current_keys, *made)])
