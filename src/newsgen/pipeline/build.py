"""The story of a build, from article files to a published tree, and of a check, which stops short.

Takes an order; gives an outcome that says everything there is to say. Raises nothing for what an
editor wrote; what the machine refuses becomes an outcome too, with the published tree whole.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgen.archive.removed_urls import vanished
from newsgen.model.progress import Progress, Stage
from newsgen.model.value import replace
from newsgen.pipeline.request import Order, Outcome
from newsgen.pipeline.scan import Inputs, list_inputs
from newsgen.pipeline.up_to_date import remember, repeated
from newsgen.publish.last_build import read_last
from newsgen.publish.lock import Busy, lock
from newsgen.publish.ownership import left_alone
from newsgen.publish.preflight import crowded, foreign, misplaced
from newsgen.publish.recovery import recover
from newsgen.publish.staging import discard
from newsgen.publish.state import Output, look, owned
from newsgen.publish.transaction import Foreign, Published, publish
from newsgen.runtime.clock import Stopwatch
from newsgen.runtime.file_errors import Changed
from newsgen.runtime.pool import WorkerDied
from newsgen.runtime.system import peak_memory_mb, without_collector
from newsgen.store.session import Workshop, open_workshop

if TYPE_CHECKING:
    from newsgen.pipeline.staged import Staged


Story = Callable[[Order, Stopwatch, Progress], Outcome]


_ATTEMPTS = 3


def _nobody(stage: Stage, done: int, total: int) -> None:
    """Hears how far a build is, and says nothing."""


def build(order: Order, told: Progress = _nobody) -> Outcome:
    """Build a site into its output folder."""
    return carry_out(_build, order, told)


def check(order: Order, told: Progress = _nobody) -> Outcome:
    """Find every problem a build would find, and publish nothing."""
    return carry_out(_check, order, told)


def _build(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    if refusal := misplaced(order.site, order.out):
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
        output = _output(order, inputs, work)
        if isinstance(output, Outcome):
            return output
        # Loading what reads and draws takes longer than all a build does that has nothing to do.
        from newsgen.pipeline.staged import refused, stage

        staged = stage(order, inputs, output, order.out, work, watch, told)
        if isinstance(staged, Outcome):
            return staged
        kept, taken = left_alone(output.entries, output.faults, staged.printed.entries)
        if taken:
            return refused((*staged.problems, *crowded(order.out, taken)), staged.left_out)
        entries = (*staged.printed.entries, *kept)
        told("publish", 0, 0)
        published = publish(order.out, order.records, output.entries, entries)
        watch.lap("publish")
        if isinstance(published, Foreign):
            return refused((*staged.problems, *foreign(order.out, published)), staged.left_out)
        outcome = _done(staged, published)
        remember(order, inputs, output, staged, entries, outcome)
        return outcome


def _output(order: Order, inputs: Inputs, work: Workshop) -> Output | Outcome:
    """The output as the last build left it; that build's outcome, if it would be the same again."""
    last = read_last(work.cache, order.out)
    output = look(order.out, order.records, last, work.pool)
    if order.clean:
        return output.forgotten()
    return repeated(order, inputs, output, last) or output


def _check(order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    from newsgen.pipeline.staged import stage

    inputs = list_inputs(order.site)
    with open_workshop(order.records, order.workers, lasting=False) as work:
        # What is published was drawn without a problem, and would be again, however it stands now.
        output = owned(order.out, order.records)
        staged = stage(order, inputs, output, None, work, watch, told)
        if isinstance(staged, Outcome):
            return staged
        staged.learned.keep(staged.printed.entries)
        return _done(staged, Published((), 0, ()))


def carry_out(story: Story, order: Order, told: Progress) -> Outcome:
    """The outcome of a story with its times, whatever the machine did to it."""
    watch = Stopwatch()
    try:
        with without_collector():
            outcome = _steady(story, order, watch, told)
    except Busy as busy:
        outcome = Outcome("busy", str(busy))
    except (OSError, WorkerDied, MemoryError) as error:
        outcome = Outcome("failed", _what(error))
    seconds = {**watch.seconds, "total": watch.total()}
    return replace(outcome, seconds=seconds, peak_memory_mb=peak_memory_mb())


def _steady(story: Story, order: Order, watch: Stopwatch, told: Progress) -> Outcome:
    """A story told anew where the site changed under it, as when an editor saves during a build.

    Raises Changed if it did so time and again.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return story(order, watch, told)
        except Changed:
            continue
    return story(order, watch, told)


def _what(error: BaseException) -> str:
    """A failure of the machine as a sentence, with what is to be done."""
    what = str(error) or "memory ran out"
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{what}; nothing that was published is lost: mend that and build again"


def _done(staged: "Staged", published: Published) -> Outcome:
    printed = staged.printed
    return Outcome(
        "ok",
        problems=staged.problems,
        published=staged.articles,
        left_out=staged.left_out,
        total=len(printed.entries),
        rendered=printed.made,
        written=len(published.written),
        unchanged=len(printed.entries) - printed.made,
        deleted=len(published.deleted),
        changed=(*published.written, *published.deleted),
        base_url=staged.base_url,
        behind=staged.behind,
        vanished=vanished(published.deleted),
        reasons=printed.reasons,
    )
