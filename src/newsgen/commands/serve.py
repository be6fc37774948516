"""`newsgen serve`: builds into a folder of its own, shows that, and again whenever a file changes.

Pages are shown as soon as they are there; search indexes, which take longer, are made once nothing
has changed for two seconds.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from newsgen.model.problem import Problem
from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.build import build
from newsgen.pipeline.request import Order, Outcome
from newsgen.preview import Board, changes, listening

_QUIET = 4
"""Looks at a site after which, if it has not changed, search indexes are made."""


def preview_folder(site: Path) -> Path:
    """Where previews go: never into what is published."""
    return site / ".newsgen" / "preview"


def serve(
    order: Order,
    port: int,
    progress: Callable[[], AbstractContextManager[Progress]],
    told: Callable[[Outcome, str], None],
) -> None:
    """Build, serve and build again until interrupted.

    told: hears the first outcome with the address, and then each that has something to say, without
    warnings that are known. Ends after the first if the machine, not the content, kept it from
    being built. Raises PortTaken.
    """
    board = Board()
    folder = preview_folder(order.site)
    with listening(folder, board, port) as address:
        asked = replace(order, out=folder, base_url=address)
        with progress() as heard:
            outcome = build(asked, heard)
        _write(board, outcome)
        told(outcome, address)
        if outcome.status not in ("ok", "problems"):
            return
        quiet = 0
        for changed in changes(order.site):
            quiet = 0 if changed else quiet + 1
            if changed or (outcome.behind and quiet == _QUIET):
                last = outcome.problems
                outcome = build(replace(asked, index=not changed))
                _write(board, outcome)
                if (changed and outcome.changed) or outcome.message or outcome.problems != last:
                    told(_news(outcome, last), "")


def _write(board: Board, outcome: Outcome) -> None:
    refused = outcome.status != "ok"
    board.write(outcome.changed, outcome.problems if refused else (), outcome.message)


def _news(outcome: Outcome, last: tuple[Problem, ...]) -> Outcome:
    """An outcome without the warnings that the last one had as well."""
    known = {each for each in last if each.severity == "warning"}
    return replace(outcome, problems=tuple(each for each in outcome.problems if each not in known))
