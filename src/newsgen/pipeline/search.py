"""The search stage: makes the outdated search indexes anew and keeps the others.

Takes a plan and the output as it is; gives an entry of the manifest for every file of every index.
Stages what is new.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from newsgen.archive.search_shards import Shard, shards
from newsgen.model.config import CONFIG_FILE
from newsgen.model.digest import digest
from newsgen.model.problem import Location, Problem, problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import BuildRequest, Explanation
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.staging import stage_bytes
from newsgen.runtime import codec
from newsgen.search.documents import search_documents
from newsgen.search.pagefind import IndexingFailed, IndexJob, index_shards, supports_cjk
from newsgen.store.bodies import BodyStore
from newsgen.store.program_digest import program_digest
from newsgen.store.session import Session

_KEY_PREFIX = "search-"
"""How the keys of all files of indexes begin."""


class IndexedSite(Value, frozen=True):
    """The files of all search indexes.

    Attributes:
        made_count: How many of the entries are new.
        search_outdated: See `BuildResult`.
    """

    entries: tuple[ManifestEntry, ...] = ()
    made_count: int = 0
    explanations: tuple[Explanation, ...] = ()
    problems: tuple[Problem, ...] = ()
    search_outdated: bool = False


class _OutdatedIndex(Value, frozen=True):
    """An index to be made. shard: None for the runtime of a language."""

    job: IndexJob
    shard: Shard | None
    previous_hashes: dict[str, str]


def index_site(
    plan: SitePlan, output: OutputState, request: BuildRequest, session: Session, progress: Progress
) -> IndexedSite:
    """Make every search index that is outdated; with `--no-index`, only those that are missing."""
    inputs = plan.routing.inputs
    if not inputs.config.search:
        return IndexedSite()
    current, outdated, search_outdated = _split_indexes(inputs, output, request)
    bodies = BodyStore(session.cache, plan.site.folder, inputs.config.links_base)
    new_entries: list[ManifestEntry] = []
    sizes = [len(index.shard.articles) if index.shard else 0 for index in outdated]
    done = count(1)
    # One shard at a time: its documents take much more memory than its articles.
    jobs = (_with_documents(inputs, index, bodies) for index in outdated)
    indexed = index_shards(jobs, session.pool, serial_limit=session.tuning.serial_indexes)
    try:
        for index, size, files in zip(outdated, sizes, indexed, strict=True):
            for name, data in files:
                path = index.job.address.lstrip("/") + name
                previous = index.previous_hashes.get(path)
                new_entries.append(stage_bytes(request.out, path, data, index.job.key, previous))
            for _ in range(size):
                progress("search", next(done), sum(sizes))
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        return IndexedSite(
            problems=(problem("N702", Location(CONFIG_FILE), f"search: {failure}", hint),)
        )
    explanations = tuple(
        Explanation(index.job.address.lstrip("/"), "what is searched") for index in outdated
    )
    return IndexedSite(
        (*current, *new_entries),
        len(new_entries),
        explanations if request.explain else (),
        search_outdated=search_outdated,
    )


def _split_indexes(
    inputs: PlanInputs, output: OutputState, request: BuildRequest
) -> tuple[list[ManifestEntry], list[_OutdatedIndex], bool]:
    """Return the entries to reuse, the indexes to make, and whether a reused one is outdated."""
    by_key: dict[str, list[ManifestEntry]] = defaultdict(list)
    for entry in output.entries.values():
        if entry.key and entry.key.startswith(_KEY_PREFIX):
            by_key[entry.key].append(entry)
    reused: list[ManifestEntry] = []
    outdated: list[_OutdatedIndex] = []
    search_outdated = False
    for job, shard in _planned_indexes(inputs):
        if _is_intact(current := by_key.get(job.key, []), output):
            reused += current
            continue
        folder = job.address.lstrip("/")
        previous = [entry for path, entry in output.entries.items() if path.startswith(folder)]
        if shard and not request.index and _is_intact(previous, output):
            reused += previous
            search_outdated = True
        else:
            hashes = {entry.path: entry.hash for entry in previous}
            outdated.append(_OutdatedIndex(job, shard, hashes))
    return reused, outdated, search_outdated


def _is_intact(entries: list[ManifestEntry], output: OutputState) -> bool:
    """Return whether an index has files, and none of them was changed by somebody else."""
    return bool(entries) and not any(entry.path in output.faults for entry in entries)


def _with_documents(inputs: PlanInputs, index: _OutdatedIndex, bodies: BodyStore) -> IndexJob:
    if index.shard is None:
        return index.job
    documents = search_documents(inputs, index.shard, bodies.html)
    return replace(index.job, articles=tuple(documents))


def _planned_indexes(inputs: PlanInputs) -> Iterator[tuple[IndexJob, Shard | None]]:
    """Give every index of the archive, without its documents, with its shard."""
    all_shards = shards(inputs.archive.articles, inputs.tuning.articles_per_shard)
    card_key = inputs.card_key
    for language in sorted({shard.language for shard in all_shards}):
        key = _key("runtime", language)
        yield IndexJob(routes.search_runtime_address(language), language, key, ()), None
    for shard in all_shards:
        members = [(card_key(article), article.input_digest) for article in shard.articles]
        key = _key(shard.language, shard.name, members)
        address = routes.shard_address(shard.language, shard.name)
        yield IndexJob(address, shard.language, key, ()), shard


def _key(*facts: object) -> str:
    """Return the key of an index's files; equal keys mean equal search results."""
    return _KEY_PREFIX + digest(codec.encode((program_digest(), supports_cjk(), facts)))
