"""The story of a build, from article files to a published tree, and of a check, which stops short.

Takes an order; gives an outcome that says everything there is to say. Raises nothing for what an
editor wrote; what the machine refuses becomes an outcome too, with the published tree whole.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgen.archive.vanished import vanished
from newsgen.build.order import Order, Outcome, Progress, Stage
from newsgen.build.place import foreign, misplaced
from newsgen.build.repeat import remember, repeated
from newsgen.engine.clock import Stopwatch
from newsgen.engine.contents import Changed
from newsgen.engine.inputs import list_inputs
from newsgen.engine.last import read_last
from newsgen.engine.lock import Busy, lock
from newsgen.engine.machine import peak_memory_mb, without_collector
from newsgen.engine.output import look, owned
from newsgen.engine.pool import WorkerDied
from newsgen.engine.publish import Foreign, Published, publish
from newsgen.engine.roll import recover
from newsgen.engine.staging import discard, open_staging
from newsgen.engine.workshop import open_workshop
from newsgen.model.problem import Problem, errors
from newsgen.model.value import replace

if TYPE_CHECKING:
    from newsgen.build.printing import Printed
    from newsgen.build.proof import Findings, Proof


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
    lasting = inputs.config is not None
    with open_workshop(order.records, order.workers, lasting=lasting) as work:
        if order.clean:
            work.cache.forget()
        last = read_last(work.cache, order.out)
        output = look(order.out, order.records, last, work.pool)
        if order.clean:
            output = output.forgotten()
        elif outcome := repeated(order, inputs, output, last):
            return outcome
        # Loading what reads and draws takes longer than all a build does that has nothing to do.
        from newsgen.build.printing import Printing
        from newsgen.build.proof import read

        findings = read(order, inputs, work, watch, told)
        if findings.proof is None or errors(findings.problems):
            return _refused(findings)
        open_staging(order.out)
        printing = Printing(findings.proof, output, order.out, work, told, explain=order.explain)
        printed = printing.run()
        watch.lap("render")
        if printed.problems:
            return _refused(findings, printed.problems)
        findings.proof.frames.confirm()
        told("publish", 0, 0)
        published = publish(order.out, order.records, output.entries, printed.entries)
        watch.lap("publish")
        if isinstance(published, Foreign):
            return _refused(findings, foreign(order, published))
        outcome = _done(findings, findings.proof, printed, published)
        remember(order, inputs, findings.proof, output, printed.entries, outcome, work.cache)
        return outcome


def _check(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    from newsgen.build.printing import Printing
    from newsgen.build.proof import read

    inputs = list_inputs(order.site)
    with open_workshop(order.records, order.workers, lasting=False) as work:
        findings = read(order, inputs, work, watch, told)
        if findings.proof is None or errors(findings.problems):
            return _refused(findings)
        # What is published was drawn without a problem, and would be again, however it stands now.
        output = owned(order.out, order.records)
        printed = Printing(findings.proof, output, None, work, told, explain=False).run()
        watch.lap("render")
        if printed.problems:
            return _refused(findings, printed.problems)
        findings.proof.keep(printed.entries)
        return _done(findings, findings.proof, printed, Published((), 0, ()))


def _outcome(
    story: Callable[[Order, Stopwatch, Progress], Outcome], order: Order, told: Progress
) -> Outcome:
    """The outcome of a story with its times, whatever the machine did to it."""
    watch = Stopwatch()
    try:
        with without_collector():
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


def _refused(findings: "Findings", more: tuple[Problem, ...] = ()) -> Outcome:
    problems = (*findings.problems, *more)
    return Outcome("problems", problems=problems, left_out=findings.left_out)


def _done(
    findings: "Findings", proof: "Proof", printed: "Printed", published: Published
) -> Outcome:
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
