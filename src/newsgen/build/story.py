"""The story of a build, from article files to a published tree, and of a check, which stops short.

Takes an order; gives an outcome that says everything there is to say. Raises nothing for what an
editor wrote; what the machine refuses becomes an outcome too, with the published tree whole.
"""

from collections.abc import Callable

from newsgen.archive.vanished import vanished
from newsgen.build.order import Order, Outcome, Progress, Stage
from newsgen.build.place import foreign, misplaced
from newsgen.build.printing import Printed, print_pages
from newsgen.build.proof import Findings, Proof, read
from newsgen.build.repeat import remember, repeated
from newsgen.engine.bodies import Changed
from newsgen.engine.cache import open_cache
from newsgen.engine.clock import Stopwatch
from newsgen.engine.inputs import list_inputs
from newsgen.engine.last import Last, read_last
from newsgen.engine.lock import Busy, lock
from newsgen.engine.machine import peak_memory_mb
from newsgen.engine.output import look
from newsgen.engine.pool import WorkerDied
from newsgen.engine.publish import Foreign, Published, publish
from newsgen.engine.roll import recover
from newsgen.engine.staging import discard, open_staging
from newsgen.model.problem import Problem, errors
from newsgen.model.value import replace


def _nobody(stage: Stage, done: int, total: int) -> None:
    """Hears how far a build is, and says nothing."""


def build(order: Order, told: Progress = _nobody) -> Outcome:
    """Build a site into its output folder."""
    return _outcome(_build, order, told)


def check(order: Order, told: Progress = _nobody) -> Outcome:
    """Find every problem a build would find, and publish nothing."""
    return _outcome(_check, order, told)


def _build(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    if refusal := misplaced(order):
        return Outcome("problems", problems=(refusal,))
    with lock(order.out):
        try:
            return _publish(order, watch, told)
        finally:
            discard(order.out)


def _publish(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    recover(order.out, order.records)
    inputs = list_inputs(order.site)
    with open_cache(order.records, lasting=inputs.config is not None) as cache:
        if order.clean:
            cache.forget()
        last = read_last(cache, order.out)
        output = look(order.out, order.records, last, order.workers)
        if order.clean:
            output = output.forgotten()
        elif outcome := repeated(order, inputs, output, last):
            return outcome
        findings = read(order, inputs, cache, watch, told)
        if findings.proof is None or errors(findings.problems):
            return _refused(findings)
        open_staging(order.out)
        printed = print_pages(findings.proof, order, output, cache, order.out, told)
        watch.lap("render")
        if printed.problems:
            return _refused(findings, printed.problems)
        told("publish", 0, 0)
        published = publish(order.out, order.records, output.entries, printed.entries)
        watch.lap("publish")
        if isinstance(published, Foreign):
            return _refused(findings, foreign(order, published))
        outcome = _done(findings, findings.proof, printed, published)
        remember(order, inputs, findings.proof, output, printed.entries, outcome, cache)
        return outcome


def _check(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    inputs = list_inputs(order.site)
    with open_cache(order.records, lasting=False) as cache:
        findings = read(order, inputs, cache, watch, told)
        if findings.proof is None or errors(findings.problems):
            return _refused(findings)
        # What is published was drawn without a problem, and would be again, however it stands now.
        output = replace(look(order.out, order.records, Last(), 1), faults={})
        printed = print_pages(findings.proof, order, output, cache, None, told)
        watch.lap("render")
        if printed.problems:
            return _refused(findings, printed.problems)
        findings.proof.keep()
        return _done(findings, findings.proof, printed, Published((), 0, ()))


def _outcome(
    story: Callable[[Order, Stopwatch, Progress], Outcome], order: Order, told: Progress
) -> Outcome:
    """The outcome of a story with its times, whatever the machine did to it."""
    watch = Stopwatch()
    try:
        outcome = story(order, watch, told)
    except Busy as busy:
        outcome = Outcome("busy", str(busy))
    except (OSError, WorkerDied, Changed, MemoryError) as error:
        outcome = Outcome("failed", _what(error))
    seconds = {**watch.seconds, "total": watch.total()}
    return replace(outcome, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _what(error: BaseException) -> str:
    """A failure of the machine as a sentence, with what is to be done."""
    what = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{what}; nothing that was published is lost: mend that and build again"


def _refused(findings: Findings, more: tuple[Problem, ...] = ()) -> Outcome:
    problems = (*findings.problems, *more)
    return Outcome("problems", problems=problems, left_out=findings.left_out)


def _done(findings: Findings, proof: Proof, printed: Printed, published: Published) -> Outcome:
    return Outcome(
        "ok",
        problems=findings.problems,
        published=len(proof.edition.archive.articles),
        left_out=findings.left_out,
        total=len(printed.entries),
        rendered=printed.made,
        written=len(published.written),
        unchanged=len(printed.entries) - printed.made,
        deleted=len(published.deleted),
        vanished=vanished(published.deleted),
        reasons=printed.reasons,
    )
