"""The indexing: what a reader searches, made anew where it is not what it would be.

Takes a proof and the output as it is; gives an entry for every file of every search index, those of
shards that stand as they are included.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from newsgen.archive.shards import Shard, shards
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
from newsgen.runtime import codec
from newsgen.search.documents import search_documents
from newsgen.search.pagefind import IndexingFailed, IndexJob, index_shards, supports_cjk
from newsgen.store.program_digest import program_digest
from newsgen.store.session import Session

_KEY_PREFIX = "search-"
"""How the keys of all files of indexes begin."""


class IndexingResult(Value, frozen=True):
    """What an indexing gave; made: how many of the entries are new; behind: as in `Outcome`."""

    entries: tuple[ManifestEntry, ...] = ()
    made_count: int = 0
    explanations: tuple[Explanation, ...] = ()
    problems: tuple[Problem, ...] = ()
    search_outdated: bool = False


def update_search_indexes(
    plan: SitePlan, output: OutputState, request: BuildRequest, session: Session, progress: Progress
) -> IndexingResult:
    """Every file that searching needs; of an order without, only indexes that are not there yet."""
    edition = plan.routing.inputs
    if not edition.config.search:
        return IndexingResult()
    kept, missing, behind = _split_indexes(edition, output, request)
    base, memory = edition.config.links_base, session.cache.folder
    made: list[ManifestEntry] = []
    sizes = [len(shard.articles) if shard else 0 for _, shard in missing]
    heard = count(1)
    # One by one: what is searched takes more room than what it is made of.
    stacks = (_with_documents(edition, *each) for each in missing)
    alone = len(missing) <= session.tuning.serial_indexes
    try:
        indexed = index_shards(
            stacks, plan.site.folder, base, memory, request.out, session.pool, serial=alone
        )
        for size, files in zip(sizes, indexed, strict=True):
            made += files
            for _ in range(size):
                progress("search", next(heard), sum(sizes))
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        return IndexingResult(
            problems=(problem("N702", Location(CONFIG_FILE), f"search: {failure}", hint),)
        )
    reasons = tuple(
        Explanation(each.address.lstrip("/"), "what is searched") for each, _ in missing
    )
    return IndexingResult((*kept, *made), len(made), reasons, search_outdated=behind)


def _split_indexes(
    inputs: PlanInputs, output: OutputState, request: BuildRequest
) -> tuple[list[ManifestEntry], list[tuple[IndexJob, Shard | None]], bool]:
    """The files of indexes that can stay, the indexes to be made, and whether what stays is old."""
    by_key: dict[str, list[ManifestEntry]] = defaultdict(list)
    for entry in output.entries.values():
        if entry.key and entry.key.startswith(_KEY_PREFIX):
            by_key[entry.key].append(entry)
    kept: list[ManifestEntry] = []
    missing: list[tuple[IndexJob, Shard | None]] = []
    behind = False
    for stack, shard in _planned_indexes(inputs):
        if _is_intact(right := by_key.get(stack.key, []), output):
            kept += right
            continue
        here = stack.address.lstrip("/")
        there = [entry for path, entry in output.entries.items() if path.startswith(here)]
        if shard and not request.index and _is_intact(there, output):
            kept += there
            behind = True
        else:
            old = {entry.path: entry.hash for entry in there}
            missing.append((replace(stack, previous_hashes=old), shard))
    return kept, missing, behind


def _is_intact(entries: list[ManifestEntry], output: OutputState) -> bool:
    """Whether there is such an index, and its files are as they were left."""
    return bool(entries) and not any(entry.path in output.faults for entry in entries)


def _with_documents(inputs: PlanInputs, job: IndexJob, shard: Shard | None) -> IndexJob:
    return replace(job, articles=tuple(search_documents(inputs, shard))) if shard else job


def _planned_indexes(inputs: PlanInputs) -> Iterator[tuple[IndexJob, Shard | None]]:
    """Every index there is to be, without its articles, and the shard it is of."""
    found = shards(inputs.archive.articles, inputs.tuning.articles_per_shard)
    for language in sorted({shard.language for shard in found}):
        key = _key("runtime", language)
        yield IndexJob(routes.search_runtime_address(language), language, key, (), {}), None
    for shard in found:
        members = [(inputs.card_key(each), each.input_digest) for each in shard.articles]
        key = _key(shard.language, shard.name, members)
        address = routes.shard_address(shard.language, shard.name)
        yield IndexJob(address, shard.language, key, (), {}), shard


def _key(*facts: object) -> str:
    """The key of an index's files: with equal keys, the same is found in them."""
    return _KEY_PREFIX + digest(codec.encode((program_digest(), supports_cjk(), facts)))
