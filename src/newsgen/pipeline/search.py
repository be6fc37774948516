"""The search stage: makes the outdated search indexes anew and keeps the others."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from newsgen.archive.search_shards import Shard, articles_by_day, search_days, shards
from newsgen.model.config import CONFIG_FILE
from newsgen.model.digest import digest
from newsgen.model.problem import Location, problem
from newsgen.model.value import replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import PlanInputs
from newsgen.pipeline.build_state import StagedFiles
from newsgen.pipeline.plan import SitePlan
from newsgen.pipeline.request import BuildRequest, Explanation
from newsgen.publish.manifest import ManifestEntry
from newsgen.publish.output_state import OutputState
from newsgen.publish.output_tree import OutputTree
from newsgen.publish.staging import stage_bytes
from newsgen.runtime import codec
from newsgen.search.documents import document_key, search_document
from newsgen.search.pagefind import IndexingFailed, IndexJob, index_shards
from newsgen.store.command_session import Session
from newsgen.store.parse_cache import BodyStore
from newsgen.store.program_digest import program_digest

_KEY_PREFIX = "search-"
"""How the keys of all files of indexes begin."""


def index_site(
    plan: SitePlan, output: OutputState, request: BuildRequest, session: Session, tree: OutputTree
) -> StagedFiles:
    """Make every search index that is outdated; with `--no-index`, only those that are missing."""
    inputs = plan.routing.inputs
    if not inputs.config.search:
        return StagedFiles()
    current, outdated, search_outdated = _split_indexes(inputs, output, request)
    bodies = BodyStore(session.cache, plan.site)
    new_entries: list[ManifestEntry] = []
    sizes = [shard.count if shard else 0 for _, shard in outdated]
    done = count(1)
    by_day = articles_by_day(inputs.archive.articles if any(sizes) else ())
    # One shard at a time: its documents take much more memory than its articles.
    jobs = (
        replace(
            job,
            articles=tuple(
                search_document(inputs, article, bodies.html)
                for day in (shard.days if shard else ())
                for article in by_day[job.language, day]
            ),
        )
        for job, shard in outdated
    )
    indexed = index_shards(jobs, session.pool, serial_limit=session.tuning.serial_indexes)
    try:
        for (job, _), size, files in zip(outdated, sizes, indexed, strict=True):
            for name, data in files:
                path = job.address.lstrip("/") + name
                previous = output.entries.get(path)
                old_hash = previous.hash if previous else None
                new_entries.append(stage_bytes(tree, path, data, job.key, old_hash))
            for _ in range(size):
                session.progress("search", next(done), sum(sizes))
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        failed = problem("N702", Location(CONFIG_FILE), f"search: {failure}", hint)
        return StagedFiles(problems=(failed,))
    folders = (job.address.lstrip("/") for job, _ in outdated)
    explanations = tuple(Explanation(folder, "what is searched") for folder in folders)
    return StagedFiles(
        (*current, *new_entries),
        len(new_entries),
        explanations if request.explain else (),
        search_outdated=search_outdated,
    )


def _split_indexes(
    inputs: PlanInputs, output: OutputState, request: BuildRequest
) -> tuple[list[ManifestEntry], list[tuple[IndexJob, Shard | None]], bool]:
    """Return the entries to reuse, the indexes to make, and whether a reused one is outdated."""

    def is_intact(entries: list[ManifestEntry]) -> bool:
        return bool(entries) and not any(entry.path in output.faults for entry in entries)

    by_key: dict[str, list[ManifestEntry]] = defaultdict(list)
    for entry in output.entries.values():
        if entry.key and entry.key.startswith(_KEY_PREFIX):
            by_key[entry.key].append(entry)
    reused: list[ManifestEntry] = []
    outdated: list[tuple[IndexJob, Shard | None]] = []
    search_outdated = False
    for job, shard in _planned_indexes(inputs):
        if is_intact(current := by_key.get(job.key, [])):
            reused += current
            continue
        folder = job.address.lstrip("/")
        previous = [entry for path, entry in output.entries.items() if path.startswith(folder)]
        if shard and not request.index and is_intact(previous):
            reused += previous
            search_outdated = True
        else:
            outdated.append((job, shard))
    return reused, outdated, search_outdated


def _planned_indexes(inputs: PlanInputs) -> Iterator[tuple[IndexJob, Shard | None]]:
    """Give every index, without its documents, with its shard; None for a language's runtime."""
    days = search_days(inputs.archive.articles, document_key(inputs))
    all_shards = shards(days, inputs.tuning.articles_per_shard)
    for language in sorted({shard.language for shard in all_shards}):
        key = _key("runtime", language)
        yield IndexJob(routes.search_runtime_address(language), language, "", key, ()), None
    for shard in all_shards:
        key = _key(shard.language, shard.name, f"{shard.digest:x}")
        address = routes.shard_address(shard.language, shard.name)
        yield IndexJob(address, shard.language, shard.name, key, ()), shard


def _key(*facts: object) -> str:
    """Return the key of an index's files; equal keys mean equal search results."""
    return _KEY_PREFIX + digest(codec.encode((program_digest(), facts)))
