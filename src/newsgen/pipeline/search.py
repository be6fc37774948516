"""The indexing: what a reader searches, made anew where it is not what it would be.

Takes a proof and the output as it is; gives an entry for every file of every search index, those of
shards that stand as they are included.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from newsgen.archive.shards import Shard, shards
from newsgen.model.config import FILE
from newsgen.model.digest import digest
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pages import routes
from newsgen.pages.plan_inputs import Edition
from newsgen.pipeline.plan import Proof
from newsgen.pipeline.request import Order, Reason
from newsgen.publish.manifest import Entry
from newsgen.publish.state import Output
from newsgen.runtime import codec
from newsgen.search.documents import searchable
from newsgen.search.pagefind import IndexingFailed, Stack, index, knows_all_words
from newsgen.store.fingerprint import itself
from newsgen.store.session import Workshop

_KEY = "search-"
"""How the keys of all files of indexes begin."""

_SERIAL = 2
"""Indexes that one process makes sooner than others can be started."""


class Indexed(Value, frozen=True):
    """What an indexing gave; made: how many of the entries are new; behind: as in `Outcome`."""

    entries: tuple[Entry, ...] = ()
    made: int = 0
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    behind: bool = False


def make_searchable(
    proof: Proof, output: Output, order: Order, work: Workshop, told: Progress
) -> Indexed:
    """Every file that searching needs; of an order without, only indexes that are not there yet."""
    edition = proof.layout.edition
    if not edition.config.search:
        return Indexed()
    kept, missing, behind = _sorted_out(edition, output, order)
    base, memory = edition.config.links_base, work.cache.folder
    made: list[Entry] = []
    sizes = [len(shard.articles) if shard else 0 for _, shard in missing]
    heard = count(1)
    # One by one: what is searched takes more room than what it is made of.
    stacks = (_filled(edition, *each) for each in missing)
    alone = len(missing) < _SERIAL
    try:
        indexed = index(stacks, proof.site.folder, base, memory, order.out, work.pool, alone=alone)
        for size, files in zip(sizes, indexed, strict=True):
            made += files
            for _ in range(size):
                told("search", next(heard), sum(sizes))
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        return Indexed(problems=(problem("N702", Place(FILE), f"search: {failure}", hint),))
    reasons = tuple(Reason(each.address.lstrip("/"), "what is searched") for each, _ in missing)
    return Indexed((*kept, *made), len(made), reasons, behind=behind)


def _sorted_out(
    edition: Edition, output: Output, order: Order
) -> tuple[list[Entry], list[tuple[Stack, Shard | None]], bool]:
    """The files of indexes that can stay, the indexes to be made, and whether what stays is old."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for entry in output.entries.values():
        if entry.key and entry.key.startswith(_KEY):
            by_key[entry.key].append(entry)
    kept: list[Entry] = []
    missing: list[tuple[Stack, Shard | None]] = []
    behind = False
    for stack, shard in _stacks(edition):
        if _stands(right := by_key.get(stack.key, []), output):
            kept += right
            continue
        here = stack.address.lstrip("/")
        there = [entry for path, entry in output.entries.items() if path.startswith(here)]
        if shard and not order.index and _stands(there, output):
            kept += there
            behind = True
        else:
            old = {entry.path: entry.hash for entry in there}
            missing.append((replace(stack, old=old), shard))
    return kept, missing, behind


def _stands(index: list[Entry], output: Output) -> bool:
    """Whether there is such an index, and its files are as they were left."""
    return bool(index) and not any(entry.path in output.faults for entry in index)


def _filled(edition: Edition, stack: Stack, shard: Shard | None) -> Stack:
    return replace(stack, articles=tuple(searchable(edition, shard))) if shard else stack


def _stacks(edition: Edition) -> Iterator[tuple[Stack, Shard | None]]:
    """Every index there is to be, without its articles, and the shard it is of."""
    found = shards(edition.archive.articles)
    for language in sorted({shard.language for shard in found}):
        key = _key("runtime", language)
        yield Stack(routes.runtime(language), language, key, (), {}), None
    for shard in found:
        members = [(edition.made_of(each), each.origin) for each in shard.articles]
        key = _key(shard.language, shard.name, members)
        address = routes.shard(shard.language, shard.name)
        yield Stack(address, shard.language, key, (), {}), shard


def _key(*facts: object) -> str:
    """The key of an index's files: with equal keys, the same is found in them."""
    return _KEY + digest(codec.encode((itself(), knows_all_words(), facts)))
