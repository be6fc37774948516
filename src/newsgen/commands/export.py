"""`newsgen export`: the archive as data, written beside the pages that a build has published.

Takes an order; gives an outcome. Reads as a check does, up to `build/stock`; writes only files that
are made from something that has changed. Refuses an output that no build has written, and places
where the site itself has a file (N603) or somebody else (N601).
"""

from collections.abc import Iterable
from typing import Any

from newsgen.commands.reporting import as_problem, count
from newsgen.export.write import Tables
from newsgen.model.errors import Refused
from newsgen.model.problem import Problem, errors, grade
from newsgen.model.progress import Progress
from newsgen.pipeline.build import carry_out
from newsgen.pipeline.load import Stock, take_stock
from newsgen.pipeline.request import Order, Outcome
from newsgen.pipeline.scan import list_inputs
from newsgen.pipeline.up_to_date import carry_over
from newsgen.publish.last_build import read_last
from newsgen.publish.lock import lock
from newsgen.publish.manifest import Manifest, read_manifest, seal_of
from newsgen.publish.ownership import FOLDER, clashes, is_exported
from newsgen.publish.preflight import crowded, foreign, misplaced
from newsgen.publish.recovery import recover
from newsgen.publish.staging import discard, open_staging
from newsgen.publish.transaction import Foreign, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.store.session import Workshop, open_workshop


def _nobody(stage: str, done: int, total: int) -> None:
    """Hears how far an export is, and says nothing."""


def export(order: Order, told: Progress = _nobody) -> Outcome:
    """Write the data of an archive into its output. Raises Refused where there is no output yet."""
    return carry_out(_export, order, told)


def _export(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    if refusal := misplaced(order.site, order.out):
        return Outcome("problems", problems=(refusal,))
    with lock(order.out):
        try:
            return _publish(order, watch, told)
        finally:
            discard(order.out)


def _publish(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    recover(order.out, order.records)
    manifest = read_manifest(order.out, order.records)
    if manifest.state != "whole":
        # The content is right, and what is published is: the command came too early.
        raise Refused(f"{order.out} holds no build to put data beside: run newsgen build first")
    inputs = list_inputs(order.site)
    with open_workshop(order.records, order.workers, lasting=inputs.config is not None) as work:
        stock = take_stock(order, inputs, work, watch, told)
        if not isinstance(stock, Stock):
            return Outcome("problems", problems=grade(stock, {}))
        problems = grade(stock.problems, stock.site.config.problems)
        if errors(problems):
            return Outcome("problems", problems=problems, left_out=stock.left_out)
        return _write(order, manifest, stock, problems, work, watch, told)


def _write(
    order: Order,
    manifest: Manifest,
    stock: Stock,
    problems: tuple[Problem, ...],
    work: Workshop,
    watch: Stopwatch,
    told: Progress,
) -> Outcome:
    """Make what has to be made, and put it in its place; all else in the output stays."""
    old = manifest.entries
    last, same = read_last(work.cache, order.out), seal_of(order.out)
    open_staging(order.out)
    tables = Tables(order.out, stock.site, stock.archive, old, work, told)
    others = [entry for path, entry in old.items() if not is_exported(entry)]
    if taken := clashes(tables.paths, _of_site(stock, (entry.path for entry in others))):
        return _refused(problems, crowded(order.out, taken))
    own = tables.write()
    watch.lap("export")
    published = publish(order.out, order.records, old, (*others, *own))
    if isinstance(published, Foreign):
        return _refused(problems, foreign(order.out, published))
    if last.seal == same:
        carry_over(work.cache, order, last, old, own)
    watch.lap("publish")
    return Outcome(
        "ok",
        problems=problems,
        published=len(stock.archive.articles),
        left_out=stock.left_out,
        total=len(own),
        rendered=tables.made,
        written=len(published.written),
        unchanged=len(own) - tables.made,
        deleted=len(published.deleted),
        changed=(*published.written, *published.deleted),
    )


def _of_site(stock: Stock, published: Iterable[str]) -> list[str]:
    """The files of the site in the folder of the data: those published, and those yet to be."""
    found = dict.fromkeys((*published, *stock.site.root))
    return [path for path in found if path[: len(FOLDER)].casefold() == FOLDER]


def _refused(problems: tuple[Problem, ...], more: tuple[Problem, ...]) -> Outcome:
    return Outcome("problems", problems=(*problems, *more))


def lines(outcome: Outcome) -> list[str]:
    """What a successful export did."""
    files = f"{count(outcome.total, 'file')} from {count(outcome.published, 'article')}"
    took = f"{outcome.seconds.get('total', 0.0):.1f} s"
    if not outcome.written and not outcome.deleted:
        return [f"Nothing to do: {files}, all as they should be. Took {took}."]
    parts = [f"{outcome.written:,} new or different"]
    if same := outcome.total - outcome.written:
        parts.append(f"{same:,} as before")
    if outcome.deleted:
        parts.append(f"{outcome.deleted:,} deleted")
    return [f"Exported {files} in {took}: {', '.join(parts)}."]


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The object `--json` prints; docs/commands.md describes it."""
    told: dict[str, Any] = {
        "status": outcome.status,
        "articles": outcome.published,
        "files": {
            "total": outcome.total,
            "made": outcome.rendered,
            "written": outcome.written,
            "deleted": outcome.deleted,
        },
        "changed": list(outcome.changed),
        "problems": [as_problem(found) for found in outcome.problems],
        "seconds": {stage: round(spent, 3) for stage, spent in outcome.seconds.items()},
        "peak_memory_mb": outcome.peak_memory_mb,
    }
    if outcome.message:
        told["message"] = outcome.message
    return told
