"""Which search indexes of the output are current, and which are to be made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress

from newsgen.archive.search_shards import Shard, shards
from newsgen.model.tuning import Tuning
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pipeline.index_files import OutputIndexes, index_key
from newsgen.runtime import codec
from newsgen.search.pagefind import IndexJob
from newsgen.search.recent_changes import (
    IndexedArticle,
    RecentChanges,
    ShardChanges,
    shard_changes,
    shards_to_index,
)
from newsgen.store.cache import Cache
from newsgen.store.search_days import SearchDays


class PlannedIndex(Value, frozen=True):
    """An index to be made.

    Attributes:
        job: Without the documents.
        paths: Of its articles, in their order; none for the runtime of a language.
        keys: Of their documents; none where nothing has to be kept for later builds.
    """

    job: IndexJob
    paths: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class IndexPlan(Value, frozen=True):
    """What is to be done for search.

    Attributes:
        current: The keys of the indexes that stay, by their addresses.
        recent: What the search page is told of each language, where it is told something.
        is_behind: Whether shards are left that should be indexed anew when there is time.
    """

    current: Mapping[str, str]
    outdated: tuple[PlannedIndex, ...]
    recent: Mapping[str, RecentChanges]
    is_behind: bool


def plan_indexes(
    search_days: SearchDays,
    indexes: OutputIndexes,
    cache: Cache,
    tuning: Tuning,
    *,
    at_once: bool,
    anew: bool,
) -> IndexPlan:
    """Compare the indexes in the output with the archive.

    Args:
        search_days: Of the archive.
        indexes: Of the output.
        cache: Where it is kept what the indexes of shards hold.
        tuning: The sizes of shards and of recent indexes.
        at_once: Whether changed articles shall be found without waiting for a shard to be indexed.
        anew: Whether each changed shard shall be indexed anew.
    """
    return _Planner(search_days, indexes, cache, tuning).plan(at_once=at_once, anew=anew)


class _Planner:
    def __init__(
        self, search_days: SearchDays, indexes: OutputIndexes, cache: Cache, tuning: Tuning
    ) -> None:
        self._search_days = search_days
        self._indexes = indexes
        self._cache = cache
        self._max_recent = tuning.recent_articles
        self._shards = shards(search_days.days(), tuning.articles_per_shard)
        self._current: dict[str, str] = {}
        self._outdated: list[PlannedIndex] = []

    def plan(self, *, at_once: bool, anew: bool) -> IndexPlan:
        for language in sorted({shard.language for shard in self._shards}):
            address = routes.search_runtime_address(language)
            self._add(IndexJob(address, language, "", index_key("runtime", language), ()))
        changes: dict[str, list[ShardChanges]] = defaultdict(list)
        missing: list[Shard] = []
        for shard in self._shards:
            if self._keep(_shard_job(shard)):
                continue
            if known := self._changes(shard):
                changes[shard.language].append(known)
            else:
                missing.append(shard)
        due: set[Shard] = set()
        for own in changes.values():
            every = frozenset(one.shard for one in own)
            due |= every if anew else shards_to_index(own, self._max_recent)
        chosen = {*missing} if at_once else {*missing, *due}
        recent = {}
        for shard in self._shards:
            if shard in chosen:
                documents = self._documents(shard)
                paths, keys = tuple(documents), tuple(documents.values())
                self._outdated.append(PlannedIndex(_shard_job(shard), paths, keys))
        for language, own in sorted(changes.items()):
            if waiting := [one for one in own if one.shard not in chosen]:
                recent[language] = self._plan_recent(language, waiting)
        return IndexPlan(
            self._current, tuple(self._outdated), recent, is_behind=at_once and bool(due)
        )

    def _add(self, job: IndexJob, paths: tuple[str, ...] = ()) -> None:
        if not self._keep(job):
            self._outdated.append(PlannedIndex(job, paths))

    def _keep(self, job: IndexJob) -> bool:
        """Keep an index of the output if it is that of a job; return whether it is."""
        if self._indexes.key(job.address) != job.key:
            return False
        self._current[job.address] = job.key
        return True

    def _changes(self, shard: Shard) -> ShardChanges | None:
        """Return how a shard differs from its index; None if it has none, or nobody knows."""
        key = self._indexes.key(_shard_job(shard).address)
        row = self._cache.get("search_indexes", key.encode()) if key else None
        if row is None:
            return None
        with suppress(codec.DecodeError):
            indexed = codec.decode(row, tuple[IndexedArticle, ...])
            return shard_changes(shard, self._documents(shard), indexed)
        return None

    def _plan_recent(self, language: str, changes: Iterable[ShardChanges]) -> RecentChanges:
        """Keep the indexes of changed shards, and add the index of what has changed in them."""
        documents: dict[str, str] = {}
        hidden: list[str] = []
        for one in changes:
            address = _shard_job(one.shard).address
            self._current[address] = self._indexes.key(address)
            documents |= one.new_documents
            hidden += (article.id for article in one.hidden)
        if documents:
            address = routes.shard_address(language, routes.RECENT_INDEX)
            key = index_key(language, routes.RECENT_INDEX, list(documents.values()))
            job = IndexJob(address, language, routes.RECENT_INDEX, key, ())
            self._add(job, tuple(documents))
        return RecentChanges(len(documents), tuple(sorted(hidden)))

    def _documents(self, shard: Shard) -> dict[str, str]:
        return dict(self._search_days.documents(shard.language, shard.days))


def _shard_job(shard: Shard) -> IndexJob:
    address = routes.shard_address(shard.language, shard.name)
    key = index_key(shard.language, shard.name, f"{shard.digest:x}")
    return IndexJob(address, shard.language, shard.name, key, ())
