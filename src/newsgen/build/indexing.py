"""The indexing: what a reader searches, made anew where it is not what it would be.

Takes a proof and the output as it is; gives an entry for every file of every search index, those of
shards that stand as they are included.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from newsgen.archive.shards import Shard, shards
from newsgen.build.order import Progress, Reason
from newsgen.build.proof import Proof
from newsgen.engine import wire
from newsgen.engine.itself import itself
from newsgen.engine.output.look import Output
from newsgen.engine.output.manifest import Entry
from newsgen.engine.search import IndexingFailed, Stack, index, knows_all_words
from newsgen.engine.workshop import Workshop
from newsgen.model.config import FILE
from newsgen.model.digest import digest
from newsgen.model.problem import Place, Problem, problem
from newsgen.model.value import Value, replace
from newsgen.pages import urls
from newsgen.pages.edition import Edition
from newsgen.pages.search import searchable

_KEY = "search-"
"""How the keys of all files of indexes begin."""

_SERIAL = 2
"""Indexes that one process makes sooner than others can be started."""


class Indexed(Value, frozen=True):
    """What an indexing gave; made: how many of the entries are new."""

    entries: tuple[Entry, ...] = ()
    made: int = 0
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


def make_searchable(
    proof: Proof, output: Output, out: Path, work: Workshop, told: Progress
) -> Indexed:
    """Every file that searching needs."""
    edition = proof.layout.edition
    if not edition.config.search:
        return Indexed()
    standing: dict[str, list[Entry]] = defaultdict(list)
    for entry in output.entries.values():
        if entry.key and entry.key.startswith(_KEY):
            standing[entry.key].append(entry)
    entries: list[Entry] = []
    missing: list[tuple[Stack, Shard | None]] = []
    for stack, shard in _stacks(edition):
        held = standing.get(stack.key, ())
        if held and not any(entry.path in output.faults for entry in held):
            entries += held
            continue
        here = stack.address.lstrip("/")
        old = {path: entry.hash for path, entry in output.entries.items() if path.startswith(here)}
        missing.append((replace(stack, old=old), shard))
    base, memory = edition.config.links_base, work.cache.folder
    made: list[Entry] = []
    sizes = [len(shard.articles) if shard else 0 for _, shard in missing]
    heard = count(1)
    # One by one: what is searched takes more room than what it is made of.
    stacks = (_filled(edition, *each) for each in missing)
    alone = len(missing) < _SERIAL
    try:
        indexed = index(stacks, proof.site.folder, base, memory, out, work.pool, alone=alone)
        for size, files in zip(sizes, indexed, strict=True):
            made += files
            for _ in range(size):
                told("search", next(heard), sum(sizes))
    except IndexingFailed as failure:
        hint = "mend that, or write search: false to build without a search page"
        return Indexed(problems=(problem("N702", Place(FILE), f"search: {failure}", hint),))
    reasons = tuple(Reason(each.address.lstrip("/"), "what is searched") for each, _ in missing)
    return Indexed((*entries, *made), len(made), reasons)


def _filled(edition: Edition, stack: Stack, shard: Shard | None) -> Stack:
    return replace(stack, articles=tuple(searchable(edition, shard))) if shard else stack


def _stacks(edition: Edition) -> Iterator[tuple[Stack, Shard | None]]:
    """Every index there is to be, without its articles, and the shard it is of."""
    found = shards(edition.archive.articles)
    for language in sorted({shard.language for shard in found}):
        key = _key("runtime", language)
        yield Stack(urls.runtime(language), language, key, (), {}), None
    for shard in found:
        members = [(edition.made_of(each), each.origin) for each in shard.articles]
        key = _key(shard.language, shard.name, members)
        address = urls.shard(shard.language, shard.name)
        yield Stack(address, shard.language, key, (), {}), shard


def _key(*facts: object) -> str:
    """The key of an index's files: with equal keys, the same is found in them."""
    return _KEY + digest(wire.encode((itself(), knows_all_words(), facts)))
