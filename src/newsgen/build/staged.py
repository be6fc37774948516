"""From a site's files to staged pages: all that a build and a check do alike.

Takes an order and the output as it stands; gives what is staged, or an outcome that refuses. What
is staged holds no article any more, and so leaves room for what publishing a large archive takes.
"""

from datetime import datetime
from pathlib import Path

from newsgen.archive.selection import Omission
from newsgen.build.indexing import Indexed, make_searchable
from newsgen.build.learned import Learned
from newsgen.build.order import Order, Outcome, Progress
from newsgen.build.printing import Printed, Printing
from newsgen.build.proof import read
from newsgen.engine.clock import Stopwatch
from newsgen.engine.folder.inputs import Inputs
from newsgen.engine.output.look import Output
from newsgen.engine.output.staging import open_staging
from newsgen.engine.workshop import Workshop
from newsgen.model.problem import Problem, errors
from newsgen.model.value import Value, replace


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
