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
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.preview import LiveReload, run_server, watch_changes

_QUIET_CHECKS = 4
"""Looks at a site after which, if it has not changed, search indexes are made."""


def preview_folder(site: Path) -> Path:
    """Where previews go: never into what is published."""
    return site / ".newsgen" / "preview"


def serve(
    request: BuildRequest,
    port: int,
    show_progress: Callable[[], AbstractContextManager[Progress]],
    report: Callable[[BuildResult, str], None],
) -> None:
    """Build, serve and build again until interrupted.

    told: hears the first outcome with the address, and then each that has something to say, without
    warnings that are known. Ends after the first if the machine, not the content, kept it from
    being built. Raises PortTaken.
    """
    board = LiveReload()
    folder = preview_folder(request.site)
    with run_server(folder, board, port) as address:
        asked = replace(request, out=folder, base_url=address)
        with show_progress() as heard:
            outcome = build(asked, heard)
        _update_preview(board, outcome)
        report(outcome, address)
        if outcome.status not in ("ok", "problems"):
            return
        quiet = 0
        for changed in watch_changes(request.site):
            quiet = 0 if changed else quiet + 1
            if changed or (outcome.search_outdated and quiet == _QUIET_CHECKS):
                last = outcome.problems
                outcome = build(replace(asked, index=not changed))
                _update_preview(board, outcome)
                if (
                    (changed and outcome.changed_paths)
                    or outcome.message
                    or outcome.problems != last
                ):
                    report(_without_repeated_warnings(outcome, last), "")


def _update_preview(live_reload: LiveReload, result: BuildResult) -> None:
    refused = result.status != "ok"
    live_reload.update(result.changed_paths, result.problems if refused else (), result.message)


def _without_repeated_warnings(
    result: BuildResult, previous_problems: tuple[Problem, ...]
) -> BuildResult:
    """An outcome without the warnings that the last one had as well."""
    known = {each for each in previous_problems if each.severity == "warning"}
    return replace(result, problems=tuple(each for each in result.problems if each not in known))
