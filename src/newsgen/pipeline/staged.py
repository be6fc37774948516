"""From a site's files to staged pages: all that a build and a check do alike.

Takes an order and the output as it stands; gives what is staged, or an outcome that refuses. What
is staged holds no article any more, and so leaves room for what publishing a large archive takes.
"""

from datetime import datetime
from pathlib import Path

from newsgen.model.omission import Omission
from newsgen.model.problem import Problem, errors
from newsgen.model.progress import Progress
from newsgen.model.value import Value, replace
from newsgen.pipeline.build_state import Learned
from newsgen.pipeline.plan import read
from newsgen.pipeline.render import Printed, Printing
from newsgen.pipeline.request import Order, Outcome
from newsgen.pipeline.scan import Inputs
from newsgen.pipeline.search import Indexed, make_searchable
from newsgen.publish.staging import open_staging
from newsgen.publish.state import Output
from newsgen.runtime.clock import Stopwatch
from newsgen.store.session import Workshop


class Staged(Value, frozen=True):
    """All pages and files of a site, those that had to be made waiting to be published.

    articles: how many there are; since, until: as in `Selection`; timezone, base_url: the site's;
    behind: as in `Outcome`.
    """

    printed: Printed
    learned: Learned
    articles: int
    problems: tuple[Problem, ...]
    left_out: tuple[Omission, ...]
    since: datetime | None
    until: datetime | None
    timezone: str
    base_url: str
    behind: bool


def stage(
    order: Order,
    inputs: Inputs,
    output: Output,
    out: Path | None,
    work: Workshop,
    watch: Stopwatch,
    told: Progress,
) -> Staged | Outcome:
    """Read a site and print what has to be printed. out: None to keep nothing of it."""
    found = read(order, inputs, work, watch, told)
    proof = found.proof
    if proof is None or errors(found.problems):
        return refused(found.problems, found.left_out)
    if out:
        open_staging(out)
    printed = Printing(proof, output, out, work, told, explain=order.explain).run()
    watch.lap("render")
    indexed = make_searchable(proof, output, order, work, told) if out else Indexed()
    watch.lap("search")
    if printed.problems or indexed.problems:
        return refused((*found.problems, *printed.problems, *indexed.problems), found.left_out)
    proof.learned.frames.confirm()
    return Staged(
        printed=replace(
            printed,
            entries=(*printed.entries, *indexed.entries),
            made=printed.made + indexed.made,
            reasons=(*printed.reasons, *(indexed.reasons if order.explain else ())),
        ),
        learned=proof.learned,
        articles=len(proof.layout.edition.archive.articles),
        problems=found.problems,
        left_out=found.left_out,
        since=proof.selection.since,
        until=proof.selection.until,
        timezone=proof.site.config.timezone,
        base_url=proof.site.config.base_url,
        behind=indexed.behind,
    )


def refused(problems: tuple[Problem, ...], left_out: tuple[Omission, ...]) -> Outcome:
    """The outcome of a build that publishes nothing."""
    return Outcome("problems", problems=problems, left_out=left_out)
