"""`newsgen serve`: builds a preview, serves it, and builds again whenever a file changes.

A build lists files only where the watcher saw something happen. Pages are served as soon as they
are built, and search finds them as they are; once nothing has changed for two seconds, all files
are looked at again, and the search indexes of whole shards are built, which takes longer. An
article with an error keeps none of the others waiting.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from newsgen.commands.edit_desk import EditDesk
from newsgen.model.progress import Progress
from newsgen.model.value import replace
from newsgen.pipeline.build import build
from newsgen.pipeline.open_session import OpenSession
from newsgen.pipeline.request import BuildRequest, BuildResult
from newsgen.pipeline.watched_files import WatchedFiles
from newsgen.preview.live_reload import LiveReload
from newsgen.preview.server import run_server
from newsgen.preview.watcher import watch_changes
from newsgen.publish.preflight import PREVIEW_FOLDER
from newsgen.runtime.system import enable_gc

_QUIET_CHECKS = 4
"""Steps of the watcher without a change after which search indexes are built."""


def serve(
    request: BuildRequest,
    host: str,
    port: int,
    show_progress: Callable[[], AbstractContextManager[Progress]],
    report: Callable[[BuildResult, str], None],
    edit: bool = False,
) -> None:
    """Build, serve and build again until interrupted. Raises PortTaken and UnknownHost.

    Ends after the first build if it failed for another reason than errors in the content.

    Args:
        request: What to build; its output folder and base URL are replaced by the preview's.
        host: The address of this machine to listen at.
        show_progress: Shows the progress of the first build.
        edit: Whether its pages lead to forms that change the archive's files.
        report: Gets the first result with the preview's address, and then each that differs from
            the one before, without the warnings it shares with that, and an empty address.
    """
    enable_gc()
    live_reload = LiveReload()
    watched = WatchedFiles()
    desk = EditDesk(request) if edit else None
    folder = request.cache_folder / PREVIEW_FOLDER  # never the published one
    with (
        OpenSession(is_kept=True) as opened,
        run_server(folder, live_reload, port, host, desk) as address,
    ):
        preview_request = replace(request, out=folder, base_url=address, keep_going=True)
        with show_progress() as progress:
            result = build(preview_request, progress, watched.scan, opened)
        _update_preview(live_reload, result)
        report(result, address)
        if result.status not in ("ok", "incomplete", "problems"):
            return
        quiet = 0
        for paths in watch_changes(request.site, watched.links):
            changed = paths is None or bool(paths)
            quiet = 0 if changed else quiet + 1
            watched.note(paths)
            is_quiet = quiet == _QUIET_CHECKS
            if changed or (
                is_quiet and (result.search_outdated or watched.missed_changes(request.site))
            ):
                last = result.problems
                again = replace(preview_request, index=not changed)
                result = build(again, scan=watched.scan, opened=opened)
                _update_preview(live_reload, result)
                is_failed = result.status in ("failed", "busy")
                if (changed and result.changed_paths) or is_failed or result.problems != last:
                    repeated = {problem for problem in last if problem.severity == "warning"}
                    new = tuple(item for item in result.problems if item not in repeated)
                    report(replace(result, problems=new), "")


def _update_preview(live_reload: LiveReload, result: BuildResult) -> None:
    problems = result.problems if result.status != "ok" else ()
    message = result.message if result.status != "problems" else ""
    live_reload.update(result.changed_paths, problems, message)
