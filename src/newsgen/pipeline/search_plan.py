"""Which search indexes of the output are current, and which are to be made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from newsgen.archive.search_shards import Shard, articles_by_day, search_days, shards
from newsgen.model.article import Article
from newsgen.model.digest import digest
from newsgen.model.value import Value
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.index_files import INDEX_FOLDER, INDEX_KEY_PREFIX, is_index_file
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.runtime import codec
from newsgen.search.documents import document_key
from newsgen.search.pagefind import IndexJob
from newsgen.search.recent_changes import (
    IndexedArticle,
    RecentChanges,
    ShardChanges,
    shard_changes,
    shards_to_index,
)
from newsgen.store.cache import Cache
from newsgen.store.program_digest import program_digest

_ENTRY_FILE = "/pagefind-entry.json"
"""Each index has one such file, in its folder."""


class PlannedIndex(Value, frozen=True):
    """An index to be made.

    Attributes:
        job: Without the documents.
        articles: In their order; none for the runtime of a language.
        keys: The `document_key` of each; none where nothing has to be kept for later builds.
    """

    job: IndexJob
    articles: tuple[Article, ...] = ()
    keys: tuple[str, ...] = ()


class IndexPlan(Value, frozen=True):
    """What is to be done for search.

    Attributes:
        current: The entries of the files that stay.
        current_keys: The keys of the indexes of shards that stay.
        recent: What the search page is told of each language, where it is told something.
        is_behind: Whether shards are left that should be indexed anew when there is time.
    """

    current: tuple[ManifestEntry, ...]
    current_keys: tuple[str, ...]
    outdated: tuple[PlannedIndex, ...]
    recent: Mapping[str, RecentChanges]
    is_behind: bool


def plan_indexes(
    inputs: PlanInputs, output: OutputState, cache: Cache, *, at_once: bool
) -> IndexPlan:
    """Compare the indexes in the output with the archive.

    at_once: whether changed articles shall be found without waiting for a shard to be indexed.
    """
    return _Planner(inputs, output, cache).plan(at_once)


def index_key(*facts: object) -> str:
    """Return the key of an index's files; equal keys mean equal search results."""
    return INDEX_KEY_PREFIX + digest(codec.encode((program_digest(), facts)))


class _Planner:
    def __init__(self, inputs: PlanInputs, output: OutputState, cache: Cache) -> None:
        self._cache = cache
        self._article_key = document_key(inputs)
        self._max_recent = inputs.tuning.recent_articles
        self._by_day = articles_by_day(inputs.archive.articles)
        days = search_days(inputs.archive.articles, self._article_key)
        self._shards = shards(days, inputs.tuning.articles_per_shard)
        self._indexes = _intact_indexes(output)
        self._current: list[ManifestEntry] = []
        self._current_keys: list[str] = []
        self._outdated: list[PlannedIndex] = []

    def plan(self, at_once: bool) -> IndexPlan:
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
        due = {
            shard for own in changes.values() for shard in shards_to_index(own, self._max_recent)
        }
        chosen = {*missing} if at_once else {*missing, *due}
        recent = {}
        for shard in self._shards:
            if shard in chosen:
                articles = tuple(self._articles(shard))
                keys = tuple(map(self._article_key, articles))
                self._outdated.append(PlannedIndex(_shard_job(shard), articles, keys))
        for language, own in sorted(changes.items()):
            if waiting := [one for one in own if one.shard not in chosen]:
                recent[language] = self._plan_recent(language, waiting)
        return IndexPlan(
            tuple(self._current),
            tuple(self._current_keys),
            tuple(self._outdated),
            recent,
            is_behind=at_once and bool(due),
        )

    def _add(self, job: IndexJob, articles: tuple[Article, ...] = ()) -> None:
        if not self._keep(job):
            self._outdated.append(PlannedIndex(job, articles))

    def _keep(self, job: IndexJob) -> bool:
        """Keep an index of the output if it is that of a job; return whether it is."""
        key, entries = self._indexes.get(job.address, ("", []))
        if key != job.key:
            return False
        self._current += entries
        self._current_keys.append(key)
        return True

    def _changes(self, shard: Shard) -> ShardChanges | None:
        """Return how a shard differs from its index; None if it has none, or nobody knows."""
        key, _ = self._indexes.get(_shard_job(shard).address, ("", []))
        row = self._cache.get("search_indexes", key.encode()) if key else None
        if row is None:
            return None
        with suppress(codec.DecodeError):
            indexed = codec.decode(row, tuple[IndexedArticle, ...])
            keys = {article.path: self._article_key(article) for article in self._articles(shard)}
            return shard_changes(shard, keys, indexed)
        return None

    def _plan_recent(self, language: str, changes: Iterable[ShardChanges]) -> RecentChanges:
        """Keep the indexes of changed shards, and add the index of what has changed in them."""
        articles: list[Article] = []
        hidden: list[str] = []
        for one in changes:
            key, entries = self._indexes[_shard_job(one.shard).address]
            self._current += entries
            self._current_keys.append(key)
            paths = frozenset(one.new_paths)
            articles += (each for each in self._articles(one.shard) if each.path in paths)
            hidden += (article.id for article in one.hidden)
        if articles:
            address = routes.shard_address(language, routes.RECENT_INDEX)
            key = index_key(language, routes.RECENT_INDEX, list(map(self._article_key, articles)))
            job = IndexJob(address, language, routes.RECENT_INDEX, key, ())
            self._add(job, tuple(articles))
        return RecentChanges(len(articles), tuple(sorted(hidden)))

    def _articles(self, shard: Shard) -> Iterator[Article]:
        for day in shard.days:
            yield from self._by_day[shard.language, day]


def _shard_job(shard: Shard) -> IndexJob:
    address = routes.shard_address(shard.language, shard.name)
    key = index_key(shard.language, shard.name, f"{shard.digest:x}")
    return IndexJob(address, shard.language, shard.name, key, ())


def _intact_indexes(output: OutputState) -> dict[str, tuple[str, list[ManifestEntry]]]:
    """Return the key and the entries of each index of the output, by the address of its folder."""
    by_key: dict[str, list[ManifestEntry]] = defaultdict(list)
    for entry in output.below(INDEX_FOLDER):
        if entry.key and is_index_file(entry):
            by_key[entry.key].append(entry)
    return {
        f"/{entry.path.removesuffix(_ENTRY_FILE)}/": (key, entries)
        for key, entries in by_key.items()
        if not any(entry.path in output.faults for entry in entries)
        for entry in entries
        if entry.path.endswith(_ENTRY_FILE)
    }
